/** What one courier has put back: which messages wait, since when and for what. Kept in memory; after a restart each is found out anew. */
import type { CaseId } from '../domain/commands.ts';
import { type Instant, msBetween } from '../domain/time.ts';
import type { Lane, OutboxRow } from '../store/index.ts';
import { asideKey, conversationOf, laneOf } from './lanes.ts';

/** What waits for something else than its turn, for the health page. */
export interface Waiting {
  messageId: string;
  caseId: CaseId;
  why: string;
  since: Instant;
}

/** Whatever was not seen again so long (ms) after its time has been taken by another process. */
const forgottenMs = 60_000;

interface Put extends Waiting {
  row: OutboxRow;
  /** It has to wait itself; the others of its lane wait behind it. */
  head: boolean;
  /** Its conversation rests. */
  rests: boolean;
  until: Instant;
}

export interface Aside {
  put(row: OutboxRow, of: { why: string; head?: boolean; rests?: boolean; until: Instant; now: Instant }): void;
  has(row: OutboxRow): boolean;
  isHead(row: OutboxRow): boolean;
  gone(row: OutboxRow): void;
  /** The lanes whose head waits for such a reason; of one case, or of all. */
  lanesOf(which: (why: string) => boolean, caseId?: CaseId): Lane[];
  /** The lanes in which something waits because one of these conversations rests. */
  restingIn(conversations: readonly string[]): Lane[];
  list(now: Instant): Waiting[];
}

export function asideOf(): Aside {
  const all = new Map<string, Put>();
  const find = (row: OutboxRow) => all.get(asideKey(row));

  return {
    has: (row) => find(row) !== undefined,
    isHead: (row) => find(row)?.head === true,
    gone: (row) => void all.delete(asideKey(row)),
    put(row, { why, until, now, head = find(row)?.head ?? false, rests = false }) {
      const since = find(row)?.since ?? now;
      all.set(asideKey(row), { messageId: row.id, caseId: row.caseId, why, since, row, head, rests, until });
    },
    lanesOf: (which, caseId) =>
      lanes((one) => one.head && which(one.why) && (caseId === undefined || one.caseId === caseId)),
    restingIn(conversations) {
      const over = new Set(conversations);
      return lanes((one) => one.rests && over.has(conversationOf(one.row)));
    },
    list(now) {
      for (const [key, { until }] of all) if (msBetween(until, now) > forgottenMs) all.delete(key);
      return [...all.values()].map(({ messageId, caseId, why, since }) => ({ messageId, caseId, why, since }));
    },
  };

  function lanes(which: (one: Put) => boolean): Lane[] {
    const found = [...all.values()].filter(which).map(({ row }) => row);
    return [...new Map(found.map((row) => [laneOf(row), row])).values()];
  }
}
