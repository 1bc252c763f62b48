/** A ticket as a ping would list it, for a card that somebody asked for, or that is drawn anew. */
import type { Case } from '../../domain/case.ts';
import type { TicketId } from '../../domain/commands.ts';
import type { PingItem } from '../../domain/message.ts';
import { obligationsOf } from '../../domain/obligations.ts';
import type { PersonId } from '../../domain/organisation.ts';

/** Null: nothing of the ticket waits for anybody at the vendor. */
export function askedItem(state: Case, id: TicketId, person: PersonId): PingItem | null {
  const ticket = state.tickets.find((one) => one.id === id);
  const owed = obligationsOf(state);
  const about =
    owed.find(({ kind, about }) => kind === 'ticket' && about.ticket === id) ??
    owed.find(({ kind, about }) => kind === 'deadline' && about.vendor === ticket?.vendor);
  if (!about) return null;
  const { key, epoch, due } = about;
  const ping = { key, epoch, due, reason: 'asked' as const, targets: [], people: [person], channel: false };
  return { ping, about: { ...about, about: { ...about.about, ticket: id } }, attempt: 0 };
}
