/** A line that nobody understands: the nearest command with its form or its help, else three lines; never a bare error, never a wall of text. */
import { rowOf } from '../grammar/table.ts';
import type { ParseContext, Parsed } from '../grammar/types.ts';
import { formPost, namesIn } from './formCard.ts';
import { helpPost } from './helpCard.ts';
import type { Post, ViewContext } from './post.ts';
import { shortPost } from './shortCard.ts';
import { cardVoice } from './voice.ts';

export type NotUnderstood = Extract<Parsed, { kind: 'unknown' }>;

/** `once`: the mark of the form that it may come to. */
export function unknownPost(of: NotUnderstood, ctx: ParseContext, view: ViewContext, once?: string): Post[] {
  const { words, s } = cardVoice(namesIn(ctx), view);
  const heard = s.quote(of.heard, 60);
  if (of.nearest === null)
    return [shortPost(ctx, view, of.heard === '' ? words.cards.oldButton : words.cards.notUnderstood(heard))];
  const notice = words.cards.heardInstead(heard);
  if (rowOf(of.nearest)?.asks !== 'intent') return [helpPost({ command: of.nearest }, view, notice)];
  const asked = { kind: 'form' as const, command: of.nearest, caseId: of.caseId, filled: of.filled, problems: [] };
  return [formPost(asked, ctx, view, { notice, ...(once !== undefined && { once }) })];
}
