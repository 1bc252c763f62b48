/** The first card: what Baton does, in four lines, and three ways to begin. */
import { type Names, noNames } from '../words/speech.ts';
import { actionSet, button, formButton } from './blocks/button.ts';
import { frame } from './blocks/frame.ts';
import { header } from './blocks/header.ts';
import { line } from './blocks/line.ts';
import type { Origin, Post, ViewContext } from './post.ts';
import { cardVoice } from './voice.ts';

const on: Origin = { card: 'help' };

export function welcomePost(view: ViewContext, names: Names = noNames): Post {
  const { words, s } = cardVoice(names, view);
  const { title, lines } = words.welcome(s);
  const card = frame('welcome', `${title}. ${lines.join(' ')}`, {
    header: header(title, [], true),
    lines: lines.map((text) => line(text, { spacing: 'Small' })),
    buttons: actionSet([
      formButton(on, words.buttons.newCase, 'case new', {}, { positive: true }),
      button(on, words.buttons.cases, 'case list'),
      button(on, words.buttons.help, 'help'),
    ]),
  });
  return { card, summary: title };
}
