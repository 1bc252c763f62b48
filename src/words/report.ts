/** The words of the report of a case. */
import type { Language } from '../domain/organisation.ts';
import { report } from './en/report.ts';

export type ReportWords = typeof report;

/** A language without these words speaks English. */
export function reportWordsOf(_language: Language): ReportWords {
  return report;
}
