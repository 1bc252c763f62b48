/** What happened on one vendor ticket: how long who had the ball, what was tried and what came of it, who was asked when, what moved it at last. */
import type { Ball, Case, Contact, Mover, Ticket, VendorPromise } from '../case.ts';
import type { CaseEvent, ClimbCause, Ping } from '../events.ts';
import type { PersonId, RungDo } from '../organisation.ts';
import { ballOf } from '../tickets.ts';
import { earlier, type Instant, later, msBetween } from '../time.ts';
import { type Wait, waitOf } from '../wait.ts';

/** One line of what passed. */
export type Passed =
  /** `promise`: the one that was made with it. `blocked`: they wanted it by a way that was down. */
  | { at: Instant; kind: 'contact'; contact: Contact; read?: boolean; promise?: VendorPromise; blocked?: true }
  /** People were asked to press them. `deadline`: the clock that nobody resets had come. */
  | { at: Instant; kind: 'asked'; people: readonly PersonId[]; channel: boolean; do?: RungDo; deadline: boolean }
  | { at: Instant; kind: 'climbed'; cause: ClimbCause; words?: string }
  | { at: Instant; kind: 'broken'; by: Instant; words?: string };

export interface TicketStory {
  ticket: Ticket;
  wait: Wait;
  /** Milliseconds, from the opening to the end of the ticket. */
  balls: Partial<Record<Ball, number>>;
  /** Until when it counts: its end, or now. */
  until: Instant;
  /** How many times people were asked to press the vendor. */
  asked: number;
  /** Oldest first. */
  passed: Passed[];
  /** What of ours came last before the vendor's last substantive word. */
  movedBy?: { mover: Mover; at: Instant };
  /** The last thing of ours before the fix that held: people asked, or words and calls. */
  beforeFix?: Passed;
}

/** The reasons for which people are asked to press a vendor; reminders of a hold and hand-overs ask nobody anew. */
const ASKING: readonly Ping['reason'][] = ['rung', 'climb', 'digest', 'deadline'];

export function ticketStory(
  ticket: Ticket,
  of: { states: readonly Case[]; events: readonly CaseEvent[]; now: Instant },
): TicketStory {
  const { states, events, now } = of;
  const newest = states.at(-1) as Case;
  const balls = ballsOf(ticket, states, later(now, newest.lastAt));
  const passed = [...contactsOf(ticket, events), ...events.flatMap((event) => passedIn(event, ticket))].sort(byTime);
  const heard = ticket.contacts.findLast(({ what, moved }) => what === 'heard' && moved !== undefined);
  const beforeFix = lastBeforeFix(passed);
  return {
    ticket,
    wait: waitOf(newest, ticket),
    ...balls,
    asked: passed.filter(({ kind }) => kind === 'asked').length,
    passed,
    ...(heard?.moved !== undefined && { movedBy: { mover: heard.moved, at: heard.at } }),
    ...(beforeFix && { beforeFix }),
  };
}

/** Who had the ball for how long; a ticket that was closed and reopened has a gap in which nobody had it. */
function ballsOf(ticket: Ticket, states: readonly Case[], now: Instant): Pick<TicketStory, 'balls' | 'until'> {
  const balls: Partial<Record<Ball, number>> = {};
  let from = ticket.openedAt;
  let until = now;
  for (const [i, state] of states.entries()) {
    const then = state.tickets.find(({ id }) => id === ticket.id);
    if (then === undefined) continue;
    const to = later(from, earlier(states[i + 1]?.lastAt ?? now, now));
    const ball = ballOf(then);
    if (ball !== 'closed') {
      balls[ball] = (balls[ball] ?? 0) + msBetween(from, to);
      until = to;
    }
    from = to;
  }
  return { balls, until };
}

function contactsOf({ id, contacts, sent, promises }: Ticket, events: readonly CaseEvent[]): Passed[] {
  const dead = events.flatMap(({ at, body }) =>
    body.type === 'ticket-wants' && body.ticket === id && body.blocked ? [at] : [],
  );
  return contacts.map((contact): Passed => {
    const { what, at, via } = contact;
    const word =
      what === 'opened' || what === 'sent' ? sent.find((one) => one.at === at && one.via === via) : undefined;
    const promise = what === 'promise' ? promises.find(({ madeAt }) => madeAt === at) : undefined;
    return {
      at,
      kind: 'contact',
      contact,
      ...(word && { read: word.read }),
      ...(promise && { promise }),
      ...(what === 'wants' && dead.includes(at) && { blocked: true as const }),
    };
  });
}

/** What of ours came last before a fix that was found to hold, and after the vendor's word before that. */
function lastBeforeFix(passed: readonly Passed[]): Passed | undefined {
  const is = (one: Passed, ...what: Contact['what'][]) => one.kind === 'contact' && what.includes(one.contact.what);
  const held = passed.findLastIndex((one) => is(one, 'verify-ok'));
  const fixed = passed.slice(0, Math.max(0, held)).findLastIndex((one) => is(one, 'fixed'));
  if (fixed < 0) return undefined;
  return passed.slice(0, fixed).findLast((one) => one.kind === 'asked' || is(one, 'sent', 'call', 'heard', 'opened'));
}

function passedIn({ at, body }: CaseEvent, ticket: Ticket): Passed[] {
  if (body.type === 'climbed' && body.ticket === ticket.id)
    return [{ at, kind: 'climbed', cause: body.cause, ...(body.words !== undefined && { words: body.words }) }];
  if (body.type === 'promise-broken' && body.ticket === ticket.id) {
    const promise = ticket.promises.find(({ number }) => number === body.promise);
    if (promise === undefined) return [];
    return [{ at, kind: 'broken', by: promise.by, ...(promise.words !== undefined && { words: promise.words }) }];
  }
  if (body.type !== 'pinged' || !ASKING.includes(body.ping.reason)) return [];
  const { key, people, channel, reason, do: act } = body.ping;
  const deadline = reason === 'deadline' && key === `deadline:${ticket.vendor}`;
  if (key !== `ticket:${ticket.id}` && !(deadline && isRunning(ticket, at))) return [];
  return [{ at, kind: 'asked', people, channel, deadline, ...(act && { do: act }) }];
}

/** A fixed deadline is the vendor's, not one ticket's: it belongs to those that were open when it came. */
function isRunning({ openedAt, contacts, status }: Ticket, at: Instant): boolean {
  if (openedAt > at) return false;
  const over = contacts.findLast(({ what }) => what === 'verify-ok')?.at;
  return status === 'open' || over === undefined || at < over;
}

function byTime(a: Passed, b: Passed): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}
