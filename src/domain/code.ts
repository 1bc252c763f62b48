// Codes to quote: `K-7QM4X`, four drawn characters and a check character, so that a code misheard on the phone is noticed.

/** 2-9 and the letters without I, L, O, U: thirty characters that are not mistaken for each other. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const size = alphabet.length;

/** Weighted sum; the weights are prime to 30, so every single wrong character changes it. */
const weights = [1, 7, 11, 13];

function checkOf(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum += (weights[i] ?? 1) * alphabet.indexOf(body[i] ?? '2');
  return alphabet[sum % size] ?? '2';
}

/** A code from at least four random bytes (drawn outside the core). */
export function codeFrom(random: Uint8Array): string {
  let body = '';
  for (let i = 0; i < 4; i++) body += alphabet[(random[i] ?? 0) % size];
  return `K-${body}${checkOf(body)}`;
}

/** Reads a code as people type it (`k7qm4x`, `K-7QM4X`); `ok: false` when it is no code or its check character is wrong. */
export function checkCode(text: string): { ok: true; code: string } | { ok: false } {
  const letters = text.toUpperCase().replaceAll(/[\s\u2010-\u2015-]/g, '');
  const body = letters.length === 6 && letters.startsWith('K') ? letters.slice(1) : letters;
  if (body.length !== 5) return { ok: false };
  for (const c of body) if (!alphabet.includes(c)) return { ok: false };
  return checkOf(body.slice(0, 4)) === body[4] ? { ok: true, code: `K-${body}` } : { ok: false };
}

/** What a character that no code has was meant to be, by how it looks. */
const looks: Readonly<Record<string, string>> = { '0': 'DQ', O: 'DQ', '1': '7JT', I: '7JT', L: '7JT', U: 'VW' };

/**
 * Reads a code as people write it down: in any case, with or without `K-`, with spaces, with characters that look alike.
 * Where those leave a doubt it is the one of `codes` that fits, if there is only one.
 */
export function readCode(text: string, codes: readonly string[]): { ok: true; code: string } | { ok: false } {
  const letters = lettersOf(text);
  const plain = checkCode(letters);
  if (plain.ok) return plain;
  const body = letters.length === 6 && letters.startsWith('K') ? letters.slice(1) : letters;
  if (body.length !== 5) return { ok: false };
  const fitting = new Set(readings(body).filter((one) => codes.includes(one)));
  const [only] = fitting;
  return only !== undefined && fitting.size === 1 ? { ok: true, code: only } : { ok: false };
}

function lettersOf(text: string): string {
  return text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
}

/** All that could be meant; five characters of three looks at most. */
function readings(body: string): string[] {
  let all = [''];
  for (const c of body) all = all.flatMap((start) => [...(looks[c] ?? c)].map((one) => start + one));
  return all.map((one) => `K-${one}`);
}

const most = 3;

/** More wrong characters than these, and it is another code, not one that was misheard. */
const mostWrong = 2;

/** Of `codes`, those that what was typed may have been meant as, fewest changes first; of two alike the later in the list. */
export function nearestCodes(text: string, codes: readonly string[]): string[] {
  const letters = lettersOf(text);
  const typed = letters.length > 5 ? letters : `K${letters}`;
  const all = [...new Set([...codes].reverse())].map((code) => ({ code, changes: changes(lettersOf(code), typed) }));
  return all
    .filter((one) => one.changes <= mostWrong)
    .sort((a, b) => a.changes - b.changes)
    .slice(0, most)
    .map(({ code }) => code);
}

/** How many characters must be put in, taken out or changed. What nobody would call a code is not compared to its end. */
function changes(a: string, b: string): number {
  const other = b.slice(0, 12);
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (const [i, c] of [...a].entries()) {
    let left = i + 1;
    const next = [left];
    for (const [j, d] of [...other].entries()) {
      left = Math.min(left + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (c === d ? 0 : 1));
      next.push(left);
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
