/** What is said back to whoever spoke: the facts, what they mean, and what comes next; or the "no" and what to do instead. */
import type { Case } from '../domain/case.ts';
import type { CaseEvent, CaseEventType } from '../domain/events.ts';
import { nextActions } from '../domain/next.ts';
import { isOutsider } from '../domain/people.ts';
import type { Refusal } from '../domain/refusal.ts';
import { noNames } from '../words/speech.ts';
import { eventLine } from '../words/words.ts';
import { explanations } from './explain.ts';
import { outsiderAnswer, outsiderRefusal } from './outsiderAnswers.ts';
import { owedPost } from './owedCard.ts';
import { packLines } from './packAnswers.ts';
import type { Post, ViewContext } from './post.ts';
import { textVoice, type Voice } from './voice.ts';

/** What became of a command, as the engine says it. */
export type Outcome =
  | { kind: 'done'; before: Case | null; after: Case; events: readonly CaseEvent[]; link?: string }
  | { kind: 'refused'; refusal: Refusal; state: Case | null };

/** Facts that nobody said: they have messages of their own. */
const unsaid: readonly CaseEventType[] = ['people-changed', 'was-away', 'delivery-failed', 'channel-shut'];
/** A tick with more facts than this is for the timeline. */
const MOST_LINES = 10;

/** The posts that answer a command, where it was said. */
export function answerTo(outcome: Outcome, view: ViewContext): Post[] {
  return outcome.kind === 'done' ? done(outcome, view) : refused(outcome, view);
}

function outside(state: Case | null, view: ViewContext): boolean {
  return state !== null && view.person !== undefined && isOutsider(state, view.person);
}

function done({ after, events, link }: Extract<Outcome, { kind: 'done' }>, view: ViewContext): Post[] {
  const voice = textVoice(after, view);
  if (outside(after, view)) return [{ text: outsiderAnswer(events, voice) }];
  const facts = events.filter((e) => !unsaid.includes(e.body.type));
  const said = facts.slice(0, MOST_LINES).map((event) => factLine(event, after, voice));
  const nothing = said.length === 0 ? [voice.words.answers.nothingHappened(voice.s)] : [];
  const lines = [
    ...said,
    ...nothing,
    ...explanations(events, after, voice),
    ...packLines(events, after, link, voice),
    ...nextLine(after, voice, view),
  ];
  return [{ text: lines.filter((line) => line !== '').join('\n\n') }];
}

/** A fact with its mark: the state without colour. */
export function factLine(event: CaseEvent, state: Case, { words, s }: Voice): string {
  return `${words.event(event, state, s).mark} ${eventLine(event, state, s)}`;
}

function nextLine(state: Case, { words, s }: Voice, { now }: ViewContext): string[] {
  const next = nextActions(state, now)[0];
  return next === undefined ? [] : [words.answers.next(next, state, s)];
}

function refused({ refusal, state }: Extract<Outcome, { kind: 'refused' }>, view: ViewContext): Post[] {
  const { words, s } = textVoice(state ?? noNames, view);
  if (outside(state, view)) return [{ text: outsiderRefusal(refusal, { words, s }) }];
  const text = words.refusal(refusal, state, s);
  if (refusal.no === 'still-owed' && state !== null) return [owedPost(refusal, state, view)];
  return [{ text }];
}
