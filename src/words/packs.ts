/** The words of the evidence pack's and the pressure sheet's cards, and of the answers about them. */
import type { Language } from '../domain/organisation.ts';
import { packs } from './en/packs.ts';

export type PackWords = typeof packs;

/** A language without these words speaks English. */
export function packWordsOf(_language: Language): PackWords {
  return packs;
}
