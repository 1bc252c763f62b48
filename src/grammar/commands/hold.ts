/** `ack`, `snooze`, `decline`: the answers to a ping. The first two buy time, never silence. */
import type { Duration } from '../../domain/time.ts';
import { length, required, words } from '../args.ts';
import { target } from '../caseArgs.ts';
import { defaultSnooze, holdEnd, snoozeUntil } from '../holds.ts';
import { row, said } from '../row.ts';
import { durationText } from '../times.ts';
import type { CommandRow } from '../types.ts';

export const holdCommands: readonly CommandRow[] = [
  row('ack', {
    lists: ['personal'],
    args: {
      by: required(holdEnd({ place: 'positional' })),
      target: target(),
    },
    intent: (v) => ({ type: 'ack', until: v.by, ...said({ target: v.target }) }),
  }),
  row('snooze', {
    lists: ['personal'],
    args: {
      by: snoozeUntil(),
      for: required(
        length({
          place: 'positional',
          usage: '45m',
          infer: ({ known }) => (known['by'] === undefined ? undefined : durationText(known['by'] as Duration)),
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
