/** The words of the check of contacts. */
import type { Language } from '../domain/organisation.ts';
import { contacts } from './en/contacts.ts';

export type ContactWords = typeof contacts;

/** A language without these words speaks English. */
export function contactWordsOf(_language: Language): ContactWords {
  return contacts;
}
