/** What the vendor wants of us: an answer, its hard date before the vendor closes the ticket, or first a route that is alive. */
import { addMs, addTime } from '../calendar.ts';
import type { Case, Ticket } from '../case.ts';
import { roleHolds, ticketHolder } from '../holder.ts';
import type { Obligation } from '../obligation.ts';
import { vendorOf } from '../tickets.ts';
import { type Instant, msBetween } from '../time.ts';
import { own } from './own.ts';

/** The vendor's auto-close is announced after this part of its time. */
const autoCloseWarning = 0.75;

export function wanted(state: Case, at: Instant): Obligation[] {
  return state.tickets
    .filter((t) => t.status === 'open' && t.want)
    .flatMap((t) => [...answer(state, t, at), ...autoClose(state, t, at)]);
}

function answer(state: Case, ticket: Ticket, at: Instant): Obligation[] {
  const want = ticket.want;
  if (!want) return [];
  const blocked = want.blocked;
  return [
    own(state, {
      key: `${blocked ? 'choose-route' : 'answer'}:${ticket.id}`,
      kind: blocked ? 'choose-route' : 'answer',
      about: { ticket: ticket.id, vendor: ticket.vendor },
      since: want.since,
      due: blocked ? (want.blockedSince ?? want.since) : want.due,
      // Each blocking starts a ladder of its own; the answer's goes on where it was when the route lives again.
      epoch: blocked ? `${want.epoch}:${want.blockedSince ?? ''}` : want.epoch,
      role: 'vendor-liaison',
      holder: ticketHolder(state, ticket, at),
    }),
  ];
}

/** When the vendor closes the ticket unless we answer, in all hours; null: it never does. */
export function autoCloseAt(state: Case, ticket: Ticket): Instant | null {
  const after = vendorOf(state, ticket.vendor)?.autoCloseAfter;
  return ticket.want && after ? addTime(ticket.want.since, after, 'always', state.policy.calendar) : null;
}

function autoClose(state: Case, ticket: Ticket, at: Instant): Obligation[] {
  const closes = autoCloseAt(state, ticket);
  if (!ticket.want || !closes) return [];
  const { since } = ticket.want;
  return [
    own(state, {
      key: `auto-close:${ticket.id}`,
      kind: 'auto-close',
      about: { ticket: ticket.id, vendor: ticket.vendor },
      since,
      due: addMs(since, Math.round(msBetween(since, closes) * autoCloseWarning), 'always', state.policy.calendar),
      epoch: since,
      role: 'vendor-liaison',
      holder: ticketHolder(state, ticket, at),
      clock: 'always',
    }),
  ];
}

/** No route to the vendor is alive: the coordinator's, at once. */
export function cutOff(state: Case, at: Instant): Obligation[] {
  return state.tickets
    .filter((t) => t.status === 'open' && t.cutOffSince)
    .map((t) =>
      own(state, {
        key: `cut-off:${t.id}`,
        kind: 'cut-off',
        about: { ticket: t.id, vendor: t.vendor },
        since: t.cutOffSince ?? t.openedAt,
        due: t.cutOffSince ?? t.openedAt,
        epoch: t.cutOffSince ?? '',
        role: 'coordinator',
        holder: roleHolds(state, 'coordinator', at),
        atOnce: true,
      }),
    );
}
