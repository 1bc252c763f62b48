/** What all our own obligations share: the `own` ladder of the case's severity, counted from the due time. */
import type { Case } from '../case.ts';
import { clockKindOf } from '../ladder.ts';
import type { Obligation } from '../obligation.ts';

type Given = Omit<Obligation, 'ladder' | 'clock'> & Partial<Pick<Obligation, 'clock'>>;

export function own(state: Case, given: Given): Obligation {
  return {
    ...given,
    clock: given.clock ?? clockKindOf(state),
    ladder: { name: 'own', ladder: state.policy.ladders.own[state.severity] },
  };
}
