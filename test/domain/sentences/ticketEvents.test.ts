import { describe, expect, it } from 'vitest';
import { call, escalate, fixed, heard, opened, openTicket, sent, T1, verify, wants, withTicket } from './support.ts';

const ticket = (s: ReturnType<typeof opened>) => s.case.tickets[0];
const position = (s: ReturnType<typeof opened>) => s.case.clocks['ticket:T1']?.position ?? 0;

describe('opened', () => {
  it('anchors the ladder now, at the first rung', () => {
    const s = withTicket();
    expect([s.due('ticket:T1'), position(s)]).toEqual(['09:20', 0]);
  });
});

describe('a substantive word', () => {
  it('anchors the ladder now, at the first rung', () => {
    const s = withTicket().until('12:00');
    s.say('megan', heard);
    s.until('13:30');
    expect(s.pings('ticket:T1').slice(3)).toEqual(['12:45 rung megan', '13:30 rung megan']);
  });

  it('ends a running promise as kept, and it is never judged', () => {
    const s = withTicket();
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('11:00') });
    s.at('10:00').say('megan', heard);
    expect(ticket(s)?.promises[0]?.status).toBe('kept');
    s.until('11:30');
    expect(s.events.some((e) => e.body.type === 'promise-broken')).toBe(false);
    expect(s.pings('ticket:T1')).toEqual(['10:45 rung megan', '11:30 rung megan']);
  });

  it('while the ball is with us keeps it there: the ladder stands still until the answer', () => {
    const s = withTicket();
    s.at('09:00').say('megan', wants('phone'));
    s.at('09:10').say('megan', heard);
    expect(s.due('ticket:T1')).toBeUndefined();
    s.at('09:40').say('megan', sent('phone'));
    expect(s.due('ticket:T1')).toBe('10:25');
  });
});

describe('what is no substantive word leaves anchor and position unchanged', () => {
  it.each([
    ['our own word', sent('portal')],
    ['an auto-reply', { type: 'ticket.auto', ...T1, words: 'received' }],
    ['a call', call('voicemail')],
    ['a call that acted', call('acted')],
    ['a note', { type: 'note', words: 'x' }],
    ['the vendor number', { type: 'ticket.ref', ...T1, reference: 'REF-2' }],
    ['a new owner', { type: 'ticket.own', ...T1, to: 'adele' }],
    ['an update', { type: 'update', words: 'x' }],
  ] as const)('%s', (_, intent) => {
    const s = withTicket().until('09:30');
    const before = s.due('ticket:T1');
    s.say('megan', intent);
    expect([before, s.due('ticket:T1'), position(s)]).toEqual(['10:05', '10:05', 1]);
  });
});

