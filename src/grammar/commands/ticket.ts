/** `ticket …`: the vendor's tickets, whose silence is counted. */
import { callResults } from '../../domain/commands.ts';
import { choice, page, person, reference, required, time, vendor, words } from '../args.ts';
import { numberRoute, route, ticket, whom } from '../caseArgs.ts';
import { claim } from '../claimArg.ts';
import { code } from '../codeArg.ts';
import { row, said } from '../row.ts';
import type { CommandRow, Look } from '../types.ts';

/** The vendor that has the fix in its hands, or the only one there is. */
function vendorMeant({ ctx, state }: Look): string | undefined {
  if (state?.control.by === 'vendor') return state.control.vendor;
  const all = Object.keys(ctx.vendors);
  return all.length === 1 ? all[0] : undefined;
}

const one = required(ticket());

export const ticketCommands: readonly CommandRow[] = [
  row('ticket open', {
    lists: ['team', 'groupChat'],
    args: {
      vendor: required(vendor({ suggest: vendorMeant })),
      ref: reference({ aliases: ['reference', 'no', 'number'] }),
      sev: claim(),
      via: route({ usage: 'via:portal' }),
      owner: person({ place: 'keyed', usage: 'owner:@x' }),
      words: required(words()),
      // What the form's two buttons say: `Open ticket` wants the number, `No number yet` does not.
      numbered: choice(['wanted', 'owed'], { place: 'keyed', hidden: true }),
    },
    check: (v) =>
      v.numbered === 'wanted' && v.ref === undefined
        ? [{ problem: 'missing', command: 'ticket open', arg: 'ref' }]
        : [],
    intent: (v) => ({
      type: 'ticket.open',
      vendor: v.vendor,
      words: v.words,
      ...said({ reference: v.ref, severity: v.sev, via: v.via, owner: v.owner }),
    }),
  }),
  row('ticket ref', {
    args: { ticket: one, ref: required(reference({ place: 'positional', usage: '<no>' })) },
    intent: (v) => ({ type: 'ticket.ref', ticket: v.ticket, reference: v.ref }),
  }),
  row('ticket list', {
    args: { page: page() },
    query: (v) => ({ type: 'ticket.list', page: v.page ?? 1 }),
  }),
  row('ticket show', {
    args: { ticket: required(ticket('any')) },
    query: (v) => ({ type: 'ticket.show', ticket: v.ticket }),
  }),
  row('ticket pressure', {
    args: { ticket: required(ticket('meant')) },
    query: (v) => ({ type: 'ticket.pressure', ticket: v.ticket }),
  }),
  row('ticket own', {
    args: { ticket: one, to: required(person()) },
    intent: (v) => ({ type: 'ticket.own', ticket: v.ticket, to: v.to }),
  }),
  row('ticket sent', {
    args: { ticket: one, via: required(route()), words: required(words()) },
    intent: (v) => ({ type: 'ticket.sent', ticket: v.ticket, via: v.via, words: v.words }),
  }),
  row('ticket heard', {
    lists: ['team', 'groupChat', 'personal'],
    args: { ticket: one, words: required(words()), quoted: code({ aliases: ['quote'] }) },
    intent: (v) => ({ type: 'ticket.heard', ticket: v.ticket, words: v.words, ...said({ quoted: v.quoted }) }),
  }),
  row('ticket auto', {
    args: { ticket: one, words: required(words()) },
    intent: (v) => ({ type: 'ticket.auto', ticket: v.ticket, words: v.words }),
  }),
  row('ticket wants', {
    args: {
      ticket: one,
      words: required(words()),
      via: required(route({ usage: 'via:mail' })),
      due: time({ usage: 'due:18:00', aliases: ['by'] }),
    },
    intent: (v) => ({ type: 'ticket.wants', ticket: v.ticket, words: v.words, via: v.via, ...said({ due: v.due }) }),
  }),
  row('ticket promise', {
    args: { ticket: one, by: required(time({ usage: 'by:14:00', aliases: ['until', 'due'] })), words: words() },
    intent: (v) => ({ type: 'ticket.promise', ticket: v.ticket, by: v.by, ...said({ words: v.words }) }),
  }),
  row('ticket call', {
    args: {
      ticket: one,
      result: required(choice(callResults, { usage: 'result:no-effect' })),
      whom: whom(),
      via: numberRoute(),
      words: words(),
    },
    intent: (v) => ({
      type: 'ticket.call',
      ticket: v.ticket,
      result: v.result,
      ...said({ words: v.words, whom: v.whom, via: v.via }),
    }),
  }),
  row('ticket escalate', {
    args: { ticket: one, words: words() },
    intent: (v) => ({ type: 'ticket.escalate', ticket: v.ticket, ...said({ words: v.words }) }),
  }),
  row('ticket fixed', {
    args: { ticket: one, words: words() },
    intent: (v) => ({ type: 'ticket.fixed', ticket: v.ticket, ...said({ words: v.words }) }),
  }),
  row('ticket verify', {
    args: { ticket: one, result: required(choice(['ok', 'fail'])), words: words() },
    intent: (v) => ({ type: 'ticket.verify', ticket: v.ticket, result: v.result, ...said({ words: v.words }) }),
  }),
  row('ticket close', {
    args: {
      ticket: required(ticket('closable')),
      words: words(),
      reason: choice(['mistake'], { place: 'keyed', usage: 'reason:mistake' }),
    },
    intent: (v) => ({ type: 'ticket.close', ticket: v.ticket, ...said({ words: v.words, reason: v.reason }) }),
  }),
  row('ticket reopen', {
    args: { ticket: required(ticket('over')), words: required(words()) },
    intent: (v) => ({ type: 'ticket.reopen', ticket: v.ticket, words: v.words }),
  }),
];
