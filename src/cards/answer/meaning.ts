/** An answer in its parts: the facts, what they mean for whoever made them, and what comes next. */
import type { Case } from '../../domain/case.ts';
import type { CaseEvent, CaseEventType } from '../../domain/events.ts';
import { nextActions } from '../../domain/next.ts';
import { eventLine } from '../../words/words.ts';
import type { Voice } from '../voice.ts';
import { explanations } from './explain.ts';
import { outOfReach } from './outOfReach.ts';
import { packLines } from './packAnswers.ts';
import { stepMeant } from './stepMeant.ts';

/** Facts that nobody said: they have messages of their own. */
const unsaid: readonly CaseEventType[] = [
  'people-changed',
  'was-away',
  'clock-set-back',
  'delivery-failed',
  'channel-shut',
  'timers-mended',
  'reached-again',
];
/** A tick with more facts than this is for the timeline. */
const MOST_FACTS = 10;

export function saidFacts(events: readonly CaseEvent[]): CaseEvent[] {
  return events.filter(({ body }) => !unsaid.includes(body.type)).slice(0, MOST_FACTS);
}

/** A fact with its mark: the state without colour. */
export function factLine(event: CaseEvent, state: Case, { words, s }: Voice): string {
  return `${words.event(event, state, s).mark} ${eventLine(event, state, s)}`;
}

export interface Done {
  events: readonly CaseEvent[];
  after: Case;
  /** Where what was made can be fetched. */
  link?: string;
}

/** What the facts mean, and the most pressing thing now. */
export function meaningOf({ events, after, link }: Done, voice: Voice): string[] {
  const next = nextActions(after, voice.s.now)[0];
  return [
    ...explanations(events, after, voice),
    ...events.flatMap((event) => outOfReach(event, after, voice)),
    ...events.flatMap((event) => stepMeant(event, after, voice)),
    ...packLines(events, after, link, voice),
    ...(next === undefined ? [] : [voice.words.answers.next(next, after, voice.s)]),
  ].filter((said) => said !== '');
}