describe('climb at once', () => {
  it('escalate: the next rung is due now, and the position moves on', () => {
    const s = withTicket().at('08:40');
    s.say('megan', escalate);
    expect([s.pings('ticket:T1'), s.due('ticket:T1'), position(s)]).toEqual([['08:40 climb megan'], '09:25', 1]);
  });

  it('escalate again within 5 minutes is answered with when it last climbed, and does nothing', () => {
    const s = withTicket().at('08:40');
    s.say('megan', escalate);
    s.at('08:44');
    expect(s.refused('alex', escalate)).toEqual({
      no: 'climbed-already',
      ticket: 'T1',
      at: s.instant('08:40'),
      again: s.instant('08:45'),
    });
    s.at('08:45').say('alex', escalate);
    expect(s.pings('ticket:T1')).toHaveLength(2);
  });

  it('escalate is no repeat after a climb that nobody asked for, nor after a substantive word', () => {
    const s = withTicket().at('08:40');
    s.say('megan', call('no-answer'));
    s.say('megan', call('no-answer'));
    s.at('08:41').say('alex', escalate);
    expect(s.pings('ticket:T1')).toEqual(['08:40 climb megan', '08:41 climb megan']);
    s.at('08:42').say('megan', heard);
    s.at('08:43').say('alex', escalate);
    expect(s.pings('ticket:T1').at(-1)).toBe('08:43 climb megan');
  });

  it('the second call on one rung with any result but acted', () => {
    for (const result of ['no-effect', 'voicemail', 'no-answer', 'refused', 'wrong-number'] as const) {
      const s = withTicket().at('08:40');
      s.say('megan', call('voicemail'));
      expect(s.pings('ticket:T1')).toEqual([]);
      s.say('megan', call('acted'));
      expect(s.pings('ticket:T1')).toEqual([]);
      s.say('megan', call(result));
      expect(s.pings('ticket:T1')).toEqual(['08:40 climb megan']);
    }
  });

  it('calls on different rungs do not add up', () => {
    const s = withTicket().at('09:00');
    s.say('megan', call('voicemail'));
    s.until('09:20').say('megan', call('voicemail'));
    expect(s.pings('ticket:T1')).toEqual(['09:20 rung megan']);
  });

  it('a wrong number on a call rung climbs with the first call, on another rung not', () => {
    const s = withTicket().until('11:40');
    s.say('megan', call('wrong-number'));
    expect(s.pings('ticket:T1')).toHaveLength(3);
    s.until('12:35').say('megan', call('wrong-number'));
    expect(s.pings('ticket:T1').slice(3)).toEqual(['12:35 rung lynne megan', '12:35 climb patti']);
  });

  it('ends every hold', () => {
    const s = withTicket().until('09:20');
    s.say('megan', { type: 'ack', until: s.instant('10:20') });
    s.at('09:30').say('megan', escalate);
    expect(s.case.clocks['ticket:T1']?.hold).toBeUndefined();
    expect(s.due('ticket:T1')).toBe('11:00');
  });

  it('ends the standstill of every promise, and each is still judged at its time', () => {
    const s = withTicket();
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('11:00') });
    s.at('09:00').say('megan', escalate);
    expect(s.due('ticket:T1')).toBe('09:45');
    s.until('11:00');
    expect(s.pings('ticket:T1')).toEqual([
      '09:00 climb megan',
      '09:45 rung megan',
      // 1 h 30 min after the second: 11:15; the broken promise is first.
      '11:00 climb megan alex',
    ]);
  });

  it('above the top it is a digest now', () => {
    const s = withTicket().until('21:00');
    s.say('megan', escalate);
    expect(s.pings('ticket:T1').at(-1)).toBe('21:00 digest patti #');
  });

  it('escalate is refused with the reason while the ball is with us or a fix awaits verification', () => {
    const s = withTicket();
    s.say('megan', wants('phone', s.instant('09:00')));
    expect(s.refused('megan', escalate)).toMatchObject({
      no: 'cannot-climb',
      ball: 'with-us',
      until: s.instant('09:00'),
    });
    s.say('megan', fixed);
    expect(s.refused('megan', escalate)).toMatchObject({ no: 'cannot-climb', ball: 'fixed-unverified' });
    const blocked = withTicket({ affects: ['email'] });
    blocked.say('megan', wants('mail'));
    blocked.say('megan', escalate);
    expect(blocked.pings('ticket:T1')).toHaveLength(1);
  });

  it('calls and broken promises are then recorded without climbing', () => {
    const s = withTicket();
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('09:00') });
    s.say('megan', fixed);
    s.say('megan', call('voicemail'));
    s.say('megan', call('wrong-number'));
    s.until('10:30');
    expect(s.pings('ticket:T1')).toEqual([]);
    expect(ticket(s)?.promises[0]?.status).toBe('broken');
    expect(ticket(s)?.contacts.filter((c) => c.what === 'call')).toHaveLength(2);
  });
});

