/** What only buttons say. The account manager sees no commands: her buttons are three, about her own ticket. */
import { required, time, words } from '../args.ts';
import { ticket } from '../caseArgs.ts';
import { defaultHold } from '../holds.ts';
import { buttonRow, said } from '../row.ts';
import { timeText } from '../times.ts';
import type { CommandRow } from '../types.ts';

export const buttonCommands: readonly CommandRow[] = [
  buttonRow('outsider answer', {
    args: { ticket: required(ticket()), words: required(words()) },
    intent: (v) => ({ type: 'ticket.heard', ticket: v.ticket, words: v.words }),
  }),
  buttonRow('outsider on-it', {
    args: {
      ticket: required(ticket()),
      by: required(time({ suggest: (look) => timeText(defaultHold(look), look.ctx.zone) })),
    },
    intent: (v) => ({ type: 'ack', until: v.by, target: v.ticket }),
  }),
  buttonRow('outsider wrong', {
    args: { ticket: required(ticket()), words: words() },
    intent: (v) => ({ type: 'decline', target: v.ticket, ...said({ words: v.words }) }),
  }),
];
