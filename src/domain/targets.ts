/** Whom a rung means: from the words of a ladder to people, at an instant. */

import { managersToCall } from './callees.ts';
import type { Case } from './case.ts';
import type { Obligation } from './obligation.ts';
import { entry, type PersonId, type PingTarget, ROLES, type RoleName, type VendorId } from './organisation.ts';
import { firstOf, isOutsider, isPresent, roleHolders, roleList, roleOrder } from './people.ts';
import { canReach } from './reach.ts';
import { accountManagersOf, vendorOf } from './tickets.ts';
import type { Instant } from './time.ts';

export interface Targets {
  people: PersonId[];
  channel: boolean;
  /** Somebody of the vendor's whom the bot cannot reach: the vendor liaison calls. */
  callFor?: PersonId;
}

/** How often a ping has come before: a rung is no repeat. */
export interface Repeats {
  /** Digests of the obligation, this one included: the circle grows with every second. */
  digest?: number;
  /** Repeats of a digest or a deadline: with each of them one more account manager is meant. */
  repeat?: number;
}

/** The people of a rung. */
export function targetsOf(
  state: Case,
  ob: Obligation,
  ping: readonly PingTarget[],
  at: Instant,
  { digest = 0, repeat = 0 }: Repeats = {},
): Targets {
  const found: Targets = { people: [], channel: false };
  for (const target of ping) merge(found, targetOf(state, ob, target, at, repeat));
  const circle = Math.floor(digest / 2);
  if (circle >= 1)
    merge(found, { people: roleList(state, 'coordinator', at).filter((id) => isPresent(state, id)), channel: false });
  if (circle >= 2) merge(found, { people: roleHolders(state, at), channel: false });
  if (circle >= 3) found.channel = true;
  if (found.people.length === 0) found.channel = true;
  return found;
}

function merge(into: Targets, more: Targets): void {
  into.people = [...new Set([...into.people, ...more.people])];
  into.channel ||= more.channel;
  if (more.callFor !== undefined) into.callFor ??= more.callFor;
}

function targetOf(state: Case, ob: Obligation, target: PingTarget, at: Instant, repeat: number): Targets {
  if (target === 'channel') return { people: [], channel: true };
  if (target === 'owner')
    return 'person' in ob.holder ? { people: [ob.holder.person], channel: false } : { people: [], channel: true };
  if (target === 'account-manager') return accountManagers(state, ob, at, repeat);
  if (target === 'superior') return superiors(state, ob, at);
  if ((ROLES as readonly string[]).includes(target)) return roleTarget(state, target as RoleName, at);
  const there = isPresent(state, target) || canReach(state, target);
  return there ? { people: [target], channel: false } : roleTarget(state, 'coordinator', at);
}

function roleTarget(state: Case, role: RoleName, at: Instant): Targets {
  const person = firstOf(state, role, at);
  return person ? { people: [person], channel: false } : { people: [], channel: true };
}

/**
 * The first whom Baton can reach, else the first by a call of the vendor liaison's; at each repeat the next one as well: as
 * long as there are any, one whom Baton can reach, then by call those whom it cannot.
 */
function accountManagers(state: Case, ob: Obligation, at: Instant, repeat: number): Targets {
  const vendor = ob.about.vendor ?? '';
  const reachable = reachableManagers(state, vendor);
  const meant = [...reachable, ...managersToCall(state, vendor).filter((id) => !reachable.includes(id))].slice(
    0,
    1 + repeat,
  );
  const people = meant.filter((id) => reachable.includes(id));
  const called = meant.findLast((id) => !reachable.includes(id));
  if (called === undefined && people.length > 0) return { people, channel: false };
  const liaison = roleTarget(state, 'vendor-liaison', at);
  return {
    people: [...people, ...liaison.people],
    channel: liaison.channel,
    ...(called !== undefined && { callFor: called }),
  };
}

/** Who said before anybody had asked that it is not theirs is asked all the same where nobody else is known: one word too early must not silence a vendor. */
function reachableManagers(state: Case, vendor: VendorId): PersonId[] {
  const all = accountManagersOf(state, vendor);
  const willing = all.filter((id) => canReach(state, id));
  if (willing.length > 0) return willing;
  const disowned = Object.fromEntries(Object.entries(state.disowned).filter(([, { unasked }]) => unasked !== true));
  return all.filter((id) => canReach({ ...state, disowned }, id));
}

/** The account manager's superior; without one, or out of reach, our management calls. */
function superiors(state: Case, ob: Obligation, at: Instant): Targets {
  const named = vendorOf(state, ob.about.vendor ?? '')?.superior ?? [];
  const first = named.find((id) => canReach(state, id));
  if (first !== undefined) return { people: [first], channel: false };
  const called = named.find((id) => entry(state.directory.people, id) !== undefined);
  return { ...roleTarget(state, 'management', at), ...(called !== undefined && { callFor: called }) };
}

/**
 * Who of ours hears of it when it does not reach somebody: the next deputy, then the next coordinator, whom Baton can reach; of a
 * hand-over first the owner, who gives the case away and has it until the answer comes. Undefined: the channel.
 */
export function inPlaceOf(state: Case, ob: Obligation, gone: PersonId, at: Instant): PersonId | undefined {
  const giver = ob.kind === 'handover' ? [state.owner] : [];
  const line = [...giver, ...deputiesAfter(state, ob.role, gone, at), ...deputiesAfter(state, 'coordinator', gone, at)];
  return line.find((id) => id !== gone && canReach(state, id));
}

/** Whom a ping to these reaches as things stand: for whoever of ours cannot be reached, who hears of it instead. */
export function reached<T extends { people: readonly PersonId[]; channel: boolean }>(
  state: Case,
  ob: Obligation,
  to: T,
  at: Instant,
): T {
  const people = to.people.map((id) =>
    isOutsider(state, id) || canReach(state, id) ? id : inPlaceOf(state, ob, id, at),
  );
  const found = people.filter((id) => id !== undefined);
  return { ...to, people: [...new Set(found)], channel: to.channel || found.length < people.length };
}

/** Next in line when somebody cannot or will not: the present people of a role who come after them. */
export function deputiesAfter(state: Case, role: RoleName, person: PersonId, at: Instant): PersonId[] {
  const line = roleOrder(state, role, at);
  return line.slice(line.indexOf(person) + 1).filter((id) => id !== person);
}