describe('promise', () => {
  const promise = (s: ReturnType<typeof opened>, by: string) =>
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant(by) });

  it('no rung of the ladder is due before its time', () => {
    const s = withTicket();
    promise(s, '12:00');
    s.at('12:00');
    expect(s.pings('ticket:T1')).toEqual([]);
  });

  it('nor a digest above the top: broken, it comes at once, else the next on its grid', () => {
    const s = withTicket().until('20:35');
    promise(s, '2023-08-01 01:00');
    s.until('2023-08-01 04:10');
    expect(s.pings('ticket:T1').slice(6)).toEqual(['01:00 digest patti #', '04:10 digest patti alex megan #']);
  });

  it('broken at its time unless heard since: climbs at once', () => {
    const s = withTicket();
    promise(s, '12:00');
    s.until('12:00');
    expect(s.pings('ticket:T1')).toEqual(['12:00 climb megan']);
    expect(s.due('ticket:T1')).toBe('12:45');
  });

  it('a word at the very time keeps it: the command goes first', () => {
    const s = withTicket();
    promise(s, '12:00');
    s.at('12:00').say('megan', heard);
    expect(s.pings('ticket:T1')).toEqual([]);
  });

  it('our own word, an auto-reply and a call do not keep it', () => {
    const s = withTicket();
    promise(s, '12:00');
    s.at('11:00');
    for (const intent of [sent('phone'), call('acted'), { type: 'ticket.auto', ...T1, words: 'soon' } as const])
      s.say('megan', intent);
    s.until('12:00');
    expect(ticket(s)?.promises[0]?.status).toBe('broken');
  });

  it('the second broken one climbs at least to the rung with the account manager', () => {
    const s = withTicket();
    promise(s, '09:00');
    s.until('09:00');
    promise(s, '09:30');
    s.until('09:30');
    expect(s.pings('ticket:T1')).toEqual(['09:00 climb megan', '09:30 climb lynne megan']);
    expect(s.due('ticket:T1')).toBe('13:30');
  });

  it('a third does too, though a substantive word has come in between', () => {
    const s = withTicket();
    for (const by of ['09:00', '09:30']) {
      promise(s, by);
      s.until(by);
    }
    s.say('megan', heard);
    promise(s, '10:00');
    s.until('10:00');
    expect(s.pings('ticket:T1').at(-1)).toBe('10:00 climb lynne megan');
  });

  it('above that rung the second broken one climbs as any other', () => {
    const s = withTicket().until('12:40');
    promise(s, '12:50');
    s.until('12:50');
    promise(s, '13:00');
    s.until('13:00');
    expect(s.pings('ticket:T1').slice(4)).toEqual(['12:50 climb patti', '13:00 climb patti #']);
  });

  it('holds at most until the next deadline ping', () => {
    const s = withTicket();
    promise(s, '20:00');
    expect(s.due('ticket:T1')).toBe('14:35');
    s.until('14:35');
    expect(s.pings('ticket:T1')).toEqual(['14:35 rung megan']);
    // It is still judged at its own time.
    s.at('14:40').say('megan', { type: 'note', words: 'x' });
    expect(s.due('promise:T1:1')).toBe('20:00');
  });

  it('a deadline that comes nearer, because the severity is raised, shortens the holding', () => {
    const s = openTicket(opened({ severity: 'sev2' }).at('08:35'));
    promise(s, '2023-08-02 08:00');
    s.at('09:00').say('alex', { type: 'case.set', severity: 'sev1' });
    expect(s.due('deadline:microsoft')).toBe('14:35');
    s.until('14:35');
    expect(s.pings('ticket:T1')).toEqual(['14:35 rung megan']);
  });

  it('a new promise does not cancel an older one: each is judged at its own time', () => {
    const s = withTicket();
    promise(s, '10:00');
    promise(s, '12:00');
    s.until('12:00');
    expect(s.pings('ticket:T1')).toEqual(['10:00 climb megan', '10:45 rung megan', '12:00 climb lynne megan']);
    expect(ticket(s)?.promises.map((p) => p.status)).toEqual(['broken', 'broken']);
  });

  it('two that break at one tick are both recorded and climb one rung, at least to the account manager', () => {
    const s = withTicket();
    promise(s, '10:00');
    promise(s, '10:00');
    s.until('10:00');
    expect(s.pings('ticket:T1')).toEqual(['10:00 climb lynne megan']);
    expect(s.events.filter((e) => e.body.type === 'promise-broken')).toHaveLength(2);
  });

  it('is refused for a time that has passed', () => {
    const s = withTicket();
    expect(s.refused('megan', { type: 'ticket.promise', ...T1, by: s.now })).toMatchObject({ no: 'not-in-the-past' });
  });
});

