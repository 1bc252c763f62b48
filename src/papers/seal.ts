/** The three forms of a document with a SHA-256 of each: whoever has a copy can show that it is the one that was sent. */
import { createHash } from 'node:crypto';
import type { Form, Forms } from '../domain/paperForms.ts';
import { htmlOf } from './html.ts';
import { jsonOf } from './json.ts';
import type { Paper } from './paper.ts';
import { textOf } from './text.ts';

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
