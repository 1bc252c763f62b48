/** A small line before a post that is drawn already: it may have come before, or not all that was asked for was understood. */
import { markdown } from '../words/escape.ts';
import { line } from './blocks/line.ts';
import type { Post } from './post.ts';

/** `said` is plain text. */
export function noted(post: Post, said: string): Post {
  if (post.card === undefined) return { ...post, text: `${markdown(said)} ${post.text ?? ''}` };
  const body = [line(said, { size: 'Small', subtle: true }), ...[post.card['body']].flat()];
  return { ...post, card: { ...post.card, body } };
}