describe('wants: the ball with us', () => {
  it("the vendor's ladder stands still", () => {
    const s = withTicket();
    s.say('megan', wants('phone', s.instant('09:30')));
    s.until('13:00');
    expect(s.pings('ticket:T1')).toEqual([]);
    expect(s.case.tickets[0]?.want?.blocked).toBe(false);
  });

  it("a promise's time stands still with it: it is not judged", () => {
    const s = withTicket();
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('10:00') });
    s.at('09:00').say('megan', wants('phone'));
    s.until('11:00');
    expect(ticket(s)?.promises[0]?.status).toBe('running');
    s.say('megan', sent('phone'));
    expect(s.due('promise:T1:1')).toBe('12:00');
    s.until('12:00');
    expect(s.pings('ticket:T1')).toEqual(['12:00 climb megan']);
  });

  it("in working time a promise's time stands still by the working time", () => {
    const s = openTicket(opened({ severity: 'sev3', at: '2023-08-04 10:00' }));
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('2023-08-07 10:00') });
    s.at('2023-08-04 16:00').say('megan', wants('phone'));
    s.at('2023-08-07 09:00').say('megan', sent('phone'));
    expect(s.due('promise:T1:1', (at) => s.day(at))).toBe('Mon 12:00');
  });

  it('a promise made meanwhile stands only as long as it has lived', () => {
    const s = withTicket();
    s.at('09:00').say('megan', wants('phone'));
    s.at('09:30').say('megan', { type: 'ticket.promise', ...T1, by: s.instant('11:00') });
    s.at('10:00').say('megan', sent('phone'));
    expect(s.due('promise:T1:1')).toBe('11:30');
  });

  it('a promise does not hold beyond the next deadline ping because it stood still', () => {
    const s = withTicket();
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('18:00') });
    s.at('12:00').say('megan', wants('phone'));
    s.at('13:00').say('megan', sent('phone'));
    expect(s.due('ticket:T1')).toBe('14:35');
  });

  it('a promise that a deadline ping has cut short while it stood holds nothing any more', () => {
    const s = withTicket();
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('14:00') });
    s.at('13:00').say('megan', wants('phone'));
    s.at('15:00').say('megan', sent('phone'));
    expect(s.due('promise:T1:1')).toBe('16:00');
    // The first rung, 09:20, came two hours later: 11:20, long past.
    expect(s.pings('ticket:T1')).toEqual(['15:00 rung megan']);
  });

  it('our answer runs on the own ladder from its due time', () => {
    const s = withTicket();
    s.say('megan', wants('phone', s.instant('09:30')));
    s.until('10:30');
    expect(s.pings('answer:T1')).toEqual([
      '09:30 rung megan',
      '09:45 rung megan alex',
      '10:00 rung alex #',
      '10:30 rung patti #',
    ]);
  });

  it('due at most snoozeAtMost from now, which is also the default', () => {
    const s = withTicket();
    s.say('megan', wants('phone'));
    expect(s.due('answer:T1')).toBe('09:35');
    const late = withTicket();
    late.say('megan', wants('phone', late.instant('18:00')));
    expect(late.due('answer:T1')).toBe('09:35');
  });

  it('a further wish never moves an answer later, an earlier one moves it earlier', () => {
    const s = withTicket();
    s.say('megan', wants('phone'));
    s.at('09:00').say('megan', wants('portal'));
    expect(s.due('answer:T1')).toBe('09:35');
    s.say('megan', wants('portal', s.instant('09:10')));
    expect(s.due('answer:T1')).toBe('09:10');
  });

  it('a further wish does not begin the ladder of the answer anew, by way of a dead route neither', () => {
    const s = withTicket({ affects: ['email'] });
    s.say('megan', wants('phone', s.instant('09:00')));
    s.until('09:15');
    s.say('megan', wants('phone'));
    s.at('09:20').say('megan', wants('mail'));
    s.at('09:25').say('megan', wants('phone'));
    s.until('10:00');
    expect(s.pings('answer:T1')).toEqual([
      '09:00 rung megan',
      '09:15 rung megan alex',
      '09:30 rung alex #',
      '10:00 rung patti #',
    ]);
  });

  it("the vendor's auto-close has a ping of its own at 75 %", () => {
    const s = withTicket();
    s.say('megan', wants('phone'));
    expect(s.due('auto-close:T1', (at) => s.day(at))).toBe('Thu 08:35');
    s.at('10:00').say('megan', wants('portal'));
    expect(s.due('auto-close:T1', (at) => s.day(at))).toBe('Thu 08:35');
    s.say('megan', sent('phone'));
    expect(s.due('auto-close:T1')).toBeUndefined();
  });
});

