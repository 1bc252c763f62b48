/** A case's thread was deleted in Teams: the case gets a new one, once, however many messages find that out. */
import type { CaseId } from '../domain/commands.ts';
import { type Instant, msBetween } from '../domain/time.ts';
import type { End } from './ends.ts';

/** A thread that is gone again sooner than this (ms) is no thread that somebody deleted: no further root post helps. */
const atMostEvery = 600_000;

/** Cases remembered; a case that is forgotten may get one root post too many. */
const mostCases = 500;

export interface NewThread {
  /** What became of the new root post; null: the case had a new one just now, and that is gone, too. */
  instead(caseId: CaseId, now: Instant, post: () => Promise<End>): Promise<End | null>;
}

/** The lanes of a case run beside each other, so several can miss the thread at the same time: one posts, the others wait for it. */
export function newThreads(): NewThread {
  const underWay = new Map<CaseId, Promise<End>>();
  const began = new Map<CaseId, Instant>();

  return {
    async instead(caseId, now, post) {
      const running = underWay.get(caseId);
      if (running !== undefined) return running;
      const last = began.get(caseId);
      if (last !== undefined && Math.abs(msBetween(last, now)) < atMostEvery) return null;
      const mine = post().finally(() => underWay.delete(caseId));
      underWay.set(caseId, mine);
      const end = await mine;
      if (end.end === 'delivered') {
        began.delete(caseId);
        began.set(caseId, now);
        if (began.size > mostCases) began.delete(began.keys().next().value as CaseId);
      }
      return end;
    },
  };
}
