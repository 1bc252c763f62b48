/** Poll plus nudge: one turn after the other, at the time the last one asked for, at the latest after the poll, at once when nudged. */
import { earlier, type Instant, plusMs } from '../domain/time.ts';
import { faultFields } from './errors.ts';
import type { Clock, Log } from './ports.ts';

export interface Loop {
  /** Something has changed: take a turn now, or once more after the one under way. */
  nudge(): void;
  /** A turn is wanted at `at`; costs nothing when one is planned before. */
  soon(at: Instant): void;
  busy(): boolean;
  /** Resolves when no turn is under way or asked for. */
  idle(): Promise<void>;
  /** No more turns; resolves when the one under way has ended. */
  stop(): Promise<void>;
  state(): { lastTurn: Instant | null; failing: string | null };
}

export interface LoopOptions {
  name: string;
  clock: Clock;
  log: Log;
  /** Milliseconds between turns when nothing else asks for one. */
  pollMs: number;
  /**
   * One turn. `planned` is when it should have come (null: nudged or first). The answer is when the next is wanted;
   * null: the poll is enough.
   */
  turn(planned: Instant | null): Promise<Instant | null>;
}

/** After a turn that failed the next one comes so much later: often enough to recover at once, too seldom to flood the log. */
const afterFailureMs = 1_000;

export function startLoop({ name, clock, log, pollMs, turn }: LoopOptions): Loop {
  let running: Promise<void> | null = null;
  let again = false;
  /** Asked for by `soon` while a turn was under way, which may have looked too early to see it. */
  let wanted: Instant | null = null;
  let stopped = false;
  let cancel = () => {};
  let plan: Instant | null = null;
  let lastTurn: Instant | null = null;
  let failing: string | null = null;

  async function once(planned: Instant | null): Promise<void> {
    let next: Instant | null = null;
    try {
      if (clock.isAgreed?.() === false) await clock.agree?.();
      next = await turn(planned);
      failing = null;
    } catch (error) {
      const fields = faultFields(error);
      // The first failure of a row is worth a line; a store that is down would otherwise write one a second.
      if (failing === null) log.error(fields, `${name}: a turn failed, going on`);
      failing = String(fields['error']);
      next = plusMs(clock.now(), afterFailureMs);
    }
    lastTurn = clock.now();
    const poll = plusMs(lastTurn, pollMs);
    plan = next === null ? poll : earlier(next, poll);
    if (wanted !== null && wanted <= lastTurn) again = true;
    else if (wanted !== null) plan = earlier(plan, wanted);
    wanted = null;
  }

  function run(planned: Instant | null): void {
    if (stopped) return;
    if (running !== null) {
      again = true;
      return;
    }
    cancel();
    running = (async () => {
      await clock.afterAnswers?.();
      let due = planned;
      do {
        again = false;
        await once(due);
        due = null;
      } while (again && !stopped);
    })().finally(() => {
      running = null;
      if (stopped || plan === null) return;
      // Asked for after the last look at `again`.
      if (again || (wanted !== null && wanted <= clock.now())) return run(null);
      if (wanted !== null) plan = earlier(plan, wanted);
      wanted = null;
      arm(plan);
    });
  }

  function arm(at: Instant): void {
    cancel = clock.wake(at, () => run(at));
  }

  // What was planned goes with the nudge: a nudge that comes first after a sleep must not hide that the plan was missed.
  function nudge(): void {
    run(plan !== null && plan < clock.now() ? plan : null);
  }

  run(null);
  return {
    nudge,
    soon(at) {
      if (running !== null) wanted = wanted === null ? at : earlier(wanted, at);
      else if (at <= clock.now()) nudge();
      else if (!stopped && plan !== null && at < plan) {
        cancel();
        plan = at;
        arm(at);
      }
    },
    busy: () => running !== null,
    async idle() {
      while (running !== null) await running;
    },
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
    state: () => ({ lastTurn, failing }),
  };
}
