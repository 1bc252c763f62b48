import { describe, expect, it } from 'vitest';
import { obligationOf } from '../../../src/domain/obligations.ts';
import type { Duration } from '../../../src/domain/time.ts';
import { type Instant, instant, msBetween, plusMs } from '../../../src/domain/time.ts';
import { ladderView } from '../../../src/domain/timers.ts';
import { changed, escalate, opened, openTicket, T1, withTicket } from './support.ts';

describe('late', () => {
  it('a rung fired 60 s late is not late: the anchor stays', () => {
    const s = withTicket().at('09:20');
    s.now = plusMs(s.now, 60_000);
    s.command('baton', { type: 'tick' });
    expect([s.pings('ticket:T1'), s.due('ticket:T1')]).toEqual([['09:21 rung megan'], '10:05']);
  });

  it('a rung fired more than 60 s late moves the anchor so that it was due at that instant: the spacing above stays as written', () => {
    const s = withTicket().at('09:20');
    s.now = plusMs(s.now, 60_001);
    s.command('baton', { type: 'tick' });
    expect(s.case.clocks['ticket:T1']?.anchor).toBe(plusMs(s.now, -45 * 60_000));
    s.until('09:22');
    expect(s.pings('ticket:T1')).toHaveLength(1);
    expect(s.due('ticket:T1')).toBe('10:06');
  });

  it('because of a hold: alone, and the anchor moves', () => {
    const s = withTicket().until('09:20');
    s.say('megan', { type: 'ack', until: s.instant('10:20') });
    s.until('10:20');
    expect(s.pings('ticket:T1')).toEqual(['09:20 rung megan', '10:20 rung megan']);
    expect(s.due('ticket:T1')).toBe('11:50');
  });

  it('because of a promise that a deadline ping cuts short: alone, and the anchor moves', () => {
    const s = withTicket();
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('16:00') });
    s.until('14:35');
    expect(s.pings('ticket:T1')).toEqual(['14:35 rung megan']);
    expect(s.due('ticket:T1')).toBe('15:20');
  });

  it('after downtime each obligation climbs one rung, not all that were missed', () => {
    const s = withTicket();
    s.say('adele', { type: 'step.add', text: 'look', due: s.instant('09:00') });
    const step = `step:${s.case.steps.at(-1)?.number}`;
    s.away('13:00');
    expect(s.pings('ticket:T1')).toEqual(['13:00 rung megan']);
    expect(s.pings(step)).toEqual(['13:00 rung alex']);
    // 45 minutes after the first; 15 minutes after the first.
    expect([s.due('ticket:T1'), s.due(step)]).toEqual(['13:45', '13:15']);
  });

  it('several missed deadline pings are one; the grid stays', () => {
    const s = withTicket().away('2023-08-01 03:00');
    expect(s.pings('deadline')).toEqual(['03:00 deadline lynne megan alex']);
    expect(s.due('deadline:microsoft')).toBe('08:35');
  });

  it('several missed digests are one', () => {
    const s = withTicket().until('2023-08-01 00:00');
    const before = s.pings('ticket:T1').length;
    s.away('2023-08-02 00:00');
    expect(s.pings('ticket:T1').slice(before)).toEqual(['00:00 digest patti #']);
    expect(s.due('ticket:T1')).toBe('00:10');
  });

  it('rungs that come close together and in time fire in the same tick', () => {
    const organisation = changed((o) => {
      const rungs = o.ladders.vendor.sev1.rungs;
      if (rungs[0] && rungs[1]) [rungs[0].after, rungs[1].after] = ['PT20S' as Duration, 'PT40S' as Duration];
    });
    const s = openTicket(opened({ organisation }));
    s.now = plusMs(s.now, 45_000);
    s.command('baton', { type: 'tick' });
    expect(s.pings('ticket:T1')).toEqual(['08:10 rung megan', '08:10 rung megan']);
    const toMegan = s.messages('ping').filter((m) => m.person === 'megan');
    expect(toMegan).toHaveLength(1);
    // The same thing is said once, as the highest rung says it.
    expect(toMegan[0]?.items.map((i) => [i.ping.key, i.ping.rung])).toEqual([['ticket:T1', 1]]);
    expect(s.messages('thread-ping')[0]?.items.map((i) => [i.ping.key, i.ping.rung])).toEqual([['ticket:T1', 1]]);
  });

  it('everybody whom one of them pinged is told, each what it says to them, and all are mentioned', () => {
    const organisation = changed((o) => {
      const { rungs } = o.ladders.vendor.sev1;
      rungs.forEach((rung, i) => {
        rung.after = `PT${i + 1}S` as Duration;
      });
    });
    const s = openTicket(opened({ organisation }));
    s.now = plusMs(s.now, 5_000);
    s.command('baton', { type: 'tick' });
    expect(s.messages('ping').map((m) => [m.person, m.items.map((i) => i.ping.rung)])).toEqual([
      ['megan', [3]],
      ['alex', [2]],
      ['lynne', [3]],
      ['patti', [4]],
    ]);
    expect(s.messages('thread-ping').map((m) => [m.people, m.items.map((i) => i.ping.rung)])).toEqual([
      [['megan', 'alex', 'patti'], [4]],
    ]);
  });

  it('of two missed rungs close together the late one fires alone', () => {
    const organisation = changed((o) => {
      const rungs = o.ladders.vendor.sev1.rungs;
      if (rungs[0] && rungs[1]) [rungs[0].after, rungs[1].after] = ['PT20S' as Duration, 'PT80S' as Duration];
    });
    const s = openTicket(opened({ organisation }));
    s.now = plusMs(s.now, 85_000);
    s.command('baton', { type: 'tick' });
    expect(s.pings('ticket:T1')).toHaveLength(1);
    expect(s.next()).toBe(plusMs(s.now, 60_000));
  });

  it('a hold that ended while the process was away gives way to the rung that is due: one ping, not a reminder and a rung', () => {
    const s = withTicket().until('11:35');
    s.say('megan', { type: 'ack', until: s.instant('12:00'), target: 'T1' });
    s.until('11:50').away('13:00');
    expect(s.pings('ticket:T1').slice(3)).toEqual(['13:00 rung lynne megan']);
  });

  it('a climb moves the anchor: the rungs above keep their spacing from it', () => {
    const s = withTicket().at('09:00');
    s.say('megan', escalate);
    expect(s.pings('ticket:T1')).toEqual(['09:00 climb megan']);
    expect(s.due('ticket:T1')).toBe('09:45');
  });
});

