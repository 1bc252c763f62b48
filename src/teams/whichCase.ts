/** Which case is meant when none is named: the thread's, else the only one that is open. */
import type { ViewContext } from '../cards/post.ts';
import type { CaseId } from '../domain/commands.ts';
import type { ParseContext } from '../grammar/types.ts';
import { knowingViewOf, type Room, type Speaking } from './room.ts';

/** Null: none, or one of several. */
export async function caseMeant(room: Room, { at, person, outsider }: Speaking): Promise<CaseId | null> {
  if (outsider) return (await ticketsOfHers(room, person))[0]?.caseId ?? null;
  const here = at.scope === 'channel' ? await room.engine.caseOf(at.threadId) : null;
  return here ?? room.engine.onlyCase();
}

/** The case whose number an answer has to say where it is said; null: it stands in that case's own thread, or its reader knows no numbers. */
export async function caseToName(
  room: Room,
  { at, outsider }: Speaking,
  caseId: CaseId | null,
): Promise<CaseId | null> {
  if (caseId === null || outsider) return null;
  const here = at.scope === 'channel' ? await room.engine.caseOf(at.threadId) : null;
  return here === caseId ? null : caseId;
}

/** For whom an answer about that case is drawn where it is said: outside of the case's thread its commands carry the number. */
export async function viewAbout(room: Room, speaking: Speaking, caseId: CaseId | null): Promise<ViewContext> {
  const numbered = await caseToName(room, speaking, caseId);
  return { ...(await knowingViewOf(room, speaking)), ...(numbered !== null && { numbered }) };
}

/** More open cases than this nobody chooses from. */
const MOST_CHOICES = 40;

/** The same for a form: which case would be meant if none were named, and which there are to choose from. */
export async function contextOfForm(room: Room, speaking: Speaking, ctx: ParseContext): Promise<ParseContext> {
  if (speaking.outsider) return ctx;
  const impliedCase = await caseMeant(room, speaking);
  if (impliedCase !== null) return { ...ctx, impliedCase };
  const { cases } = await room.engine.board({ filter: 'open', person: speaking.person, page: 1, size: MOST_CHOICES });
  return { ...ctx, impliedCase, openCases: cases.map(({ id, title }) => ({ id, title })) };
}

/** The open tickets with an outsider's vendor, the newest first. */
export async function ticketsOfHers(room: Room, person: string): Promise<{ caseId: CaseId; ticket: string }[]> {
  const vendor = room.organisation().people[person]?.organisation;
  if (vendor === undefined) return [];
  return (await room.engine.openCases())
    .flatMap((state) =>
      state.tickets
        .filter((ticket) => ticket.vendor === vendor && ticket.status === 'open')
        .map((ticket) => ({ caseId: state.id, ticket: ticket.id, at: ticket.openedAt })),
    )
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}
