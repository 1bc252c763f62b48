/**
 * The time that all processes of one database go by: the database's own. Claims, facts and due instants are written by many and
 * compared with each other, so a machine whose own clock is wrong would ring too early and take what others have in hand.
 */
import { toMs } from '../domain/time.ts';
import type { Store } from '../store/index.ts';
import type { Clock, Log } from './ports.ts';
import { type Machine, systemClock, thisMachine } from './systemClock.ts';

/** What the way to the database may add. A claim lasts forty times as long, so processes that agree so far never quarrel. */
const toleratedMs = 500;

/** An answer that took longer says too little. */
const slowestMs = 2_000;

/** Between two looks the clock of the machine and its timers run apart by less than this, unless somebody set the clock or the machine slept. */
const stepMs = 1_000;

/** Worth a line in the log: one of the two is not set by NTP. */
const strangeMs = 2_000;

export interface AgreedClock extends Clock {
  isAgreed(): boolean;
  agree(): Promise<void>;
}

/** Not agreed on yet: whoever makes it asks once before anything else. `machine`: this one, unless a simulation brings its own. */
export function agreedClock(store: Pick<Store, 'time'>, log: Log, machine: Machine = thisMachine): AgreedClock {
  /** The database's time less what the machine has counted since some moment of its own. */
  let offset = machine.now() - machine.steady();
  /** The same of the machine's clock when it was last asked; null: never. */
  let seen: number | null = null;
  let warnedOf = 0;
  let asking: Promise<void> | null = null;

  const now = () => machine.steady() + offset;
  const drift = () => machine.now() - machine.steady();

  async function ask(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const asked = machine.steady();
      const told = await store.time();
      const tookMs = machine.steady() - asked;
      if (told === null) return;
      // After a few slow answers a rough time is better than none.
      if (tookMs > slowestMs && tries < 3) continue;
      const theirs = toMs(told as ReturnType<Clock['now']>) - asked - tookMs / 2;
      if (seen === null || Math.abs(theirs - offset) > toleratedMs + tookMs / 2) offset = theirs;
      seen = drift();
      const aheadMs = Math.round(seen - theirs);
      if (Math.abs(aheadMs - warnedOf) > strangeMs + tookMs) {
        warnedOf = aheadMs;
        log.warn({ aheadMs }, 'the clock of this machine is not that of the database, which counts');
      }
      return;
    }
  }

  return {
    ...systemClock({ ...machine, now }),
    isAgreed: () => seen !== null && Math.abs(drift() - seen) < stepMs,
    agree() {
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
  };
}
