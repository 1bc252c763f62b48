/** What is remembered of a wait for its statistics: how far the ladder had climbed when, and what moved the vendor. No clock looks at it. */
import type { Case, Mover, Stage, Ticket } from '../case.ts';
import type { CaseEvent } from '../events.ts';
import { clockOf } from '../ladder.ts';
import { isOutsider } from '../people.ts';
import { stands, vendorLadder } from '../tickets.ts';
import type { Instant } from '../time.ts';

/** What the last rung that fired asks of people; a ladder's rungs are told apart by whom they reach, not by their number. */
function stageOf(state: Case, ticket: Ticket): Stage {
  const { position } = clockOf(state, { key: `ticket:${ticket.id}`, epoch: ticket.epoch });
  if (position === 0) return 'before';
  const { rungs } = vendorLadder(state, ticket.vendor)[state.severity];
  const rung = rungs[Math.min(position, rungs.length) - 1];
  if (rung?.ping.includes('superior')) return 'superior';
  if (rung?.ping.includes('account-manager')) return 'account-manager';
  return rung?.do ?? 'other';
}

/** The ticket with one more stretch when its wait stands elsewhere now. */
export function tracked(state: Case, ticket: Ticket, at: Instant): Ticket {
  const idle = ticket.status === 'open' && !stands(ticket);
  const stage = stageOf(state, ticket);
  const last = ticket.waited.at(-1);
  if (last?.stage === stage && last.idle === idle) return ticket;
  return { ...ticket, waited: [...ticket.waited, { at, stage, idle }] };
}

/** What of ours came last before a substantive word; asked on the state before it. */
export function moverOf(state: Case, ticket: Ticket, { by }: CaseEvent): Mover {
  if (isOutsider(state, by)) return 'their-person';
  const stage = stageOf(state, ticket);
  const rung = clockOf(state, { key: `ticket:${ticket.id}`, epoch: ticket.epoch }).last?.at;
  const deadline = Object.hasOwn(state.clocks, `deadline:${ticket.vendor}`)
    ? state.clocks[`deadline:${ticket.vendor}`]?.last?.at
    : undefined;
  const acted = ticket.contacts.findLast((c) => c.what === 'call' && c.result === 'acted')?.at;
  const asked: { at: Instant | undefined; what: Mover }[] = [
    { at: stage === 'before' ? undefined : rung, what: stage === 'before' ? 'other' : stage },
    { at: deadline, what: 'deadline' },
    { at: acted, what: 'acted' },
  ];
  let mover: { at: Instant; what: Mover } | undefined;
  for (const { at, what } of asked)
    if (at !== undefined && at >= ticket.heardAt && (mover === undefined || at > mover.at)) mover = { at, what };
  return mover?.what ?? 'unasked';
}
