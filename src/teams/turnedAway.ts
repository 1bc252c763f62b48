/** What is written down of requests that were turned away: a line each, but never so many that they fill the disk. */
import type { Log } from '../engine/index.ts';

/** Far more than mistakes make, and 150 KB a minute at most: a flood of a week stays below 2 GB and is still seen. */
const MOST_A_MINUTE = 1_000;
const MINUTE_MS = 60_000;

/** Writes the line. `why` must hold nothing of the token; what was left out of the log is counted there a minute later. */
export function turnedAwayLog(log: Log, now: () => number): (status: number, why: string) => void {
  let since = now();
  let written = 0;
  let left = 0;
  return (status, why) => {
    if (Math.abs(now() - since) >= MINUTE_MS) {
      if (left > 0) log.warn({ more: left }, 'more requests were turned away than were written down');
      since = now();
      written = 0;
      left = 0;
    }
    written += 1;
    if (written > MOST_A_MINUTE) {
      left += 1;
      return;
    }
    // The Playground knocks with `{}` at every start.
    log[status < 401 ? 'debug' : 'warn']({ status, why }, 'a request was turned away');
  };
}
