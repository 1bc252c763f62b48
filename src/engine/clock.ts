/** What makes cases tick: at every due instant one command for each case that has something due. A case that fails does not stop the others. */
import type { CaseId, Command } from '../domain/commands.ts';
import { earlier, type Instant, later, msBetween, plusMs, toMs } from '../domain/time.ts';
import type { Store } from '../store/index.ts';
import { faultFields } from './errors.ts';
import { type Loop, startLoop } from './loop.ts';
import type { Outcome } from './outcome.ts';
import type { Clock, Log } from './ports.ts';
import { alone, type Turns } from './turns.ts';
import type { Gap, Watch } from './watch.ts';

/** So many cases are asked for at a time, and so many of them tick side by side (their commits share a disk write). */
const batch = 64;

/** A case whose tick failed, or left something due without firing it, waits 1 s, 2 s, 4 s … at most a minute. */
const longestPauseMs = 60_000;

export interface TickingOptions {
  store: Pick<Store, 'dueCases' | 'dueTimersBetween' | 'nextTimerAt' | 'purge'>;
  clock: Clock;
  watch: Watch;
  handle(command: Command): Promise<Outcome>;
  log: Log;
  pollMs: number;
  /** Which of several processes ticks a case; absent: there is only this one. */
  turns?: Turns;
}

/** A case that another process ticks is looked at again so soon (ms): that one may die on it. */
const elsewhereMs = 2_000;

/** Answers to old commands and delivered messages are kept for so long: no activity is sent again after a month. */
const keptMs = 31 * 86_400_000;
const purgeEveryMs = 86_400_000;

export function startTicking(options: TickingOptions): Loop {
  const { store, clock, watch, handle, log, pollMs, turns = alone } = options;
  /** Cases that wait after a failure, and for how much longer each time. */
  const paused = new Map<CaseId, { until: Instant; times: number }>();
  /** Cases that must still be told of a gap. */
  const untold = new Map<CaseId, Gap>();
  /** Found, but not yet known whom it concerns (the store failed in between). */
  let gap: Gap | null = null;
  let purged: Instant | null = null;

  return startLoop({ name: 'clock', clock, log, pollMs, turn });

  async function turn(planned: Instant | null): Promise<Instant | null> {
    const begun = clock.now();
    const found = await watch.gap(planned, begun);
    if (found !== null) gap = gap === null ? found : { from: gap.from, to: found.to };
    if (gap !== null) {
      const concerned = await watch.concerned(gap);
      log.info({ from: gap.from, to: gap.to, cases: concerned.length }, 'nobody was at the clock for a while');
      for (const caseId of concerned) if (!untold.has(caseId)) untold.set(caseId, gap);
      gap = null;
    }
    const ticked = new Set<CaseId>();
    for (;;) {
      const due = (await store.dueCases(clock.now(), batch + paused.size + ticked.size)) as CaseId[];
      // A case that is due again within the turn fired less than was due: not at once again, or it would spin for ever.
      for (const caseId of due) if (ticked.has(caseId) && isFree(caseId)) pause(caseId, 'something stays due');
      const ready = due.filter((caseId) => !ticked.has(caseId) && isFree(caseId));
      for (const caseId of ready) ticked.add(caseId);
      // Whoever only hears that nobody was at the clock waits until nothing is due: thousands of them take many seconds.
      const next = ready.length > 0 ? ready : [...untold.keys()].filter(isFree).slice(0, batch);
      if (next.length === 0) break;
      await together(next);
    }
    for (const caseId of ticked) if (isFree(caseId)) paused.delete(caseId);
    if (untold.size === 0) await watch.alive(begun, planned !== null || found !== null);
    await clearOut(begun);
    return nextTurn();
  }

  async function together(cases: readonly CaseId[]): Promise<void> {
    for (let at = 0; at < cases.length; at += batch) await Promise.all(cases.slice(at, at + batch).map(tick));
  }

  async function tick(caseId: CaseId): Promise<void> {
    const at = clock.now();
    const away = untold.get(caseId);
    const name = `tick ${caseId}`;
    try {
      if (!(await turns.take(name))) {
        paused.set(caseId, { until: plusMs(at, elsewhereMs), times: 0 });
        return;
      }
      await handle({
        id: `tick:${caseId}:${at}`,
        caseId,
        at,
        by: { kind: 'system' },
        intent: { type: 'tick', ...(away !== undefined && { away }) },
      });
      untold.delete(caseId);
      await turns.give(name);
    } catch (error) {
      log.error({ caseId, ...faultFields(error) }, 'a case could not tick, the others go on');
      pause(caseId, 'its tick failed');
    }
  }

  function isFree(caseId: CaseId): boolean {
    const pause = paused.get(caseId);
    if (pause === undefined) return true;
    const left = msBetween(clock.now(), pause.until);
    // A longer pause than there is was made before the clock was set back.
    return left <= 0 || left > longestPauseMs;
  }

  function pause(caseId: CaseId, why: string): void {
    const times = (paused.get(caseId)?.times ?? 0) + 1;
    const ms = Math.min(longestPauseMs, 1_000 * 2 ** Math.min(times - 1, 10));
    paused.set(caseId, { until: plusMs(clock.now(), ms), times });
    log.warn({ caseId, why, ms }, 'a case waits before its next tick');
  }

  /** Null while nothing is armed: the poll is enough. */
  async function nextTurn(): Promise<Instant | null> {
    const next = (await store.nextTimerAt()) as Instant | null;
    const now = clock.now();
    if (paused.size === 0 || (next !== null && next > now)) return next;
    // The earliest timer is that of a case that waits: the first of the others, or of those that may go on, decides.
    const free = [...paused.values()].map(({ until }) => later(until, plusMs(now, 1))).reduce(earlier);
    const [first] = await store.dueTimersBetween(now, earlier(free, plusMs(now, pollMs)));
    return first === undefined ? free : earlier(free, first.at as Instant);
  }

  async function clearOut(now: Instant): Promise<void> {
    if (purged !== null && toMs(now) - toMs(purged) < purgeEveryMs) return;
    purged = now;
    await store.purge(plusMs(now, -keptMs));
  }
}
