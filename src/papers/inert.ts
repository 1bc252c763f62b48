/** Text for papers: one line, nothing invisible, and only punctuation that survives the portal of any vendor. */
import { plain } from '../words/escape.ts';

/** What old portals and fax machines garble, and what stands for it. Letters of names stay as they are. */
const PLAINER: readonly (readonly [RegExp, string])[] = [
  [/[\u201c\u201d\u201e\u00ab\u00bb]/gu, '"'],
  [/[\u2018\u2019\u201a]/gu, "'"],
  [/\u2026/gu, '...'],
  [/[\u2010-\u2015\u2212]/gu, '-'],
  [/\u00b7/gu, '-'],
  [/[\u2060\u00ad]/gu, ''],
];

/** A no-break space stays: it keeps a number together until a form is written. */
export function inert(text: string): string {
  return PLAINER.reduce((left, [from, to]) => left.replace(from, to), plain(text));
}

/** Keeps a number or a code on one line. */
export function together(text: string): string {
  return inert(text).replaceAll(' ', '\u00a0');
}

/** What is written down in the end: the place where a line must not break is an ordinary space to whoever reads it. */
export function written(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}
