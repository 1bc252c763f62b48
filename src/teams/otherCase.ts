/** A ticket that this case does not have may stand in another that is open: whoever named it there is told which, and what to type. */
import type { CaseId, TicketId } from '../domain/commands.ts';
import type { Outcome } from '../engine/index.ts';
import { withCase } from '../grammar/withCase.ts';
import type { Room, Speaking } from './room.ts';

/** A longer line is not worth typing again. */
const LONGEST_LINE = 200;

/** The newest open case that has it, with the command for it; null: none has, or the reader may not know. */
export async function ticketElsewhere(
  room: Room,
  { outsider }: Speaking,
  here: CaseId | null,
  ticket: TicketId,
  command: string,
): Promise<{ caseId: CaseId; command: string } | null> {
  if (outsider) return null;
  const others = (await room.engine.openCases()).filter(
    ({ id, tickets }) => id !== here && tickets.some((one) => one.id === ticket),
  );
  const caseId = others.toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1))[0]?.id;
  if (caseId === undefined) return null;
  const [prefix, number] = [caseId.slice(0, caseId.lastIndexOf('-')), here?.slice(here.lastIndexOf('-') + 1)];
  const asHere = new RegExp(`(?<=\\s)(?:${prefix}-?|#)${number ?? ''}(?=\\s|$)`, 'iu');
  const named = withCase(number === undefined ? command : command.replace(asHere, caseId), caseId);
  return { caseId, command: named.includes(caseId) ? named : `ticket show ${ticket} ${caseId}` };
}

/** A "no" about a ticket that is not there, with where it is. `line`: as it was typed; what was clicked has none. */
export async function withElsewhere(
  room: Room,
  speaking: Speaking,
  outcome: Outcome,
  line: string | undefined,
): Promise<Outcome> {
  if (outcome.kind !== 'refused' || outcome.refusal.no !== 'unknown-ticket') return outcome;
  const { ticket } = outcome.refusal;
  const short = line !== undefined && line.length <= LONGEST_LINE && !line.includes('\n');
  const command = short ? line : `ticket show ${ticket}`;
  const elsewhere = await ticketElsewhere(room, speaking, outcome.state?.id ?? null, ticket, command);
  return elsewhere === null ? outcome : { ...outcome, refusal: { ...outcome.refusal, elsewhere } };
}
