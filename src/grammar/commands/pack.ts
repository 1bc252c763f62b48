/** `pack …`: the evidence pack, what a vendor gets in writing when nothing can be mailed. */
import { choice, required, words } from '../args.ts';
import { pack, route, ticket } from '../caseArgs.ts';
import { code } from '../codeArg.ts';
import { row, said } from '../row.ts';
import type { CommandRow } from '../types.ts';

const version = pack({ usage: '1' });

export const packCommands: readonly CommandRow[] = [
  row('pack build', {
    args: {
      ticket: required(ticket('meant')),
      without: choice(['people'], { place: 'keyed', usage: 'without:people' }),
      words: words(),
    },
    intent: (v) => ({ type: 'pack.build', ticket: v.ticket, ...said({ without: v.without, words: v.words }) }),
  }),
  row('pack show', { args: { pack: version }, query: (v) => ({ type: 'pack.show', ...said({ pack: v.pack }) }) }),
  row('pack send', {
    args: {
      ticket: required(ticket()),
      via: required(route({ usage: 'via:portal' })),
      pack: pack({ place: 'keyed', usage: 'pack:2' }),
      words: words(),
    },
    intent: (v) => ({ type: 'pack.send', ticket: v.ticket, via: v.via, ...said({ pack: v.pack, words: v.words }) }),
  }),
  row('pack receipt', {
    args: {
      ticket: required(ticket('any')),
      words: required(words()),
      quoted: code({ aliases: ['quote', 'code'] }),
    },
    intent: (v) => ({ type: 'pack.receipt', ticket: v.ticket, words: v.words, ...said({ quoted: v.quoted }) }),
  }),
  row('pack speak', { args: { pack: version }, query: (v) => ({ type: 'pack.speak', ...said({ pack: v.pack }) }) }),
  row('pack link', { args: { pack: version }, intent: (v) => ({ type: 'pack.link', ...said({ pack: v.pack }) }) }),
  row('pack revoke', { args: { pack: version }, intent: (v) => ({ type: 'pack.revoke', ...said({ pack: v.pack }) }) }),
];
