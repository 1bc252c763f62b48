import { describe, expect, it } from 'vitest';
import { namesOf, speechOf } from '../../../src/words/speech.ts';
import { eventLine } from '../../../src/words/words.ts';
import {
  call,
  changed,
  finishSteps,
  fixed,
  heard,
  opened,
  openTicket,
  sent,
  T1,
  verify,
  wants,
  withTicket,
} from './support.ts';

const control = { type: 'case.set', control: 'vendor', vendor: 'microsoft' } as const;
const ladder = (at: string[]) => [`${at[0]} rung`, `${at[1]} rung`, `${at[2]} rung`, `${at[3]} rung`];
const times = (pings: string[]) => pings.slice(0, 4).map((p) => p.split(' ').slice(0, 2).join(' '));

describe('own obligations run on the ladder `own`, counted from their due time', () => {
  it('owner, then coordinator, then channel, then management', () => {
    const s = opened().until('10:10');
    expect(s.pings('update')).toEqual([
      '09:10 rung alex',
      '09:25 rung alex',
      '09:40 rung alex #',
      '10:10 rung patti #',
    ]);
  });
});

describe('a step with a due time', () => {
  it('begins with the case or with its adding, ends when it is done or not applicable', () => {
    const s = opened();
    expect(s.due('step:1')).toBe('08:15');
    s.say('alex', { type: 'step.done', step: 1 });
    s.say('alex', { type: 'step.na', step: 2, reason: 'x' });
    s.say('adele', { type: 'step.add', text: 'look', due: s.instant('09:00'), owner: 'adele' });
    const key = `step:${s.case.steps.at(-1)?.number}`;
    expect([s.due('step:1'), s.due('step:2'), s.due(key), s.holder(key)]).toEqual([
      undefined,
      undefined,
      '09:00',
      'adele',
    ]);
    s.until('10:00');
    expect(times(s.pings(key))).toEqual(ladder(['09:00', '09:15', '09:30', '10:00']));
  });

  it('without a due time is not owed', () => {
    const s = opened();
    s.say('adele', { type: 'step.add', text: 'look' });
    expect(s.due(`step:${s.case.steps.at(-1)?.number}`)).toBeUndefined();
  });

  it('of a playbook that waits for a condition joins when it holds, never due before that', () => {
    const playbook = 'supplier-outage';
    const s = opened({ playbook });
    const waiting = s.case.waitingSteps.length;
    const count = s.case.steps.length;
    s.at('14:00').say('alex', control);
    expect(s.case.steps.length - count).toBe(waiting - s.case.waitingSteps.length);
    for (const step of s.case.steps.slice(count)) if (step.due) expect(step.due >= s.now).toBe(true);
  });
});

describe('the next status update', () => {
  it('only update satisfies it', () => {
    const s = withTicket();
    for (const intent of [
      heard,
      { type: 'note', words: 'x' },
      { type: 'decide', words: 'x', because: 'y' },
      { type: 'case.set', title: 'Other' },
    ] as const)
      s.say('alex', intent);
    expect(s.due('update')).toBe('09:10');
    s.at('08:50').say('adele', { type: 'update', words: 'x' });
    expect([s.due('update'), s.holder('update')]).toEqual(['09:50', 'alex']);
  });

  it('until the case is resolved', () => {
    const s = opened();
    s.say('alex', { type: 'case.resolve', words: 'x' });
    expect(s.due('update')).toBeUndefined();
  });
});

