/** By which way a pack goes next: in writing where that works, else by whatever works; never by a dead one. */
import { offeredRoutes } from '../../domain/callees.ts';
import type { Case, Ticket } from '../../domain/case.ts';
import type { Route } from '../../domain/organisation.ts';
import type { Profiles } from '../../domain/profile.ts';
import { writtenFirst } from '../../domain/routes.ts';
import type { Instant } from '../../domain/time.ts';

/** Undefined: no way to them works. */
export function wayForPack(state: Case, ticket: Ticket, now: Instant, profiles?: Profiles): Route | undefined {
  return writtenFirst(offeredRoutes(state, ticket.vendor, now, profiles?.[ticket.vendor]))[0];
}
