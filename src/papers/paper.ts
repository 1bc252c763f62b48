/** The shape of every document. Its three forms are readings of it, so they cannot say different things. */
import type { Language } from '../domain/organisation.ts';

/** "Contract: EA-4711". */
export interface Pair {
  readonly label: string;
  readonly value: string;
}

/** A heading and what stands below it, in this order: paragraphs, pairs, a list. */
export interface PaperSection {
  /** For programs that read the JSON: `reference`, `measures`. Unique in its paper; people never see it. */
  readonly id: string;
  readonly title: string;
  readonly text?: readonly string[];
  readonly pairs?: readonly Pair[];
  readonly lines?: readonly string[];
}

/**
 * A document. Every string is one line of plain text as `inert` leaves it; a no-break space in it is a place where no
 * form may break the line (a telephone number, a code).
 */
export interface Paper {
  readonly language: Language;
  readonly title: string;
  /** Small, below the title: whose it is, of which case, as of when. */
  readonly about: readonly string[];
  readonly sections: readonly PaperSection[];
  /** Small, at the end. */
  readonly foot: readonly string[];
}

/** Every string that people read, in reading order. */
export function stringsOf(paper: Paper): string[] {
  return [
    paper.title,
    ...paper.about,
    ...paper.sections.flatMap((of) => [
      of.title,
      ...(of.text ?? []),
      ...(of.pairs ?? []).flatMap(({ label, value }) => [label, value]),
      ...(of.lines ?? []),
    ]),
    ...paper.foot,
  ];
}

/** The same document with every string changed. */
export function mapStrings(paper: Paper, change: (text: string) => string): Paper {
  return {
    ...paper,
    title: change(paper.title),
    about: paper.about.map(change),
    sections: paper.sections.map((of) => ({
      ...of,
      title: change(of.title),
      ...(of.text && { text: of.text.map(change) }),
      ...(of.pairs && {
        pairs: of.pairs.map(({ label, value }) => ({ label: change(label), value: change(value) })),
      }),
      ...(of.lines && { lines: of.lines.map(change) }),
    })),
    foot: paper.foot.map(change),
  };
}
