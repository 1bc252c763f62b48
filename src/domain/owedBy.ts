import type { Case } from './case.ts';
import type { Ping } from './events.ts';
import type { Obligation } from './obligation.ts';
import { ticketObligation } from './obligations/ticket.ts';
import { obligationOf } from './obligations.ts';

/**
 * What a ping still asks for: the obligation that it was about, in the same life; undefined when that is settled. A climb counts
 * although the vendor's ladder stands still, where it came in spite of that: a fix did not hold, and they wait for an answer of ours.
 */
export function owedBy(state: Case, { key, epoch, reason, due }: Ping): Obligation | undefined {
  const owed = obligationOf(state, key);
  if (owed) return owed.epoch === epoch ? owed : undefined;
  const ticket = state.tickets.find(({ id }) => key === `ticket:${id}`);
  if (reason !== 'climb' || ticket?.status !== 'open' || ticket.epoch !== epoch || ticket.fix) return undefined;
  return (ticket.standsSince ?? due) <= due ? ticketObligation(state, ticket, state.lastAt) : undefined;
}
