/** The words of what is remembered of vendors. */
import type { Language } from '../domain/organisation.ts';
import { vendors } from './en/vendors.ts';

export type VendorWords = typeof vendors;

/** A language without these words speaks English. */
export function vendorWordsOf(_language: Language): VendorWords {
  return vendors;
}
