/** The three forms of a document with a SHA-256 of each: whoever has a copy can show that it is the one that was sent. */
import { createHash } from 'node:crypto';
import { htmlOf } from './html.ts';
import { jsonOf } from './json.ts';
import type { Paper } from './paper.ts';
import { textOf } from './text.ts';

export const FORMS = ['text', 'html', 'json'] as const;
export type FormName = (typeof FORMS)[number];

/** One form: its bytes are those of `body` in UTF-8. */
export interface Form {
  readonly body: string;
  /** Of those bytes, in hexadecimal. */
  readonly sha256: string;
}

export type Forms = Readonly<Record<FormName, Form>>;

export function sealed(paper: Paper): Forms {
  return { text: form(textOf(paper)), html: form(htmlOf(paper)), json: form(jsonOf(paper)) };
}

function form(body: string): Form {
  return { body, sha256: sha256(body) };
}

/** Of the text in UTF-8, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
