/** By which way a pack goes next: in writing where that works, else by whatever works; never by a dead one. */
import { offeredRoutes, type Seen } from '../../domain/callees.ts';
import type { Case, Ticket } from '../../domain/case.ts';
import type { Route } from '../../domain/organisation.ts';
import { writtenFirst } from '../../domain/routes.ts';

/** Undefined: no way to them works. */
export function wayForPack(state: Case, ticket: Ticket, seen: Seen): Route | undefined {
  return writtenFirst(offeredRoutes(state, ticket.vendor, seen))[0];
}
