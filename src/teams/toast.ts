/** The answer of an invoke: one plain sentence under the card, seen by whoever clicked. Never a refresh and never a card:
 * one of those would make Teams replace the message for everybody from then on. */
import type { Post } from '../engine/index.ts';
import type { InvokeAnswer } from './adapter.ts';

/** Longer ones are cut by Teams. */
const LONGEST = 280;

export function toastOf(posts: readonly Post[]): InvokeAnswer {
  const said = posts.map(({ text, summary }) => plain(text ?? summary ?? '')).find((words) => words !== '') ?? '✓';
  const [first = said] = said.split(/\n+/);
  return {
    status: 200,
    body: {
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: first.length > LONGEST ? `${first.slice(0, LONGEST - 1)}…` : first,
    },
  };
}

/** The invoke's own error: the card shows its text. */
export function toastOfFault(words: string): InvokeAnswer {
  return toastOf([{ text: words }]);
}

/** Markdown as it reads: the toast shows its text letter by letter. */
function plain(markdown: string): string {
  return markdown
    .replace(/<\/?at>/g, '')
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/\\([\\`*_[\]~|#>+\-=:.)])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();
}
