/** Those who may not do everything: strangers get a kind sentence, somebody of a vendor's only her own ticket. */
import { outsiderCard } from '../cards/outsiderCard.ts';
import { textVoice } from '../cards/voice.ts';
import type { Case } from '../domain/case.ts';
import type { Intent, TicketId } from '../domain/commands.ts';
import type { PingItem } from '../domain/message.ts';
import { obligationsOf } from '../domain/obligations.ts';
import { firstOf } from '../domain/people.ts';
import type { Post } from '../engine/index.ts';
import type { Parsed } from '../grammar/types.ts';
import type { Inbound } from './activity.ts';
import { knowingViewOf, namesIn, type Room, type Speaking, viewOf } from './room.ts';
import { ticketsOfHers } from './whichCase.ts';

export function strangerPost(room: Room, at: Inbound): Post {
  const organisation = room.organisation();
  const { words, s } = textVoice(namesIn(organisation), viewOf(room, { at, person: null }));
  const of = { directory: organisation, presence: room.engine.people.presence() };
  const coordinator = firstOf(of, 'coordinator', room.now());
  const name = coordinator === null ? null : (organisation.people[coordinator]?.name ?? null);
  return { text: words.stranger(organisation.name, name, s) };
}

const hers: readonly Intent['type'][] = ['ticket.heard', 'ack', 'decline'];

/** Null: it is an answer for a ticket of hers, and goes its way. Everything else is answered with her tickets' cards. */
export async function outsiderPosts(room: Room, speaking: Speaking, parsed: Parsed): Promise<Post[] | null> {
  if (parsed.kind === 'intent' && hers.includes(parsed.intent.type)) return null;
  const view = await knowingViewOf(room, speaking);
  const posts: Post[] = [];
  for (const { caseId, ticket } of (await ticketsOfHers(room, speaking.person)).slice(0, 3)) {
    const state = await room.engine.read(caseId);
    const item = state && itemOf(state, ticket, speaking.person);
    const card = item && outsiderCard({ person: speaking.person, items: [item] }, state, view);
    if (card) posts.push({ card, summary: `${room.organisation().name}: ${ticket}` });
  }
  if (posts.length > 0) return posts;
  const { words, s } = textVoice(namesIn(room.organisation()), view);
  return [{ text: words.outsiderWithoutTicket(s) }];
}

/** As if she had just been asked about it; null: nothing of the ticket waits for anybody at the vendor. */
function itemOf(state: Case, id: TicketId, person: string): PingItem | null {
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
