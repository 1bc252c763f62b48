/** What somebody asked to see, and what is said when something is missing: from a reading of the line to posts. */
import { boardPost, boardSize } from '../cards/case/boardCard.ts';
import { noticeListPost } from '../cards/case/noticeListCard.ts';
import { stepListPost } from '../cards/case/stepListCard.ts';
import { timelinePost } from '../cards/case/timelineCard.ts';
import { formPost } from '../cards/commands/formCard.ts';
import { deadWaysNotice, helpPost } from '../cards/commands/helpCard.ts';
import { stepFormPost } from '../cards/commands/stepFormCard.ts';
import { unknownPost } from '../cards/commands/unknownCard.ts';
import { cardPost } from '../cards/message.ts';
import type { Origin, ViewContext } from '../cards/post.ts';
import { ticketListPost } from '../cards/ticket/ticketListCard.ts';
import { vendorPost } from '../cards/vendor/vendorCard.ts';
import { vendorListPost } from '../cards/vendor/vendorListCard.ts';
import { textVoice } from '../cards/voice.ts';
import type { Case } from '../domain/case.ts';
import { deskOf } from '../domain/desk.ts';
import type { Post } from '../engine/index.ts';
import type { ParseContext, Parsed, Query } from '../grammar/types.ts';
import { refusalLine } from '../words/words.ts';
import { type ContactQuery, contactReply, isContactQuery } from './contactReplies.ts';
import { newForm } from './once.ts';
import { ticketElsewhere } from './otherCase.ts';
import { answerPack } from './packs.ts';
import { reportReply } from './reportReplies.ts';
import { knowingViewOf, namesIn, type Room, type Speaking, viewOf } from './room.ts';
import { viewAbout } from './whichCase.ts';

/** The posts that answer a query. `caseId` is null only for queries that need no case. */
export async function answerQuery(
  room: Room,
  speaking: Speaking,
  query: Query,
  caseId: string | null,
): Promise<Post[]> {
  const view = viewOf(room, speaking);
  const names = namesIn(room.organisation());
  if (query.type === 'help') {
    const about = caseId === null ? null : await room.engine.read(caseId);
    return [helpPost(query, view, about === null ? undefined : deadWaysNotice(query, about, view))];
  }
  if (query.type === 'case.list') {
    const { filter, page } = query;
    const board = await room.engine.board({ filter, person: speaking.person, page, size: boardSize });
    return [boardPost(board, filter, view, names)];
  }
  if (isContactQuery(query)) return contactReply(room, speaking, query);
  if (query.type === 'vendor.list' || query.type === 'vendor.show') return [await ofVendors(room, speaking, query)];
  const state = caseId === null ? null : await room.engine.read(caseId);
  if (state === null) return [{ text: noSuchCase(room, speaking, caseId ?? '') }];
  return [await ofCase(room, speaking, query, state)];
}

type OfCase = Exclude<Query, ContactQuery | { type: 'help' | 'case.list' | 'vendor.list' | 'vendor.show' }>;

/** Vendors stand outside any case: what is known of them is known over all. */
async function ofVendors(
  room: Room,
  speaking: Speaking,
  query: Extract<Query, { type: 'vendor.list' | 'vendor.show' }>,
): Promise<Post> {
  const organisation = room.organisation();
  const view = await knowingViewOf(room, speaking);
  const cases = await room.engine.openCases();
  const desk = deskOf(organisation, room.engine.people.presence(), cases);
  const names = namesIn(organisation);
  if (query.type === 'vendor.list') return vendorListPost(desk, names, query, view);
  const known = Object.keys(organisation.vendors);
  const { s: speech } = textVoice(names, view);
  return (
    vendorPost(desk, names, query.vendor, view) ?? {
      text: refusalLine({ no: 'unknown-vendor', vendor: query.vendor, known }, null, speech),
    }
  );
}

async function ofCase(room: Room, speaking: Speaking, query: OfCase, state: Case): Promise<Post> {
  const view = await viewAbout(room, speaking, state.id);
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; the compiler does.
  switch (query.type) {
    case 'case.show':
      return cardPost('case', state, view);
    case 'step.list':
      return stepListPost(state, query, view);
    case 'step.form':
      return stepFormPost(state, view);
    case 'ticket.list':
      return ticketListPost(state, query, view);
    case 'ticket.show':
      return ticketPost(state, query.ticket, room, speaking, view);
    case 'pack.show':
    case 'pack.speak':
    case 'ticket.pressure':
      return answerPack(room, speaking, query, state, view);
    case 'notice.list':
      return noticeListPost(state, query, view);
    case 'report':
      return reportReply(room, query, state, view);
    case 'timeline':
      return timelinePost(await room.engine.events(state.id), state, query, view);
  }
}

async function ticketPost(
  state: Case,
  ticket: string,
  room: Room,
  speaking: Speaking,
  view: ViewContext,
): Promise<Post> {
  if (state.tickets.some(({ id }) => id === ticket)) return cardPost(ticket, state, view);
  const { s: speech } = textVoice(namesIn(room.organisation()), view);
  const no = { no: 'unknown-ticket' as const, ticket, known: state.tickets.map(({ id }) => id) };
  const elsewhere = await ticketElsewhere(room, speaking, state.id, ticket, `ticket show ${ticket}`);
  return { text: refusalLine({ ...no, ...(elsewhere && { elsewhere }) }, state, speech) };
}

export function noSuchCase(room: Room, speaking: Speaking, caseId: string): string {
  const { s: speech } = textVoice(namesIn(room.organisation()), viewOf(room, speaking));
  return refusalLine({ no: 'no-such-case', caseId }, null, speech);
}

/** The form of a command, filled as far as the line goes, with what is missing. `once`: the mark that it had before. */
export async function askAgain(
  room: Room,
  speaking: Speaking,
  parsed: Extract<Parsed, { kind: 'form' | 'unknown' }>,
  ctx: ParseContext,
  { from, once = newForm() }: { from?: Origin['from']; once?: string } = {},
): Promise<Post[]> {
  const view = await viewAbout(room, speaking, parsed.caseId);
  return parsed.kind === 'form'
    ? [formPost(parsed, ctx, view, { once, ...(from && { from }) })]
    : unknownPost(parsed, ctx, view, once);
}
