/** Where the ball goes: what the vendor wants and promises, calls and their outcomes, climbing at once, fixing and verifying. */
import { addTime } from '../calendar.ts';
import { atThisHour, everyWhom, firedRung, lineOf, meantFor, support } from '../callees.ts';
import type { Ticket } from '../case.ts';
import type { IntentOf, Whom } from '../commands.ts';
import { nextDeadline } from '../deadlineGrid.ts';
import type { Draft } from '../draft.ts';
import { climb } from '../firing.ts';
import { clockKindOf } from '../ladder.ts';
import type { Refusal } from '../refusal.ts';
import { ballOf } from '../tickets.ts';
import { earlier, msBetween, plusMs } from '../time.ts';
import { reopenCase } from './ending.ts';
import { isDecider, onlyDeciders } from './permit.ts';
import { resumption } from './set.ts';
import { anyTicket, liveTicket, mayClimb, namedRoute } from './ticketWords.ts';

/** `escalate` again within this (ms) is answered with when it last climbed. */
const again = 5 * 60_000;

const word = (words: string | undefined) => (words === undefined ? {} : { words });

export function wants(d: Draft, { ticket: id, words, via, due }: IntentOf<'ticket.wants'>): Refusal | undefined {
  const ticket = liveTicket(d, id);
  if ('no' in ticket) return ticket;
  const route = namedRoute(d, ticket.vendor, via);
  if ('no' in route) return route;
  if (due !== undefined && due <= d.at) return { no: 'not-in-the-past', what: 'due', at: due };
  const { severities, calendar } = d.state.policy;
  const atMost = addTime(d.at, severities[d.state.severity].snoozeAtMost, clockKindOf(d.state), calendar);
  const blocked = route.deadBecause !== null;
  const resumed = blocked ? resumption(d, id) : undefined;
  d.add({
    type: 'ticket-wants',
    ticket: id,
    words,
    via: route.route.id,
    due: [due ?? atMost, atMost, ticket.want?.due ?? atMost].reduce(earlier),
    ...(due !== undefined && due > atMost && { wished: due }),
    blocked,
    ...(resumed && { resumed }),
  });
  return undefined;
}

/** Holds the ladder until then, at most until the next deadline ping; a broken one climbs at once, by the tick that judges it. */
export function promise(d: Draft, { ticket: id, by, words }: IntentOf<'ticket.promise'>): Refusal | undefined {
  const ticket = liveTicket(d, id);
  if ('no' in ticket) return ticket;
  if (by <= d.at) return { no: 'not-in-the-past', what: 'promise', at: by };
  const deadline = nextDeadline(d.state, ticket.vendor);
  const holdsUntil = deadline ? earlier(by, deadline) : by;
  d.add({ type: 'ticket-promised', ticket: id, promise: ticket.promises.length + 1, by, holdsUntil, ...word(words) });
  return undefined;
}

/** Two calls without effect on one rung climb at once; so does a wrong number on a `call` rung. */
export function call(d: Draft, intent: IntentOf<'ticket.call'>): Refusal | undefined {
  const { ticket: id, result, words } = intent;
  const ticket = liveTicket(d, id);
  if ('no' in ticket) return ticket;
  const reached = reachedBy(d, ticket, intent);
  if ('no' in reached) return reached;
  const vain = ticket.vainCalls;
  d.add({ type: 'ticket-called', ticket: id, result, ...word(words), ...reached });
  if (result === 'acted' || !mayClimb(ticket)) return undefined;
  if (result === 'wrong-number' && onCallRung(d, ticket)) climb(d, id, 'wrong-number');
  else if (vain >= 1) climb(d, id, 'calls');
  return undefined;
}

/** Whether the rung that fired last says `call`. */
function onCallRung(d: Draft, ticket: Ticket): boolean {
  return firedRung(d.state, ticket)?.do === 'call';
}

