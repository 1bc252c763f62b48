import { describe, expect, it } from 'vitest';
import { obligationOf } from '../../../src/domain/obligations.ts';
import { ladderView } from '../../../src/domain/timers.ts';
import { call, escalate, heard, opened, openTicket, T1, wants, withTicket } from './support.ts';

describe('ladder: in all hours', () => {
  it('a rung is due at anchor + after', () => {
    const s = withTicket();
    const ob = obligationOf(s.case, 'ticket:T1');
    expect(ob && ladderView(s.case, ob).map((r) => s.clock(r.at))).toEqual([
      '09:20',
      '10:05',
      '11:35',
      '12:35',
      '16:35',
      '20:35',
    ]);
  });

  it('when a rung falls due its people are pinged once and the position moves on', () => {
    const s = withTicket().until('09:20');
    expect([s.pings('ticket:T1'), s.case.clocks['ticket:T1']?.position]).toEqual([['09:20 rung megan'], 1]);
    s.until('10:04').command('baton', { type: 'tick' });
    expect(s.pings('ticket:T1')).toHaveLength(1);
  });

  it('there is no end and no off switch: months later it still asks', () => {
    const s = withTicket().until('2023-08-02 08:10').away('2024-07-31 08:30');
    expect(s.pings('ticket:T1').at(-1)).toBe('08:30 digest patti alex megan adele isaiah #');
    expect(s.due('ticket:T1', (at) => at)).toBe('2024-07-31T10:10:00.000Z');
  });
});

