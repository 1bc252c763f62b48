// "Mail is down" is no command; what is offered for it records just that, and nothing is done before it is sent.
import { expect, test } from 'vitest';
import { parse } from '../../src/grammar/parse.ts';
import { chat, contextWith, storyWith, thread } from './context.ts';

const { state } = storyWith(1);
const blocked = contextWith({ ...(state && { caseView: state }) });

test.each([
  ['phones are down', blocked, 'case set', { affects: '+phones' }],
  ['The phones are down!', blocked, 'case set', { affects: '+phones' }],
  ['single sign-on is broken', blocked, 'case set', { affects: '+sso' }],
  // Known to be down in this case.
  ['mail is down', blocked, 'note', { words: 'mail is down' }],
  ['mail is down', chat, 'case new', { title: 'mail is down', affects: 'email' }],
  ['E-mail down', chat, 'case new', { title: 'E-mail down', affects: 'email' }],
])('%s', (line, ctx, nearest, filled) => {
  expect(parse(line, ctx)).toMatchObject({ kind: 'unknown', heard: line, nearest, filled });
});

test.each(['phones', 'email is working again', 'down with the phones', 'the', 'coffee is down', 'is down'])(
  '%s is no such sentence',
  (line) => {
    const parsed = parse(line, thread);
    expect(parsed.kind === 'unknown' && parsed.nearest === 'case set').toBe(false);
  },
);

test('a command stays one, whatever it is about', () => {
  expect(parse('note phones are down', thread)).toMatchObject({ kind: 'intent', intent: { type: 'note' } });
});
