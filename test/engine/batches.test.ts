import { expect, it } from 'vitest';
import { inBatches } from '../../src/engine/batches.ts';

it('gives whoever else waits a turn, and floods no database with thousands of questions at once', async () => {
  let [asked, most, turns] = [0, 0, 0];
  const breath = async () => {
    turns += 1;
  };
  const squares = await inBatches(
    Array.from({ length: 1_000 }, (_, number) => number),
    { breath },
    async (number) => {
      asked += 1;
      most = Math.max(most, asked);
      await Promise.resolve();
      asked -= 1;
      return number * number;
    },
  );
  expect(squares.slice(-2)).toEqual([998 * 998, 999 * 999]);
  expect(most).toBeLessThanOrEqual(16);
  expect(turns).toBeGreaterThanOrEqual(1_000 / 16 - 1);
});
