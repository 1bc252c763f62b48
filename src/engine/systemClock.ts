/** The machine's time: the only place in the bot that reads it. */
import { fromMs, type Instant, toMs } from '../domain/time.ts';
import type { Clock } from './ports.ts';

/** The longest that one timer sleeps: laptops sleep and clocks are set, so the time is looked at again that often. */
const longestSleepMs = 30_000;

export function systemClock(): Clock {
  return {
    now: () => fromMs(Date.now()),
    wake(at: Instant, f: () => void) {
      const due = toMs(at);
      let timer: ReturnType<typeof setTimeout>;
      const sleep = () => {
        const left = due - Date.now();
        timer = setTimeout(left > longestSleepMs ? sleep : f, Math.min(Math.max(left, 0), longestSleepMs));
      };
      sleep();
      return () => clearTimeout(timer);
    },
  };
}
