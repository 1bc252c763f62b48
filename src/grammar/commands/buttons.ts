// The rows of the table of commands, one file per verb family.
// Rows only: words, arguments, help keys and what they build; no parsing and no rules of the case.
/** What only buttons say. The account manager sees no commands: her buttons are about her own ticket. */
import { required, words } from '../args.ts';
import { target, ticket } from '../caseArgs.ts';
import { holdEnd } from '../holds.ts';
import { buttonRow, said } from '../row.ts';
import type { CommandRow } from '../types.ts';

/** What the ping listed; else the ticket; with neither, what the last ping to her was about. */
const meant = (v: { target?: string | undefined; ticket?: string | undefined }) =>
  said({ target: v.target ?? v.ticket });

const about = () => ({ target: target({ hidden: true }), ticket: ticket() });

export const buttonCommands: readonly CommandRow[] = [
  buttonRow('outsider answer', {
    args: { ticket: required(ticket()), words: required(words()) },
    intent: (v) => ({ type: 'ticket.heard', ticket: v.ticket, words: v.words }),
  }),
  buttonRow('outsider question', {
    args: { ticket: required(ticket()), words: required(words()) },
    intent: (v) => ({ type: 'ticket.question', ticket: v.ticket, words: v.words }),
  }),
  buttonRow('outsider on-it', {
    args: { ...about(), by: required(holdEnd()) },
    intent: (v) => ({ type: 'ack', until: v.by, ...meant(v) }),
  }),
  buttonRow('outsider wrong', {
    args: { ...about(), words: words() },
    intent: (v) => ({ type: 'decline', ...meant(v), ...said({ words: v.words }) }),
  }),
];
