/** The news, the record, and help. */
import { choice, length, make, page, required, text, words } from '../args.ts';
import { row, said } from '../row.ts';
import type { CommandRow } from '../types.ts';

const everywhere = ['team', 'groupChat', 'personal'] as const;

/** The rest of the line, whatever it is; help answers for the nearest command. */
const command = make<string>({
  kind: 'command',
  usage: 'command',
  span: 3,
  read: (given) => ({ value: given.slice(0, 60).toLowerCase() }),
});

export const newsCommands: readonly CommandRow[] = [
  row('update', {
    lists: everywhere,
    args: {
      words: required(words()),
      // Understood, so that the answer can say that there are no audiences yet; not offered.
      to: text(60, { usage: 'to:staff', hidden: true }),
      next: length({ usage: 'next:30m' }),
    },
    check: (v) => (v.to === undefined ? [] : [{ problem: 'no-audiences', heard: v.to }]),
    intent: (v) => ({ type: 'update', words: v.words, ...said({ next: v.next }) }),
  }),
  row('note', {
    args: { words: required(words()) },
    intent: (v) => ({ type: 'note', words: v.words }),
  }),
  row('decide', {
    args: { words: required(words()), because: required(words({ place: 'keyed', usage: 'because:"…"' })) },
    intent: (v) => ({ type: 'decide', words: v.words, because: v.because }),
  }),
  row('timeline', {
    lists: everywhere,
    args: { page: page() },
    query: (v) => ({ type: 'timeline', page: v.page ?? 1 }),
  }),
  row('retro done', {
    args: { words: required(words()) },
    intent: (v) => ({ type: 'retro.done', words: v.words }),
  }),
  row('report', {
    lists: everywhere,
    args: { link: choice(['link', 'revoke'], { usage: 'link|revoke' }) },
    query: (v) => ({ type: 'report', ...said({ link: v.link }) }),
  }),
  row('help', {
    needsCase: false,
    lists: everywhere,
    args: { command },
    query: (v) => ({ type: 'help', ...said({ command: v.command }) }),
  }),
];
