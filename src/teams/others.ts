/** Those who may not do everything: strangers get a kind sentence, somebody of a vendor's only her own ticket. */

import { outsiderAgain } from '../cards/answer/outsiderAnswers.ts';
import { strangerPost } from '../cards/commands/strangerPost.ts';
import { type Hers, offerPost } from '../cards/outsider/offerCard.ts';
import { outsiderPost } from '../cards/outsider/outsiderCard.ts';
import { textVoice } from '../cards/voice.ts';
import type { Intent } from '../domain/commands.ts';
import { firstOf } from '../domain/people.ts';
import type { Post } from '../engine/index.ts';
import type { Click } from '../grammar/submit.ts';
import { withoutTags } from '../grammar/tokens.ts';
import type { Parsed } from '../grammar/types.ts';
import type { Inbound } from './activity.ts';
import { namesIn, type Room, type Speaking, viewOf } from './room.ts';
import { ticketsOfHers } from './whichCase.ts';

/** To whom is not in the file (null), or whom nobody can name at the moment. */
export function strangerTold(room: Room, at: Inbound, person: null | undefined): Post {
  const organisation = room.organisation();
  const view = viewOf(room, { at, person: null });
  if (person === undefined) return { text: textVoice(namesIn(organisation), view).words.unidentified() };
  const of = { directory: organisation, presence: room.engine.people.presence() };
  return strangerPost(organisation, firstOf(of, 'coordinator', room.now()), view);
}

const hers: readonly Intent['type'][] = ['ticket.heard', 'ticket.question', 'ack', 'decline'];

/**
 * What somebody of a vendor's typed. Null: one of her answers as a command, which goes its way. A sentence is offered as
 * her answer, with a button; anything else, commands above all, is answered with her tickets' cards.
 */
export async function outsiderHeard(
  room: Room,
  speaking: Speaking,
  parsed: Parsed,
  text: string,
): Promise<Post[] | null> {
  if (parsed.kind === 'intent' && isAnswer(parsed.intent)) return null;
  const offer = isSentence(text, parsed) ? await offered(room, speaking, text) : null;
  return offer ? [offer] : herTickets(room, speaking);
}

/** A sentence may begin like a command of a single word: "Decline in quality since ten" passes nothing on. */
function isAnswer(intent: Intent): boolean {
  return hers.includes(intent.type) && !(intent.type === 'decline' && intent.words !== undefined);
}

/** As people write to people: not a command word or two, no case, ticket or quotation marks as only commands have them. */
function isSentence(text: string, parsed: Parsed): boolean {
  if (parsed.kind === 'empty' || !/[\p{L}\p{N}]/u.test(text)) return false;
  if (parsed.kind === 'unknown') return true;
  const formal = /^\s*\/|["“”„«»]|(?:^|\s)(?:#\d+|[A-Za-z]{1,10}-\d+|[Tt]\d+)(?:\s|$)/u.test(text);
  return !formal && text.trim().split(/\s+/u).length > 2;
}

async function offered(room: Room, speaking: Speaking, text: string): Promise<Post | null> {
  const vendor = room.organisation().people[speaking.person]?.organisation;
  const hers: Hers[] = [];
  for (const { caseId, ticket: id } of await ticketsOfHers(room, speaking.person)) {
    const state = await room.engine.read(caseId);
    const ticket = state?.tickets.find((one) => one.id === id);
    if (state && ticket) hers.push({ state, ticket });
  }
  return vendor === undefined
    ? null
    : offerPost(withoutTags(text), hers, vendor, { ...viewOf(room, speaking), person: speaking.person });
}

/** What each of her forms asks for. */
const missingIn: ReadonlyMap<string, 'words' | 'time'> = new Map([
  ['outsider answer', 'words'],
  ['outsider question', 'words'],
  ['outsider on-it', 'time'],
]);

/** What she pressed. Null: one of her answers, which goes its way. */
export async function outsiderPressed(
  room: Room,
  speaking: Speaking,
  parsed: Parsed,
  click: Click | null,
): Promise<Post[] | null> {
  if (parsed.kind === 'intent' && hers.includes(parsed.intent.type)) return null;
  const missing = missingIn.get(click?.verb ?? '') ?? null;
  if (parsed.kind !== 'form' || missing === null) return herTickets(room, speaking);
  const long = parsed.problems.find((one) => one.problem === 'too-long');
  const voice = textVoice(namesIn(room.organisation()), viewOf(room, speaking));
  return [
    {
      text: long
        ? voice.words.answers.outsider.tooLong(long.longest, long.found, voice.s)
        : outsiderAgain(missing, voice),
    },
  ];
}

/** The cards of her tickets, as if she had just been asked about them. */
async function herTickets(room: Room, speaking: Speaking): Promise<Post[]> {
  const posts: Post[] = [];
  for (const { caseId, ticket } of (await ticketsOfHers(room, speaking.person)).slice(0, 3)) {
    const state = await room.engine.read(caseId);
    const post = state && outsiderPost(ticket, state, { ...viewOf(room, speaking), person: speaking.person });
    if (post) posts.push(post);
  }
  if (posts.length > 0) return posts;
  const { words, s } = textVoice(namesIn(room.organisation()), viewOf(room, speaking));
  return [{ text: words.outsiderWithoutTicket(s) }];
}
