/**
 * What happens next: the first line of every card, for somebody who reads only that.
 * 1. What is late comes before what is still to come. Late is what is ours after its due time; the silence of a vendor about
 *    which people were pinged; a fixed deadline that has passed. But only while nobody has answered: no hold and no promise
 *    runs, and nobody of ours has called or written to that vendor since the ping.
 * 2. Of the late: first what cannot be made good again, then what has climbed furthest up its ladder (most people know of it
 *    already), then what waits for a vendor, then the longest late.
 * 3. What is not late: by the time at which it asks next.
 */
import type { Case, Contact, Ticket } from './case.ts';
import { clockOf, nextInstant } from './ladder.ts';
import type { Obligation, ObligationKind } from './obligation.ts';
import { obligationsOf } from './obligations.ts';
import { SEVERITIES } from './organisation.ts';
import { countedTickets, ticketOf } from './tickets.ts';
import { type Instant, later } from './time.ts';

/** An authority's hour passes, a vendor closes the ticket, nobody can be reached: nothing brings that back. */
const lost: readonly ObligationKind[] = ['notice', 'auto-close', 'cut-off'];
const atVendor: readonly ObligationKind[] = ['ticket', 'deadline'];

/** What we did about a silent vendor; an auto-reply and what we are told are no doing of ours. */
const ours: readonly Contact['what'][] = ['sent', 'call'];

/** Since when an obligation is late without an answer; null: it is not. */
export function lateSince(state: Case, ob: Obligation, now: Instant): Instant | null {
  const { last, hold } = clockOf(state, ob);
  if ((hold && hold.until > now) || (ob.notBefore && ob.notBefore > now)) return null;
  if (ob.kind === 'promise') return null;
  if (!atVendor.includes(ob.kind)) return ob.due < now ? ob.due : null;
  return last && !answered(state, ob, last.at) ? last.at : null;
}

function answered(state: Case, ob: Obligation, pinged: Instant): boolean {
  const since = (ticket: Ticket, what: (of: Contact['what']) => boolean) =>
    ticket.contacts.some((contact) => contact.at > pinged && what(contact.what));
  if (ob.kind === 'deadline')
    return countedTickets(state, ob.about.vendor ?? '').some((ticket) => since(ticket, (of) => of !== 'auto'));
  const ticket = ticketOf(state, ob.about.ticket ?? '');
  // They have asked for something by a way that is dead: the next thing is ours, a way to choose.
  return (
    ticket !== undefined && since(ticket, (of) => ours.includes(of) || (of === 'wants' && ticket.want !== undefined))
  );
}

/** When an obligation asks next: our own at the due time, a vendor's at the next rung, what is held at the end of the hold. */
export function pressingAt(state: Case, ob: Obligation, now: Instant): Instant {
  if (ob.ladder?.name !== 'own') return nextInstant(state, ob).at;
  const { hold } = clockOf(state, ob);
  return hold && hold.until > now ? later(ob.due, hold.until) : ob.due;
}

interface Ranked {
  ob: Obligation;
  late: Instant | null;
  at: Instant;
  /** How much of its ladder it has climbed, from 0 to 1. */
  climbed: number;
}

function ranked(state: Case, ob: Obligation, now: Instant): Ranked {
  const rungs = ob.ladder?.ladder.rungs.length ?? 0;
  const climbed = rungs === 0 ? 1 : Math.min(1, clockOf(state, ob).position / rungs);
  return { ob, late: lateSince(state, ob, now), at: pressingAt(state, ob, now), climbed };
}

function order(a: Ranked, b: Ranked): number {
  if (a.late === null || b.late === null)
    return Number(a.late === null) - Number(b.late === null) || compare(a.at, b.at) || compare(a.ob.key, b.ob.key);
  const first = (kinds: readonly ObligationKind[]) =>
    Number(kinds.includes(b.ob.kind)) - Number(kinds.includes(a.ob.kind));
  return (
    first(lost) || b.climbed - a.climbed || first(atVendor) || compare(a.late, b.late) || compare(a.ob.key, b.ob.key)
  );
}

/** Every obligation that somebody can act on, the most pressing first; never empty while the case is not closed. */
export function nextActions(state: Case, now: Instant): Obligation[] {
  const all = obligationsOf(state).map((ob) => ranked(state, ob, now));
  const silent = (vendor: string | undefined) =>
    all.some(({ ob, late }) => late !== null && ob.about.vendor === vendor && ob.kind !== 'deadline');
  // A promise is judged by itself; a deadline asks people for something only once it has passed, and no late ticket says so.
  const actions = all.filter(
    ({ ob, late }) => ob.kind !== 'promise' && (ob.kind !== 'deadline' || (late !== null && !silent(ob.about.vendor))),
  );
  return (actions.length > 0 ? actions : all).sort(order).map(({ ob }) => ob);
}

/** Something of the case is late: past its due time whether somebody is on it or not, or a vendor's silence that nobody answers. */
export function isOverdue(state: Case, now: Instant): boolean {
  return obligationsOf(state).some((ob) =>
    atVendor.includes(ob.kind) ? lateSince(state, ob, now) !== null : ob.kind !== 'promise' && ob.due < now,
  );
}

/** The case that needs somebody soonest first: by its first line, of late ones the graver case; closed ones last, newest first. */
export function mostUrgentFirst(cases: readonly Case[], now: Instant): Case[] {
  const all = cases.map((state) => {
    const ob = state.status === 'closed' ? undefined : nextActions(state, now)[0];
    return { state, first: ob && ranked(state, ob, now) };
  });
  const grave = ({ state }: { state: Case }) => SEVERITIES.indexOf(state.severity);
  const newest = (a: { state: Case }, b: { state: Case }) => b.state.number - a.state.number;
  all.sort((a, b) => {
    if (!a.first || !b.first) return Number(!a.first) - Number(!b.first) || newest(a, b);
    const late = a.first.late !== null && b.first.late !== null;
    return (late ? grave(a) - grave(b) : 0) || order(a.first, b.first) || newest(a, b);
  });
  return all.map(({ state }) => state);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
