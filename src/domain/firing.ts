/** What fires when an obligation falls due: one rung, the digest, the deadline, or the reminder at the end of a hold. */
import { deadlinePing } from './deadlineGrid.ts';
import type { Draft } from './draft.ts';
import type { ClimbCause, Ping } from './events.ts';
import {
  accountManagerRung,
  anchorFor,
  anchorOf,
  clockOf,
  comesAlone,
  type Due,
  nextInstant,
  rungDue,
  rungsOf,
  withoutHold,
} from './ladder.ts';
import type { Obligation } from './obligation.ts';
import { ticketObligation } from './obligations/ticket.ts';
import type { PingTarget } from './organisation.ts';
import { isPresent } from './people.ts';
import { canReach } from './reach.ts';
import { type Repeats, targetsOf } from './targets.ts';
import { deadlineOf } from './tickets.ts';
import type { Instant } from './time.ts';

type Fired = Omit<Ping, 'key' | 'epoch' | 'people' | 'channel' | 'callFor'>;

function ping(d: Draft, ob: Obligation, fired: Fired, repeats: Repeats = {}): void {
  const to = targetsOf(d.state, ob, fired.targets, d.at, repeats);
  d.add({ type: 'pinged', ping: { key: ob.key, epoch: ob.epoch, ...fired, ...to } });
}

/** Fires rung `index`. `moved`: the anchor moves so that it was due now, and the spacing above it stays. */
function fireRung(
  d: Draft,
  ob: Obligation,
  index: number,
  reason: 'rung' | 'climb',
  due: Instant,
  moved: boolean,
  cause?: ClimbCause,
): void {
  const rung = rungsOf(ob)[index];
  if (!rung) return;
  const anchor = moved ? anchorFor(d.state, ob, index, d.at) : anchorOf(d.state, ob);
  ping(d, ob, {
    reason,
    ...(cause && { cause }),
    due,
    rung: index,
    ...(rung.do && { do: rung.do }),
    targets: [...rung.ping],
    clock: { anchor, position: index + 1, ...(moved && { moved }) },
  });
}

/** Above the top the obligation joins the digest: the top rung's people, in a circle that grows. */
function fireDigest(d: Draft, ob: Obligation, due: Instant, cause?: ClimbCause): void {
  const top = rungsOf(ob).at(-1);
  const targets: PingTarget[] = top ? [...top.ping] : ['owner'];
  const digest = clockOf(d.state, ob).digests + 1;
  const fired: Fired = { reason: 'digest', ...(cause && { cause }), due, ...(top?.do && { do: top.do }), targets };
  ping(d, ob, fired, { digest, repeat: digest });
}

/** A hold ended and no rung was due: those pinged last are told once more. */
function fireReminder(d: Draft, ob: Obligation, due: Instant): void {
  const last = clockOf(d.state, ob).last;
  const people = (last?.people ?? []).filter((id) => isPresent(d.state, id) || canReach(d.state, id));
  const to = people.length > 0 ? { people, channel: false } : targetsOf(d.state, ob, ['owner'], d.at);
  d.add({ type: 'pinged', ping: { key: ob.key, epoch: ob.epoch, reason: 'reminder', due, targets: [], ...to } });
}

function fireDeadline(d: Draft, ob: Obligation, due: Instant): void {
  const deadline = deadlineOf(d.state, ob.about.vendor ?? '');
  const fired = deadline && deadlinePing(d.state, deadline, d.at);
  if (!fired) return;
  const repeat = clockOf(d.state, ob).pings;
  ping(d, ob, { reason: 'deadline', due, do: 'call', targets: [...fired.ping] }, { repeat });
}

/** Fires a rung that is due. True: it came alone, and the others of its ladder wait for the new anchor. */
function fireNext(d: Draft, ob: Obligation, due: Due, since: Instant): boolean {
  const index = due.rung ?? 0;
  const alone = isAlone(d, ob, due, index, since);
  fireRung(d, ob, index, 'rung', due.natural, alone);
  return alone;
}

/** Fires what `due` says of an obligation. True: nothing else of it is due by now. */
function fire(d: Draft, ob: Obligation, due: Due, since: Instant): boolean {
  if (due.what === 'rung') return fireNext(d, ob, due, since);
  if (due.what === 'digest') fireDigest(d, ob, due.at);
  if (due.what === 'reminder') fireReminder(d, ob, due.at);
  if (due.what === 'deadline') fireDeadline(d, ob, due.at);
  // A promise is judged by the tick itself.
  return true;
}

/** Climb at once: the next rung of the ticket's ladder is due now; above the top it is a digest now. */
export function climb(
  d: Draft,
  ticketId: string,
  cause: ClimbCause,
  atLeastAccountManager = false,
  words?: string,
): void {
  const ticket = d.state.tickets.find((t) => t.id === ticketId);
  if (!ticket) return;
  const ob = ticketObligation(d.state, ticket, d.at);
  const { position } = clockOf(d.state, ob);
  const index = atLeastAccountManager ? Math.max(position, accountManagerRung(ob)) : position;
  const rungs = rungsOf(ob).length;
  d.add({
    type: 'climbed',
    ticket: ticketId,
    cause,
    ...(index < rungs && { rung: index }),
    ...(words !== undefined && { words }),
  });
  if (index < rungs) fireRung(d, ob, index, 'climb', d.at, true, cause);
  else fireDigest(d, ob, d.at, cause);
}

/** What is due. A hold whose end nobody noticed in time gives way to a rung or digest that is due by now: one ping, not two. */
function dueBy(d: Draft, ob: Obligation): Due {
  const due = nextInstant(d.state, ob);
  if (due.what !== 'reminder') return due;
  const after = nextInstant(withoutHold(d.state, ob.key), ob);
  return after.at <= d.at ? after : due;
}

/** Whether a rung that is due now comes alone. `since`: when the case was last looked at; what was due by then had passed when it began to count. */
function isAlone(d: Draft, ob: Obligation, due: Due, index: number, since: Instant): boolean {
  const { intent } = d.command;
  const kept =
    due.at > due.natural ||
    (intent.type === 'tick' && intent.away !== undefined) ||
    rungDue(d.state, ob, index + 1) <= since;
  return comesAlone(d.state, ob, index, d.at, kept);
}

/** Fires everything of one obligation that is due by now: rungs on time may come together, a late one comes alone. */
export function fireDue(d: Draft, find: () => Obligation | undefined, since: Instant): void {
  for (let ended = false; !ended; ) {
    const ob = find();
    if (!ob) return;
    const due = dueBy(d, ob);
    ended = due.at > d.at || fire(d, ob, due, since);
  }
}
