import { describe, expect, it } from 'vitest';
import { changed, opened } from './support.ts';

const key = 'notice:se-state-2020';
const reported = { type: 'notice.reported', clock: 'se-state-2020', reference: 'R-1' } as const;
const final = { type: 'notice.final', clock: 'se-state-2020', reference: 'R-2' } as const;
const waive = { type: 'notice.waive', clock: 'se-state-2020', reason: 'no', approvedBy: 'patti' } as const;

describe('a clock of an authority', () => {
  it('is armed when a case like its `when` opens, and is its role’s', () => {
    const s = opened();
    expect([s.due(`${key}:warning`), s.holder(`${key}:warning`)]).toEqual(['14:10', 'patti']);
    expect(opened({ severity: 'sev3' }).due(`${key}:warning`)).toBeUndefined();
  });

  it('is armed when a case has become one like it, counted from when we became aware', () => {
    const s = opened({ severity: 'sev3' }).at('10:00');
    s.say('adele', { type: 'case.set', severity: 'sev1' });
    expect(s.due(`${key}:warning`)).toBe('14:10');
  });

  it('without `when` starts only by notice start', () => {
    const s = opened();
    expect(s.due('notice:insurer:first')).toBeUndefined();
    s.at('09:00').say('patti', { type: 'notice.start', clock: 'insurer' });
    expect(s.due('notice:insurer:first', (at) => s.day(at))).toBe('Tue 08:10');
    expect(s.refused('patti', { type: 'notice.start', clock: 'insurer' })).toMatchObject({ no: 'notice-started' });
    expect(s.refused('patti', { type: 'notice.start', clock: 'nobody' })).toMatchObject({ no: 'unknown-clock' });
  });

  it('that starts with `classified` counts from notice start', () => {
    const organisation = changed((o) => {
      const insurer = o.authorities['insurer'];
      if (insurer) insurer.startsWith = 'classified';
    });
    const s = opened({ organisation }).at('09:00');
    s.say('patti', { type: 'notice.start', clock: 'insurer' });
    expect(s.due('notice:insurer:first', (at) => s.day(at))).toBe('Tue 09:00');
  });

  it('follows the time of becoming aware: earlier for anyone, later for coordinator and management, beginning anew', () => {
    const s = opened();
    s.say('adele', { type: 'case.set', aware: s.instant('06:00') });
    expect(s.due(`${key}:warning`)).toBe('12:00');
    s.until('12:00');
    expect(s.pings(`${key}:warning`)).toEqual(['12:00 rung patti']);
    const later = { type: 'case.set', aware: s.instant('07:00') } as const;
    expect(s.refused('adele', later)).toMatchObject({ no: 'not-allowed', what: 'later-aware' });
    s.at('12:05').say('alex', later);
    s.until('13:15');
    expect(s.pings(`${key}:warning`).slice(1)).toEqual(['13:00 rung patti', '13:15 rung patti alex']);
  });

  it('follows it also when it was started by hand', () => {
    const s = opened();
    s.say('adele', { type: 'case.set', aware: s.instant('06:00') });
    s.at('09:00').say('patti', { type: 'notice.start', clock: 'insurer' });
    s.say('alex', { type: 'case.set', aware: s.instant('07:00') });
    expect(s.due('notice:insurer:first', (at) => s.day(at))).toBe('Tue 07:00');
  });

  it('a stage counts from when the one before was sent', () => {
    const s = opened();
    expect(s.due(`${key}:final`)).toBeUndefined();
    s.at('08:30').say('patti', reported);
    expect([s.due(`${key}:warning`), s.due(`${key}:final`, (at) => at)]).toEqual([
      undefined,
      '2023-08-28T06:30:00.000Z',
    ]);
  });

  it('lives on when the case is resolved, and stands in the way of its closing', () => {
    const s = opened();
    s.say('patti', reported);
    s.say('alex', { type: 'case.resolve', words: 'x' });
    s.until('2023-08-28 09:00');
    expect(s.pings(`${key}:final`, (at) => s.day(at)).slice(0, 2)).toEqual([
      'Mon 08:10 rung patti',
      'Mon 08:25 rung patti alex',
    ]);
    const no = s.refused('alex', { type: 'case.close' });
    expect(no.no === 'still-owed' && no.owed.map((o) => o.key)).toContain(`${key}:final`);
  });
});