describe('sent that answers it: the ball back', () => {
  it('the ladder goes on later by exactly the time it stood still', () => {
    const s = withTicket().until('09:30');
    s.say('megan', wants('phone'));
    s.at('10:17').say('megan', sent('phone'));
    // 10:05 + 47 minutes.
    expect([s.due('ticket:T1'), position(s)]).toEqual(['10:52', 1]);
    expect(s.due('answer:T1')).toBeUndefined();
  });

  it('twice adds up', () => {
    const s = withTicket();
    s.at('08:40').say('megan', wants('phone'));
    s.at('08:50').say('megan', sent('phone'));
    s.at('09:00').say('megan', wants('phone'));
    s.at('09:20').say('megan', sent('phone'));
    expect(s.due('ticket:T1')).toBe('09:50');
  });

  it('in working time later by the working time', () => {
    const s = openTicket(opened({ severity: 'sev3', at: '2023-08-04 10:00' }));
    s.at('2023-08-04 16:00').say('megan', wants('phone'));
    s.at('2023-08-07 09:00').say('megan', sent('phone'));
    // The first rung, Monday 10:00, two working hours later.
    expect(s.due('ticket:T1', (at) => s.day(at))).toBe('Mon 12:00');
  });

  it('a failed verification meanwhile climbs, and only the time since then counts as stood still', () => {
    const s = withTicket();
    s.at('08:40').say('megan', wants('phone'));
    s.at('08:50').say('megan', fixed);
    s.at('09:00').say('megan', verify('fail'));
    expect(s.pings('ticket:T1')).toEqual(['09:00 climb lynne megan']);
    expect(s.due('ticket:T1')).toBeUndefined();
    s.at('09:30').say('megan', sent('phone'));
    // Four hours from the climb, and half an hour.
    expect(s.due('ticket:T1')).toBe('13:30');
  });
});

