/** The vendors over all cases, as they stand now: which services are down in any open case, who of theirs can be reached, whose contacts are to be checked. */
import { addTime } from './calendar.ts';
import type { Case, Directory, Ticket } from './case.ts';
import { entry, type Limits, type Organisation, type PersonId, type ServiceId, type Vendor } from './organisation.ts';
import type { Presence } from './presence.ts';
import { type Instant, isInstant } from './time.ts';

export interface Desk {
  directory: Directory;
  presence: Presence;
  limits: Pick<Limits, 'contactsVerifiedWithin'>;
  /** Affected in any case that is open. */
  affects: ServiceId[];
  undelivered: Case['undelivered'];
  /** `Wrong person` is said of one case only. */
  disowned: Case['disowned'];
  /** Tickets that are open, the longest silent first. */
  open: { state: Case; ticket: Ticket }[];
}

/** `cases`: all that are not closed. */
export function deskOf(organisation: Organisation, presence: Presence, cases: readonly Case[]): Desk {
  const running = cases.filter((state) => state.status !== 'closed');
  return {
    directory: organisation,
    presence,
    limits: organisation.limits,
    affects: [...new Set(running.filter((state) => state.status === 'open').flatMap((state) => state.affects))],
    undelivered: Object.assign({}, ...running.map((state) => state.undelivered)) as Case['undelivered'],
    disowned: {},
    open: running
      .flatMap((state) => state.tickets.filter((t) => t.status === 'open').map((ticket) => ({ state, ticket })))
      .sort((a, b) => (a.ticket.heardAt < b.ticket.heardAt ? -1 : a.ticket.heardAt > b.ticket.heardAt ? 1 : 0)),
  };
}

/** Whom a vendor's ladder reaches outside the ticket: account manager, deputies, superiors; nobody twice, nobody unknown. */
export function contactsOf({ directory }: Pick<Desk, 'directory'>, vendor: Vendor): PersonId[] {
  const all = [...vendor.accountManager, ...vendor.superior];
  return [...new Set(all)].filter((id) => entry(directory.people, id) !== undefined);
}

/** Whether somebody has checked a contact, on the day that the file says, within the time that the organisation has set; one that nobody ever checked is due. */
export function isVerified(
  { directory, limits }: Pick<Desk, 'directory' | 'limits'>,
  verified: string | undefined,
  now: Instant,
): boolean {
  const day = `${verified ?? ''}T00:00:00.000Z`;
  return isInstant(day) && addTime(day, limits.contactsVerifiedWithin, 'always', directory.calendar) >= now;
}
