/** What takes the place of a ping, a call card or a form once it is answered: what, who and when in short, and nothing left to press but what it leads to. */
import type { PersonId } from '../../domain/organisation.ts';
import { isOutsider } from '../../domain/people.ts';
import { ticketOf } from '../../domain/tickets.ts';
import { cut, DOT, upper } from '../../words/format.ts';
import { liveCardsOf } from '../../words/liveCards.ts';
import { actionSet, formButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { line } from '../blocks/line.ts';
import { row } from '../blocks/row.ts';
import type { Origin, Post, ViewContext } from '../post.ts';
import type { Element } from '../render.ts';
import { cardVoice, type Voice } from '../voice.ts';
import { type Done, factLine, meaningOf, saidFacts } from './meaning.ts';
import { outsiderAnswer } from './outsiderAnswers.ts';

export interface Answered extends Done {
  by: PersonId;
  /** Where the whole answer follows as a message: the name of the form or the card, and no more is said here. */
  title?: string;
  /** More to be said than what follows from the facts: times that were given in words. */
  also?: readonly string[];
  /** Another card of the same answer says the rest. */
  bare?: true;
}

/** A heading longer than this is told in full where the case is told of it. */
const LONGEST = 100;

export function answeredPost(of: Answered, view: ViewContext): Post {
  const { after: state, by } = of;
  const voice = cardVoice(state, view);
  const { words, s } = voice;
  const { answered } = liveCardsOf(view.language);
  const outside = isOutsider(state, by);
  const { what, who } = outside ? { what: outsiderAnswer(of.events, of.after, voice), who: '' } : shortOf(of, voice);
  const title = outside ? s.text(state.directory.name, 60) : `${state.id} · ${s.text(state.title, 80)}`;
  const asOf = words.asOf(view.now, s);
  const card = frame('answered', `${answered}: ${what}`, {
    header: header(title, []),
    what: row({
      mark: 'done',
      first: what,
      bold: true,
      second: [who, s.short(view.now)].filter((part) => part !== '').join(DOT),
    }),
    more: outside
      ? hers(of, voice)
      : of.title !== undefined || of.bare
        ? []
        : restOf(of, voice).map((said) => line(said)),
    foot: foot(upper(asOf)),
    buttons: outside ? [] : afterCall(of, voice),
  });
  return { card, summary: `${answered}: ${what}` };
}

/** A call that they acted on stops no clock: what they said does, once it is written down. */
function afterCall({ after: state, events }: Answered, { words }: Voice): Element | [] {
  const acted = events.find(({ body }) => body.type === 'ticket-called' && body.result === 'acted')?.body;
  const ticket = acted?.type === 'ticket-called' ? ticketOf(state, acted.ticket) : undefined;
  if (ticket?.status !== 'open') return [];
  const on: Origin = { card: 'list', case: state.id, rev: state.version };
  const about = { ticket: ticket.id };
  return actionSet([
    formButton(on, words.buttons.vendorReplied, 'ticket heard', about, { positive: true }),
    formButton(on, words.buttons.vendorPromised, 'ticket promise', about),
  ]);
}

/** Which ticket of hers it is about, and what of hers was written down: she may have two, and answer both. */
function hers({ after, events, by }: Answered, { s }: Voice): Element[] {
  const c = liveCardsOf(s.language);
  return events.flatMap(({ by: who, body }) => {
    if (who !== by || body.type !== 'ticket-heard') return [];
    const reference = after.tickets.find(({ id }) => id === body.ticket)?.reference;
    const ticket = c.upper(reference === undefined ? c.noTicketNumber : c.yourTicket(s.text(reference, 60)));
    return [row({ mark: 'fact', first: s.quote(body.words, 1000), second: ticket })];
  });
}

/** What was done in a few words, and by whom where the words do not say it. */
function shortOf({ after, events, by, title }: Answered, { words, s }: Voice): { what: string; who: string } {
  const facts = saidFacts(events);
  const first = facts.find((event) => event.by === by) ?? facts[0];
  if (title !== undefined) return { what: title, who: s.name(by) };
  if (first === undefined) return { what: words.answers.nothingHappened(s), who: s.name(by) };
  const { short, named } = words.event(first, after, s);
  return { what: cut(short, LONGEST), who: named ? '' : s.name(by) };
}

/** The other facts, what they mean, and what is next: a line each. */
function restOf(of: Answered, voice: Voice): string[] {
  const { after, events, by, also = [] } = of;
  const facts = saidFacts(events);
  const first = facts.find((event) => event.by === by) ?? facts[0];
  const others = facts.filter((event) => event !== first).map((event) => factLine(event, after, voice));
  return [...others, ...also, ...meaningOf(of, voice)].flatMap((said) => said.split('\n'));
}
