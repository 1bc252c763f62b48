import { describe, expect, it } from 'vitest';
import type { Duration } from '../../../src/domain/time.ts';
import { opened } from './support.ts';

/** A case with a step of Adele's due at 09:00; its number is the last. */
function withStep(due = '09:00') {
  const s = opened();
  s.say('adele', { type: 'step.add', text: 'look', due: s.instant(due), owner: 'adele' });
  const step = s.case.steps.at(-1)?.number ?? 0;
  return { s, step, key: `step:${step}` };
}

describe('re-dating', () => {
  it('earlier: anyone, without a reason', () => {
    const { s, step, key } = withStep();
    s.say('isaiah', { type: 'step.redate', step, due: s.instant('08:30') });
    expect(s.due(key)).toBe('08:30');
  });

  it('later: coordinator and management only', () => {
    const { s, step, key } = withStep();
    const later = { type: 'step.redate', step, due: s.instant('10:00'), reason: 'parts are late' } as const;
    expect(s.refused('adele', later)).toMatchObject({ no: 'not-allowed', what: 'later-due' });
    s.say('patti', later);
    expect(s.due(key)).toBe('10:00');
  });

  it('later: with a reason', () => {
    const { s, step } = withStep();
    expect(s.refused('alex', { type: 'step.redate', step, due: s.instant('10:00') })).toMatchObject({
      no: 'reason-needed',
    });
  });

  it('by way of an assignment the same', () => {
    const { s, step, key } = withStep();
    const assign = { type: 'step.assign', step, to: 'isaiah', due: s.instant('10:00'), reason: 'x' } as const;
    expect(s.refused('adele', assign)).toMatchObject({ no: 'not-allowed' });
    expect(s.holder(key)).toBe('adele');
    s.say('alex', assign);
    expect([s.holder(key), s.due(key)]).toEqual(['isaiah', '10:00']);
  });

  it('later: anchor and position begin anew', () => {
    const { s, step, key } = withStep();
    s.until('09:20');
    expect(s.pings(key)).toEqual(['09:00 rung adele', '09:15 rung adele alex']);
    s.say('alex', { type: 'step.redate', step, due: s.instant('10:00'), reason: 'x' });
    s.until('10:15');
    expect(s.pings(key).slice(2)).toEqual(['10:00 rung adele', '10:15 rung adele alex']);
  });

  it('everybody else snoozes when pinged', () => {
    const { s, key } = withStep();
    s.until('09:00').say('adele', { type: 'snooze', for: 'PT10M' as Duration, reason: 'phone' });
    expect(s.due(key)).toBe('09:10');
  });

  it('a first due time for a step without one: anyone', () => {
    const s = opened();
    s.say('adele', { type: 'step.add', text: 'look' });
    const step = s.case.steps.at(-1)?.number ?? 0;
    s.say('isaiah', { type: 'step.redate', step, due: s.instant('10:00') });
    expect(s.due(`step:${step}`)).toBe('10:00');
  });

  it('not into the past', () => {
    const { s, step } = withStep();
    expect(s.refused('alex', { type: 'step.redate', step, due: s.now })).toMatchObject({ no: 'not-in-the-past' });
  });
});

describe('step undo', () => {
  it('restores anchor and position as they were', () => {
    const { s, step, key } = withStep();
    s.until('09:00').say('adele', { type: 'step.done', step });
    expect(s.due(key)).toBeUndefined();
    s.at('09:10').say('adele', { type: 'step.undo', step });
    expect(s.due(key)).toBe('09:15');
    s.until('09:30');
    expect(s.pings(key)).toEqual(['09:00 rung adele', '09:15 rung adele alex', '09:30 rung alex #']);
  });

  it('what was missed in between is one ping, now', () => {
    const { s, step, key } = withStep();
    s.until('09:00').say('adele', { type: 'step.na', step, reason: 'not needed' });
    s.at('09:40').say('adele', { type: 'step.undo', step });
    expect(s.pings(key)).toEqual(['09:00 rung adele', '09:40 rung adele alex']);
    expect(s.due(key)).toBe('09:55');
  });

  it('of an open step is refused', () => {
    const { s, step } = withStep();
    expect(s.refused('adele', { type: 'step.undo', step })).toEqual({ no: 'step-open', step });
  });
});

describe('next: of an update', () => {
  it('is at most updateEvery', () => {
    const s = opened();
    s.say('alex', { type: 'update', words: 'x', next: 'PT3H' as Duration });
    expect(s.due('update')).toBe('09:10');
    s.say('alex', { type: 'update', words: 'y', next: 'PT20M' as Duration });
    expect(s.due('update')).toBe('08:30');
  });
});
