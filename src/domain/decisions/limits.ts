/** How much people may say at once; what is longer would not fit a card. */
import type { Intent } from '../commands.ts';
import type { Refusal } from '../refusal.ts';

/** Characters. A title is a line; words are a page. */
export const longest = { title: 200, words: 4000, reference: 100 } as const;

export function tooLong(what: keyof typeof longest, text: string | undefined): Refusal | null {
  const found = text?.length ?? 0;
  return found > longest[what] ? { no: 'too-long', what, longest: longest[what], found } : null;
}

/** The first text of an intent that is too long; null: all fit. */
export function textTooLong(intent: Intent): Refusal | null {
  const texts: [keyof typeof longest, unknown][] = [
    ['title', 'title' in intent ? intent.title : undefined],
    ['words', 'words' in intent ? intent.words : undefined],
    ['words', 'text' in intent ? intent.text : undefined],
    ['words', 'reason' in intent ? intent.reason : undefined],
    ['words', 'because' in intent ? intent.because : undefined],
    ['reference', 'reference' in intent ? intent.reference : undefined],
  ];
  for (const [what, text] of texts) {
    const long = typeof text === 'string' ? tooLong(what, text) : null;
    if (long) return long;
  }
  return null;
}
