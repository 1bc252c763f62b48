/** A vendor's number that is given to two open tickets is most often a slip: whoever types it hears which other ticket has it. */
import type { Case, Ticket } from '../domain/case.ts';
import type { Outcome } from '../engine/index.ts';
import type { SameNumber } from '../words/answerWords.ts';
import type { Room } from './room.ts';

/** Null: no number was given, or no other ticket has it. */
export async function sameNumber(room: Room, outcome: Outcome): Promise<SameNumber | null> {
  if (outcome.kind !== 'done') return null;
  const { after, events } = outcome;
  const numbered = events.flatMap(({ body }) =>
    body.type === 'ticket-referenced' || (body.type === 'ticket-opened' && body.reference !== undefined)
      ? [body.ticket]
      : [],
  )[0];
  const ticket = after.tickets.find(({ id }) => id === numbered);
  if (ticket?.reference === undefined) return null;
  const { id, vendor, reference } = ticket;
  const elsewhere = (await room.engine.openCases()).filter((state) => state.id !== after.id);
  const others = [after, ...elsewhere].flatMap((state) =>
    withNumber(state, vendor, reference)
      .filter((one) => state.id !== after.id || one.id !== id)
      .map((one) => ({ caseId: state.id, ticket: one.id })),
  );
  const opened = events.some(({ body }) => body.type === 'ticket-opened' && body.ticket === id);
  const twice = opened && others.some(({ caseId }) => caseId === after.id);
  return others.length === 0 ? null : { ticket: id, vendor, reference, others, twice };
}

function withNumber({ tickets }: Case, vendor: string, reference: string): Ticket[] {
  return tickets.filter(
    (one) => one.status === 'open' && one.vendor === vendor && one.reference?.toLowerCase() === reference.toLowerCase(),
  );
}
