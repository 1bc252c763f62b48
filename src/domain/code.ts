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

/** Of `codes`, those that differ from what was typed in the fewest places, best first. */
export function nearestCodes(text: string, codes: string[]): string[] {
  const typed = text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  const distance = (code: string) => {
    const plain = code.replace('-', '');
    let differing = Math.abs(plain.length - typed.length);
    for (let i = 0; i < Math.min(plain.length, typed.length); i++) if (plain[i] !== typed[i]) differing++;
    return differing;
  };
  return [...codes].sort((a, b) => distance(a) - distance(b)).slice(0, 3);
}
