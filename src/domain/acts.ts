/**
 * What people did in a case, newest first: who was first is looked up here when somebody clicks on an old card. Facts are added
 * without a copy of what was there, so the two-thousandth costs what the second did.
 */
import type { PersonId } from './organisation.ts';
import type { Instant } from './time.ts';

export interface Act {
  /** `verb:subject:…`, see `stale.ts`. */
  name: string;
  seq: number;
  at: Instant;
  by: PersonId;
}

/** A chain of short lists: so few are copied for a new act. */
export interface Acts {
  newest: readonly Act[];
  older: Acts | null;
}

/** Long enough that the chain stays short (whatever walks plain data by recursion must get to its end), short enough to copy. */
const mostInOne = 32;

/** With what one fact did. Of several acts of one fact the first comes first. */
export function withActs(acts: Acts | null, done: readonly Act[]): Acts | null {
  if (done.length === 0) return acts;
  const rest = acts !== null && acts.newest.length + done.length <= mostInOne ? acts : null;
  return { newest: [...done, ...(rest?.newest ?? [])], older: rest === null ? acts : rest.older };
}

/** The newest act that is meant; undefined: there was none. `after`: what was done up to that fact is not looked at. */
export function newestAct(acts: Acts | null, isMeant: (name: string) => boolean, after = 0): Act | undefined {
  for (let chain = acts; chain !== null; chain = chain.older)
    for (const act of chain.newest) {
      if (act.seq <= after) return undefined;
      if (isMeant(act.name)) return act;
    }
  return undefined;
}

/** The first act that is meant after that fact; undefined: there was none. */
export function firstAct(acts: Acts | null, isMeant: (name: string) => boolean, after: number): Act | undefined {
  let first: Act | undefined;
  for (let chain = acts; chain !== null; chain = chain.older)
    for (const act of chain.newest) {
      if (act.seq <= after) return first;
      if (isMeant(act.name)) first = act;
    }
  return first;
}
