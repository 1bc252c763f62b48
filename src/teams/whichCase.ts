/** Which case is meant when none is named: the thread's, else the only one that is open. */
import type { CaseId } from '../domain/commands.ts';
import type { Room, Speaking } from './room.ts';

/** Null: none, or one of several. */
export async function caseMeant(room: Room, { at, person, outsider }: Speaking): Promise<CaseId | null> {
  if (outsider) return (await ticketsOfHers(room, person))[0]?.caseId ?? null;
  const here = at.scope === 'channel' ? await room.engine.caseOf(at.threadId) : null;
  if (here !== null) return here;
  const { cases } = await room.engine.board({ filter: 'open', person, page: 1, size: 2 });
  return cases.length === 1 ? (cases[0]?.id ?? null) : null;
}

/** The open tickets with an outsider's vendor, the newest first. */
export async function ticketsOfHers(room: Room, person: string): Promise<{ caseId: CaseId; ticket: string }[]> {
  const vendor = room.organisation().people[person]?.organisation;
  if (vendor === undefined) return [];
  const { cases } = await room.engine.board({ filter: 'open', person: null, page: 1, size: 200 });
  return cases
    .flatMap((state) =>
      state.tickets
        .filter((ticket) => ticket.vendor === vendor && ticket.status === 'open')
        .map((ticket) => ({ caseId: state.id, ticket: ticket.id, at: ticket.openedAt })),
    )
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}
