/** A line that nobody understands: the nearest command with its form or its help, else three lines; never a bare error, never a wall of text. */
import { parse } from '../../grammar/parse.ts';
import { rowOf } from '../../grammar/table.ts';
import { twinOf } from '../../grammar/twin.ts';
import type { ParseContext, Parsed } from '../../grammar/types.ts';
import { formTitle } from '../../words/en/help.ts';
import { band } from '../blocks/band.ts';
import { actionSet, button } from '../blocks/button.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { MARK } from '../blocks/marks.ts';
import type { Origin, Post, ViewContext } from '../post.ts';
import { cardVoice } from '../voice.ts';
import { formPost, namesIn } from './formCard.ts';
import { helpPost } from './helpCard.ts';
import { shortPost } from './shortCard.ts';

export type NotUnderstood = Extract<Parsed, { kind: 'unknown' }>;

/** `once`: the mark of the form that it may come to. */
export function unknownPost(of: NotUnderstood, ctx: ParseContext, view: ViewContext, once?: string): Post[] {
  const { words, s } = cardVoice(namesIn(ctx), view);
  const heard = s.quote(of.heard, 60);
  if (of.nearest === null)
    return [shortPost(ctx, view, of.heard === '' ? words.cards.oldButton : words.cards.notUnderstood(heard))];
  const notice = words.cards.heardInstead(heard);
  const row = rowOf(of.nearest);
  if (row?.asks !== 'intent')
    return [runPost(of, ctx, view, notice) ?? helpPost({ command: of.nearest }, view, notice)];
  const asked = { kind: 'form' as const, command: of.nearest, caseId: of.caseId, filled: of.filled, problems: [] };
  return [formPost(asked, ctx, view, { notice, ...(once !== undefined && { once }) })];
}

/** The line that was meant, with a button that runs it as it was said. Null: something is missing in it. */
function runPost(of: NotUnderstood, ctx: ParseContext, view: ViewContext, notice: string): Post | null {
  const row = of.nearest === null ? undefined : rowOf(of.nearest);
  if (row === undefined) return null;
  const typed = twinOf(row, of.filled, of.caseId, ctx);
  const said = parse(typed, ctx);
  const missing = Object.entries(row.args).some(([name, arg]) => arg.required && of.filled[name] === undefined);
  if (missing || said.kind !== 'query' || said.query.type === 'help') return null;
  const { words } = cardVoice(namesIn(ctx), view);
  const title = formTitle(row.path);
  const on: Origin = { card: 'help', ...(said.caseId !== null && { case: said.caseId }) };
  const card = frame('form', `${notice} ${typed}`, {
    header: header(title, []),
    band: band({ style: 'emphasis', caption: `${MARK.fact} ${notice}`, action: typed }),
    fields: [],
    foot: [],
    buttons: actionSet([
      button(on, title, row.path, of.filled, { positive: true }),
      button(on, words.buttons.help, 'help'),
    ]),
  });
  return { card, summary: typed };
}
