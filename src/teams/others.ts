/** Those who may not do everything: strangers get a kind sentence, somebody of a vendor's only her own ticket. */
import { askedItem } from '../cards/askedItem.ts';
import { outsiderCard } from '../cards/outsiderCard.ts';
import { textVoice } from '../cards/voice.ts';
import type { Intent } from '../domain/commands.ts';
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
    const item = state && askedItem(state, ticket, speaking.person);
    const card = item && outsiderCard({ person: speaking.person, items: [item] }, state, view);
    if (card) posts.push({ card, summary: `${room.organisation().name}: ${ticket}` });
  }
  if (posts.length > 0) return posts;
  const { words, s } = textVoice(namesIn(room.organisation()), view);
  return [{ text: words.outsiderWithoutTicket(s) }];
}
