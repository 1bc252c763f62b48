// The forms and the help of the gallery: what people get who click, who forget something, or who are not understood.
import { formPost } from '../../src/cards/commands/formCard.ts';
import { helpPost } from '../../src/cards/commands/helpCard.ts';
import { shortPost } from '../../src/cards/commands/shortCard.ts';
import { stepFormPost } from '../../src/cards/commands/stepFormCard.ts';
import { unknownPost } from '../../src/cards/commands/unknownCard.ts';
import type { Post, ViewContext } from '../../src/cards/post.ts';
import { parse } from '../../src/grammar/parse.ts';
import { readSubmit } from '../../src/grammar/submit.ts';
import type { ParseContext, Parsed } from '../../src/grammar/types.ts';
import { type Example, hostile } from './exampleCases.ts';
import { parseContextOf } from './parseContext.ts';
import { example } from './story.ts';

/** Somebody of ours speaks in the thread of the case. */
export function contextIn({ state, now }: Example, sender = 'megan'): ParseContext {
  return parseContextOf({ now, organisation: example.organisation, state, sender, line: '' });
}

/** What comes back when a line or a click is not enough. */
export function askedBack(parsed: Parsed, of: Example, sender = 'megan'): Post {
  const view: ViewContext = { now: of.now, language: 'en', person: sender };
  const ctx = contextIn(of, sender);
  if (parsed.kind === 'form') return formPost(parsed, ctx, view);
  if (parsed.kind === 'unknown') return unknownPost(parsed, ctx, view)[0] ?? {};
  throw new Error(`That was understood: ${JSON.stringify(parsed)}`);
}

const typed = (line: string, of: Example) => askedBack(parse(line, contextIn(of)), of);
const clicked = (verb: string, of: Example, args: Record<string, string> = {}, sender = 'megan') =>
  askedBack(readSubmit({ baton: 1, verb, case: of.state.id, card: 'form', args }, contextIn(of, sender)), of, sender);
const form = (command: string, of: Example, args: Record<string, string> = {}, sender = 'megan') =>
  clicked('form', of, { command, ...args }, sender);

/** Names and posts, to be drawn. */
export function formPosts(noon: Example, start: Example, huge: Example): [string, Post][] {
  const view: ViewContext = { now: noon.now, language: 'en' };
  const long = `${hostile} ${'Långa ord åäö '.repeat(400)}`;
  return [
    ['form-ticket-open', form('ticket open', start)],
    [
      'form-missing',
      clicked('ticket open', start, { vendor: 'microsoft', words: 'Outbound mail blocked', numbered: 'wanted' }),
    ],
    ['form-case-new', form('case new', noon)],
    ['form-update', form('update', noon)],
    ['form-heard', form('ticket heard', noon, { ticket: 'T1' })],
    ['form-wrong', typed('ticket promise T1 by:quarter-past "unblock done"', noon)],
    ['form-which', clicked('ping done', noon, { keys: 'step:10,step:11,ticket:T1,update' })],
    ['form-guessed', typed('tickte heard T1 "they are on it"', noon)],
    ['form-outsider', clicked('outsider answer', noon, { ticket: 'T1' }, 'lynne')],
    ['form-huge', typed(`ticket wants T1 via:nowhere due:never "${long.slice(0, 3900)}"`, huge)],
    ['step-form', stepFormPost(noon.state, view)],
    ['step-form-huge', stepFormPost(huge.state, { ...view, now: huge.now })],
    ['help', helpPost({}, view)],
    ['help-group', helpPost({ command: 'ticket' }, view)],
    ['help-command', helpPost({ command: 'ticket heard' }, view)],
    ['not-understood', typed('coffee is out again', noon)],
    ['hello', shortPost(contextIn(noon), view)],
  ];
}