describe('control lost and no ticket yet', () => {
  it('from the loss, within ticketAfterControlLost, until a ticket is opened', () => {
    const s = opened().at('08:20');
    s.say('alex', control);
    expect([s.due('owed-ticket:microsoft'), s.holder('owed-ticket:microsoft')]).toEqual(['08:50', 'megan']);
    openTicket(s);
    expect(s.due('owed-ticket:microsoft')).toBeUndefined();
  });

  it('ends when control is ours again', () => {
    const s = opened();
    s.say('alex', control);
    s.say('alex', { type: 'case.set', control: 'ours' });
    expect(s.due('owed-ticket:microsoft')).toBeUndefined();
  });

  it('the vendor follows from the affected service, or must be named', () => {
    const s = opened({ affects: ['email'] });
    s.say('alex', { type: 'case.set', control: 'vendor' });
    expect(s.due('owed-ticket:microsoft')).toBe('08:40');
    const organisation = changed((o) => {
      const ms = o.vendors['microsoft'];
      if (ms) o.vendors['telia'] = { ...ms, id: 'telia', name: 'Telia' };
    });
    expect(opened({ organisation }).refused('alex', { type: 'case.set', control: 'vendor' })).toEqual({
      no: 'vendor-needed',
      known: ['microsoft', 'telia'],
    });
  });

  it('begins anew when the only ticket was a mistake', () => {
    const s = opened();
    s.say('alex', control);
    openTicket(s);
    s.at('09:00').say('alex', { type: 'ticket.close', ...T1, reason: 'mistake' });
    expect(s.due('owed-ticket:microsoft')).toBe('09:30');
  });
});

describe("a ticket without the vendor's number", () => {
  const numberless = () => {
    const s = opened().at('08:35');
    s.say('megan', { type: 'ticket.open', vendor: 'microsoft', via: 'phone', words: 'x' });
    return s;
  };

  it('from the opening, within ticketAfterControlLost, until ticket ref', () => {
    const s = numberless();
    expect([s.due('reference:T1'), s.holder('reference:T1')]).toEqual(['09:05', 'megan']);
    s.say('megan', { type: 'ticket.ref', ...T1, reference: 'REF-1' });
    expect(s.due('reference:T1')).toBeUndefined();
  });

  it('is ended also by verify ok or close', () => {
    const verified = numberless();
    verified.say('megan', fixed);
    expect(verified.due('reference:T1')).toBe('09:05');
    verified.say('megan', verify('ok'));
    expect(verified.due('reference:T1')).toBeUndefined();
    const closed = numberless();
    closed.say('alex', { type: 'ticket.close', ...T1, reason: 'mistake' });
    expect(closed.due('reference:T1')).toBeUndefined();
  });
});

describe('an answer owed to a vendor, a live route to choose', () => {
  it("are the ticket's owner's", () => {
    const s = opened({ affects: ['email'] });
    openTicket(s, { owner: 'adele' });
    s.say('megan', wants('phone'));
    expect([s.holder('answer:T1'), s.holder('auto-close:T1')]).toEqual(['adele', 'adele']);
    s.say('megan', wants('mail'));
    expect(s.holder('choose-route:T1')).toBe('adele');
  });

  it('end with verify ok and with close', () => {
    for (const end of ['verify', 'close']) {
      const s = withTicket();
      s.say('megan', wants('phone'));
      s.say('megan', fixed);
      if (end === 'verify') s.say('megan', verify('ok'));
      else s.say('alex', { type: 'ticket.close', ...T1, reason: 'mistake' });
      expect(s.owed('step', 'update', 'notice', 'deadline')).toEqual([]);
    }
  });
});

describe('no live route at all', () => {
  it("is the coordinator's, at once, until a route lives again", () => {
    const s = withTicket().at('09:00');
    s.say('adele', { type: 'case.set', affects: { add: ['network', 'phones'], remove: [] } });
    expect([s.pings('cut-off:T1'), s.holder('cut-off:T1'), s.due('cut-off:T1')]).toEqual([
      ['09:00 rung alex'],
      'alex',
      '09:15',
    ]);
    s.say('adele', { type: 'case.set', affects: { add: [], remove: ['phones'] } });
    expect(s.due('cut-off:T1')).toBeUndefined();
  });

  it('of a ticket that is opened into it too', () => {
    const s = opened({ affects: ['network', 'phones'] });
    s.say('megan', { type: 'ticket.open', vendor: 'microsoft', words: 'x' });
    expect(s.pings('cut-off:T1')).toEqual(['08:10 rung alex']);
  });

  it('ends with verify ok', () => {
    const s = withTicket();
    s.say('adele', { type: 'case.set', affects: { add: ['network', 'phones'], remove: [] } });
    s.say('megan', fixed);
    expect(s.due('cut-off:T1')).toBe('08:50');
    s.say('megan', verify('ok'));
    expect(s.due('cut-off:T1')).toBeUndefined();
  });
});

