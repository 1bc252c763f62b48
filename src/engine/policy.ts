/** How a case differs from the organisation file and the roster as they are now. */
import { isAlike } from '../domain/alike.ts';
import type { Case, Directory, Policy } from '../domain/case.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Presence } from '../domain/people.ts';

const parts: readonly (keyof Policy)[] = ['timeZone', 'calendar', 'severities', 'ladders', 'limits', 'authorities'];

const directory: readonly (keyof Directory)[] = [
  'name',
  'language',
  'casePrefix',
  'calendar',
  'people',
  'roles',
  'rotas',
  'vendors',
  'services',
  'carriers',
];

/** The case knows the same people, roles, vendors and services. */
export function knowsDirectory(state: Case, organisation: Organisation): boolean {
  return directory.every((part) => isAlike(state.directory[part], organisation[part]));
}

/** The case knows that the same people are there. */
export function knowsPresence(state: Case, presence: Presence): boolean {
  return isAlike(state.presence, presence);
}

/** The case still runs on the ladders of an earlier organisation file (they change in it only by `case adopt`). */
export function isOnOldPolicy(state: Case, organisation: Organisation): boolean {
  return parts.some((part) => !isAlike(state.policy[part], organisation[part]));
}