describe('late: of several kept back one fires alone, also where all of them are late by less than 60 s', () => {
  /** Rungs after 20, 40, 60, … seconds, in sev2 after ten times that. */
  const quick = () =>
    changed((o) => {
      for (const [severity, factor] of [
        ['sev1', 20],
        ['sev2', 200],
      ] as const)
        o.ladders.vendor[severity].rungs.forEach((rung, i) => {
          rung.after = `PT${(i + 1) * factor}S` as Duration;
        });
    });
  const start = (severity: 'sev1' | 'sev2' = 'sev1') => openTicket(opened({ organisation: quick(), severity }));
  const second = (at: Instant) => `${msBetween(instant('2023-07-31T06:10:00Z'), at) / 1000}`;
  const go = (s: ReturnType<typeof opened>, to: number) => s.until(plusMs(instant('2023-07-31T06:10:00Z'), to * 1000));
  const pings = (s: ReturnType<typeof opened>) => s.pings('ticket:T1', second).map((p) => p.split(' ')[0]);

  it('by a hold: the next comes as long after it as written', () => {
    const s = go(start(), 20);
    s.say('megan', { type: 'ack', until: plusMs(s.now, 45_000), target: 'T1' });
    const ob = obligationOf(s.case, 'ticket:T1');
    const seen = ob && ladderView(s.case, ob).map((r) => second(r.at));
    go(s, 130);
    expect(pings(s)).toEqual(['20', '65', '85', '105', '125']);
    expect(seen?.slice(0, 4)).toEqual(['65', '85', '105', '125']);
  });

  it('by a hold that kept only one: that is not late, and the anchor stays', () => {
    const s = go(start(), 20);
    s.say('megan', { type: 'ack', until: plusMs(s.now, 35_000), target: 'T1' });
    go(s, 85);
    expect(pings(s)).toEqual(['20', '55', '60', '80']);
  });

  it('by a promise that a deadline ping cuts short', () => {
    const organisation = quick();
    const { deadline } = organisation.ladders.vendor.sev1;
    if (deadline) Object.assign(deadline, { after: 'PT50S' });
    const s = openTicket(opened({ organisation }));
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('12:00') });
    go(s, 75);
    expect(pings(s)).toEqual(['50', '70']);
  });

  it('by an absence', () => {
    const s = start().away('2023-07-31T06:10:50Z');
    go(s, 75);
    expect(pings(s)).toEqual(['50', '70']);
  });

  it('by an absence that kept only one: that is not late, and the anchor stays', () => {
    const s = start().away('2023-07-31T06:10:30Z');
    go(s, 45);
    expect(pings(s)).toEqual(['30', '40']);
  });

  it('by a severity that was raised: what has passed is pinged once', () => {
    const s = go(start('sev2'), 70);
    s.say('alex', { type: 'case.set', severity: 'sev1' });
    expect(pings(s)).toEqual(['70']);
    go(s, 95);
    expect(pings(s)).toEqual(['70', '90']);
  });
});
