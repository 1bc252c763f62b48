/**
 * Puts one name in the place of everything that is known to name a person. It knows that only as keyed hashes, so that the
 * list of erasures, which outlives the person's data, does not hold it again. Pure, but for the hashes.
 */
import { createHmac, hash } from 'node:crypto';

/** How somebody is named. */
export interface Traits {
  /** Ids as they stand in data: the organisation file's, the directory's, Teams'. */
  ids: readonly string[];
  /** Whole names, e-mail addresses and other spellings; they match whatever signs and spaces stand between their words. */
  phrases: readonly string[];
  /** First and last names; they match as a word of their own with a capital letter, for many are words too. */
  names: readonly string[];
  phones: readonly string[];
}

/** The same as hashes; what is made from equal words under one key is equal. */
export interface Marks {
  ids: string[];
  phrases: string[];
  /** How many words the longest phrase has. */
  longest: number;
  names: string[];
  phones: string[];
}

/** Words and numbers; what is between them does not count. */
const word = /[\p{L}\p{M}\p{N}]+/gu;
const phone = /\+?\d[\d\s()./\u00a0-]{5,}\d/g;
/** Of `person:alex`, `INC-1-5-alex` and the like: what is not between letters and digits. */
const joints = /([^\p{L}\p{M}\p{N}]+)/u;
/** Words and joints of the longest id that is looked for inside of data: `anna-lena.berg`. */
const ID_PARTS = 5;
/** A number is the same in all its spellings from here on: without country code, or the zero instead of it. */
const PHONE_DIGITS = 8;

/** Hashes what names a person. `key`: secret of the list that they are kept in. */
export function marksOf({ ids, phrases, names, phones }: Traits, key: string): Marks {
  const phraseWords = phrases.map(wordsOf).filter((words) => words.length > 0);
  return {
    ids: unique(ids.map((id) => mark(key, 'id', id))),
    phrases: unique(phraseWords.map((words) => mark(key, 'phrase', words.join(' ')))),
    longest: Math.max(0, ...phraseWords.map((words) => words.length)),
    names: unique(names.map((name) => mark(key, 'name', folded(name)))),
    phones: unique(phones.flatMap((number) => digitsOf(number) ?? []).map((digits) => mark(key, 'phone', digits))),
  };
}

/** A function over texts: JSON is rewritten value by value and key by key, anything else as it stands. The same text comes back where nothing names the person. */
export function rewriterOf(marks: Marks, key: string, name: string): (text: string) => string {
  const ids = new Set(marks.ids);
  const phrases = new Set(marks.phrases);
  const names = new Set(marks.names);
  const phones = new Set(marks.phones);
  const isId = remembered((text) => ids.has(mark(key, 'id', text)));
  const isPhrase = remembered((text) => phrases.has(mark(key, 'phrase', text)));
  const isName = remembered((text) => names.has(mark(key, 'name', text)));

  function plain(text: string): string {
    if (text === '') return text;
    return withoutPhones(withoutWords(isId(text) ? name : /\s/.test(text) ? text : withoutIds(text)));
  }

  /** In data (no spaces): an id that stands by itself or between joints. */
  function withoutIds(text: string): string {
    const parts = text.split(joints);
    const made: string[] = [];
    for (let at = 0; at < parts.length; ) {
      let length = Math.min(ID_PARTS, parts.length - at);
      while (length > 0 && !isId(parts.slice(at, at + length).join(''))) length -= 1;
      made.push(length > 0 ? name : (parts[at] ?? ''));
      at += Math.max(1, length);
    }
    return made.join('');
  }

  function withoutWords(text: string): string {
    const words = [...text.matchAll(word)];
    let made = '';
    let from = 0;
    for (let i = 0; i < words.length; ) {
      const length = lengthAt(words, i);
      const first = words[i] as RegExpExecArray;
      const last = words[i + Math.max(1, length) - 1] as RegExpExecArray;
      if (length > 0) {
        made += text.slice(from, first.index) + name;
        from = last.index + last[0].length;
      }
      i += Math.max(1, length);
    }
    return made + text.slice(from);
  }

  /** How many words from here on name the person, the longest naming first; 0: they do not. */
  function lengthAt(words: readonly RegExpExecArray[], at: number): number {
    for (let length = Math.min(marks.longest, words.length - at); length > 0; length -= 1) {
      const phrase = words.slice(at, at + length).map(([text]) => folded(text));
      if (isPhrase(phrase.join(' '))) return length;
    }
    const text = words[at]?.[0] ?? '';
    const capital = text.slice(0, 1) !== text.slice(0, 1).toLowerCase();
    return capital && isName(folded(text)) ? 1 : 0;
  }

  function withoutPhones(text: string): string {
    if (phones.size === 0) return text;
    return text.replace(phone, (number) => {
      const digits = digitsOf(number);
      return digits !== null && phones.has(mark(key, 'phone', digits)) ? name : number;
    });
  }

  function inside(value: unknown): unknown {
    if (typeof value === 'string') return texts(value);
    if (Array.isArray(value)) return value.map(inside);
    if (typeof value !== 'object' || value === null) return value;
    const made = Object.fromEntries(Object.entries(value).map(([field, of]) => [plain(field), inside(of)]));
    return rehashed(value as Record<string, unknown>, made);
  }

  function texts(text: string): string {
    const parsed = jsonIn(text);
    if (parsed === undefined) return plain(text);
    const made = inside(parsed);
    const before = JSON.stringify(parsed);
    const after = JSON.stringify(made);
    if (before === after) return text;
    // Papers are written for eyes, with two spaces; rows of the database are not.
    return text === before ? after : JSON.stringify(made, null, 2) + (text.endsWith('\n') ? '\n' : '');
  }

  return texts;
}

/** Records repeat themselves: the whole organisation stands in the first fact of each case, and a hash costs 3 microseconds. */
function remembered(asked: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size > 100_000) known.clear();
    const answer = asked(text);
    known.set(text, answer);
    return answer;
  };
}

/** A paper that was rewritten has another hash; the old one would tell whether a guessed name was in it. */
function rehashed(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const { body } = after;
  if (typeof body !== 'string' || typeof before['sha256'] !== 'string' || body === before['body']) return after;
  return { ...after, sha256: hash('sha256', body, 'hex') };
}

function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function wordsOf(text: string): string[] {
  return (text.match(word) ?? []).map(folded);
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function digitsOf(number: string): string | null {
  const digits = number.replaceAll(/\D/g, '');
  return digits.length < PHONE_DIGITS ? null : digits.slice(-PHONE_DIGITS);
}

function mark(key: string, kind: string, text: string): string {
  return createHmac('sha256', key).update(`${kind}\0${text}`).digest('hex');
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}
