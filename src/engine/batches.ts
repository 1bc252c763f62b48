/** Work on many cases: some at a time, so that their commits share the disk's writes, and whoever else waits has a turn in between. */
import type { Clock } from './ports.ts';

const together = 16;

/** What came of each, in the order in which they were given. */
export async function inBatches<T, R>(
  all: readonly T[],
  clock: Pick<Clock, 'breath'>,
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const made: R[] = [];
  for (let at = 0; at < all.length; at += together) {
    if (at > 0) await clock.breath?.();
    made.push(...(await Promise.all(all.slice(at, at + together).map(work))));
  }
  return made;
}
