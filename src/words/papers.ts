/** The words of what is read outside Teams: the evidence pack, the pressure sheet, what is read out on the phone. */
import type { Language } from '../domain/organisation.ts';
import { papers } from './en/papers.ts';

export type PaperWords = typeof papers;

/** A language without these words speaks English. */
export function paperWordsOf(_language: Language): PaperWords {
  return papers;
}
