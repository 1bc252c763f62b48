import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../src/domain/commands.ts';
import type { Duration } from '../../../src/domain/time.ts';
import { changed, escalate, heard, opened, openTicket, withTicket } from './support.ts';

const ack = (s: ReturnType<typeof opened>, until: string, target?: string) =>
  ({ type: 'ack', until: s.instant(until), ...(target && { target }) }) as const;
const held = (s: ReturnType<typeof opened>, key: string) => {
  const until = s.case.clocks[key]?.hold?.until;
  return until && s.clock(until);
};

describe('holds: what can be held', () => {
  it('none before the first ping', () => {
    const s = withTicket();
    expect(s.refused('megan', ack(s, '09:00'))).toEqual({ no: 'nothing-to-hold' });
    expect(s.refused('megan', ack(s, '09:00', 'T1'))).toEqual({ no: 'nothing-to-hold' });
  });

  it('none while a hold runs, and the answer names whose', () => {
    const s = withTicket().until('10:05');
    s.say('megan', ack(s, '10:30', 'T1'));
    s.at('10:10');
    expect(s.refused('megan', ack(s, '11:00', 'T1'))).toEqual({
      no: 'hold-running',
      key: 'ticket:T1',
      by: 'megan',
      until: s.instant('10:30'),
    });
  });

  it('each ping once: after its end the same ping cannot be held again', () => {
    const s = withTicket().until('20:35');
    s.say('patti', ack(s, '21:00', 'T1'));
    s.at('21:00');
    expect(s.refused('patti', ack(s, '21:30', 'T1'))).toMatchObject({ no: 'held-already', by: 'patti' });
  });

  it('by whichever of its people is first', () => {
    const s = withTicket().until('11:35');
    s.say('alex', ack(s, '12:00', 'T1'));
    expect(s.refused('megan', ack(s, '12:00', 'T1'))).toMatchObject({ no: 'hold-running', by: 'alex' });
  });

  it('only by those whom it went to', () => {
    const s = withTicket().until('09:20');
    expect(s.refused('adele', ack(s, '10:00', 'T1'))).toMatchObject({ no: 'cannot-hold', why: 'not-yours' });
  });

  it('only the newest ping: the people of an older one cannot', () => {
    const s = withTicket().until('12:35');
    expect(s.refused('alex', ack(s, '13:00', 'T1'))).toMatchObject({ no: 'cannot-hold', why: 'not-yours' });
    s.say('lynne', ack(s, '13:00', 'T1'));
  });

  it('not into the past', () => {
    const s = withTicket().until('09:20');
    expect(s.refused('megan', { type: 'ack', until: s.now })).toMatchObject({ no: 'not-in-the-past' });
  });
});

describe('holds: how long', () => {
  it.each([
    ['sev1', '10:20'],
    ['sev2', '16:35'],
  ] as const)('at most acknowledgeAtMost of %s; a longer wish is cut, and the fact says so', (severity, until) => {
    const s = openTicket(opened({ severity }).at('08:35')).until(severity === 'sev1' ? '09:20' : '12:35');
    const wished = s.instant('2023-08-01 08:00');
    const events = s.say('megan', { type: 'ack', until: wished, target: 'T1' });
    expect(held(s, 'ticket:T1')).toBe(until);
    expect(events[0]?.body).toMatchObject({ type: 'held', until: s.instant(until), wished });
  });

  it('each by its own limit', () => {
    const organisation = changed((o) => {
      Object.assign(o.severities.sev1, { acknowledgeAtMost: 'PT20M', snoozeAtMost: 'PT30M' });
    });
    const until = (intent: (s: ReturnType<typeof opened>) => Intent) => {
      const s = withTicket({ organisation }).until('09:20');
      s.say('megan', intent(s));
      return held(s, 'ticket:T1');
    };
    expect(until((s) => ack(s, '12:00', 'T1'))).toBe('09:40');
    expect(until(() => ({ type: 'snooze', for: 'PT2H' as Duration, reason: 'x' }))).toBe('09:50');
  });

  it('at most snoozeAtMost', () => {
    const s = withTicket().until('09:20');
    s.say('megan', { type: 'snooze', for: 'P2D' as Duration, reason: 'lunch' });
    expect(held(s, 'ticket:T1')).toBe('10:20');
  });

  it('a shorter wish stands', () => {
    const s = withTicket().until('09:20');
    s.say('megan', { type: 'snooze', for: 'PT10M' as Duration, reason: 'lunch' });
    expect(held(s, 'ticket:T1')).toBe('09:30');
  });
});

