/** The watcher of the engine's own ticking: after a gap in it, who must be told from when to when nobody was at the clock. */
import type { CaseId } from '../domain/commands.ts';
import { type Instant, instant, later, msBetween } from '../domain/time.ts';
import type { Store } from '../store/index.ts';

export interface Gap {
  from: Instant;
  to: Instant;
}

/**
 * A turn that comes so much later than planned was not merely busy: the machine slept or the process was frozen. Below
 * it, what is late is late by less than the minute that the rules forgive (domain.md, *Late*).
 */
export const lateMs = 10_000;

/** After a longer gap every case is told, also when nothing fell due: silence must not be taken for watching. */
export const longMs = 120_000;

/** The sign of life is written at most so often between polls: a busy hour must not cost a write for every command. */
const beatEveryMs = 5_000;

const key = 'clock.heartbeat';

export interface Watch {
  /** The gap that ends with a turn now, if there was one. The first call compares with the last sign of life of any earlier process. */
  gap(planned: Instant | null, now: Instant): Promise<Gap | null>;
  /** The cases that must be told of a gap. */
  concerned(gap: Gap): Promise<CaseId[]>;
  /** Everything due at or before `at` has been fired. */
  alive(at: Instant, always: boolean): Promise<void>;
}

/** Others beat at least at every poll: after that and their taking over, nobody was there. */
const othersMs = 30_000;

/** `shared`: others tick the same cases, so that it is no gap where one of them was at the clock. */
export function watchOver(
  store: Pick<Store, 'getMeta' | 'setMeta' | 'dueTimersBetween' | 'cases'>,
  shared = false,
): Watch {
  let first = true;
  let seen: Instant | null = null;
  let written: Instant | null = null;

  return {
    async gap(planned, now) {
      if (first) {
        const beat = await store.getMeta(key);
        first = false;
        if (beat === null) return null;
        seen = instant(beat);
        written = seen;
        if (shared && msBetween(seen, now) <= othersMs) return null;
        return seen < now ? { from: seen, to: now } : null;
      }
      if (planned === null || msBetween(planned, now) <= lateMs) return null;
      const beat = shared ? await store.getMeta(key) : null;
      if (beat !== null && msBetween(instant(beat), now) <= othersMs) return null;
      if (beat !== null) seen = later(instant(beat), seen ?? instant(beat));
      // Nothing was missed before the turn that did not come, so that is where the gap begins.
      return { from: seen === null ? planned : later(seen, planned), to: now };
    },
    async concerned({ from, to }) {
      if (msBetween(from, to) > longMs)
        return (await store.cases({ status: ['open', 'resolved'] })).map(({ caseId }) => caseId);
      return [...new Set((await store.dueTimersBetween(from, to)).map(({ caseId }) => caseId))];
    },
    async alive(at, always) {
      seen = at;
      if (!always && written !== null && at >= written && msBetween(written, at) < beatEveryMs) return;
      await store.setMeta(key, at);
      written = at;
    },
  };
}
