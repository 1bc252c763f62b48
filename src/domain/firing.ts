/** What fires when an obligation falls due: one rung, the digest, the deadline, or the reminder at the end of a hold. */
import type { Draft } from './draft.ts';
import type { ClimbCause, Ping } from './events.ts';
import { accountManagerRung, anchorFor, clockOf, type Due, deadlinePing, isLate, nextInstant } from './ladder.ts';
import type { Obligation } from './obligation.ts';
import { ticketObligation } from './obligations/ticket.ts';
import type { PingTarget } from './organisation.ts';
import { isPresent } from './people.ts';
import { targetsOf } from './targets.ts';
import { deadlineOf, vendorLadder } from './tickets.ts';
import type { Instant } from './time.ts';

type Fired = Omit<Ping, 'key' | 'epoch' | 'people' | 'channel' | 'callFor'>;

function ping(d: Draft, ob: Obligation, fired: Fired, digest = 0): void {
  const to = targetsOf(d.state, ob, fired.targets, d.at, digest);
  d.add({ type: 'pinged', ping: { key: ob.key, epoch: ob.epoch, ...fired, ...to } });
}

/** Fires rung `index`. Late, or climbing out of turn: the anchor moves so that it was due now, and the spacing above it stays. */
function fireRung(d: Draft, ob: Obligation, index: number, reason: 'rung' | 'climb', due: Instant): void {
  const rung = ob.ladder?.ladder.rungs[index];
  if (!rung) return;
  const moved = reason === 'climb' || isLate(due, d.at);
  const anchor = moved ? anchorFor(d.state, ob, index, d.at) : (clockOf(d.state, ob).anchor ?? ob.due);
  ping(d, ob, {
    reason,
    due,
    rung: index,
    ...(rung.do && { do: rung.do }),
    targets: [...rung.ping],
    clock: { anchor, position: index + 1 },
  });
}

/** Above the top the obligation joins the digest: the top rung's people, in a circle that grows. */
function fireDigest(d: Draft, ob: Obligation, due: Instant): void {
  const top = ob.ladder?.ladder.rungs.at(-1);
  const targets: PingTarget[] = top ? [...top.ping] : ['owner'];
  ping(d, ob, { reason: 'digest', due, ...(top?.do && { do: top.do }), targets }, clockOf(d.state, ob).digests + 1);
}

/** A hold ended and no rung was due: those pinged last are told once more. */
function fireReminder(d: Draft, ob: Obligation, due: Instant): void {
  const last = clockOf(d.state, ob).last;
  const people = (last?.people ?? []).filter((id) => isPresent(d.state, id));
  const to = people.length > 0 ? { people, channel: false } : targetsOf(d.state, ob, ['owner'], d.at);
  d.add({ type: 'pinged', ping: { key: ob.key, epoch: ob.epoch, reason: 'reminder', due, targets: [], ...to } });
}

function fireDeadline(d: Draft, ob: Obligation, due: Instant): void {
  const vendor = ob.about.vendor ?? '';
  const deadline = deadlineOf(d.state, vendor);
  if (!deadline) return;
  const ladders = vendorLadder(d.state, vendor);
  const targets = deadlinePing(d.state, deadline).severities.flatMap((s) => [...(ladders[s].deadline?.ping ?? [])]);
  ping(d, ob, { reason: 'deadline', due, do: 'call', targets: [...new Set(targets)] }, 0);
}

/** Fires what `due` says of an obligation. A hold that ended unnoticed gives way to a rung that is due by now. */
export function fire(d: Draft, ob: Obligation, due: Due): void {
  switch (due.what) {
    case 'rung':
      fireRung(d, ob, due.rung ?? 0, 'rung', due.natural);
      break;
    case 'digest':
      fireDigest(d, ob, due.at);
      break;
    case 'reminder':
      fireReminder(d, ob, due.at);
      break;
    case 'deadline':
      fireDeadline(d, ob, due.at);
      break;
    case 'promise':
      break;
  }
}

/** Climb at once: the next rung of the ticket's ladder is due now; above the top it is a digest now. */
export function climb(d: Draft, ticketId: string, cause: ClimbCause, atLeastAccountManager = false): void {
  const ticket = d.state.tickets.find((t) => t.id === ticketId);
  if (!ticket) return;
  const before = ticketObligation(d.state, ticket, d.at);
  const { position } = clockOf(d.state, before);
  const index = atLeastAccountManager ? Math.max(position, accountManagerRung(before)) : position;
  const rungs = before.ladder?.ladder.rungs.length ?? 0;
  d.add({ type: 'climbed', ticket: ticketId, cause, ...(index < rungs && { rung: index }) });
  const now = d.state.tickets.find((t) => t.id === ticketId) ?? ticket;
  const ob = ticketObligation(d.state, now, d.at);
  if (index < rungs) fireRung(d, ob, index, 'climb', d.at);
  else fireDigest(d, ob, d.at);
}

/** Fires everything of one obligation that is due by now: rungs on time may come together, a late one comes alone. */
export function fireDue(d: Draft, key: string, find: () => Obligation | undefined): void {
  for (let guard = 0; guard < 50; guard++) {
    const ob = find();
    if (!ob || ob.key !== key) return;
    const due = nextInstant(d.state, ob);
    if (due.at > d.at || due.what === 'promise') return;
    const before = d.events.length;
    fire(d, ob, due);
    if (d.events.length === before) return;
    if (due.what !== 'reminder' && isLate(due.natural, d.at)) return;
  }
}
