/** The words of the grab bag. */
import type { Language } from '../domain/organisation.ts';
import { grabBagWords } from './en/grabBag.ts';

export type GrabBagWords = typeof grabBagWords;

/** A language without these words speaks English. */
export function grabBagWordsOf(_language: Language): GrabBagWords {
  return grabBagWords;
}
