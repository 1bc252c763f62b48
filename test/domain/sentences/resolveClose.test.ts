import { describe, expect, it } from 'vitest';
import { stillOwed } from '../../../src/domain/decisions/ending.ts';
import type { Duration } from '../../../src/domain/time.ts';
import { finishSteps, fixed, opened, openTicket, T1, verify, withTicket } from './support.ts';

const resolve = { type: 'case.resolve', words: 'it works' } as const;
const close = { type: 'case.close' } as const;
const reopen = { type: 'case.reopen', words: 'it does not' } as const;

/** Resolved, with nothing owed but the closing. Severity 3, so no authority wants a notice. */
function done() {
  const s = finishSteps(opened({ severity: 'sev3' }));
  s.say('alex', resolve);
  s.say('alex', { type: 'retro.done', words: 'x' });
  return s;
}

describe('case resolve', () => {
  it('is refused while a ticket is not fixed, and lists what is open with whom', () => {
    const s = openTicket(withTicket(), { reference: 'REF-2' });
    expect(s.refused('alex', resolve)).toEqual({
      no: 'still-owed',
      what: 'resolve',
      owed: [
        { key: 'ticket:T1', ticket: 'T1', who: 'megan' },
        { key: 'ticket:T2', ticket: 'T2', who: 'megan' },
      ],
    });
    for (const ticket of ['T1', 'T2']) s.say('megan', { type: 'ticket.fixed', ticket });
    s.say('alex', resolve);
    expect(s.case.status).toBe('resolved');
  });

  it('a ticket closed by mistake does not stand in the way', () => {
    const s = withTicket();
    s.say('alex', { type: 'ticket.close', ...T1, reason: 'mistake' });
    s.say('alex', resolve);
    expect(s.case.status).toBe('resolved');
  });

  it('step and update clocks stop with it, all others go on', () => {
    const s = withTicket();
    s.say('alex', { type: 'case.set', control: 'vendor', vendor: 'microsoft' });
    s.say('alex', { type: 'case.handover', to: 'patti' });
    s.say('megan', { type: 'ticket.sent', ...T1, via: 'portal', words: 'x' });
    s.say('megan', fixed);
    s.say('alex', resolve);
    expect(s.owed()).toEqual([
      'deadline:microsoft',
      'handover',
      'notice:se-state-2020:warning',
      'retrospective',
      'unread:T1',
      'verify:T1',
    ]);
  });

  it('twice is refused', () => {
    expect(done().refused('alex', resolve)).toMatchObject({ no: 'case-resolved' });
  });
});

describe('case close', () => {
  it('is refused while anything is owed or a step is open, and lists it with who and when', () => {
    const s = withTicket();
    s.say('adele', { type: 'step.add', text: 'look', due: s.instant('10:00'), owner: 'adele' });
    s.say('megan', fixed);
    s.say('alex', resolve);
    const no = s.refused('alex', close);
    if (no.no !== 'still-owed') throw new Error(no.no);
    const lines = no.owed.map((o) => [o.key, o.who, o.due && s.day(o.due)]);
    const step = s.case.steps.at(-1)?.number;
    expect(lines).toEqual(
      expect.arrayContaining([
        ['verify:T1', 'megan', 'Mon 10:35'],
        ['deadline:microsoft', 'megan', 'Mon 14:35'],
        ['retrospective', 'alex', 'Sat 08:35'],
        [`step:${step}`, 'adele', 'Mon 10:00'],
        // A step without an assignee is its role's.
        ['step:1', 'alex', 'Mon 08:15'],
      ]),
    );
  });

  it('lists authorities and the retrospective first and steps last: a list that is cut still names them', () => {
    const s = withTicket();
    s.say('megan', fixed);
    s.say('alex', resolve);
    s.say('alex', reopen);
    const keys = stillOwed(s.case).map((o) => o.key);
    const places = ['notice:se-state-2020:warning', 'retrospective', 'update'].map((key) => keys.indexOf(key));
    expect(places.slice(0, 2)).toEqual([0, 1]);
    expect(keys.findIndex((key) => key.startsWith('step:'))).toBeGreaterThan(places[2] ?? 0);
  });

  it('of an open case lists the update', () => {
    const no = finishSteps(opened({ severity: 'sev3' })).refused('alex', close);
    expect(no.no === 'still-owed' && no.owed.map((o) => o.key)).toEqual(['update']);
  });

  it('with nothing owed closes, and nothing is armed any more', () => {
    const s = done();
    expect(stillOwed(s.case)).toEqual([]);
    s.say('alex', close);
    expect([s.case.status, s.next()]).toEqual(['closed', null]);
  });

  it('leaves out a promise that runs: the vendor owes it, and the ticket that it is of is in the list', () => {
    const s = withTicket();
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('12:00') });
    s.say('megan', fixed);
    s.say('alex', resolve);
    expect(s.owed()).toContain('promise:T1:1');
    const no = s.refused('alex', close);
    if (no.no !== 'still-owed') throw new Error(no.no);
    const keys = no.owed.map((o) => o.key);
    expect(keys.filter((key) => key.startsWith('promise'))).toEqual([]);
    expect(keys).toContain('verify:T1');
  });

  it('is not kept from it by a promise that still ran when the fix was verified', () => {
    const s = finishSteps(openTicket(opened({ severity: 'sev3' })));
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('12:00') });
    s.say('megan', fixed);
    s.say('megan', verify('ok'));
    s.say('alex', resolve);
    s.say('alex', { type: 'retro.done', words: 'x' });
    s.say('alex', close);
    expect([s.case.status, s.next()]).toEqual(['closed', null]);
  });

  it('a verified ticket that nobody closed is not owed', () => {
    const s = finishSteps(openTicket(opened({ severity: 'sev3' })));
    s.say('megan', fixed);
    s.say('megan', verify('ok'));
    s.say('alex', resolve);
    s.say('alex', { type: 'retro.done', words: 'x' });
    s.say('alex', close);
    expect(s.case.status).toBe('closed');
  });

  it('needs coordinator or management', () => {
    expect(done().refused('adele', close)).toMatchObject({ no: 'not-allowed', what: 'close' });
    done().say('patti', close);
  });

  it('a closed case refuses everything but a note and reopening', () => {
    const s = done();
    s.say('alex', close);
    for (const intent of [resolve, close, { type: 'update', words: 'x' }, { type: 'case.own', to: 'megan' }] as const)
      expect(s.refused('alex', intent)).toMatchObject({ no: 'case-closed', closedAt: s.now });
    s.say('alex', { type: 'note', words: 'for the record' });
    expect(s.next()).toBeNull();
  });
});

