/** "hand over", "no effect T1": the title of a button, typed. It is no command, but which one it stands for is known. */
import { type Titled, titleNames } from '../words/en/titleNames.ts';
import { head } from './fitting.ts';
import type { Token } from './tokens.ts';

/** The longest title, in words. */
const MOST_WORDS = 4;
/** Whoever says more than this after it writes a sentence. */
const MOST_AFTER = 8;

/** `rest`: what would be the command's arguments. Null: the line does not begin with a title. */
export function titled(all: readonly Token[]): (Titled & { heard: string; rest: readonly Token[] }) | null {
  for (let count = Math.min(MOST_WORDS, all.length); count > 0; count--) {
    const words = all.slice(0, count);
    const rest = all.slice(count);
    if (words.some(({ kind }) => kind !== 'bare') || rest.length > MOST_AFTER) continue;
    const heard = words.map(({ text }) => head(text, 40)).join(' ');
    const found = titleNames.get(plain(heard));
    const about = found === undefined ? null : stepNamed(found.command, rest);
    // One word begins many a sentence: only a number or words in quotation marks may follow it.
    const sentence = count === 1 && rest.some(({ kind, text }) => kind === 'bare' && !/\d/.test(text));
    if (found && about !== null) return { ...found, heard, rest: about };
    if (found && !sentence) return { ...found, heard, rest };
  }
  return null;
}

/** `Done: step 2`, as the button of a list is called: the number is all that the command wants to know. Null: no step is named. */
function stepNamed(command: string, [word, number, ...more]: readonly Token[]): readonly Token[] | null {
  const named = word?.kind === 'bare' && word.text.toLowerCase() === 'step' && number !== undefined;
  return named && command.startsWith('step ') && /^\d{1,4}$/u.test(number.text) ? [number, ...more] : null;
}

const plain = (title: string) =>
  title
    .toLowerCase()
    .replace(/[\u2018\u2019]/gu, "'")
    .replace(/^\//u, '')
    .replace(/[.,!?:]+$/u, '');
