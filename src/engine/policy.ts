/** How a case differs from the organisation file and the roster as they are now. */
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

/** The case knows the same people, roles, vendors and services, and the same of them are there: it need not be told. */
export function knowsPeople(state: Case, organisation: Organisation, presence: Presence): boolean {
  return (
    isSame(state.presence, presence) && directory.every((part) => isSame(state.directory[part], organisation[part]))
  );
}

/** The case still runs on the ladders of an earlier organisation file (they change in it only by `case adopt`). */
export function isOnOldPolicy(state: Case, organisation: Organisation): boolean {
  return parts.some((part) => !isSame(state.policy[part], organisation[part]));
}

/** Alike as JSON is alike: a key without a value is the same as no key, and the order of keys says nothing. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => isSame(left[key], right[key]));
}
