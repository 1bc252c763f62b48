/** Evidence packs and pressure sheets in the chat: their bytes come from the facts, their cards from the newest state. */
import { packPost } from '../cards/pack/packCard.ts';
import { speakPost } from '../cards/pack/speakCard.ts';
import type { ViewContext } from '../cards/post.ts';
import { pressurePost } from '../cards/vendor/pressureCard.ts';
import { textVoice } from '../cards/voice.ts';
import type { Case } from '../domain/case.ts';
import type { PackState } from '../domain/packState.ts';
import { newestPack, packNumbered, sendsOf } from '../domain/packs.ts';
import { writtenUnread } from '../domain/quoting.ts';
import type { Refusal } from '../domain/refusal.ts';
import { ticketOf, vendorOf } from '../domain/tickets.ts';
import type { Outcome, Post } from '../engine/index.ts';
import type { Query } from '../grammar/types.ts';
import { coverOf } from '../papers/cover.ts';
import { paperFrom } from '../papers/json.ts';
import { pressurePaper } from '../papers/pressurePaper.ts';
import { spokenOf } from '../papers/speak.ts';
import { textOf } from '../papers/text.ts';
import { refusalLine } from '../words/words.ts';
import type { Room, Speaking } from './room.ts';

type OfPack = Extract<Query, { type: 'pack.show' | 'pack.speak' | 'ticket.pressure' }>;

export async function answerPack(
  room: Room,
  speaking: Speaking,
  query: OfPack,
  state: Case,
  view: ViewContext,
): Promise<Post> {
  if (query.type === 'ticket.pressure') return sheet(query.ticket, state, view);
  const pack = query.pack === undefined ? newestPack(state) : packNumbered(state, query.pack);
  if (!pack) return no(state, view, missing(state, query.pack));
  return query.type === 'pack.show' ? card(room, pack, state, view) : spoken(room, speaking, pack, state, view);
}

const routeWords = (vendor: string, via: string, state: Case, { words, s }: ReturnType<typeof textVoice>) =>
  words.route(vendor, via, state, s);

function missing(state: Case, pack: number | undefined): Refusal {
  const newest = state.packs.at(-1)?.version;
  if (pack !== undefined && newest !== undefined) return { no: 'unknown-pack', pack, newest };
  const ticket = state.tickets.find(({ status }) => status === 'open') ?? state.tickets.at(-1);
  return ticket ? { no: 'no-pack', ticket: ticket.id } : { no: 'unknown-ticket', ticket: 'T1', known: [] };
}

function no(state: Case, view: ViewContext, refusal: Refusal): Post {
  return { text: refusalLine(refusal, state, textVoice(state, view).s) };
}

function sheet(id: string, state: Case, view: ViewContext): Post {
  const ticket = ticketOf(state, id);
  if (!ticket) return no(state, view, { no: 'unknown-ticket', ticket: id, known: state.tickets.map((one) => one.id) });
  if (ticket.status === 'mistake') return no(state, view, { no: 'ticket-over', ticket: id, status: ticket.status });
  return pressurePost(state, ticket, textOf(pressurePaper(state, ticket, view.now)), view);
}

async function card(room: Room, pack: PackState, state: Case, view: ViewContext, link?: string): Promise<Post> {
  const forms = await room.engine.pack(state.id, pack.version);
  if (forms === null) return no(state, view, { no: 'unknown-pack', pack: pack.version, newest: state.packs.length });
  const code = sendsOf(state, pack.version).at(-1)?.word.code;
  const cover = code === undefined ? '' : coverOf(pack, code, state);
  return packPost({ pack, forms, cover, ...(link !== undefined && { link }) }, state, view);
}

async function spoken(
  room: Room,
  { person }: Speaking,
  pack: PackState,
  state: Case,
  view: ViewContext,
): Promise<Post> {
  const forms = await room.engine.pack(state.id, pack.version);
  if (forms === null) return no(state, view, { no: 'unknown-pack', pack: pack.version, newest: state.packs.length });
  const ticket = ticketOf(state, pack.ticket);
  const unread = ticket && writtenUnread(state, ticket);
  const contract = ticket && vendorOf(state, ticket.vendor)?.contract.number;
  const said = spokenOf(paperFrom(forms.json.body), {
    reader: pack.withoutPeople ? '' : (state.directory.people[person]?.name ?? ''),
    organisation: state.directory.name,
    ...(ticket?.reference !== undefined && { reference: ticket.reference }),
    ...(contract !== undefined && { contract }),
    ...(ticket && unread && { written: routeWords(ticket.vendor, unread.via ?? '', state, textVoice(state, view)) }),
  });
  return speakPost(pack, said, state, view);
}

/** Beside the answer in words: the pack that was built, sent or linked, with what can be done with it. */
export async function packCards(room: Room, outcome: Outcome, view: ViewContext): Promise<Post[]> {
  if (outcome.kind !== 'done') return [];
  const version = outcome.events.flatMap(({ body }) =>
    body.type === 'pack-built' || body.type === 'pack-linked'
      ? [body.version]
      : body.type === 'ticket-sent' && body.pack !== undefined
        ? [body.pack]
        : [],
  )[0];
  const pack = version === undefined ? undefined : packNumbered(outcome.after, version);
  return pack ? [await card(room, pack, outcome.after, view, outcome.link)] : [];
}
