/** What offered commands and usage lines write where a value of somebody's own has to stand: typed as it is, it is none. */
import type { Arg, ArgKind } from './types.ts';

/** What stands for words, for somebody (`@…`) or for what is taken away (`-…`): people copy it from an offered command. */
export const isNothing = (text: string) => text === '' || /^(?:[@+-]?(?:…|\.\.\.)|"…")$/u.test(text);

const ANGLED = /^<[a-z][a-z ]{0,30}>$/i;
const OF_KIND: Readonly<Partial<Record<ArgKind, RegExp>>> = {
  text: /^(?:number|no|ref|id)$/i,
  words: /^(?:why|read by ….*|.* (?:because|by|on) …)$/i,
};

/** Of a decision all that it could be: which of them it is, only a person can say. */
export const choicesOf = ({ choices = [] }: Pick<Arg<unknown>, 'choices'>): string => choices.join('|');
export const isChoices = (text: string): boolean => text.includes('|');

/** `number` for a reference, `why` for a reason, `<title>`, `ok|fail`. Longer words than any of these are somebody's own. */
export function isPlaceholder(arg: Pick<Arg<unknown>, 'kind' | 'required' | 'choices'>, text: string): boolean {
  if (text.length > 80) return false;
  return isDecision(arg) ? text === choicesOf(arg) : ANGLED.test(text) || OF_KIND[arg.kind]?.test(text) === true;
}

/** One of a few words that has to be said: what came of a call, whether a fix holds. */
export function isDecision({ kind, required }: Pick<Arg<unknown>, 'kind' | 'required'>): boolean {
  return kind === 'choice' && required;
}
