/** What the writers of the report share: a writer's inert text and times, names and lists as long as there is room. */
import type { Severity } from '../domain/organisation.ts';
import type { Report } from '../domain/report/report.ts';
import { type ReportWords, reportWordsOf } from '../words/report.ts';
import { namesOf, type Speech, speechOf } from '../words/speech.ts';
import { wordsOf } from '../words/words.ts';
import type { Room } from './fit.ts';
import { inert } from './inert.ts';
import { type Writer, writerFor } from './writer.ts';

export interface Reporter extends Writer {
  r: ReportWords;
  s: Speech;
  /** Characters of something that people wrote. */
  longest: number;
  /** Entries of a list. */
  most: number;
  /** A list as long as there is room; the rest is counted. */
  rows(all: readonly string[]): string[];
  /** The newest of a list; what has no room is counted before them. */
  newest(all: readonly string[]): string[];
  severity(of: Severity): string;
  /** What is sent to an authority at a stage. */
  stage(id: string): string;
  /** What an obligation wanted: "step 6: set up another way to send". */
  action(key: string): string;
}

export function reporterFor(report: Report, room: Room): Reporter {
  const { state, at } = report;
  const { language } = state.directory;
  const r = reportWordsOf(language);
  const w = wordsOf(language);
  const s = speechOf(namesOf(state), { now: at, language, medium: 'plain' });
  return {
    ...writerFor(state, { at, people: true }),
    r,
    s,
    longest: room.words,
    most: room.rows,
    rows(all) {
      const left = all.length - room.rows;
      return left > 0 ? [...all.slice(0, room.rows), inert(r.more(left))] : [...all];
    },
    newest(all) {
      const left = all.length - room.rows;
      return left > 0 ? [inert(r.earlier(left)), ...all.slice(left)] : [...all];
    },
    severity: w.severity,
    stage: (id) => inert(w.stage(id, s)),
    action: (key) => inert(w.keyAction(key, state, s)),
  };
}
