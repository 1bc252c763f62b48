// Every sentence that people read, one catalogue a language, and what makes people's own text safe to repeat.
// Nothing here decides, sends or draws: functions of the state, the moment and the reader, and nothing else.
import type { Case } from '../domain/case.ts';
import type { CaseEvent } from '../domain/events.ts';
import type { Language } from '../domain/organisation.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Catalogue, Owing } from './catalogue.ts';
import { en } from './en.ts';
import { DOT } from './format.ts';
import { type Spoken, spokenIn } from './languages.ts';
import type { Speech } from './speech.ts';

const catalogues: Record<Spoken, Catalogue> = { en };

/** A language without a catalogue speaks English. */
export function wordsOf(language: Language): Catalogue {
  return catalogues[spokenIn(language)];
}

/** A fact in one line: heading, author, details. For answers, the thread and the timeline's text form. */
export function eventLine(event: CaseEvent, state: Case, s: Speech): string {
  const { head, more } = wordsOf(s.language).event(event, state, s);
  return [head, ...more].join(DOT);
}

/** A "no" and what to do next, with the command to type. */
export function refusalLine(refusal: Refusal, state: Case | null, s: Speech): string {
  return wordsOf(s.language).refusal(refusal, state, s);
}

/** Verb first: "Post a status update". */
export function obligationLine(about: Owing, state: Case, s: Speech): string {
  return wordsOf(s.language).obligation(about, state, s);
}
