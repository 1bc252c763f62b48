/** What the vendor wants of us: an answer, its hard date before the vendor closes the ticket, or first a route that is alive. */
import { addTime } from '../calendar.ts';
import type { Case, Ticket, Want } from '../case.ts';
import { roleHolds, ticketHolder } from '../holder.ts';
import type { Obligation } from '../obligation.ts';
import { vendorOf } from '../tickets.ts';
import { type Instant, msBetween, plusMs } from '../time.ts';
import { own } from './own.ts';

/** The vendor's auto-close is announced after this part of its time. */
const autoCloseWarning = 0.75;

export function wanted(state: Case, at: Instant): Obligation[] {
  return state.tickets.flatMap((t) =>
    t.want ? [answer(state, t, t.want, at), ...autoClose(state, t, t.want, at)] : [],
  );
}

function answer(state: Case, ticket: Ticket, want: Want, at: Instant): Obligation {
  const blocked = want.blockedSince;
  return own(state, {
    key: `${blocked ? 'choose-route' : 'answer'}:${ticket.id}`,
    kind: blocked ? 'choose-route' : 'answer',
    about: { ticket: ticket.id, vendor: ticket.vendor },
    since: want.since,
    due: blocked ?? want.due,
    // Each blocking starts a ladder of its own; the answer's goes on where it was when the route lives again.
    epoch: blocked ? `${want.epoch}:${blocked}` : want.epoch,
    role: 'vendor-liaison',
    holder: ticketHolder(state, ticket, at),
  });
}

/** When the vendor closes the ticket unless we answer, in all hours; null: it never does. */
export function autoCloseAt(state: Case, ticket: Ticket): Instant | null {
  const after = vendorOf(state, ticket.vendor)?.autoCloseAfter;
  return ticket.want && after ? addTime(ticket.want.since, after, 'always', state.policy.calendar) : null;
}

function autoClose(state: Case, ticket: Ticket, { since }: Want, at: Instant): Obligation[] {
  const closes = autoCloseAt(state, ticket);
  if (!closes) return [];
  return [
    own(state, {
      key: `auto-close:${ticket.id}`,
      kind: 'auto-close',
      about: { ticket: ticket.id, vendor: ticket.vendor },
      since,
      due: plusMs(since, Math.round(msBetween(since, closes) * autoCloseWarning)),
      epoch: since,
      role: 'vendor-liaison',
      holder: ticketHolder(state, ticket, at),
      clock: 'always',
    }),
  ];
}

/** No route to the vendor is alive: the coordinator's, at once. */
export function cutOff(state: Case, at: Instant): Obligation[] {
  return state.tickets.flatMap(({ id, vendor, cutOffSince }) =>
    cutOffSince
      ? [
          own(state, {
            key: `cut-off:${id}`,
            kind: 'cut-off',
            about: { ticket: id, vendor },
            since: cutOffSince,
            due: cutOffSince,
            epoch: cutOffSince,
            role: 'coordinator',
            holder: roleHolds(state, 'coordinator', at),
            atOnce: true,
          }),
        ]
      : [],
  );
}