describe('reported and final', () => {
  it('reported completes the earliest stage not yet sent', () => {
    const s = opened();
    s.say('patti', reported);
    s.say('patti', { ...reported, reference: 'another' });
    expect(s.case.notices[0]?.sent.map((x) => x.stage)).toEqual(['warning', 'final']);
    expect(s.refused('patti', reported)).toMatchObject({ no: 'notice-over', by: 'patti' });
  });

  it('final the last; not while the stage that it counts from is missing', () => {
    const s = opened();
    expect(s.refused('patti', final)).toEqual({ no: 'notice-too-early', clock: 'se-state-2020', first: 'warning' });
    s.say('patti', reported);
    s.say('patti', final);
    expect(s.owed('step', 'update')).toEqual([]);
    expect(s.case.notices[0]?.sent.map((x) => x.stage)).toEqual(['warning', 'final']);
  });

  it('final leaves earlier stages owed, and is sent once', () => {
    const organisation = changed((o) => {
      const insurer = o.authorities['insurer'];
      for (const stage of insurer?.stages ?? []) stage.from = 'start';
    });
    const s = opened({ organisation });
    s.say('patti', { type: 'notice.start', clock: 'insurer' });
    s.say('patti', { type: 'notice.final', clock: 'insurer', reference: 'F' });
    expect([s.due('notice:insurer:final'), s.due('notice:insurer:first')]).toEqual([undefined, '08:10']);
    expect(s.refused('patti', { type: 'notice.final', clock: 'insurer', reference: 'G' })).toMatchObject({
      no: 'notice-over',
      by: 'patti',
    });
  });

  it('of a clock that has not started is refused', () => {
    const s = opened();
    expect(s.refused('patti', { ...reported, clock: 'insurer' })).toEqual({
      no: 'notice-not-started',
      clock: 'insurer',
    });
    expect(s.refused('patti', { ...reported, clock: 'x' })).toMatchObject({ no: 'unknown-clock' });
  });
});

describe('aware moved', () => {
  it('earlier: the stages follow it', () => {
    const s = opened();
    s.say('adele', { type: 'case.set', aware: s.instant('07:00') });
    expect(s.due(`${key}:warning`)).toBe('13:00');
  });

  it('so early that it has passed: pinged once, now', () => {
    const s = opened();
    s.say('adele', { type: 'case.set', aware: s.instant('01:00') });
    expect(s.pings(`${key}:warning`)).toEqual(['08:10 rung patti']);
    expect(s.due(`${key}:warning`)).toBe('08:25');
  });

  it('later: coordinator and management only, and the earlier of opening and aware counts', () => {
    const s = opened();
    s.say('adele', { type: 'case.set', aware: s.instant('07:00') });
    expect(s.refused('adele', { type: 'case.set', aware: s.instant('08:00') })).toMatchObject({
      no: 'not-allowed',
      what: 'later-aware',
    });
    s.at('09:00').say('patti', { type: 'case.set', aware: s.instant('08:40') });
    expect(s.due(`${key}:warning`)).toBe('14:10');
  });

  it('not into the future', () => {
    const s = opened();
    expect(s.refused('alex', { type: 'case.set', aware: s.instant('09:00') })).toMatchObject({
      no: 'not-in-the-future',
    });
  });

  it('does not move a stage that counts from one that was sent', () => {
    const s = opened();
    s.at('08:30').say('patti', reported);
    s.say('adele', { type: 'case.set', aware: s.instant('07:00') });
    expect(s.due(`${key}:final`, (at) => at)).toBe('2023-08-28T06:30:00.000Z');
  });
});

describe('waived', () => {
  it('with a reason and somebody of ours who approved it, and nothing of it is owed', () => {
    const s = opened();
    expect(s.refused('adele', { ...waive, approvedBy: 'lynne' })).toMatchObject({ no: 'outsider' });
    s.say('adele', waive);
    expect(s.due(`${key}:warning`)).toBeUndefined();
    expect(s.refused('adele', reported)).toMatchObject({ no: 'notice-over', by: 'adele', approvedBy: 'patti' });
  });

  it('is not armed again by a change of severity', () => {
    const s = opened();
    s.say('adele', waive);
    s.say('alex', { type: 'case.set', severity: 'sev2' });
    expect(s.due(`${key}:warning`)).toBeUndefined();
  });

  it('and started again its ladder begins anew', () => {
    const s = opened().until('14:30');
    expect(s.pings(`${key}:warning`)).toEqual(['14:10 rung patti', '14:25 rung patti alex']);
    s.say('adele', waive);
    s.say('patti', { type: 'notice.start', clock: 'se-state-2020' });
    expect(s.pings(`${key}:warning`).slice(2)).toEqual(['14:30 rung patti']);
    expect(s.due(`${key}:warning`)).toBe('14:45');
  });
});
