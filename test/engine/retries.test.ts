// How soon a message is tried again, by way and by tries so far.
import { expect, it } from 'vitest';
import { planOf, retryInMs } from '../../src/engine/retries.ts';

it.each([
  ['teams', [1, 2, 5, 10, 20, 30, 60, 60], false],
  ['webhook', [1, 2, 5, 10, 20, 30, 60, 60], true],
  ['sms', [5, 15, 30, 60, 60], true],
  ['email', [30, 60, 120, 300, 300], false],
] as const)('by %s after %j seconds', (office, seconds, knowsRepeats) => {
  const plan = planOf(office);
  expect(seconds.map((_, tries) => retryInMs(tries + 1, 0, plan) / 1_000)).toEqual(seconds);
  expect(plan.knowsRepeats).toBe(knowsRepeats);
});

it('a message that was never tried waits as after the first try, and nobody is asked again sooner than they want', () => {
  expect(retryInMs(0)).toBe(1_000);
  expect([retryInMs(1, 90_000), retryInMs(7, 90_000), retryInMs(7, 10_000)]).toEqual([90_000, 90_000, 60_000]);
});
