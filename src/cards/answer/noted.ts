/** A small line before a post that is drawn already: it may have come before, or not all that was asked for was understood. */
import type { CaseId } from '../../domain/commands.ts';
import { markdown } from '../../words/escape.ts';
import { line } from '../blocks/line.ts';
import type { Post } from '../post.ts';

/** `said` is plain text. */
export function noted(post: Post, said: string): Post {
  if (post.card === undefined) return { ...post, text: `${markdown(said)} ${post.text ?? ''}` };
  const body = [line(said, { size: 'Small', subtle: true }), ...[post.card['body']].flat()];
  return { ...post, card: { ...post.card, body } };
}

/**
 * What was said of a case, where it stands outside of that case's thread: its number comes first. Cards name their case
 * themselves, and so do sentences that begin with it ("INC-3 is resolved already", "• INC-3 opened").
 */
export function named(post: Post, caseId: CaseId): Post {
  if (post.text === undefined) return post;
  const beginning = post.text.replace(/^[^\p{L}\p{N}]+/u, '');
  const says = beginning.startsWith(caseId) && !/^\p{N}/u.test(beginning.slice(caseId.length));
  return says ? post : { ...post, text: `${caseId}: ${post.text}` };
}
