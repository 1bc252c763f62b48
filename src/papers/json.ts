/** For programs: the document as it is, with the ids of its sections. */
import { written } from './inert.ts';
import { mapStrings, type Paper } from './paper.ts';

/** Changes when a program that reads it would have to. */
const FORMAT = 'baton-paper/1';

/** The same document gives the same bytes. */
export function jsonOf(paper: Paper): string {
  const { language, title, about, sections, foot } = mapStrings(paper, written);
  const plain = sections.map(({ id, title: heading, text = [], pairs = [], lines = [] }) => ({
    id,
    title: heading,
    text,
    pairs: pairs.map(({ label, value }) => ({ label, value })),
    lines,
  }));
  return `${JSON.stringify({ format: FORMAT, language, title, about, sections: plain, foot }, null, 2)}\n`;
}

/** A document that was written as JSON, for reading it out later. Throws on anything else. */
export function paperFrom(json: string): Paper {
  const { format, ...paper } = JSON.parse(json) as Paper & { format?: unknown };
  if (format !== FORMAT) throw new Error(`Not a document of this kind: ${String(format)}`);
  return paper;
}
