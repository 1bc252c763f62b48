/**
 * What people's keyboards, editors and Teams put into a line: quotation marks, spaces, invisible characters.
 * Everything here looks at one character at a time.
 */

/** Double marks; how a mark that opens at the beginning of a word is closed. Others of the family close it when these are missing. */
const PARTNERS: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '”': '”',
  '„': '“”',
  '‟': '”',
  '«': '»',
  '»': '«»',
  '＂': '＂',
  "'": "'",
  '‘': '’',
  '’': '’',
  '‚': '‘’',
  '‹': '›',
  '›': '‹›',
};
const DOUBLE = new Set('"“”„‟«»＂');
const SINGLE = new Set("'‘’‚‹›");

export function isQuote(c: string): boolean {
  return DOUBLE.has(c) || SINGLE.has(c);
}

/** Single marks are also apostrophes, so they open only where a partner follows. */
export function isSingle(c: string): boolean {
  return SINGLE.has(c);
}

/** The marks that close what `opening` opened: the right ones, and any of its family for keyboards that mix them. */
export function closers(opening: string): { right: string; any: ReadonlySet<string> } {
  return { right: PARTNERS[opening] ?? opening, any: DOUBLE.has(opening) ? DOUBLE : SINGLE };
}

/** Characters nobody can see; they come with copied text and would make two equal words differ. */
function isInvisible(code: number): boolean {
  return (
    (code < 0x20 && code !== 0x0a) ||
    (code >= 0x7f && code <= 0x9f) ||
    code === 0xad ||
    code === 0x61c ||
    code === 0x180e ||
    code === 0x200b ||
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0xfeff ||
    (code >= 0xfff9 && code <= 0xfffb)
  );
}

/** Joiners hold emoji and some scripts together; between plain letters they only hide. */
function isJoiner(code: number): boolean {
  return code === 0x200c || code === 0x200d;
}

/** A lone half of a surrogate pair is no character at all: stored or sent it would become something else. */
function isLoneHalf(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  if (code >= 0xd800 && code <= 0xdbff) {
    const next = text.charCodeAt(i + 1);
    return !(next >= 0xdc00 && next <= 0xdfff);
  }
  if (code < 0xdc00 || code > 0xdfff) return false;
  const before = text.charCodeAt(i - 1);
  return !(before >= 0xd800 && before <= 0xdbff);
}

/** Spaces of all kinds become one kind, line breaks too; what cannot be seen is gone. One pass. */
export function visible(text: string): string {
  const out: string[] = [];
  let last = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x0d) {
      if (text.charCodeAt(i + 1) !== 0x0a) out.push('\n');
      last = 0x0a;
      continue;
    }
    if (code === 0x2028 || code === 0x2029 || code === 0x85 || code === 0x0b || code === 0x0c) {
      out.push('\n');
      last = 0x0a;
      continue;
    }
    if (code === 0x09 || isSpace(code)) {
      out.push(' ');
      last = 0x20;
      continue;
    }
    if (isInvisible(code) || isLoneHalf(text, i) || (isJoiner(code) && last < 0x80)) continue;
    out.push(text[i] as string);
    last = code;
  }
  return out.join('');
}

function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Hyphens and minus signs of all kinds as the one on the keyboard: `no‑effect`, `−email`. For short words only. */
export function plainHyphens(word: string): string {
  return word.replaceAll(/[\u2010-\u2015\u2212\uff0d]/g, '-');
}
