/** The vendor's silence: counted from its last substantive word, while the ball is with the vendor. */
import type { Case, Ticket, VendorPromise } from '../case.ts';
import { ticketHolder } from '../holder.ts';
import { clockKindOf } from '../ladder.ts';
import type { Obligation } from '../obligation.ts';
import { ballOf, stands, vendorLadder } from '../tickets.ts';
import { type Instant, later } from '../time.ts';

/** The obligation of one ticket, also while its ladder stands still (a failed verification climbs all the same). */
export function ticketObligation(state: Case, ticket: Ticket, at: Instant): Obligation {
  const held = ticket.promises.filter((p) => p.status === 'running').map((p) => p.holdsUntil);
  return {
    key: `ticket:${ticket.id}`,
    kind: 'ticket',
    about: { ticket: ticket.id, vendor: ticket.vendor },
    since: ticket.heardAt,
    due: ticket.heardAt,
    epoch: ticket.epoch,
    role: 'vendor-liaison',
    holder: ticketHolder(state, ticket, at),
    ladder: { name: 'vendor', ladder: vendorLadder(state, ticket.vendor)[state.severity] },
    clock: clockKindOf(state),
    ...(held.length > 0 && { notBefore: held.reduce(later) }),
  };
}

/** One for each ticket whose ladder is running. */
export function ticketSilence(state: Case, at: Instant): Obligation[] {
  return state.tickets.filter((t) => t.status === 'open' && !stands(t)).map((t) => ticketObligation(state, t, at));
}

/** The earliest of the promises that run, while they are what the vendor's ladder waits for. */
export function promiseWaitedFor(state: Case, ticket: Ticket, at: Instant): VendorPromise | undefined {
  const { notBefore } = ticketObligation(state, ticket, at);
  if (ballOf(ticket) !== 'promised' || notBefore === undefined || notBefore <= at) return undefined;
  const running = ticket.promises.filter(({ status }) => status === 'running');
  const [first] = running.sort((a, b) => (a.by < b.by ? -1 : 1));
  return first && first.by > at ? first : undefined;
}
