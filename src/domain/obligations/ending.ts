/** The last two: the retrospective, and "decide what is next" when nothing but the update clock runs. */
import type { Case } from '../case.ts';
import { ownerHolds } from '../holder.ts';
import type { Obligation } from '../obligation.ts';
import type { Instant } from '../time.ts';
import { own } from './own.ts';

export function retrospective(state: Case, at: Instant): Obligation[] {
  const retro = state.retrospective;
  if (!retro || retro.doneAt) return [];
  return [
    own(state, {
      key: 'retrospective',
      kind: 'retrospective',
      about: {},
      since: retro.since,
      due: retro.due,
      epoch: retro.epoch,
      role: 'coordinator',
      holder: ownerHolds(state, at),
    }),
  ];
}

/** On a resolved case it reads "close the case". */
export function decideNext(state: Case, at: Instant): Obligation[] {
  if (!state.empty) return [];
  return [
    own(state, {
      key: 'decide-next',
      kind: 'decide-next',
      about: {},
      ...state.empty,
      role: 'coordinator',
      holder: ownerHolds(state, at),
    }),
  ];
}
