/** What of ours came after its due time, and by how much: read from what was owed after each fact. */
import type { Case } from '../case.ts';
import type { ObligationKey } from '../commands.ts';
import type { Obligation, ObligationKind } from '../obligation.ts';
import { obligationsOf, owesTheSame } from '../obligations.ts';
import { type Instant, later, msBetween } from '../time.ts';

/** A vendor's silence, and whether our words were read, are told with the ticket. */
const TOLD: ReadonlySet<ObligationKind> = new Set<ObligationKind>([
  'step',
  'update',
  'owed-ticket',
  'reference',
  'answer',
  'auto-close',
  'choose-route',
  'cut-off',
  'verify',
  'handover',
  'notice',
  'retrospective',
  'decide-next',
]);

/** All times that one thing was late, together. */
export interface Late {
  key: ObligationKey;
  /** How often it was late: the status update is owed again and again. */
  times: number;
  /** Milliseconds, all times together. */
  ms: number;
  /** Of the longest time. */
  longestMs: number;
  /** It is late still. */
  running: boolean;
}

/** The longest first. `states`: the case after each of its facts. */
export function lateOf(states: readonly Case[], now: Instant): Late[] {
  const found = new Map<ObligationKey, Late>();
  let owed = new Map<ObligationKey, Obligation>();
  const ended = (ob: Obligation, at: Instant, running: boolean) => {
    if (at <= ob.due) return;
    const ms = msBetween(ob.due, at);
    const { times = 0, ms: before = 0, longestMs = 0 } = found.get(ob.key) ?? {};
    const longest = Math.max(longestMs, ms);
    found.set(ob.key, { key: ob.key, times: times + 1, ms: before + ms, longestMs: longest, running });
  };
  let before: Case | undefined;
  for (const state of states) {
    const same = before !== undefined && owesTheSame(before, state);
    before = state;
    // Most facts of a long case are pings, which change nothing that is owed.
    if (same) continue;
    const now = new Map(obligationsOf(state).flatMap((ob) => (TOLD.has(ob.kind) ? [[ob.key, ob] as const] : [])));
    for (const [key, ob] of owed) {
      const still = now.get(key);
      if (still?.epoch !== ob.epoch || still.due !== ob.due) ended(ob, state.lastAt, false);
    }
    owed = now;
  }
  const end = later(now, states.at(-1)?.lastAt ?? now);
  for (const ob of owed.values()) ended(ob, end, true);
  return [...found.values()].sort((a, b) => b.ms - a.ms || (a.key < b.key ? -1 : 1));
}
