// Reading the forms of a paper the way their readers do.
import { unescaped } from '../../src/papers/html.ts';
import { written } from '../../src/papers/inert.ts';

/** Without the gaps: where a form breaks its lines says nothing. */
export function squeezed(text: string): string {
  return written(text).replace(/\s+/gu, '');
}

/** What a page shows, a string for each element that has text, in reading order. */
export function htmlStrings(html: string): string[] {
  const [, body = ''] = /<body>([\s\S]*)<\/body>/u.exec(html) ?? [];
  return [...body.matchAll(/<(h1|h2|p|dt|dd|li)>([^<]*)<\/\1>/gu)]
    .map(([, , text = '']) => squeezed(unescaped(text)))
    .filter((text) => text !== '');
}
