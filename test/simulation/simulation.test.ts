// A short version of `npm run simulate:faults`: a few lives with fixed seeds. What it is and what must hold: README.md here.
import { describe, expect, it } from 'vitest';
import { type Mode, simulate } from './simulate.ts';

const steps = 2_500;

async function live(seed: number, mode: Mode, replicas = 1) {
  const result = await simulate({ seed, mode, steps, replicas });
  expect(
    result.failure,
    `npm run simulate:faults -- --seed ${seed} --mode ${mode} --steps ${steps} --replicas ${replicas}`,
  ).toBeNull();
  return result;
}

describe('with faults that never stop', () => {
  it.each([2, 5, 8, 13, 17, 25])('every rule holds (seed %i)', async (seed) => {
    const { answered, facts } = await live(seed, 'safety');
    expect(answered + facts).toBeGreaterThan(10);
  });

  it('something does go wrong', async () => {
    const { crashes, faults } = await live(35, 'safety');
    expect(crashes).toBeGreaterThan(0);
    expect(Object.keys(faults).length).toBeGreaterThan(5);
  });
});

it('the same seed gives the same life, to the last step', async () => {
  const [once, again] = [await live(7, 'safety'), await live(7, 'safety')];
  expect(again).toEqual(once);
  expect((await live(8, 'safety')).fingerprint).not.toBe(once.fingerprint);
});
