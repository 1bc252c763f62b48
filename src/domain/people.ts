// Who is there, who holds a role now, who comes next.
import type { Case, Directory } from './case.ts';
import { entry, type Person, type PersonId, peopleOfRole, ROLES, type RoleName } from './organisation.ts';
import type { Presence } from './presence.ts';
import type { Instant } from './time.ts';

export type { Presence } from './presence.ts';

/** The author of what the clock, the courier and the reload do. */
export const system: PersonId = 'baton';

type Of = { directory: Directory; presence: Presence; roleFirst?: Case['roleFirst'] };

export function personOf(state: Of, id: PersonId): Person | undefined {
  return entry(state.directory.people, id);
}

/** Somebody of a vendor's: sees and answers only her own ticket. */
export function isOutsider(state: Of, id: PersonId): boolean {
  return personOf(state, id)?.organisation !== undefined;
}

/** Can be pinged in Teams: in the file, not removed from the team, and on its roster or once in a chat with the bot. */
export function isPresent(state: Of, id: PersonId): boolean {
  const person = personOf(state, id);
  if (!person || state.presence.left.includes(id)) return false;
  if (state.presence.chatted.includes(id) || state.presence.roster.includes(id)) return true;
  return !state.presence.rosterKnown && person.organisation === undefined;
}

/** Can be mentioned in the incident channel: an outsider, or somebody who only ever wrote to the bot, has a 1:1 chat and no more. */
export function isInTeam(state: Of, id: PersonId): boolean {
  if (isOutsider(state, id) || !isPresent(state, id)) return false;
  return !state.presence.rosterKnown || state.presence.roster.includes(id);
}

/** Everybody of a role in the order in which they are asked, present or not: who was put there for this case, who has the rota, then the file's order. */
export function roleList(state: Of, role: RoleName, at: Instant): PersonId[] {
  const first = state.roleFirst?.[role];
  const order = peopleOfRole(state.directory, role, at);
  return [...new Set(first === undefined ? order : [...first, ...order])];
}

/** The present people of a role in order. */
export function roleOrder(state: Of, role: RoleName, at: Instant): PersonId[] {
  return roleList(state, role, at).filter((id) => isPresent(state, id));
}

/** Who holds a role now: its first present person, else the first present coordinator, else null (then the channel has it). */
export function firstOf(state: Of, role: RoleName, at: Instant): PersonId | null {
  return firstPresent(state, role, at) ?? firstPresent(state, 'coordinator', at) ?? null;
}

/** The first present person of a role; undefined: nobody of it is there. */
export function firstPresent(state: Of, role: RoleName, at: Instant): PersonId | undefined {
  return roleList(state, role, at).find((id) => isPresent(state, id));
}

/** Whether a person stands in one of these roles, as holder or deputy. */
export function hasRole(state: Of, id: PersonId, roles: readonly RoleName[]): boolean {
  return roles.some((role) => state.directory.roles[role]?.includes(id) || state.roleFirst?.[role]?.includes(id));
}

/** What somebody is here for: the role that she holds, else the first that she deputises in. */
export function mainRole({ roles }: Pick<Directory, 'roles'>, id: PersonId): RoleName | undefined {
  return ROLES.find((role) => roles[role][0] === id) ?? ROLES.find((role) => roles[role].includes(id));
}

/** All present people who hold any role. */
export function roleHolders(state: Of, at: Instant): PersonId[] {
  return [...new Set(ROLES.flatMap((role) => roleOrder(state, role, at)))];
}

/** Who takes over when `gone` cannot: the next deputy of the role, then coordinators, then management; null: nobody at all. */
export function successorOf(state: Of, role: RoleName, gone: PersonId[], at: Instant): PersonId | null {
  for (const line of [role, 'coordinator', 'management'] as const) {
    const next = roleList(state, line, at).find((id) => isPresent(state, id) && !gone.includes(id));
    if (next !== undefined) return next;
  }
  return null;
}
