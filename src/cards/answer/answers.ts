// What is said back to whoever spoke or clicked: the facts, what they mean and what comes next; or the "no" and what to do instead.
// Nothing here decides; an answer reads the facts that were kept.
import type { Case } from '../../domain/case.ts';
import type { CaseEvent } from '../../domain/events.ts';
import { isOutsider, personOf } from '../../domain/people.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { noNames } from '../../words/speech.ts';
import { owedPost } from '../case/owedCard.ts';
import type { Post, ViewContext } from '../post.ts';
import { textVoice } from '../voice.ts';
import { factLine, meaningOf, saidFacts } from './meaning.ts';
import { outsiderAnswer, outsiderRefusal } from './outsiderAnswers.ts';

/** What became of a command, as the engine says it. */
export type Outcome =
  | { kind: 'done'; before: Case | null; after: Case; events: readonly CaseEvent[]; link?: string }
  | { kind: 'refused'; refusal: Refusal; state: Case | null };

/** The posts that answer a command, where it was said. */
export function answerTo(outcome: Outcome, view: ViewContext): Post[] {
  return outcome.kind === 'done' ? done(outcome, view) : refused(outcome, view);
}

/** Whoever is an outsider today is one, though the case may not know her, or not be there. */
function outside(state: Case | null, view: ViewContext): boolean {
  return view.outsider === true || (state !== null && view.person !== undefined && isOutsider(state, view.person));
}

function done({ after, events, link }: Extract<Outcome, { kind: 'done' }>, view: ViewContext): Post[] {
  const voice = textVoice(after, view);
  if (outside(after, view)) return [{ text: outsiderAnswer(events, after, voice) }];
  const said = saidFacts(events).map((event) => factLine(event, after, voice));
  const nothing = said.length === 0 ? [voice.words.answers.nothingHappened(voice.s)] : [];
  const lines = [...said, ...nothing, ...meaningOf({ events, after, ...(link !== undefined && { link }) }, voice)];
  return [{ text: lines.join('\n\n') }];
}

/** Whether any ticket with her vendor is open: else she is not asked to write more, for nobody waits for it. */
function waitsFor(state: Case | null, { person }: ViewContext): boolean {
  const vendor = state === null || person === undefined ? undefined : personOf(state, person)?.organisation;
  return state?.tickets.some((ticket) => ticket.vendor === vendor && ticket.status === 'open') ?? true;
}

function refused({ refusal, state }: Extract<Outcome, { kind: 'refused' }>, view: ViewContext): Post[] {
  const { words, s } = textVoice(state ?? noNames, view);
  if (outside(state, view)) return [{ text: outsiderRefusal(refusal, { words, s }, waitsFor(state, view)) }];
  const text = words.refusal(refusal, state, s);
  if (refusal.no === 'still-owed' && state !== null) return [owedPost(refusal, state, view)];
  return [{ text }];
}
