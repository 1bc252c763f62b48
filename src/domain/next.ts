/** What happens next, most pressing first: the first line of every card. */
import type { Case } from './case.ts';
import { nextInstant } from './ladder.ts';
import type { Obligation } from './obligation.ts';
import { obligationsOf } from './obligations.ts';
import type { Instant } from './time.ts';

/** When an obligation next asks for something: our own at their due time, a vendor's at the next rung. */
export function pressingAt(state: Case, ob: Obligation): Instant {
  return ob.ladder?.name === 'own' ? ob.due : nextInstant(state, ob).at;
}

/** Every obligation that somebody can act on, the most pressing first; never empty while the case is not closed. */
export function nextActions(state: Case): Obligation[] {
  const all = obligationsOf(state);
  const actions = all.filter((ob) => ob.kind !== 'promise' && ob.kind !== 'deadline');
  const list = actions.length > 0 ? actions : all;
  return [...list].sort((a, b) => compare(pressingAt(state, a), pressingAt(state, b)) || compare(a.key, b.key));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
