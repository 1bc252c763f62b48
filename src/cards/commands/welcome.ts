/** The first card: what Baton does, in four lines, and three ways to begin. */
import type { Spoken } from '../../words/catalogue.ts';
import { wordsOf } from '../../words/words.ts';
import { actionSet, button, formButton } from '../blocks/button.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { line, type Part } from '../blocks/line.ts';
import type { Origin, Post, ViewContext } from '../post.ts';

const on: Origin = { card: 'help' };

/** `vendor`: one that there is, for the example. */
export function welcomePost(view: ViewContext, vendor = 'vendor'): Post {
  const words = wordsOf(view.language);
  const { title, lines } = words.welcome(vendor);
  const card = frame('welcome', `${title}. ${lines.map((parts) => parts.map(textOf).join('')).join(' ')}`, {
    header: header(title, [], true),
    lines: lines.map((parts) => line(parts.map(partOf), { spacing: 'Small' })),
    buttons: actionSet([
      formButton(on, words.buttons.newCase, 'case new', {}, { positive: true }),
      button(on, words.buttons.cases, 'case list'),
      button(on, words.buttons.help, 'help'),
    ]),
  });
  return { card, summary: title };
}

/** A piece of a sentence as plain text. */
export const textOf = (part: Spoken) => (typeof part === 'string' ? part : part.command);
/** A piece of a sentence for a card: a command stands out. */
export const partOf = (part: Spoken): string | Part =>
  typeof part === 'string' ? part : { text: part.command, bold: true };