describe('our words unread', () => {
  const unread = (via = 'portal') => {
    const s = withTicket().at('09:00');
    s.say('megan', sent(via));
    return s;
  };
  const code = (s: ReturnType<typeof opened>, n = -1) => s.case.tickets[0]?.sent.at(n)?.code ?? '';

  it('from unreadAfter, on', () => {
    const s = unread();
    expect([s.due('unread:T1'), s.holder('unread:T1')]).toEqual(['10:00', 'megan']);
    s.until('11:00');
    expect(times(s.pings('unread:T1'))).toEqual(ladder(['10:00', '10:15', '10:30', '11:00']));
  });

  it('the opening words too', () => {
    const s = opened().at('08:35');
    s.say('megan', { type: 'ticket.open', vendor: 'microsoft', reference: 'R', via: 'portal', words: 'x' });
    expect(s.due('unread:T1')).toBe('09:35');
  });

  it('words said on the phone are never unread', () => {
    expect(unread('phone').due('unread:T1')).toBeUndefined();
  });

  it('words of which nobody said by which route they went are', () => {
    const s = opened().at('08:35');
    s.say('megan', { type: 'ticket.open', vendor: 'microsoft', reference: 'R', words: 'x' });
    expect(s.due('unread:T1')).toBe('09:35');
  });

  it('ended by the quoted code, however it is typed', () => {
    const s = unread();
    s.say('megan', { type: 'ticket.heard', ...T1, words: 'yes', quoted: code(s).toLowerCase().replace('-', '') });
    expect(s.due('unread:T1')).toBeUndefined();
    expect(s.case.tickets[0]?.sent.at(-1)?.quotedAt).toBe(s.now);
  });

  it('a code misheard is refused with the nearest of the ticket', () => {
    const s = unread();
    const typed = `${code(s).slice(0, 3)}${code(s)[3] === '2' ? '3' : '2'}${code(s).slice(4)}`;
    expect(s.refused('megan', { type: 'ticket.heard', ...T1, words: 'x', quoted: typed })).toMatchObject({
      no: 'code-mistyped',
      near: expect.arrayContaining([code(s)]),
    });
  });

  it('the nearest are those of the whole case: they may quote what was sent on another ticket', () => {
    const s = unread();
    openTicket(s, { via: 'portal', reference: 'R2' });
    const other = s.case.tickets[1]?.sent[0]?.code ?? '';
    const typed = `${other.slice(0, 6)}${other[6] === '2' ? '3' : '2'}`;
    expect(s.refused('megan', { type: 'ticket.heard', ...T1, words: 'x', quoted: typed })).toMatchObject({
      no: 'code-mistyped',
      ticket: 'T1',
      near: expect.arrayContaining([other]),
    });
  });

  it("rightly quoted, but another ticket's: that one's words are read, and its silence goes on", () => {
    const s = unread();
    openTicket(s, { via: 'portal', reference: 'R2' });
    const other = s.case.tickets[1]?.sent[0]?.code ?? '';
    const [said] = s.at('09:20').say('megan', { type: 'ticket.heard', ...T1, words: 'yes', quoted: other });
    expect(said?.body).toMatchObject({ codeUnknown: true, codeOf: 'T2' });
    expect([s.due('unread:T2'), s.case.tickets[1]?.sent[0]?.quotedAt]).toEqual([undefined, s.now]);
    expect(s.case.tickets[1]?.heardAt).toBe(s.instant('09:00'));
    // It shows nothing about the words on this ticket.
    expect(s.case.tickets[0]?.sent.some((w) => w.quotedAt)).toBe(false);
  });

  it('quoted a second time it was read the first time', () => {
    const s = unread();
    const first = code(s);
    s.at('09:10').say('megan', { type: 'ticket.heard', ...T1, words: 'yes', quoted: first });
    s.at('09:40').say('megan', { type: 'ticket.heard', ...T1, words: 'still on it', quoted: first });
    expect(s.case.tickets[0]?.sent.find((w) => w.code === first)?.quotedAt).toBe(s.instant('09:10'));
  });

  it.each([
    ['a heard', heard],
    ['a call that acted', call('acted')],
    ['a newer word on the phone', sent('phone')],
  ] as const)('ended by %s', (_, intent) => {
    const s = unread();
    s.say('megan', intent);
    expect(s.due('unread:T1')).toBeUndefined();
  });

  it('a newer word through another route takes over: it is that which is unread then', () => {
    const s = unread().at('09:30');
    s.say('megan', sent('mail'));
    expect(s.due('unread:T1')).toBe('10:30');
  });

  it('a newer word through the same route does not: the oldest counts', () => {
    const s = unread().at('09:30');
    s.say('megan', sent('portal'));
    expect(s.due('unread:T1')).toBe('10:00');
  });

  it.each([
    ['a call without effect', call('no-effect')],
    ['an auto-reply', { type: 'ticket.auto', ...T1, words: 'received' }],
    ['a promise', { type: 'ticket.promise', ...T1, by: '2023-07-31T12:00:00.000Z' }],
    ['a fix', fixed],
  ] as const)('not ended by %s', (_, intent) => {
    const s = unread();
    s.say('megan', intent as never);
    expect(s.due('unread:T1')).toBe('10:00');
  });

  it('ended by verify ok, and by close', () => {
    const verified = unread();
    verified.say('megan', fixed);
    verified.say('megan', verify('ok'));
    const closed = unread();
    closed.say('alex', { type: 'ticket.close', ...T1, reason: 'mistake' });
    expect([verified.due('unread:T1'), closed.due('unread:T1')]).toEqual([undefined, undefined]);
  });
});

