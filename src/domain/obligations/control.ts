/** Control lost and no ticket yet; a ticket that has no number of the vendor's. */
import type { Case } from '../case.ts';
import { roleHolds, ticketHolder } from '../holder.ts';
import type { Obligation } from '../obligation.ts';
import type { Instant } from '../time.ts';
import { own } from './own.ts';

export function owedTickets(state: Case, at: Instant): Obligation[] {
  return state.owedTickets.map(({ vendor, since, due, epoch }) =>
    own(state, {
      key: `owed-ticket:${vendor}`,
      kind: 'owed-ticket',
      about: { vendor },
      since,
      due,
      epoch,
      role: 'vendor-liaison',
      holder: roleHolds(state, 'vendor-liaison', at),
    }),
  );
}

export function references(state: Case, at: Instant): Obligation[] {
  return state.tickets
    .filter((t) => t.status === 'open' && t.reference === undefined)
    .map((t) =>
      own(state, {
        key: `reference:${t.id}`,
        kind: 'reference',
        about: { ticket: t.id, vendor: t.vendor },
        since: t.openedAt,
        due: t.refDue,
        epoch: 'reference',
        role: 'vendor-liaison',
        holder: ticketHolder(state, t, at),
      }),
    );
}
