/**
 * The auditor: once a minute, and at the start, it derives from the facts alone which reminders every open case asks for, and
 * compares them with the rows by which the clock lives. It shares neither loop nor cache nor turn with the clock, so that what
 * stops the one does not blind the other. What is not as it ought to be is mended, written down and counted; what is
 * overdue makes the bot say that it is not well.
 */
import type { Case } from '../domain/case.ts';
import type { CaseId, Mending } from '../domain/commands.ts';
import { earlier, type Instant, later, msBetween, plusMs } from '../domain/time.ts';
import { type Timer, timersOf } from '../domain/timers.ts';
import type { Store, TimerRow } from '../store/index.ts';
import { faultFields } from './errors.ts';
import { folded } from './history.ts';
import type { Clock, Log, Meters } from './ports.ts';
import { prepare } from './prepare.ts';
import { type Survey, surveyor } from './survey.ts';

/** What should have been asked longer ago than this, and was not, is an alarm: nothing that works as it should is so late. */
export const overdueMs = 300_000;

/** Cases read without a pause: some ten milliseconds, which no command notices. */
const slice = 20;

/** While something is overdue it is looked at again so soon, so that the alarm ends with its cause. */
const againMs = 5_000;

/** Somebody else commits on a case again and again: it is well looked after, and the next round comes. */
const mostTries = 4;

export interface AuditorOptions {
  store: Pick<Store, 'load' | 'timersOfCase' | 'unclosedAfter' | 'commit'>;
  clock: Clock;
  log: Log;
  meters: Meters;
  /** Milliseconds from the beginning of a round to that of the next. */
  everyMs: number;
  /** A case as it is on the disk now. */
  remember(state: Case): void;
  /** A case that is open, as it was read. */
  saw(state: Case): Promise<void>;
  /** As for any other commit: the earliest timer of the case, who hears something, whose waits changed. */
  committed(nextAt: Instant | null, audiences: readonly string[], vendors: readonly string[]): void;
}

/** What the newest looks have shown. */
export interface Audited {
  /** Since when there is an auditor. */
  begun: Instant;
  /** When a whole round was last ended. */
  lastRound: Instant | null;
  /** Cases in which something should have been asked more than five minutes ago, each with when; the longest first. */
  overdue: { caseId: CaseId; since: Instant }[];
  /** Cases whose facts cannot be understood. */
  unreadable: CaseId[];
}

export interface Auditor {
  busy(): boolean;
  /** Resolves when no look is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
  audited(): Audited;
}

export function startAuditor(options: AuditorOptions): Auditor {
  const { store, clock, log, meters, everyMs, remember, committed, saw } = options;
  const begun = clock.now();
  const overdue = new Map<CaseId, Instant>();
  const unreadable = new Set<CaseId>();
  let lastRound: Instant | null = null;
  let nextRound = begun;
  let failing = false;
  /** How many open cases the last round saw: the next is spread by it. */
  let known = 0;
  let looking: Promise<void> | null = null;
  let stopped = false;
  let cancel = () => {};

  look();
  return {
    busy: () => looking !== null,
    async idle() {
      while (looking !== null) await looking;
    },
    async stop() {
      stopped = true;
      cancel();
      await looking;
    },
    audited: () => ({
      begun,
      lastRound,
      overdue: [...overdue].map(([caseId, since]) => ({ caseId, since })).sort((a, b) => msBetween(b.since, a.since)),
      unreadable: [...unreadable],
    }),
  };

  /** Looks, and looks again when it is time; what is under way between two slices is no hurry and counts as rest. */
  function look(walk: Walk | null = null): void {
    if (stopped) return;
    looking = step(walk)
      .catch((error): Next => {
        // The first of a row is worth a line: a store that is down would write one every few seconds.
        if (!failing) log.error(faultFields(error), 'auditor: a round failed, going on');
        failing = true;
        return { at: plusMs(clock.now(), againMs), walk: null };
      })
      .then(({ at, walk: rest }) => {
        looking = null;
        if (!stopped) cancel = clock.wake(at, () => look(rest));
      });
  }

  async function step(walk: Walk | null): Promise<Next> {
    const now = clock.now();
    // Set back since the last round: what is later now than the next one was planned for is no measure.
    const setBack = lastRound !== null && now < lastRound;
    if (walk === null && now < nextRound && !setBack) {
      for (const caseId of [...overdue.keys(), ...unreadable]) await audit(caseId);
      return rest();
    }
    const on: Walk = walk ?? { begun: now, after: 0, seen: new Set(), survey: surveyor() };
    for (;;) {
      const from = clock.now();
      const cases = await store.unclosedAfter(on.after, slice);
      for (const { caseId, number } of cases) {
        const state = await audit(caseId);
        on.seen.add(caseId);
        on.after = number;
        if (state === null) continue;
        on.survey.add(state, clock.now());
        await saw(state);
      }
      if (cases.length < slice || stopped) break;
      // Later there is half a minute for all of it. At the start, and where half a minute was too little (many more cases are open than in
      // the last round), it is wanted soon, but what falls due meanwhile has half of the time.
      const isInTime = lastRound !== null && msBetween(on.begun, clock.now()) < everyMs / 2;
      if (isInTime) return { at: plusMs(clock.now(), gapMs()), walk: on };
      const tookMs = msBetween(from, clock.now());
      if (tookMs > 0) return { at: plusMs(clock.now(), tookMs), walk: on };
      await new Promise((resolve) => setImmediate(resolve));
    }
    ended(on);
    return rest();
  }