describe('wants through a dead route: route-blocked', () => {
  const dead = () => withTicket({ affects: ['email'] });

  it('the ladder does not stand still', () => {
    const s = dead().at('09:00');
    s.say('megan', wants('mail'));
    expect(s.due('ticket:T1')).toBe('09:20');
  });

  it('"choose a live route" is ours on the own ladder from now', () => {
    const s = dead().at('09:00');
    s.say('megan', wants('mail'));
    s.until('10:00');
    expect(s.pings('choose-route:T1')).toEqual([
      '09:00 rung megan',
      '09:15 rung megan alex',
      '09:30 rung alex #',
      '10:00 rung patti #',
    ]);
    expect(s.due('answer:T1')).toBeUndefined();
  });

  it('what is sent by a live route ends it and moves nothing', () => {
    const s = dead().at('09:00');
    s.say('megan', wants('mail'));
    s.at('09:10').say('megan', sent('phone'));
    expect([s.due('choose-route:T1'), s.due('ticket:T1')]).toEqual([undefined, '09:20']);
  });

  it('a wish through a dead route after one through a live route lets the standing ladder go on, later by the time it stood', () => {
    const s = dead();
    s.at('08:45').say('megan', wants('phone'));
    s.at('09:00').say('megan', wants('mail'));
    expect(s.due('ticket:T1')).toBe('09:35');
    s.at('09:10').say('megan', sent('phone'));
    expect(s.due('ticket:T1')).toBe('09:35');
    // And nothing of that standstill is counted a second time.
    s.say('megan', wants('phone'));
    s.at('09:15').say('megan', sent('phone'));
    expect(s.due('ticket:T1')).toBe('09:40');
  });

  it('words cannot have gone by a dead route', () => {
    expect(dead().refused('megan', sent('mail'))).toEqual({
      no: 'dead-route',
      route: 'mail',
      because: 'email',
      alive: ['phone', 'portal'],
      vendor: 'microsoft',
    });
  });

  it('when the route dies afterwards it is blocked then, and the ladder goes on; alive again, the ball is ours', () => {
    const s = withTicket();
    s.at('08:45').say('megan', wants('mail', s.instant('09:30')));
    s.at('09:00').say('alex', { type: 'case.set', affects: { add: ['email'], remove: [] } });
    expect([s.due('ticket:T1'), s.due('answer:T1')]).toEqual(['09:35', undefined]);
    expect(s.pings('choose-route:T1')).toEqual(['09:00 rung megan']);
    s.at('09:10').say('alex', { type: 'case.set', affects: { add: [], remove: ['email'] } });
    expect([s.due('ticket:T1'), s.due('answer:T1'), s.due('choose-route:T1')]).toEqual([undefined, '09:30', undefined]);
    s.at('09:20').say('megan', sent('mail'));
    expect(s.due('ticket:T1')).toBe('09:45');
  });

  it('each blocking begins "choose a live route" anew', () => {
    const s = withTicket();
    s.say('megan', wants('mail'));
    const set = (add: string[], remove: string[]) => s.say('alex', { type: 'case.set', affects: { add, remove } });
    s.at('09:00');
    set(['email'], []);
    s.at('09:20');
    set([], ['email']);
    s.at('09:30');
    set(['email'], []);
    s.until('09:45');
    expect(s.pings('choose-route:T1')).toEqual([
      '09:00 rung megan',
      '09:15 rung megan alex',
      '09:30 rung megan',
      '09:45 rung megan alex',
    ]);
  });

  it('a route that the file no longer has is as dead', () => {
    const s = withTicket();
    s.say('megan', wants('mail'));
    const organisation = structuredClone(s.organisation);
    const vendor = organisation.vendors['microsoft'];
    if (vendor) Object.assign(vendor, { routes: vendor.routes.filter((r) => r.id !== 'mail') });
    s.people({}, organisation);
    expect(s.owed('step', 'update', 'deadline', 'auto-close', 'notice')).toEqual(['choose-route:T1', 'ticket:T1']);
  });
});

describe('fixed', () => {
  it("the vendor's rungs rest, the deadline stands, verify is ours within verifyFixWithin on the own ladder", () => {
    const s = withTicket().at('08:40');
    s.say('megan', fixed);
    s.until('14:40');
    expect([s.pings('ticket:T1'), s.pings('deadline')]).toEqual([[], ['14:35 deadline lynne megan alex']]);
    expect(s.pings('verify:T1').slice(0, 2)).toEqual(['10:40 rung megan', '10:55 rung megan alex']);
  });

  it('a further one never moves the verification later', () => {
    const s = withTicket().at('08:40');
    s.say('megan', fixed);
    s.at('10:00').say('megan', fixed);
    expect(s.due('verify:T1')).toBe('10:40');
  });
});

