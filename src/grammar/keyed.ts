/** Arguments written `name:value`, anywhere in the line. */
import { isText, LONGEST_WORD, type Slots } from './slots.ts';
import type { Token } from './tokens.ts';

/** Takes them; gives back the other tokens. */
export function takeKeyed(slots: Slots, line: readonly Token[]): Token[] {
  const free: Token[] = [];
  let i = 0;
  while (i < line.length) {
    const token = line[i] as Token;
    const name = slots.keyOf(token);
    const taken = name === undefined ? null : valueAt(slots, line, i, name);
    if (name === undefined || taken === null) free.push(token);
    else slots.put(name, taken.text);
    i += taken?.count ?? 1;
  }
  return free;
}

/** `count`: tokens that belong to it, its key included. */
interface Taken {
  text: string;
  count: number;
}

/** Null: it is no argument after all, but words. */
export function valueAt(slots: Slots, line: readonly Token[], at: number, name: string): Taken | null {
  const token = line[at] as Token;
  if (token.valueKind !== 'bare') return { text: slots.valueOf(token), count: 1 };
  if (token.value !== '') return longest(slots, line, name, token.value, at);
  // `owner: @x`, with a space as people write and Teams inserts; but "next: reboot" among words stays words.
  const next = line[at + 1];
  const isWords = slots.wordy !== undefined;
  if (next === undefined || slots.keyOf(next) !== undefined) return isWords ? null : { text: '', count: 1 };
  if (next.kind !== 'bare') return { text: slots.textOf(next), count: 2 };
  const { text, count } = longest(slots, line, name, next.text, at + 1);
  const fits = !isWords || isText(slots.arg(name)) || slots.reads(name, text);
  return fits ? { text, count: count + 1 } : null;
}

/** A value without quotation marks that begins in the token at `at`: as much of the line as belongs to it. */
function longest(slots: Slots, line: readonly Token[], name: string, first: string, at: number): Taken {
  const arg = slots.arg(name);
  const next = (n: number) => {
    const token = line[at + n];
    return token?.kind === 'bare' && slots.keyOf(token) === undefined ? token.text : undefined;
  };
  if (isText(arg)) return joined(first, ' ', next, () => true);
  // A reference or a code is one word; what follows belongs to the sentence.
  if (arg.kind === 'text' || arg.kind === 'severity') return { text: first, count: 1 };
  // `affects:email, sso`
  if (arg.kind === 'services')
    return joined(first, '', next, (last, more) => last.endsWith(',') || more.startsWith(','));
  let text = first;
  let best: Taken = { text, count: 1 };
  for (let n = 1; n < arg.span && text.length <= LONGEST_WORD; n++) {
    const more = next(n);
    if (more === undefined) break;
    text += ` ${more}`;
    if (slots.reads(name, text)) best = { text, count: n + 1 };
  }
  return best;
}

function joined(
  first: string,
  gap: string,
  next: (n: number) => string | undefined,
  goesOn: (last: string, more: string) => boolean,
): Taken {
  const parts = [first];
  for (;;) {
    const more = next(parts.length);
    if (more === undefined || !goesOn(parts.at(-1) ?? '', more)) return { text: parts.join(gap), count: parts.length };
    parts.push(more);
  }
}
