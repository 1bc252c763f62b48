/** A document in its three forms, as it is kept: written outside the core, never changed afterwards. */
import type { PersonId } from './organisation.ts';

export const FORMS = ['text', 'html', 'json'] as const;
export type FormName = (typeof FORMS)[number];

/** One form: its bytes are those of `body` in UTF-8. */
export interface Form {
  readonly body: string;
  /** Of those bytes, in hexadecimal. */
  readonly sha256: string;
}

export type Forms = Readonly<Record<FormName, Form>>;

/** What of a document is about people. */
export interface PersonalData {
  people: PersonId[];
  emails: number;
  phones: number;
}

/** What the core is handed when a pack is built. */
export interface SealedPaper {
  forms: Forms;
  personal: PersonalData;
}