  function gapMs(): number {
    return Math.floor(everyMs / 2 / Math.max(1, Math.ceil(known / slice)));
  }

  function ended({ begun: at, seen, survey }: Walk): void {
    failing = false;
    for (const caseId of overdue.keys()) if (!seen.has(caseId)) overdue.delete(caseId);
    for (const caseId of unreadable) if (!seen.has(caseId)) unreadable.delete(caseId);
    known = seen.size;
    lastRound = clock.now();
    nextRound = later(plusMs(at, everyMs), plusMs(lastRound, 1_000));
    meters.survey({ ...survey.result(), overdueCases: overdue.size, unreadable: unreadable.size });
  }

  function rest(): Next {
    const soon = plusMs(clock.now(), againMs);
    return { at: overdue.size + unreadable.size > 0 ? earlier(soon, nextRound) : nextRound, walk: null };
  }

  /** Rejects when the store fails; what cannot be understood is noted. Null: there is nothing to audit. */
  async function audit(caseId: CaseId): Promise<Case | null> {
    const events = await store.load(caseId);
    try {
      const state = folded(events);
      const wanted = state === null ? [] : timersOf(state);
      unreadable.delete(caseId);
      noteOverdue(caseId, wanted);
      if (state === null || state.status === 'closed') return null;
      // The facts are read first: a commit in between is newer than they are, and the mending is refused.
      const found = difference(wanted, await store.timersOfCase(caseId));
      return found === null ? state : await mend(state, found);
    } catch (error) {
      if (error instanceof Error && error.name === 'StoreError') throw error;
      if (!unreadable.has(caseId)) log.error({ caseId, ...faultFields(error) }, 'a case could not be audited');
      unreadable.add(caseId);
      return null;
    }
  }

  function noteOverdue(caseId: CaseId, wanted: readonly Timer[]): void {
    const first = wanted.reduce<Instant | null>((least, { at }) => (least === null ? at : earlier(least, at)), null);
    if (first !== null && msBetween(first, clock.now()) > overdueMs) overdue.set(caseId, first);
    else overdue.delete(caseId);
  }

  /** One commit on the revision that was read: whoever was first since then has set the rows right already. */
  async function mend(state: Case, found: Mending, tries = 1): Promise<Case> {
    const at = clock.now();
    const { id: caseId } = state;
    const id = `audit:${caseId}:${state.version}`;
    const intent = { type: 'mended' as const, ...found };
    const prepared = prepare({ id, caseId, at, by: { kind: 'system' }, intent }, state, at, false);
    if ((await store.commit(prepared.commit)) === 'committed') {
      log.warn({ caseId, commandId: id, ...found }, 'auditor: reminders were not those of the record, and are again');
      meters.mended({ lost: found.lost.length, moved: found.moved.length, extra: found.extra });
      const { after, nextAt, commit } = prepared;
      if (after !== null) remember(after);
      committed(
        nextAt,
        commit.messages.map(({ audience }) => audience),
        [],
      );
      return after ?? state;
    }
    const now = folded(await store.load(caseId)) ?? state;
    const still = now.status === 'closed' ? null : difference(timersOf(now), await store.timersOfCase(caseId));
    return still === null || tries >= mostTries ? now : mend(now, still, tries + 1);
  }
}

interface Walk {
  begun: Instant;
  /** The number of the last case that was looked at. */
  after: number;
  seen: Set<CaseId>;
  survey: { add(state: Case, now: Instant): void; result(): Survey };
}

interface Next {
  at: Instant;
  walk: Walk | null;
}

/** What the rows lack or have too much; null: nothing. */
function difference(wanted: readonly Timer[], rows: readonly TimerRow[]): Mending | null {
  const armed = new Map(rows.map(({ key, at }) => [key, at]));
  const lost = wanted.filter(({ key }) => !armed.has(key)).map(({ key }) => key);
  const moved = wanted.filter(({ key, at }) => armed.has(key) && armed.get(key) !== at).map(({ key }) => key);
  const extra = rows.length - (wanted.length - lost.length);
  return lost.length + moved.length + extra === 0 ? null : { lost, moved, extra };
}
