// What only cards ask of obligations: which promise of a vendor's the ladder waits for, and whether anything runs.
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { nextDeadline } from '../../src/domain/deadlineGrid.ts';
import { promiseWaitedFor } from '../../src/domain/obligations/ticket.ts';
import { anythingRuns } from '../../src/domain/obligations.ts';
import { plusMs } from '../../src/domain/time.ts';
import type { Story } from '../support/story.ts';
import { fixed, T1, withTicket } from './sentences/support.ts';

/** The ticket of 08:35 with promises for these times, made one after the other from 08:40 on. */
function promised(...times: string[]): Story {
  const s = withTicket();
  for (const [n, time] of times.entries())
    s.at(`08:4${n}`).say('megan', { type: 'ticket.promise', ...T1, by: s.instant(time) });
  return s;
}

const waitedFor = (s: Story, time: string) => {
  const [ticket] = s.case.tickets;
  const promise = ticket && promiseWaitedFor(s.case, ticket, s.instant(time));
  return promise && s.day(promise.by).slice(-5);
};

describe('the promise that is waited for', () => {
  it('is the earliest of those that run, whichever was made first', () => {
    expect(waitedFor(promised('11:00'), '09:00')).toBe('11:00');
    expect(waitedFor(promised('11:00', '10:00'), '09:00')).toBe('10:00');
    expect(waitedFor(promised('10:00', '11:00'), '09:00')).toBe('10:00');
    expect(waitedFor(promised('11:00', '10:00', '12:00'), '09:00')).toBe('10:00');
  });

  it('is the one that runs, also where one that was kept had been for sooner', () => {
    const s = promised('10:00').at('09:00');
    s.say('megan', { type: 'ticket.heard', ...T1, words: 'released in part' });
    s.at('09:10').say('megan', { type: 'ticket.promise', ...T1, by: s.instant('11:00') });
    expect(waitedFor(s, '09:20')).toBe('11:00');
  });

  it('is none from its time on, and none before anything was promised', () => {
    expect(waitedFor(promised('11:00'), '11:00')).toBeUndefined();
    expect(waitedFor(promised('11:00'), '12:00')).toBeUndefined();
    expect(waitedFor(withTicket(), '09:00')).toBeUndefined();
  });

  it('is none while one that is over has not been looked at, though a later one runs', () => {
    expect(waitedFor(promised('10:00', '12:00'), '09:59')).toBe('10:00');
    expect(waitedFor(promised('10:00', '12:00'), '10:00')).toBeUndefined();
    expect(waitedFor(promised('10:00', '12:00'), '10:30')).toBeUndefined();
  });

  it('is none once the fixed deadline has passed, which no promise moves', () => {
    const s = withTicket();
    const due = s.case.deadlines[0] && nextDeadline(s.case, 'microsoft');
    expect(due).toBeDefined();
    s.at('08:40').say('megan', { type: 'ticket.promise', ...T1, by: plusMs(due ?? s.now, 7_200_000) });
    const [ticket] = s.case.tickets;
    const at = (ms: number) => ticket && promiseWaitedFor(s.case, ticket, plusMs(due ?? s.now, ms));
    expect([at(-1)?.number, at(0), at(1)]).toEqual([1, undefined, undefined]);
  });

  it('is none once they have given a real answer or said that it is fixed', () => {
    const heard = promised('11:00').at('09:00');
    heard.say('megan', { type: 'ticket.heard', ...T1, words: 'released' });
    expect(waitedFor(heard, '09:10')).toBeUndefined();
    const mended = promised('11:00').at('09:00');
    mended.say('megan', fixed);
    expect(waitedFor(mended, '09:10')).toBeUndefined();
  });
});

describe('whether anything runs', () => {
  const s = withTicket();
  const [first, ...others] = s.case.steps;
  const onlyWith = (steps: Case['steps'], status: Case['status'] = 'open'): Case => ({
    ...structuredClone(s.case),
    ...{ notices: [], deadlines: [], tickets: [], owedTickets: [], steps, status },
  });

  it('is so while one step does, whatever became of the others', () => {
    const done = first ? [{ ...first, status: 'done' as const }] : [];
    expect(anythingRuns(onlyWith([...done, ...others]))).toBe(true);
    expect(anythingRuns(onlyWith(done))).toBe(false);
    expect(anythingRuns(onlyWith([]))).toBe(false);
  });
});