describe('a hand-over to accept', () => {
  const asked = () => {
    const s = opened();
    s.say('alex', { type: 'case.handover', to: 'megan', words: 'lunch' });
    return s;
  };

  it("is the receiver's, within acceptHandoverWithin; until then the giver stays owner", () => {
    const s = asked();
    expect([s.due('handover'), s.holder('handover'), s.case.owner]).toEqual(['08:25', 'megan', 'alex']);
    s.until('08:40');
    expect(s.pings('handover')).toEqual(['08:10 asked megan', '08:25 rung megan', '08:40 rung megan alex']);
  });

  it('ends when it is accepted, declined, or the case is taken', () => {
    const accepted = asked();
    accepted.say('megan', { type: 'case.accept' });
    const declined = asked();
    declined.say('megan', { type: 'case.decline' });
    const taken = asked();
    taken.say('patti', { type: 'case.own', to: 'patti' });
    expect([accepted, declined, taken].map((s) => [s.due('handover'), s.case.owner])).toEqual([
      [undefined, 'megan'],
      [undefined, 'alex'],
      [undefined, 'patti'],
    ]);
  });

  it('asks the same person once: who asked and when is the answer to the second request', () => {
    const s = asked();
    s.at('08:12');
    const asks = { type: 'case.handover', to: 'megan', words: 'really' } as const;
    expect(s.refused('adele', asks)).toEqual({
      no: 'handover-asked',
      to: 'megan',
      by: 'alex',
      at: s.instant('08:10'),
      due: s.instant('08:25'),
    });
    expect(s.refused('adele', { type: 'case.own', to: 'megan' })).toMatchObject({ no: 'handover-asked' });
    expect(s.pings('handover')).toEqual(['08:10 asked megan']);
    s.say('alex', { type: 'case.handover', to: 'patti' });
    s.say('alex', asks);
    expect(s.pings('handover').slice(1)).toEqual(['08:12 asked patti', '08:12 asked megan']);
  });

  it('that somebody else than the owner asked for names who asked and whose the case is; the asker can take it back', () => {
    const s = opened();
    s.say('alex', { type: 'case.own', to: 'adele' });
    const [event] = s.say('isaiah', { type: 'case.handover', to: 'megan' });
    const speech = speechOf(namesOf(s.case), { now: s.now, language: 'en', medium: 'plain' });
    if (!event) throw new Error('nothing happened');
    const said = eventLine(event, s.case, speech);
    expect(said).toContain('Isaiah Langer asks Megan Bowen to take the case over from Adele Vance');
    expect(said).toContain('Adele Vance stays owner until then');
    s.say('isaiah', { type: 'case.decline' });
    expect([s.case.owner, s.owed().includes('handover')]).toEqual(['adele', false]);
  });

  it('that the receiver passed on is for the next one but its owner to accept or to decline', () => {
    const s = asked();
    s.say('megan', { type: 'case.decline' });
    s.say('alex', { type: 'case.handover', to: 'adele' });
    s.say('adele', { type: 'decline', target: 'handover' });
    expect(s.holder('handover')).toBe('megan');
    s.say('megan', { type: 'decline', target: 'handover' });
    expect([s.case.owner, s.owed().includes('handover')]).toEqual(['alex', false]);
  });
});

