/** Ours about a ticket: words that nobody has shown to have read, and a fix that nobody has verified. */
import type { Case } from '../case.ts';
import { ticketHolder } from '../holder.ts';
import type { Obligation } from '../obligation.ts';
import type { Instant } from '../time.ts';
import { own } from './own.ts';

export function unread(state: Case, at: Instant): Obligation[] {
  return state.tickets.flatMap((t) =>
    t.unread
      ? [
          own(state, {
            key: `unread:${t.id}`,
            kind: 'unread',
            about: { ticket: t.id, vendor: t.vendor },
            ...t.unread,
            role: 'vendor-liaison',
            holder: ticketHolder(state, t, at),
          }),
        ]
      : [],
  );
}

export function verify(state: Case, at: Instant): Obligation[] {
  return state.tickets.flatMap((t) =>
    t.fix
      ? [
          own(state, {
            key: `verify:${t.id}`,
            kind: 'verify',
            about: { ticket: t.id, vendor: t.vendor },
            since: t.fix.at,
            due: t.fix.due,
            epoch: t.fix.epoch,
            role: 'vendor-liaison',
            holder: ticketHolder(state, t, at),
          }),
        ]
      : [],
  );
}
