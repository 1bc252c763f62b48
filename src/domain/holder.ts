/** Who holds an obligation. An absent owner is never an empty owner: the line goes on to the coordinators, then management, then the channel. */
import type { Case, Step, Ticket } from './case.ts';
import type { Holder, Obligation } from './obligation.ts';
import type { PersonId, RoleName } from './organisation.ts';
import { firstPresent, isPresent, successorOf } from './people.ts';
import type { Instant } from './time.ts';

/** The first of `wanted` who is present, else the next of the role. */
function holderFrom(state: Case, role: RoleName, at: Instant, wanted: (PersonId | undefined)[]): Holder {
  const there = wanted.find((id) => id !== undefined && isPresent(state, id));
  const person = there ?? successorOf(state, role, [], at);
  return person ? { person } : { channel: true };
}

/** Our own obligations without an owner of their own are the case owner's. */
export function ownerHolds(state: Case, at: Instant): Holder {
  return holderFrom(state, 'coordinator', at, [state.owner]);
}

/** The first present person of a role. */
export function roleHolds(state: Case, role: RoleName, at: Instant): Holder {
  return holderFrom(state, role, at, []);
}

export function personHolds(state: Case, person: PersonId | undefined, role: RoleName, at: Instant): Holder {
  return holderFrom(state, role, at, [person]);
}

/** A ticket's owner, else the vendor liaison, else whoever opened it. */
export function ticketHolder(state: Case, ticket: Ticket, at: Instant): Holder {
  const liaison = firstPresent(state, 'vendor-liaison', at);
  return holderFrom(state, 'vendor-liaison', at, [ticket.owner, liaison, ticket.openedBy]);
}

/** A step's assignee, else the first present person of its role; without either the case's owner. */
export function stepHolder(state: Case, step: Step, at: Instant): Holder {
  return step.assignee || step.role
    ? personHolds(state, step.assignee, step.role ?? 'coordinator', at)
    : ownerHolds(state, at);
}

/** After `Not mine` the obligation belongs to whom it was passed, as long as that life of it lasts and the person is there. */
export function withPassing(state: Case, ob: Obligation): Obligation {
  const passed = Object.hasOwn(state.passed, ob.key) ? state.passed[ob.key] : undefined;
  return passed && passed.epoch === ob.epoch && isPresent(state, passed.to)
    ? { ...ob, holder: { person: passed.to } }
    : ob;
}