describe('the retrospective', () => {
  it('within retrospectiveWithin after the first resolving, until retro done', () => {
    const s = opened();
    s.at('20:30').say('alex', { type: 'case.resolve', words: 'x' });
    expect([s.due('retrospective', (at) => s.day(at)), s.holder('retrospective')]).toEqual(['Sat 20:30', 'alex']);
    s.say('adele', { type: 'retro.done', words: 'x' });
    expect(s.due('retrospective')).toBeUndefined();
    expect(s.refused('adele', { type: 'retro.done', words: 'x' })).toMatchObject({ no: 'retro-done' });
  });

  it('cannot be done before the first resolving; after it, also while the case is open again', () => {
    const s = opened();
    expect(s.refused('alex', { type: 'retro.done', words: 'x' })).toEqual({ no: 'retro-too-early' });
    s.say('alex', { type: 'case.resolve', words: 'x' });
    s.say('alex', { type: 'case.reopen', words: 'x' });
    s.say('alex', { type: 'retro.done', words: 'x' });
    expect(s.owed()).not.toContain('retrospective');
  });
});

describe('"decide what is next"', () => {
  const emptied = (at = '08:20') => {
    const s = opened();
    for (const { clock } of s.case.notices)
      s.say('patti', { type: 'notice.waive', clock: clock.id, reason: 'x', approvedBy: 'patti' });
    return finishSteps(s.at(at));
  };

  it('whenever nothing but the update clock is running, from the event that emptied the list', () => {
    const s = emptied();
    expect([s.owed(), s.due('decide-next'), s.holder('decide-next')]).toEqual([
      ['decide-next', 'update'],
      '08:50',
      'alex',
    ]);
    s.until('09:50');
    expect(times(s.pings('decide-next'))).toEqual(ladder(['08:50', '09:05', '09:20', '09:50']));
  });

  it('a step without a due time does not count as running', () => {
    const s = emptied();
    s.at('08:30').say('adele', { type: 'step.add', text: 'think' });
    expect(s.due('decide-next')).toBe('08:50');
  });

  it('updates and notes do not end it', () => {
    const s = emptied();
    s.say('alex', { type: 'update', words: 'x' });
    s.say('alex', { type: 'note', words: 'x' });
    expect(s.due('decide-next')).toBe('08:50');
  });

  it('ends when something runs, and begins anew when that is gone', () => {
    const s = emptied();
    s.say('adele', { type: 'step.add', text: 'look', due: s.instant('12:00') });
    expect(s.due('decide-next')).toBeUndefined();
    s.at('09:00').say('adele', { type: 'step.done', step: s.case.steps.at(-1)?.number ?? 0 });
    expect(s.due('decide-next')).toBe('09:30');
  });

  it('on a resolved case, where steps have stopped: close the case', () => {
    const s = emptied();
    s.say('adele', { type: 'step.add', text: 'look', due: s.instant('12:00') });
    s.say('alex', { type: 'case.resolve', words: 'x' });
    expect(s.owed()).toEqual(['retrospective']);
    s.at('10:00').say('alex', { type: 'retro.done', words: 'x' });
    expect([s.owed(), s.due('decide-next')]).toEqual([['decide-next'], '10:30']);
  });
});
