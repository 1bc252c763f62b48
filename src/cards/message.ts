/** Every message of the core as a post, drawn from the newest state: what has been settled meanwhile is not said any more. */
import type { Case } from '../domain/case.ts';
import type { TicketId } from '../domain/commands.ts';
import type { Message, PingItem } from '../domain/message.ts';
import type { Language, PersonId } from '../domain/organisation.ts';
import { owedBy } from '../domain/owedBy.ts';
import { isOutsider, personOf } from '../domain/people.ts';
import { mentionName } from '../words/escape.ts';
import { cut } from '../words/format.ts';
import { mention } from '../words/speech.ts';
import { wordsOf } from '../words/words.ts';
import { factLine } from './answer/meaning.ts';
import { noted } from './answer/noted.ts';
import { outsiderNews } from './answer/outsiderAnswers.ts';
import { caseCard } from './case/caseCard.ts';
import { personCard } from './personCard.ts';
import type { Post, ViewContext } from './post.ts';
import type { Element } from './render.ts';
import { ticketCard } from './ticket/ticketCard.ts';
import { cardVoice, textVoice } from './voice.ts';

type Of<K extends Message['kind']> = Extract<Message, { kind: K }>;

/** More facts than this in one message nobody reads; the timeline has them all. */
const MOST_FACTS = 12;

/** Null: nothing of it is worth saying any more. */
export function renderMessage(message: Message, state: Case, view: ViewContext): Post | null {
  switch (message.kind) {
    case 'root':
      return cardPost('case', state, view);
    case 'refresh':
      return cardPost(message.card, state, view);
    case 'ticket':
      return cardPost(message.ticket, state, view);
    case 'ping':
      return pingPost(message, state, view);
    case 'thread-ping':
    case 'channel-ping':
      return pingText(message, state, view);
    case 'say':
      return sayText(message, state, view);
  }
}

/** The live card of the case or of one of its tickets; of a ticket that the case does not have: the case's. */
export function cardPost(name: 'case' | TicketId, state: Case, view: ViewContext): Post {
  const ticket = name === 'case' ? null : ticketCard(state, name, view);
  return spoken(ticket ?? caseCard(state, view));
}

/** The notification says what the card says first. */
function spoken(card: Element): Post {
  return { card, summary: cut(String(card['speak']), 160) };
}

/** What of a ping is still owed, in the life of the obligation that it was about. */
export function stillOpen(items: readonly PingItem[], state: Case): PingItem[] {
  return items.filter(({ ping }) => owedBy(state, ping) !== undefined);
}

/** A ping in somebody's own chat: always a card and always new, with a summary, else the notification says nothing. */
export function pingPost(message: Of<'ping'>, state: Case, view: ViewContext): Post | null {
  const items = stillOpen(message.items, state);
  if (items.length === 0 && message.away === undefined) return null;
  const card = personCard({ ...message, items }, state, view);
  if (card === null) return null;
  if (isOutsider(state, message.person)) return spoken(card);
  const { words, s } = cardVoice(state, view);
  return { card, summary: words.pingSummary(items, message.away, state, s) };
}

interface Mentioned {
  text: string;
  mentions: { person: PersonId; name: string }[];
}

function mentioned(people: readonly PersonId[], state: Case): Mentioned[] {
  return people.map((person) => {
    const name = personOf(state, person)?.name ?? person;
    return { text: mention(name), mentions: [{ person, name: mentionName(name) }] };
  });
}

/** The line in the thread, or the root post in the channel. Somebody of a vendor's is named there, never mentioned. */
function pingText(message: Of<'thread-ping' | 'channel-ping'>, state: Case, view: ViewContext): Post | null {
  const items = stillOpen(message.items, state);
  if (items.length === 0 && message.away === undefined) return null;
  const { words, s } = textVoice(state, view);
  const asked = new Set(items.flatMap((item) => item.ping.people));
  const inThread = message.kind === 'thread-ping';
  const ours = mentioned(inThread ? message.people.filter((id) => asked.has(id)) : message.people, state);
  const others = inThread ? [...asked].filter((id) => isOutsider(state, id)).map((id) => s.name(id)) : [];
  const who = s.list([...ours.map((m) => m.text), ...others]);
  const text = (inThread ? words.threadPing : words.channelPing)(who, items, message.away, state, s);
  return { text, mentions: ours.flatMap((m) => m.mentions) };
}

function sayText(message: Of<'say'>, state: Case, view: ViewContext): Post | null {
  if (message.events.length === 0) return null;
  const voice = textVoice(state, view);
  const { words, s } = voice;
  if (typeof message.to === 'object' && isOutsider(state, message.to.person))
    return { text: outsiderNews(message.events, state, voice) };
  const who = mentioned(message.mention, state);
  const facts = message.events.slice(0, MOST_FACTS).map((event) => factLine(event, state, voice));
  const left = message.events.length - facts.length;
  const heading = [
    message.to === 'thread' ? '' : s.strong(`${state.id} ${s.text(state.title, 80)}`),
    ...who.map((m) => m.text),
  ];
  const lines = [
    heading.filter((part) => part !== '').join(' '),
    ...facts,
    left > 0 ? words.cards.andMore(left, s.typed(`timeline ${state.id}`)) : '',
  ];
  return { text: lines.filter((part) => part !== '').join('\n\n'), mentions: who.flatMap((m) => m.mentions) };
}

/** The same post, saying at its beginning that it may have come already: no answer came when it was sent first. */
export function repeated(post: Post, language: Language): Post {
  return noted(post, wordsOf(language).cards.repeated);
}

/** The three as the engine asks for them. */
export const renderer = { message: renderMessage, card: cardPost, repeated };
