/** What the event files share: how a fact is put together. */
import type { CaseEventBody } from '../../domain/events.ts';
import type { Mark } from '../catalogue.ts';

export type BodyOf<T extends CaseEventBody['type']> = Extract<CaseEventBody, { type: T }>;

/** A fact before its author is put in front of `more`; empty strings in `more` are left out. */
export interface Fact {
  mark: Mark;
  head: string;
  more?: (string | undefined)[];
  strong?: boolean;
  /** The head names the author already. */
  named?: boolean;
  /** Instead of the head where author and time stand beside it; it does not name the author. */
  short?: string;
}

/** Words that may be missing, as a detail in quotation marks. */
export function said(words: string | undefined, quote: (of: string) => string): string {
  return words === undefined || words.trim() === '' ? '' : quote(words);
}
