/** The answer of an invoke: one plain sentence under the card, seen by whoever clicked. Never a refresh and never a card:
 * one of those would make Teams replace the message for everybody from then on. */
import type { Post } from '../engine/index.ts';
import type { InvokeAnswer } from './adapter.ts';

/** Longer ones are cut by Teams. */
const LONGEST = 280;

/** The first line of what is said, as it reads. */
export function plainText(posts: readonly Post[]): string {
  const said = posts.map(({ text, summary }) => plain(text ?? summary ?? '')).find((words) => words !== '') ?? '✓';
  return said.split(/\n+/)[0] ?? said;
}

export function toastOf(words: string): InvokeAnswer {
  return {
    status: 200,
    body: {
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words,
    },
  };
}

/** The invoke's own error: the card shows its text. */
export function toastOfFault(words: string): InvokeAnswer {
  return toastOf(plain(words));
}

/** Markdown as it reads: the toast shows its text letter by letter. */
function plain(markdown: string): string {
  return markdown
    .replace(/<\/?at>/g, '')
    .replace(/(?<!\\)(?:\*\*|`+)/g, '')
    .replace(/\\([\\`*_[\]~|#>+\-=:.)])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();
}
