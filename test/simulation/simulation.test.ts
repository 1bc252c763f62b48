// A short version of `npm run simulate:faults`: a few lives with fixed seeds. What it is and what must hold: README.md here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/sources.ts';
import { neverCame } from './kinds.ts';
import { planted } from './planted.ts';
import { type Mode, simulate } from './simulate.ts';

const steps = 1_500;

/** What went wrong in the lives of one process, over all of them. */
const faults: Record<string, number> = {};

async function live(seed: number, mode: Mode, replicas = 1) {
  const result = await simulate({ seed, mode, steps, replicas });
  expect(
    result.failure,
    `npm run simulate:faults -- --seed ${seed} --mode ${mode} --steps ${steps} --replicas ${replicas}`,
  ).toBeNull();
  if (replicas === 1)
    for (const [kind, count] of Object.entries(result.faults)) faults[kind] = (faults[kind] ?? 0) + count;
  return result;
}

it.each([2, 5, 35])('with faults that never stop every rule holds (seed %i)', async (seed) => {
  const { answered, facts, crashes } = await live(seed, 'safety');
  expect(answered + facts).toBeGreaterThan(5);
  expect(crashes).toBeGreaterThan(0);
});

it.each([5, 8])('three processes over one database keep every rule (seed %i)', async (seed) => {
  await live(seed, 'safety', 3);
});

it.each([10, 13, 29])('a minute after the last fault all is well (seed %i)', async (seed) => {
  await live(seed, 'liveness');
});

it('killed after any of its first steps a process leaves nothing undone', async () => {
  for (let strikeAfter = 20; strikeAfter <= 200; strikeAfter += 9) {
    const { failure } = await simulate({ seed: 42, mode: 'liveness', steps: 400, replicas: 1, strikeAfter });
    expect(failure, `--seed 42 --mode liveness --steps 400 --strike-after ${strikeAfter}`).toBeNull();
  }
});

it('everything that can go wrong does in one of these lives', () => {
  expect(neverCame(faults, false)).toEqual([]);
});

it('the defects that the simulation is tried on can still be planted', () => {
  const gone = planted.filter(({ file, find }) => !readFileSync(join(ROOT, file), 'utf8').includes(find));
  expect(gone.map(({ name }) => name)).toEqual([]);
});

it('the same seed gives the same life, to the last step', async () => {
  const [once, again] = [await live(7, 'safety'), await live(7, 'safety')];
  expect(again).toEqual(once);
  expect((await live(8, 'safety')).fingerprint).not.toBe(once.fingerprint);
});
