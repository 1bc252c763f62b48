/** A code to quote, as it was said. What it means the case decides. */
import { make } from './args.ts';
import type { Arg } from './types.ts';

type Options = Parameters<typeof make>[1];

/** Chosen in a form instead of a code: what was said was none of ours. Teams shows no choice without a value. */
export const noneOfThese = 'none';

/** As much as somebody writes who means a code. */
const LONGEST = 20;

/** `K-7QM4X`, and without quotation marks also `K 7QM 4X`. */
export function code(options: Options = {}): Arg<string, false> {
  return make<string>(
    {
      kind: 'code',
      place: 'keyed',
      usage: 'quoted:K-7QM4X',
      span: 3,
      read(given) {
        const letters = given.replaceAll(/[^0-9a-z]/gi, '');
        const isCode = letters.length === 5 || (letters.length === 6 && /^k/i.test(letters));
        // One word was meant as a code, whatever it is; several only if they are one together.
        return given.length <= LONGEST && (isCode || !/\s/.test(given.trim()))
          ? { value: given }
          : { problem: { problem: 'bad-code', heard: given } };
      },
    },
    options,
  );
}
