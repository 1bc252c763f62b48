/** A playbook as the core knows it: relative times; the opening event copies it, so that an edit never changes a fire in progress. */
import type { Measure } from './measure.ts';
import type { AuthorityId, LadderName, RoleName, ServiceId, Severity } from './organisation.ts';
import type { Duration } from './time.ts';

/** A text in one language or in several; English is always there. */
export type LocalText = string | { readonly en: string; readonly sv?: string };

export interface PlaybookStep {
  /** Imperative, one sentence or two. */
  readonly text: LocalText;
  readonly role: RoleName;
  /** Counted from the opening; absent: without a due time. */
  readonly after?: Duration;
  /** What to say or to type, word by word. */
  readonly script?: LocalText;
  /** What helps to do it. */
  readonly hint?: LocalText;
  /** The step stands in a case that fits all the keys that are there (any of a key's values). */
  readonly when?: {
    readonly severities?: readonly Severity[];
    readonly services?: readonly ServiceId[];
    readonly control?: 'ours' | 'vendor';
  };
  /** Done only with a word or a file that shows it. */
  readonly proof?: boolean;
  /** Which of the measures that a vendor asks for this is; see measures.ts. */
  readonly proves?: Measure;
}

export interface Playbook {
  readonly id: string;
  readonly name: { readonly en: string; readonly sv?: string };
  /** What suggests it: words in a title (lower case), services affected. */
  readonly fits: { readonly words: readonly string[]; readonly services: readonly ServiceId[] };
  /** Head, own steps and tail, composed. */
  readonly steps: readonly PlaybookStep[];
  /** Clocks of authorities to screen for. */
  readonly authorities?: readonly AuthorityId[];
  /** For tickets of vendors that name no ladder themselves. */
  readonly ladder?: LadderName;
}

/** The text in the language wanted, else in English. */
export function localText(of: LocalText, language: 'en' | 'sv'): string {
  return typeof of === 'string' ? of : (of[language] ?? of.en);
}
