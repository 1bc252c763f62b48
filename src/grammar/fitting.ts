/** What a form can carry of what was typed: a card has 25 KB in all, and every field of it is one of many. */
import type { CommandRow, Filled, Problem } from './types.ts';

/** UTF-16 units of one field; as many as words may have at all. */
const LONGEST_FIELD = 4000;
/** Bytes of all fields as JSON; the rest of the card has to fit beside them. */
const MOST_BYTES = 12_500;
/** Names, numbers and times are short; what is longer is shown only so that one sees what was typed. */
const LONGEST_NAME = 300;

/** The first part of a text, never half a character. */
export function head(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const last = text.charCodeAt(longest - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? longest - 1 : longest);
}

/** Cuts the fields until they fit; `problems` names those that lost something without being too long themselves. */
export function fitting(row: CommandRow, filled: Filled): { filled: Record<string, string>; problems: Problem[] } {
  const kept: Record<string, string> = {};
  for (const [name, text] of Object.entries(filled))
    kept[name] = head(text, wide(row, name) ? LONGEST_FIELD : LONGEST_NAME);
  const problems: Problem[] = [];
  for (let budget = LONGEST_FIELD; bytesOf(kept) > MOST_BYTES && budget > 100; budget = Math.floor(budget * 0.8)) {
    for (const [name, text] of Object.entries(kept)) kept[name] = head(text, budget);
  }
  for (const [name, text] of Object.entries(filled)) {
    const carried = kept[name] ?? '';
    if (carried.length < text.length && text.length <= LONGEST_FIELD && wide(row, name))
      problems.push({ problem: 'cut', command: row.path, arg: name, kept: carried.length, found: text.length });
  }
  return { filled: kept, problems };
}

function wide(row: CommandRow, name: string): boolean {
  const kind = Object.hasOwn(row.args, name) ? row.args[name]?.kind : undefined;
  return kind === 'words' || kind === 'title';
}

const encoder = new TextEncoder();

function bytesOf(filled: Filled): number {
  return encoder.encode(JSON.stringify(filled)).length;
}
