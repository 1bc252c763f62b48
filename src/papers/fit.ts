/** A document that is pasted must fit: what people wrote is cut shorter, and lists too, until its text form is small enough. */
import type { Paper } from './paper.ts';
import { MOST_TEXT, textOf } from './text.ts';

/** How much of a case a document may show. */
export interface Room {
  /** Characters of something that people wrote. */
  readonly words: number;
  /** Rows of a list; the rest is counted. */
  readonly rows: number;
}

const ROOMS: readonly Room[] = [
  { words: 400, rows: 14 },
  { words: 240, rows: 12 },
  { words: 160, rows: 10 },
  { words: 110, rows: 8 },
  { words: 70, rows: 6 },
  { words: 40, rows: 4 },
  { words: 24, rows: 2 },
];

/** For what is printed or kept, and never pasted: a long case is told in full, a mad one still ends. */
export const roomy: Room = { words: 2_000, rows: 1_000 };

/** As much as fits into so many bytes of text; `whole`: nothing was left out. */
export function within(build: (room: Room) => Paper, bytes: number): { paper: Paper; whole: boolean } {
  const sizeOf = (paper: Paper) => new TextEncoder().encode(textOf(paper)).length;
  let paper = build(roomy);
  if (sizeOf(paper) <= bytes) return { paper, whole: true };
  for (const room of ROOMS) {
    paper = build(room);
    if (sizeOf(paper) <= bytes) break;
  }
  return { paper, whole: false };
}

/** All forms are made of the result, so that what the text had no room for does not stand in another one. */
export function fitted(build: (room: Room) => Paper): Paper {
  let paper: Paper | undefined;
  for (const room of ROOMS) {
    paper = build(room);
    if (textOf(paper).length <= MOST_TEXT) return paper;
  }
  if (paper === undefined) throw new Error('There is no room at all');
  return paper;
}