describe('holds: what happens at the end', () => {
  it('until it ends no rung fires; a rung that fell due meanwhile fires at its end, alone', () => {
    const s = withTicket().until('09:20');
    s.say('megan', ack(s, '10:15'));
    s.until('10:15');
    expect(s.pings('ticket:T1')).toEqual(['09:20 rung megan', '10:15 rung megan']);
    expect(s.due('ticket:T1')).toBe('11:45');
  });

  it('a rung that falls due at that instant fires, and is on time', () => {
    const s = withTicket().until('09:20');
    s.say('megan', ack(s, '10:05'));
    s.until('10:05');
    expect([s.pings('ticket:T1').at(-1), s.due('ticket:T1')]).toEqual(['10:05 rung megan', '11:35']);
  });

  it('if there is none, those pinged last are reminded once, and the position stays', () => {
    const s = withTicket().until('11:35');
    s.say('alex', ack(s, '12:00', 'T1'));
    s.until('12:35');
    expect(s.pings('ticket:T1').slice(3)).toEqual(['12:00 reminder megan alex', '12:35 rung lynne megan']);
  });

  it('a reminder cannot be held; the next rung can', () => {
    const s = withTicket().until('11:35');
    s.say('alex', ack(s, '12:00', 'T1'));
    s.until('12:00');
    expect(s.refused('alex', ack(s, '12:30', 'T1'))).toMatchObject({ no: 'cannot-hold', why: 'reminder' });
    s.until('12:35').say('megan', ack(s, '13:00', 'T1'));
  });

  it('with a substantive word nothing of it is left', () => {
    const s = withTicket().until('09:20');
    s.say('megan', ack(s, '10:20'));
    s.at('09:50').say('megan', heard);
    s.until('10:35');
    expect(s.pings('ticket:T1')).toEqual(['09:20 rung megan', '10:35 rung megan']);
  });

  it('while a promise holds the rungs back, those pinged last are reminded', () => {
    const s = withTicket().until('09:20');
    s.say('megan', ack(s, '10:00'));
    s.say('megan', { type: 'ticket.promise', ticket: 'T1', by: s.instant('11:00') });
    s.until('11:00');
    expect(s.pings('ticket:T1').slice(1)).toEqual(['10:00 reminder megan', '11:00 climb megan']);
  });

  it('somebody who has left meanwhile is not reminded; the others are', () => {
    const s = withTicket().until('11:35');
    s.say('alex', ack(s, '12:00', 'T1'));
    s.at('11:50').people({ left: ['alex'] });
    s.until('12:00');
    expect(s.pings('ticket:T1').at(-1)).toBe('12:00 reminder megan');
  });

  it('when all of them have left the holder of the day is reminded', () => {
    const s = withTicket().until('09:20');
    s.say('megan', ack(s, '09:50'));
    s.at('09:30').people({ left: ['megan'] });
    s.until('09:50');
    expect(s.pings('ticket:T1').at(-1)).toBe('09:50 reminder alex');
  });
});

describe('holds: what it covers', () => {
  /** At 12:35 Megan has T1 and T2 in one message. */
  const two = () => openTicket(withTicket(), { reference: 'REF-2' }).until('09:20');

  it("without a target all that the sender's last ping of that case listed", () => {
    const s = two();
    s.say('megan', ack(s, '10:00'));
    expect([held(s, 'ticket:T1'), held(s, 'ticket:T2')]).toEqual(['10:00', '10:00']);
  });

  it('nothing of an earlier message', () => {
    const s = withTicket();
    openTicket(s.at('08:45'), { reference: 'REF-2' });
    s.until('09:30');
    s.say('megan', ack(s, '10:00'));
    expect([held(s, 'ticket:T1'), held(s, 'ticket:T2')]).toEqual([undefined, '10:00']);
  });

  it('T1 narrows it', () => {
    const s = two();
    s.say('megan', ack(s, '10:00', 'T1'));
    expect([held(s, 'ticket:T1'), held(s, 'ticket:T2')]).toEqual(['10:00', undefined]);
  });

  it('step 2 narrows it', () => {
    const s = opened();
    for (const text of ['one', 'two'])
      s.say('adele', { type: 'step.add', text, due: s.instant('08:12'), owner: 'adele' });
    const [a, b] = s.case.steps.slice(-2).map((x) => x.number);
    s.until('08:12').say('adele', ack(s, '08:20', `step ${b}`));
    expect([held(s, `step:${a}`), held(s, `step:${b}`)]).toEqual([undefined, '08:20']);
  });

  it('what cannot be held is left out, the rest is held', () => {
    const s = two();
    s.say('megan', ack(s, '09:40', 'T1'));
    s.say('megan', ack(s, '10:00'));
    expect([held(s, 'ticket:T1'), held(s, 'ticket:T2')]).toEqual(['09:40', '10:00']);
  });
});

it('a new ping ends the right to have held the old: a climb can be held once more', () => {
  const s = withTicket().until('09:20');
  s.say('megan', ack(s, '10:00'));
  s.at('09:30').say('alex', escalate);
  s.say('megan', ack(s, '10:00', 'T1'));
  expect(held(s, 'ticket:T1')).toBe('10:00');
});

describe('an update', () => {
  it('the hold over the update clock ends with the update', () => {
    const s = opened().until('09:10');
    s.say('alex', ack(s, '09:40', 'update'));
    s.at('09:20').say('alex', { type: 'update', words: 'x' });
    expect(s.due('update')).toBe('10:20');
    s.until('10:20');
    expect(s.pings('update')).toEqual(['09:10 rung alex', '10:20 rung alex']);
  });
});
