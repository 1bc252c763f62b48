/** The machine's time: the only place in the bot that reads it. */
import { fromMs, type Instant, toMs } from '../domain/time.ts';
import type { Clock } from './ports.ts';

/** The longest that one timer sleeps: laptops sleep and clocks are set, so the time is looked at again that often. */
const longestSleepMs = 30_000;

/**
 * How long an answer has for its way before the work that comes after it, while there is little to do. Whoever waits for it on the same
 * machine, as a proxy does, is most often woken on the core on which we are, and would wait for that work: 0.6 to 0.9 ms of the 4.8
 * that a note took (`npm run bench:costs`). In a rush it goes on at once: what arrives meanwhile shares a write to the disk, and with
 * a rest in between a sixth fewer commands were done (`npm run bench`).
 */
const answersLeaveMs = 2;

/** What a machine knows of time: its clock, which people and programs may set, and timers, which run on whatever is set. */
export interface Machine {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since some moment, whatever the clock is set to; they stand still while the machine sleeps. */
  steady(): number;
  /** Calls `f` after so many milliseconds; the answer cancels it. */
  after(ms: number, f: () => void): () => void;
  /** Resolves when what can go on at once has gone on; absent where a simulation decides that. */
  breath?(): Promise<void>;
  /** Whether this process has had work for more than a quarter of the time of late. */
  isBusy?(): boolean;
}

export const thisMachine: Machine = {
  now: () => Date.now(),
  steady: () => performance.now(),
  after(ms, f) {
    const timer = setTimeout(f, ms);
    return () => clearTimeout(timer);
  },
  breath: () => new Promise((resolve) => setImmediate(resolve)),
  isBusy: busyOfLate(10),
};

/** Over the time since the last look, which is never less than so many milliseconds: within a burst there is nothing but work. */
function busyOfLate(windowMs: number): () => boolean {
  let [at, seen, busy] = [performance.now(), performance.eventLoopUtilization(), false];
  return () => {
    if (performance.now() - at < windowMs) return busy;
    const now = performance.eventLoopUtilization();
    busy = performance.eventLoopUtilization(now, seen).utilization > 0.25;
    [at, seen] = [performance.now(), now];
    return busy;
  };
}

/** The clock of a machine; of this one, unless a simulation brings its own. */
export function systemClock(machine: Omit<Machine, 'steady'> = thisMachine): Clock {
  const { breath, isBusy = () => false } = machine;
  const leave = () => new Promise<void>((resolve) => void machine.after(answersLeaveMs, resolve));
  return {
    ...(breath && { breath, afterAnswers: () => (isBusy() ? breath() : leave()) }),
    now: () => fromMs(machine.now()),
    wake(at: Instant, f: () => void) {
      const due = toMs(at);
      let cancel = () => {};
      let seen = machine.now();
      const look = () => {
        const now = machine.now();
        // Set back by an hour, what was to come in a minute would come in an hour: whoever waits looks and plans anew.
        if (now >= due || now < seen) return f();
        seen = now;
        sleep(due - now);
      };
      const sleep = (left: number) => {
        cancel = machine.after(Math.min(Math.max(left, 0), longestSleepMs), look);
      };
      sleep(due - seen);
      return () => cancel();
    },
  };
}