/** Whom the call was to and by which number; when nobody says: the first in line for what the last rung meant. */
function reachedBy(
  d: Draft,
  ticket: Ticket,
  { whom, via }: IntentOf<'ticket.call'>,
): { whom: Whom; number?: string } | Refusal {
  const { vendor } = ticket;
  const known = everyWhom(d.state, vendor);
  if (whom !== undefined && !known.includes(whom)) return { no: 'unknown-whom', whom, vendor, known };
  const meant = meantFor(d.state, ticket);
  const all = lineOf(d.state, vendor, meant, { now: d.at });
  const line = atThisHour(d.state, all, meant, d.at).filter((c) => whom === undefined || c.whom === whom);
  const to = line.find((c) => c.route.id === via) ?? line[0];
  return { whom: whom ?? to?.whom ?? support, ...(to && { number: to.route.address }) };
}

export function escalate(d: Draft, { ticket: id, words }: IntentOf<'ticket.escalate'>): Refusal | undefined {
  const ticket = liveTicket(d, id);
  if ('no' in ticket) return ticket;
  if (!mayClimb(ticket)) {
    const until = ticket.fix?.due ?? ticket.want?.due;
    return { no: 'cannot-climb', ticket: id, ball: ballOf(ticket), ...(until && { until }) };
  }
  // Only what was asked for is asked again: a broken promise or a vain call has climbed for a reason of its own.
  const { escalatedAt, climbedAt } = ticket;
  if (escalatedAt && msBetween(escalatedAt, d.at) < again)
    return { no: 'climbed-already', ticket: id, at: climbedAt ?? escalatedAt, again: plusMs(escalatedAt, again) };
  climb(d, id, 'escalate', false, words);
  return undefined;
}

/** Fixed is not closed until verified. */
export function fixed(d: Draft, { ticket: id, words }: IntentOf<'ticket.fixed'>): Refusal | undefined {
  const ticket = liveTicket(d, id);
  if ('no' in ticket) return ticket;
  const { limits, calendar } = d.state.policy;
  const verifyDue = addTime(d.at, limits.verifyFixWithin[d.state.severity], clockKindOf(d.state), calendar);
  d.add({
    type: 'ticket-fixed',
    ticket: id,
    verifyDue: ticket.fix ? earlier(ticket.fix.due, verifyDue) : verifyDue,
    ...word(words),
  });
  return undefined;
}

export function verify(d: Draft, { ticket: id, result, words }: IntentOf<'ticket.verify'>): Refusal | undefined {
  const ticket = liveTicket(d, id);
  if ('no' in ticket) return ticket;
  if (!ticket.fix) return { no: 'ticket-not-fixed', ticket: id, ball: ballOf(ticket) };
  d.add({ type: 'ticket-verified', ticket: id, result, ...word(words) });
  if (result === 'ok') return undefined;
  reopenCase(d, words ?? '');
  climb(d, id, 'verify-fail', true);
  return undefined;
}

/** Only after `verify ok`, or with `reason:mistake` by coordinator or management. */
export function close(d: Draft, { ticket: id, words, reason }: IntentOf<'ticket.close'>): Refusal | undefined {
  const ticket = anyTicket(d, id);
  if ('no' in ticket) return ticket;
  if (ticket.status === 'closed' || ticket.status === 'mistake')
    return { no: 'ticket-over', ticket: id, status: ticket.status };
  if (reason === 'mistake') {
    if (!isDecider(d.state, d.by)) return onlyDeciders('close-mistake');
  } else if (ticket.status !== 'verified') return { no: 'ticket-unverified', ticket: id, ball: ballOf(ticket) };
  d.add({ type: 'ticket-closed', ticket: id, ...word(words), ...(reason && { reason }) });
  return undefined;
}

/** The idle clock begins anew; the deadline's grid goes on; a resolved case opens again. */
export function reopen(d: Draft, { ticket: id, words }: IntentOf<'ticket.reopen'>): Refusal | undefined {
  const ticket = anyTicket(d, id);
  if ('no' in ticket) return ticket;
  if (ticket.status === 'open') return { no: 'ticket-not-over', ticket: id };
  reopenCase(d, words);
  d.add({ type: 'ticket-reopened', ticket: id, words });
  return undefined;
}