describe('verify', () => {
  it('fail climbs at once, at least to the rung with the account manager', () => {
    const s = withTicket().at('08:40');
    s.say('megan', fixed);
    s.at('09:00').say('megan', verify('fail'));
    expect([s.pings('ticket:T1'), s.due('ticket:T1')]).toEqual([['09:00 climb lynne megan'], '13:00']);
    expect(s.due('verify:T1')).toBeUndefined();
  });

  it('fail above that rung climbs to the next', () => {
    const s = withTicket().until('12:40');
    s.say('megan', fixed);
    s.say('megan', verify('fail'));
    expect(s.pings('ticket:T1').at(-1)).toBe('12:40 climb patti');
  });

  it('fail on a resolved case reopens the case', () => {
    const s = withTicket();
    s.say('megan', fixed);
    s.say('alex', { type: 'case.resolve', words: 'done' });
    s.at('09:00').say('megan', verify('fail'));
    expect([s.case.status, s.due('update')]).toEqual(['open', '10:00']);
  });

  it('ok ends ladder and deadline', () => {
    const s = withTicket();
    s.say('megan', fixed);
    s.say('megan', verify('ok'));
    expect(s.owed('step', 'update', 'notice')).toEqual([]);
  });

  it('without a fix is refused', () => {
    expect(withTicket().refused('megan', verify('ok'))).toMatchObject({ no: 'ticket-not-fixed', ball: 'with-vendor' });
  });
});

describe('close', () => {
  const close = { type: 'ticket.close', ...T1 } as const;

  it('only after verify ok', () => {
    const s = withTicket();
    expect(s.refused('alex', close)).toMatchObject({ no: 'ticket-unverified' });
    s.say('megan', fixed);
    expect(s.refused('alex', close)).toMatchObject({ no: 'ticket-unverified' });
    s.say('megan', verify('ok'));
    s.say('adele', close);
    expect(ticket(s)?.status).toBe('closed');
  });

  it('or with reason:mistake, by coordinator or management', () => {
    const s = withTicket();
    expect(s.refused('adele', { ...close, reason: 'mistake' })).toMatchObject({
      no: 'not-allowed',
      what: 'close-mistake',
    });
    s.say('patti', { ...close, reason: 'mistake' });
    expect(ticket(s)?.status).toBe('mistake');
    expect(s.refused('patti', close)).toMatchObject({ no: 'ticket-over', status: 'mistake' });
  });
});

describe('reopen', () => {
  const over = () => {
    const s = withTicket().at('09:00');
    s.say('megan', fixed);
    s.say('megan', verify('ok'));
    return s;
  };
  const reopen = { type: 'ticket.reopen', ...T1, words: 'it is back' } as const;

  it('anchors the ladder now, at the first rung', () => {
    const s = over().at('10:00');
    s.say('megan', reopen);
    expect(s.due('ticket:T1')).toBe('10:45');
  });

  it("the deadline's grid goes on", () => {
    const s = over().at('10:00');
    s.say('megan', reopen);
    expect(s.due('deadline:microsoft')).toBe('14:35');
    const later = over().at('15:00');
    later.say('megan', reopen);
    expect(later.due('deadline:microsoft')).toBe('20:35');
  });

  it.each([
    ['it', reopen],
    ['ticket open', { type: 'ticket.open', vendor: 'microsoft', words: 'again' }],
  ] as const)('%s reopens a resolved case', (_, intent) => {
    const s = over();
    s.say('alex', { type: 'case.resolve', words: 'done' });
    s.at('10:00').say('megan', intent);
    expect(s.case.status).toBe('open');
  });

  it('is refused for a ticket that is not over', () => {
    expect(withTicket().refused('megan', reopen)).toEqual({ no: 'ticket-not-over', ticket: 'T1' });
  });

  it('of one closed by mistake counts again for the deadline', () => {
    const s = withTicket();
    s.say('alex', { type: 'ticket.close', ...T1, reason: 'mistake' });
    s.say('alex', { type: 'case.set', control: 'ours' });
    expect(s.due('deadline:microsoft')).toBeUndefined();
    s.at('09:00').say('alex', reopen);
    expect([s.due('deadline:microsoft'), s.due('ticket:T1')]).toEqual(['14:35', '09:45']);
  });
});

it('what comes to a ticket that is over is refused with how it ended', () => {
  const s = withTicket();
  s.say('alex', { type: 'ticket.close', ...T1, reason: 'mistake' });
  for (const intent of [heard, fixed, escalate, call('acted'), sent('phone'), wants('phone')])
    expect(s.refused('megan', intent)).toEqual({ no: 'ticket-over', ticket: 'T1', status: 'mistake' });
});