describe('ladder: in working time', () => {
  const sev3 = (at: string) => opened({ severity: 'sev3', at });
  const days = (s: ReturnType<typeof opened>, key: string) => s.pings(key, (at) => s.day(at));

  it('PnD is n working days at the same clock time', () => {
    const s = openTicket(sev3('2023-08-03 15:30')).until('2023-08-09 18:00');
    expect(days(s, 'ticket:T1')).toEqual([
      'Fri 15:30 rung megan',
      'Mon 15:30 rung megan',
      'Wed 15:30 rung lynne megan',
    ]);
  });

  it('hours count working hours; closing time is inside for a due time', () => {
    const s = sev3('2023-08-04 10:00');
    s.say('adele', { type: 'step.add', text: 'look', due: s.instant('2023-08-04 15:00') });
    s.say('adele', { type: 'step.add', text: 'look again', due: s.instant('2023-08-04 13:00') });
    const [a, b] = s.case.steps.slice(-2).map((x) => `step:${x.number}`);
    s.until('2023-08-07 11:00');
    expect(days(s, a ?? '')).toEqual(['Fri 15:00 rung alex', 'Mon 10:00 rung alex']);
    expect(days(s, b ?? '')).toEqual(['Fri 13:00 rung alex', 'Fri 17:00 rung alex']);
  });

  it('closing time is outside for an anchor, which moves to the next opening', () => {
    const s = openTicket(sev3('2023-08-04 17:00'));
    expect(s.due('ticket:T1', (at) => s.day(at))).toBe('Tue 08:00');
  });

  it('an anchor outside the hours moves to the next opening', () => {
    const s = openTicket(sev3('2023-08-05 03:00'));
    expect(s.due('ticket:T1', (at) => s.day(at))).toBe('Tue 08:00');
  });

  it('a climb outside the hours fires at once, the spacing counts from the next opening', () => {
    const s = openTicket(sev3('2023-08-04 10:00')).at('2023-08-05 03:00');
    s.say('megan', escalate);
    expect(days(s, 'ticket:T1')).toEqual(['Sat 03:00 climb megan']);
    // Rungs after one, two and four days: the second comes a day after the first, as if that had been on Monday at 08:00.
    expect(s.due('ticket:T1', (at) => s.day(at))).toBe('Tue 08:00');
  });

  it('a broken promise outside the hours climbs at once', () => {
    const s = openTicket(sev3('2023-08-04 10:00'));
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('2023-08-05 22:00') });
    s.until('2023-08-06 09:00');
    expect(days(s, 'ticket:T1')).toEqual(['Sat 22:00 climb megan']);
  });

  it('a rung that a hold kept until the night fires at its end, alone, and the spacing counts from the next opening', () => {
    const s = openTicket(sev3('2023-07-31 10:00')).until('2023-08-01 10:00');
    s.say('megan', { type: 'ack', until: s.instant('2023-08-02 10:00'), target: 'T1' });
    // The second rung falls due as the hold ends: on time.
    s.until('2023-08-02 10:00');
    s.say('megan', { type: 'ack', until: s.instant('2023-08-02 23:00'), target: 'T1' });
    s.until('2023-08-04 10:00');
    expect(days(s, 'ticket:T1')).toEqual([
      'Tue 10:00 rung megan',
      'Wed 10:00 rung megan',
      'Wed 23:00 reminder megan',
      'Fri 10:00 rung lynne megan',
    ]);
  });

  it('what was missed while the process was away fires at night when it is back, and the next counts from the opening', () => {
    const s = openTicket(sev3('2023-08-03 10:00')).until('2023-08-04 09:00').away('2023-08-05 03:00');
    expect(days(s, 'ticket:T1')).toEqual(['Sat 03:00 rung megan']);
    expect(s.due('ticket:T1', (at) => s.day(at))).toBe('Tue 08:00');
  });

  it('no live route at all is said at once, on a Saturday night too; its spacing counts from the next opening', () => {
    const s = openTicket(sev3('2023-08-04 10:00')).at('2023-08-05 03:00');
    s.say('alex', { type: 'case.set', affects: { add: ['network', 'phones'], remove: [] } });
    expect(days(s, 'cut-off:T1')).toEqual(['Sat 03:00 rung alex']);
    expect(s.due('cut-off:T1', (at) => s.day(at))).toBe('Mon 12:00');
  });

  it('deadlines count by the clock of the severity', () => {
    const s = openTicket(sev3('2023-07-31 10:00')).until('2023-08-20 10:00');
    expect(s.pings('deadline', (at) => at.slice(5, 16))).toEqual([
      '08-09T08:00 deadline lynne megan',
      '08-18T08:00 deadline lynne megan',
    ]);
  });

  it('repeats count by the clock of the severity, from the opening of the case', () => {
    const s = openTicket(sev3('2023-07-31 10:00').at('2023-07-31 12:00')).until('2023-08-09 12:00');
    // Rungs on 1, 2 and 4 August; then every second working day after Monday at 10:00.
    expect(days(s, 'ticket:T1').slice(3)).toEqual(['Tue 10:00 digest lynne megan']);
    expect(s.due('ticket:T1', (at) => s.day(at))).toBe('Thu 10:00');
  });

  it('holds count by the clock of the severity', () => {
    const s = openTicket(sev3('2023-07-31 10:00')).until('2023-08-04 16:00');
    s.say('megan', { type: 'snooze', for: 'P9D' as never, reason: 'busy', target: 'T1' });
    expect(s.day(s.case.clocks['ticket:T1']?.hold?.until ?? s.now)).toBe('Mon 16:00');
  });

  it('limits count by the clock of the severity', () => {
    const s = sev3('2023-08-04 16:00');
    s.say('alex', { type: 'case.set', control: 'vendor', vendor: 'microsoft' });
    expect(s.due('owed-ticket:microsoft', (at) => s.day(at))).toBe('Mon 16:00');
  });
});

describe('ladder: always in all hours', () => {
  it("authorities' stages and their rungs", () => {
    const s = opened({ severity: 'sev3', at: '2023-08-05 09:00' });
    s.say('patti', { type: 'notice.start', clock: 'se-state-2020' });
    s.until('2023-08-06 16:00');
    expect(s.pings('notice:se-state-2020:warning', (at) => s.day(at))).toEqual([
      'Sat 15:00 rung patti',
      'Sat 19:00 rung patti alex',
      'Sun 15:00 rung alex #',
    ]);
  });

  it("the vendor's autoCloseAfter, announced at 75 % of it", () => {
    const s = openTicket(opened({ severity: 'sev3', at: '2023-08-02 10:00' }));
    s.say('megan', wants('phone'));
    s.until('2023-08-05 16:00');
    expect(s.pings('auto-close:T1', (at) => s.day(at))).toEqual(['Sat 10:00 rung megan', 'Sat 14:00 rung megan alex']);
  });
});

it('idle counts by the ladder of the severity, whatever else is clicked', () => {
  const s = withTicket();
  for (const intent of [call('acted'), { type: 'note', words: 'x' } as const]) s.say('megan', intent);
  expect(s.due('ticket:T1')).toBe('09:20');
  s.at('09:00').say('megan', heard);
  expect(s.due('ticket:T1')).toBe('09:45');
});
