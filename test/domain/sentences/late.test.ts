import { describe, expect, it } from 'vitest';
import type { Duration } from '../../../src/domain/time.ts';
import { plusMs } from '../../../src/domain/time.ts';
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
    s.now = plusMs(s.now, 61_000);
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
