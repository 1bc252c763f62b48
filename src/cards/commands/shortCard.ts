/** To whoever only said hello, or nothing that anybody understands: what is next here, how a case is opened, where help is. Three lines. */
import { nextActions } from '../../domain/next.ts';
import type { ParseContext } from '../../grammar/types.ts';
import { actionSet, button, formButton } from '../blocks/button.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts, line } from '../blocks/line.ts';
import type { Origin, Post, ViewContext } from '../post.ts';
import { cardVoice } from '../voice.ts';
import { namesIn } from './formCard.ts';
import { partOf, textOf } from './welcome.ts';

/** `notice`: what was not understood; without it somebody is greeted. */
export function shortPost(ctx: ParseContext, view: ViewContext, notice?: string): Post {
  const { words, s } = cardVoice(namesIn(ctx), view);
  const state = ctx.caseView;
  const next = state && nextActions(state, view.now)[0];
  const { hello, cases, open, help } = words.short();
  const title = notice ?? hello;
  const first = state && next ? words.answers.next(next, state, s) : '';
  const lines = [open, help].map((parts) => line(parts.map(partOf), { spacing: 'Small' }));
  const on: Origin = { card: 'help', ...(state && { case: state.id }) };
  const card = frame('welcome', `${title} ${first || cases.map(textOf).join('')}`, {
    header: header(title, state ? facts(state.id, s.text(state.title, 80)) : []),
    lines: [line(first || cases.map(partOf), { spacing: 'Small' }), ...lines],
    buttons: actionSet([
      state ? button(on, words.buttons.showCase, 'case show') : button(on, words.buttons.cases, 'case list'),
      formButton(on, words.buttons.newCase, 'case new'),
      button(on, words.buttons.help, 'help'),
    ]),
  });
  return { card, summary: title };
}
