/** What takes the place of a form that was used before: what came of it, and what was written into it now, so that nothing typed is lost. */
import { formOf } from '../../grammar/form.ts';
import type { ParseContext } from '../../grammar/types.ts';
import { formTitle } from '../../words/en/help.ts';
import { cut } from '../../words/format.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts, line } from '../blocks/line.ts';
import { row } from '../blocks/row.ts';
import type { Post, ViewContext } from '../post.ts';
import { cardVoice } from '../voice.ts';
import type { FormAsked } from './formCard.ts';
import { namesIn } from './formCard.ts';

/** As many of somebody's words as a card has room for. */
const LONGEST = 4_000;

/** `said`: the answer to the second press, in a sentence or two; `asked`: what the form held then. */
export function usedFormPost(asked: FormAsked, said: string, ctx: ParseContext, view: ViewContext): Post {
  const { words, s } = cardVoice(namesIn(ctx), view);
  const spec = formOf(asked.command, asked.caseId, asked.filled, ctx);
  const written = spec?.fields.find(({ kind, name }) => kind === 'lines' || name === 'title')?.value ?? '';
  const typed = spec?.typed ?? null;
  const card = frame('answered', said, {
    header: header(formTitle(asked.command), []),
    what: row({ mark: 'fact', first: said }),
    more: written === '' ? [] : [line(words.cards.notTaken(cut(s.quote(written, LONGEST), LONGEST)))],
    foot: foot(facts(words.asOf(view.now, s), typed !== null && words.cards.again(typed))),
    buttons: [],
  });
  return { card, summary: said };
}
