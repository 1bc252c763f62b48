/**
 * A line taken apart into words, quotations and mentions, left to right. Every character is looked at a bounded number
 * of times whatever the line is: `Tape` counts, and a test holds the count to the length.
 */
import { closers, isQuote, isSingle, visible } from './characters.ts';

export interface Token {
  /** What it says, without its quotation marks and key; a mention's name. */
  readonly text: string;
  readonly kind: 'bare' | 'quoted' | 'mention';
  /** `by` of `by:14:00`: whatever stands before the first colon, in lower case. Only the command knows whether it is a key. */
  readonly key: string | null;
  /** What follows the key. */
  readonly value: string;
  /** How the value is written: `owner:<at>Megan Bowen</at>`, `because:"…"`. */
  readonly valueKind: 'bare' | 'quoted' | 'mention';
  readonly start: number;
  /** After the last character, closing mark included. */
  readonly end: number;
}

/** The line with a counter of looks. */
export class Tape {
  readonly text: string;
  looks = 0;
  private readonly lastClosing = new Map<string, number>();
  private unnested = false;

  constructor(line: string) {
    this.text = visible(line);
    this.looks += line.length;
    for (let i = 0; i < this.text.length; i++) {
      const c = this.at(i);
      if (isQuote(c) && this.canClose(i)) this.lastClosing.set(c, i);
    }
  }

  at(i: number): string {
    this.looks++;
    return this.text[i] ?? '';
  }

  isGap(i: number): boolean {
    const c = this.at(i);
    return c === ' ' || c === '\n';
  }

  /** A closing mark stands at the end of a word: `the "big" one` inside quotation marks does not end them too early. */
  canClose(i: number): boolean {
    const next = this.at(i + 1);
    if (next !== '' && next !== ' ' && next !== '\n' && !',.;:!?)]'.includes(next)) return false;
    return !isSingle(this.at(i)) || !this.isGap(i - 1);
  }

  /** Where the quotation that opens at `i` closes; the end of the text when nothing closes it; null when it is an apostrophe. */
  closing(i: number): number | null {
    const { right, any } = closers(this.at(i));
    const nested = right === this.at(i) && !isSingle(right) ? this.nested(i) : null;
    const found = nested ?? this.search(i, (c) => right.includes(c)) ?? this.search(i, (c) => any.has(c));
    if (found !== null) return found;
    return isSingle(this.at(i)) ? null : this.text.length;
  }

  /** `"the "big" one"`: a mark at the beginning of a word opens, one at its end closes. After one failure nobody nests. */
  private nested(from: number): number | null {
    if (this.unnested) return null;
    const mark = this.at(from);
    let depth = 1;
    for (let i = from + 1; i < this.text.length; i++) {
      if (this.at(i) !== mark) continue;
      if (this.canClose(i)) depth--;
      else if (this.isGap(i - 1)) depth++;
      if (depth === 0) return i;
    }
    this.unnested = true;
    return null;
  }

  /** Goes forward only when it is sure to find something, so that failing costs nothing. */
  private search(from: number, fits: (c: string) => boolean): number | null {
    let sure = false;
    for (const [mark, last] of this.lastClosing) if (fits(mark) && last > from) sure = true;
    if (!sure) return null;
    for (let i = from + 1; i < this.text.length; i++) if (fits(this.at(i)) && this.canClose(i)) return i;
    return null;
  }

  /** A mention `<at …>Name</at>` that begins at `i`, or null. The look ahead ends at the next tag: names have none. */
  mention(i: number): { name: string; end: number } | null {
    if (this.at(i) !== '<' || !/^<at[\s>]/i.test(this.text.slice(i, i + 4))) return null;
    let open = -1;
    for (let j = i + 1; j < i + LONGEST_MENTION; j++) {
      const c = this.at(j);
      if (c === '') return null;
      if (c === '>' && open < 0) open = j;
      if (c !== '<') continue;
      const end = j + '</at>'.length;
      const isEnd = open >= 0 && this.text.slice(j, end).toLowerCase() === '</at>';
      return isEnd ? { name: this.text.slice(open + 1, j).trim(), end } : null;
    }
    return null;
  }
}

const LONGEST_MENTION = 300;
/** Keys are short words; a longer run of letters before a colon is no key. */
const LONGEST_KEY = 16;

/** The line's tokens in order. */
export function tokens(tape: Tape): Token[] {
  const found: Token[] = [];
  let i = 0;
  while (i < tape.text.length) {
    if (tape.isGap(i)) {
      i++;
      continue;
    }
    const token = tokenAt(tape, i);
    found.push(token);
    i = token.end;
  }
  return found;
}

function tokenAt(tape: Tape, start: number): Token {
  const whole = wrapped(tape, start);
  if (whole) return { ...whole, key: null, value: whole.text, valueKind: whole.kind, start };
  let i = start;
  let colon = -1;
  while (i < tape.text.length && !tape.isGap(i)) {
    // A mention glued to a word: the word ends here.
    if (i > start && tape.mention(i)) break;
    if (tape.at(i) === ':' && colon < 0) {
      colon = i;
      const key = keyOf(tape, start, colon);
      const value = key === null ? null : wrapped(tape, i + 1);
      if (value)
        return {
          text: tape.text.slice(start, value.end),
          kind: 'bare',
          key,
          value: value.text,
          valueKind: value.kind,
          start,
          end: value.end,
        };
    }
    i++;
  }
  const text = tape.text.slice(start, i);
  const key = colon < 0 ? null : keyOf(tape, start, colon);
  const value = key === null ? text : tape.text.slice(colon + 1, i);
  return { text, kind: 'bare', key, value, valueKind: 'bare', start, end: i };
}

/** A quotation or a mention that begins here. */
function wrapped(tape: Tape, i: number): (Pick<Token, 'text' | 'end'> & { kind: 'quoted' | 'mention' }) | null {
  const c = tape.at(i);
  if (isQuote(c)) {
    const close = tape.closing(i);
    if (close === null) return null;
    return {
      kind: 'quoted',
      text: withoutTags(tape.text.slice(i + 1, close)),
      end: Math.min(close + 1, tape.text.length),
    };
  }
  if (c !== '<') return null;
  const mention = tape.mention(i);
  return mention && { kind: 'mention', text: mention.name, end: mention.end };
}

function keyOf(tape: Tape, start: number, colon: number): string | null {
  const length = colon - start;
  if (length < 1 || length > LONGEST_KEY) return null;
  const word = tape.text.slice(start, colon).toLowerCase();
  return /^[a-z]+$/.test(word) ? word : null;
}

/** Mentions inside a quotation are read as the names they show. One pass: each tag is looked at once. */
export function withoutTags(text: string): string {
  if (!text.includes('<')) return text;
  return text
    .split('<')
    .map((piece, i) => {
      if (i === 0) return piece;
      const tag = /^(?:at(?:\s[^<>]{0,100})?|\/at)>/i.exec(piece);
      return tag ? piece.slice(tag[0].length) : `<${piece}`;
    })
    .join('');
}
