/** How a case differs from the organisation file and the roster as they are now. */
import { isAlike } from './alike.ts';
import type { Case } from './case.ts';
import { directoryOf, policyOf, vendorLaddersOf } from './evolve/opening.ts';
import type { Organisation } from './organisation.ts';
import type { Presence } from './presence.ts';

/** The case knows the same people, roles, vendors and services. */
export function knowsDirectory({ directory }: Case, organisation: Organisation): boolean {
  return isAlike(directory, directoryOf(organisation));
}

/** The case knows that the same people are there. */
export function knowsPresence(state: Case, presence: Presence): boolean {
  return isAlike(state.presence, presence);
}

/** The case still runs on the ladders and limits of an earlier organisation file (they change in it only by `case adopt`). */
export function isOnOldPolicy({ policy, vendorLadders }: Case, organisation: Organisation): boolean {
  return !isAlike(policy, policyOf(organisation)) || !isAlike(vendorLadders, vendorLaddersOf(organisation));
}