describe('case reopen', () => {
  it('brings back what was open: step due times later by the time they stood', () => {
    const s = opened();
    s.say('adele', { type: 'step.add', text: 'look', due: s.instant('10:00') });
    const key = `step:${s.case.steps.at(-1)?.number}`;
    s.at('09:30').say('alex', resolve);
    s.at('12:30').say('alex', reopen);
    expect(s.due(key)).toBe('13:00');
  });

  it('in working time later by the working time', () => {
    const s = opened({ severity: 'sev3', at: '2023-08-04 10:00' });
    s.say('adele', { type: 'step.add', text: 'look', due: s.instant('2023-08-07 10:00') });
    s.say('adele', { type: 'step.add', text: 'watch', due: s.instant('2023-08-04 14:00'), owner: 'adele' });
    const [look, watch] = s.case.steps.slice(-2).map((x) => `step:${x.number}`);
    s.until('2023-08-04 14:00').say('adele', {
      type: 'snooze',
      for: 'PT3H' as Duration,
      reason: 'x',
      target: watch ?? '',
    });
    s.at('2023-08-04 16:00').say('alex', resolve);
    s.at('2023-08-07 09:00').say('alex', reopen);
    // An hour on Friday, an hour on Monday.
    expect(s.due(look ?? '', (at) => s.day(at))).toBe('Mon 12:00');
    expect(s.day(s.case.clocks[watch ?? '']?.hold?.until ?? s.now)).toBe('Mon 10:00');
  });

  it('resolved and reopened in one night it is due when it was', () => {
    const s = opened({ severity: 'sev3', at: '2023-08-04 10:00' });
    s.say('adele', { type: 'step.add', text: 'look', due: s.instant('2023-08-07 17:00') });
    const step = s.case.steps.at(-1)?.number;
    s.at('2023-08-04 20:00').say('alex', resolve);
    s.at('2023-08-04 22:00').say('alex', reopen);
    expect(s.day(s.case.steps.find((x) => x.number === step)?.due ?? s.now)).toBe('Mon 17:00');
  });

  it('its ladder too, with anchor, position and hold', () => {
    const s = opened();
    s.say('adele', { type: 'step.add', text: 'look', due: s.instant('09:00'), owner: 'adele' });
    const key = `step:${s.case.steps.at(-1)?.number}`;
    s.until('09:00').say('adele', { type: 'snooze', for: 'PT40M' as Duration, reason: 'x', target: key });
    s.at('09:10').say('alex', resolve);
    s.at('12:10').say('alex', reopen);
    s.until('12:45');
    expect(s.pings(key)).toEqual(['09:00 rung adele', '12:40 rung adele alex']);
  });

  it('a digest of a step that fell into the standstill is not made up for', () => {
    const s = opened();
    s.say('adele', { type: 'step.add', text: 'look', due: s.instant('08:20') });
    const key = `step:${s.case.steps.at(-1)?.number}`;
    s.until('09:30');
    const before = s.pings(key).length;
    s.say('alex', resolve);
    s.at('12:30').say('alex', reopen);
    expect(s.pings(key).slice(before)).toEqual([]);
    expect(s.due(key)).toBe('13:10');
  });

  it('a step that was added or undone while the clocks stood has stood only since then', () => {
    const s = opened();
    s.say('alex', resolve);
    s.at('10:00').say('adele', { type: 'step.add', text: 'look', due: s.instant('15:00') });
    const key = `step:${s.case.steps.at(-1)?.number}`;
    s.at('12:00').say('alex', reopen);
    expect(s.due(key)).toBe('17:00');
  });

  it('the update is due updateEvery from now', () => {
    const s = opened();
    s.say('alex', resolve);
    s.at('12:17').say('alex', reopen);
    expect(s.due('update')).toBe('13:17');
  });

  it('of a closed case brings it back, with somebody, something and a clock', () => {
    const s = done();
    s.say('alex', close);
    s.at('2023-08-02 10:00').say('adele', reopen);
    expect([s.case.status, s.owed()]).toEqual(['open', ['decide-next', 'update']]);
    expect(s.next()).not.toBeNull();
  });

  it('the retrospective stays as it was: it counts from the first resolving', () => {
    const s = finishSteps(opened());
    s.say('alex', resolve);
    const due = s.due('retrospective', (at) => at);
    s.at('12:00').say('alex', reopen);
    s.at('14:00').say('alex', resolve);
    expect(s.due('retrospective', (at) => at)).toBe(due);
  });

  it('of an open case changes nothing', () => {
    expect(opened().refused('alex', reopen)).toEqual({ no: 'nothing-changes', what: 'case reopen' });
  });
});
