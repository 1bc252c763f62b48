/** `ack`, `snooze`, `decline`: the answers to a ping. The first two buy time, never silence. */
import { length, required, time, words } from '../args.ts';
import { target } from '../caseArgs.ts';
import { defaultHold, defaultSnooze } from '../holds.ts';
import { row, said } from '../row.ts';
import { durationText, lengthUntil, timeText } from '../times.ts';
import type { CommandRow } from '../types.ts';

export const holdCommands: readonly CommandRow[] = [
  row('ack', {
    lists: ['personal'],
    args: {
      by: required(
        time({
          place: 'positional',
          usage: 'by:15:00',
          aliases: ['until'],
          suggest: (look) => timeText(defaultHold(look), look.ctx.zone),
        }),
      ),
      target: target(),
    },
    intent: (v) => ({ type: 'ack', until: v.by, ...said({ target: v.target }) }),
  }),
  row('snooze', {
    lists: ['personal'],
    args: {
      // A ping's card has one list of times for both of its buttons.
      by: time({ hidden: true, aliases: ['until'] }),
      for: required(
        length({
          place: 'positional',
          usage: '45m',
          infer: ({ ctx, known }) => {
            const until = known['by'] as Parameters<typeof lengthUntil>[1] | undefined;
            const of = until === undefined ? null : lengthUntil(ctx.now, until);
            return of === null ? undefined : durationText(of);
          },
          suggest: (look) => durationText(defaultSnooze(look)),
        }),
      ),
      reason: required(words({ usage: '"reason"', aliases: ['words'] })),
      target: target(),
    },
    intent: (v) => ({ type: 'snooze', for: v.for, reason: v.reason, ...said({ target: v.target }) }),
  }),
  row('decline', {
    lists: ['personal'],
    args: { target: target(), words: words() },
    intent: (v) => ({ type: 'decline', ...said({ target: v.target, words: v.words }) }),
  }),
];
