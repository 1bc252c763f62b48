/** Plain text, small enough to be pasted into a field of a portal. */
import { written } from './inert.ts';
import type { Paper, PaperSection } from './paper.ts';

/** Columns. Mail programs and portals break longer lines where they like. */
export const WIDTH = 76;
/** Fields of portals take 4,000 characters; what is pasted with it (a code, a hash) has to fit, too. */
export const MOST_TEXT = 3750;

/** Lines of at most 76 columns, each ended with a line feed. */
export function textOf(paper: Paper): string {
  const blocks = [
    [...wrapped(paper.title), ...paper.about.flatMap((line) => wrapped(line))],
    ...paper.sections.map(sectionLines),
    paper.foot.flatMap((line) => wrapped(line)),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function sectionLines({ title, text = [], pairs = [], lines = [] }: PaperSection): string[] {
  const heading = wrapped(title);
  return [
    ...heading,
    '-'.repeat(Math.min(WIDTH, Math.max(...heading.map((line) => line.length)))),
    ...text.flatMap((line) => wrapped(line)),
    ...pairs.flatMap(({ label, value }) => wrapped(`${label}: ${value}`, '', '  ')),
    ...lines.flatMap((line) => wrapped(line, '- ', '  ')),
  ];
}

/** Broken at spaces; what is longer than a line is broken where it must be. `first` and `rest` stand before the lines. */
export function wrapped(text: string, first = '', rest = ''): string[] {
  const made: string[] = [];
  let line = first;
  let empty = true;
  const next = () => {
    made.push(line);
    line = rest;
    empty = true;
  };
  for (let word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > WIDTH) next();
    while (line.length + (empty ? 0 : 1) + word.length > WIDTH) {
      const room = WIDTH - line.length;
      const cut = wholeCharacters(word, room);
      line += word.slice(0, cut);
      word = word.slice(cut);
      next();
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  made.push(line);
  return made.map((one) => written(one).trimEnd());
}

/** At most `room` units of `word`, never half a character. */
function wholeCharacters(word: string, room: number): number {
  const code = word.charCodeAt(room - 1);
  return code >= 0xd800 && code < 0xdc00 ? room - 1 : room;
}
