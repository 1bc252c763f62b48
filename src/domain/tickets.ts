/** Reading a vendor ticket: where the ball is, who owns it, which ladder it climbs, who the account manager is. */
import type { Ball, Case, Deadline, Ticket, VendorPromise } from './case.ts';
import type { TicketId } from './commands.ts';
import {
  entry,
  type LadderName,
  type PersonId,
  type SeverityLadders,
  type Vendor,
  type VendorId,
} from './organisation.ts';
import type { Instant } from './time.ts';

export function ticketOf(state: Case, id: TicketId): Ticket | undefined {
  return state.tickets.find((t) => t.id === id);
}

export function vendorOf(state: Pick<Case, 'directory'>, id: VendorId): Vendor | undefined {
  return entry(state.directory.vendors, id);
}

/** Who has the ball. A fix to verify comes before what the vendor wants. */
export function ballOf(ticket: Ticket): Ball {
  if (ticket.status !== 'open') return 'closed';
  if (ticket.fix) return 'fixed-unverified';
  if (ticket.want) return ticket.want.blocked ? 'route-blocked' : 'with-us';
  return ticket.promises.some((p) => p.status === 'running') ? 'promised' : 'with-vendor';
}

/** Whether the vendor's ladder stands still: we owe an answer by a live route, or a fix waits for its verification. */
export function stands(ticket: Ticket): boolean {
  return ticket.fix !== undefined || (ticket.want !== undefined && !ticket.want.blocked);
}

/** The ladder that a vendor's tickets climb: the one its file named when the case opened, else the playbook's, else `vendor`. */
export function vendorLadder(state: Case, vendor: VendorId): SeverityLadders {
  const named = Object.hasOwn(state.vendorLadders, vendor)
    ? state.vendorLadders[vendor]
    : vendorOf(state, vendor)?.ladder;
  const name: LadderName = named ?? state.playbook.ladder ?? 'vendor';
  return entry(state.policy.ladders, name) ?? state.policy.ladders.vendor;
}

/** Tickets that count for the vendor's deadline: all but those opened by mistake. */
export function countedTickets(state: Pick<Case, 'tickets'>, vendor: VendorId): Ticket[] {
  return state.tickets.filter((t) => t.vendor === vendor && t.status !== 'mistake');
}

export function deadlineOf(state: Case, vendor: VendorId): Deadline | undefined {
  return state.deadlines.find((d) => d.vendor === vendor);
}

/** The account manager and deputies in the file's order. */
export function accountManagersOf(state: Pick<Case, 'directory'>, vendor: VendorId): readonly PersonId[] {
  return vendorOf(state, vendor)?.accountManager ?? [];
}

/** Whether its silence counts from a real answer, and not from the opening or a reopening. */
export function hasAnswered({ contacts, heardAt }: Ticket): boolean {
  return contacts.some(({ what, at }) => what === 'heard' && at === heardAt);
}

/** The newest promise that was broken, of those whose time is later than `after` and not later than `until`. */
export function newestBroken(
  { promises }: Ticket,
  { after, until }: { after?: Instant; until?: Instant },
): VendorPromise | undefined {
  return promises
    .filter(({ status }) => status === 'broken')
    .filter(({ by }) => (after === undefined || by > after) && (until === undefined || by <= until))
    .reduce<VendorPromise | undefined>(
      (newest, one) => (newest === undefined || one.by > newest.by ? one : newest),
      undefined,
    );
}
