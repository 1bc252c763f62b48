/** Which person of the organisation file somebody in Teams is. Pure: the looking-up is the roster's. */
import type { Organisation, PersonId } from '../domain/organisation.ts';
import type { Member } from './connector.ts';

export type Traits = Partial<Pick<Member, 'aadObjectId' | 'email' | 'userPrincipalName'>>;

/**
 * By the directory's id, else by the roster's e-mail, else by its user principal name, all without regard to case. Names decide
 * nothing: anybody can call himself anything.
 */
export function personIn(organisation: Pick<Organisation, 'people'>, traits: Traits): PersonId | null {
  const people = Object.values(organisation.people);
  const same = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
  const found =
    people.find((person) => same(person.aadObjectId, traits.aadObjectId)) ??
    // Who is named by another directory id in the file is somebody else, whatever the e-mail says.
    people.find((person) => free(person.aadObjectId, traits) && same(person.email, traits.email)) ??
    people.find((person) => free(person.aadObjectId, traits) && same(person.email, traits.userPrincipalName));
  return found?.id ?? null;
}

function free(aadObjectId: string | undefined, traits: Traits): boolean {
  return aadObjectId === undefined || traits.aadObjectId === undefined;
}
