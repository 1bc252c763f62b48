import type { Case } from './case.ts';
import type { ObligationKey } from './commands.ts';
import type { Ping } from './events.ts';
import { clockOf } from './ladder.ts';
import type { Obligation } from './obligation.ts';
import { ticketObligation } from './obligations/ticket.ts';
import { obligationOf } from './obligations.ts';
import type { Instant } from './time.ts';

/**
 * What people can be asked about under a key: what is owed, and a ticket about which somebody was asked although its ladder stands still (a fix did
 * not hold, and the vendor waits for an answer of ours). Undefined when it is settled.
 */
export function askedOf(state: Case, key: ObligationKey, at: Instant = state.lastAt): Obligation | undefined {
  return obligationOf(state, key, at) ?? askedAllTheSame(state, key, at);
}

function askedAllTheSame(state: Case, key: ObligationKey, at: Instant): Obligation | undefined {
  const ticket = state.tickets.find(({ id }) => key === `ticket:${id}`);
  if (ticket?.status !== 'open' || ticket.fix) return undefined;
  const ob = ticketObligation(state, ticket, at);
  const { last } = clockOf(state, ob);
  return last && (ticket.standsSince ?? last.at) <= last.at ? ob : undefined;
}

/** What a ping still asks for: the obligation that it was about, in the same life. */
export function owedBy(state: Case, { key, epoch }: Ping): Obligation | undefined {
  const ob = askedOf(state, key);
  return ob?.epoch === epoch ? ob : undefined;
}
