import { mulberry32 } from '../support/mulberry32.ts';

/** Numbers that look random and are the same for the same seed, for ever. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `n`. */
  int(n: number): number;
  /** From `a` up to, not including, `b`. */
  between(a: number, b: number): number;
  chance(p: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** `name` separates streams of one seed: a number drawn more in one of them changes nothing in the others. */
export function randomOf(seed: number, name: string): Random {
  let state = seed | 0;
  for (const letter of name) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x9e3779b1) ^ (state >>> 15);
  const next = mulberry32(state);
  const int = (n: number) => Math.floor(next() * n);
  return {
    next,
    int,
    between: (a, b) => a + Math.floor(next() * (b - a)),
    chance: (p) => next() < p,
    pick: (list) => {
      const picked = list[int(list.length)];
      if (picked === undefined) throw new Error('Nothing to pick from');
      return picked;
    },
  };
}
