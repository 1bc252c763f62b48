/** `Not mine` lasts until somebody is given the thing by name: the newer word counts. */
import type { Case } from '../case.ts';
import type { Obligation } from '../obligation.ts';
import { unpassedObligations } from '../obligations.ts';
import type { PersonId } from '../organisation.ts';

/** What is `to`'s by right among these obligations is so again, whoever it was passed on to. */
export function given(state: Case, to: PersonId, which: (ob: Obligation) => boolean): Case {
  const theirs = unpassedObligations(state, state.lastAt)
    .filter((ob) => Object.hasOwn(state.passed, ob.key) && which(ob))
    .filter(({ holder }) => 'person' in holder && holder.person === to)
    .map(({ key }) => key);
  if (theirs.length === 0) return state;
  return {
    ...state,
    passed: Object.fromEntries(Object.entries(state.passed).filter(([key]) => !theirs.includes(key))),
  };
}
