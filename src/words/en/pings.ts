/** What a ping says: to whom, what, how late, why now, and what happens if nobody answers. */
import type { Case } from '../../domain/case.ts';
import { deadlineMeant } from '../../domain/deadlineGrid.ts';
import { askedNow } from '../../domain/decisions/ownership.ts';
import type { Ping } from '../../domain/events.ts';
import type { Away, PingItem } from '../../domain/message.ts';
import type { RungDo } from '../../domain/organisation.ts';
import { codeToSay, writtenUnread } from '../../domain/quoting.ts';
import { newestBroken } from '../../domain/tickets.ts';
import type { Owing } from '../catalogue.ts';
import { between, cut, DOT } from '../format.ts';
import type { Speech } from '../speech.ts';
import { lateBy } from './lateness.ts';
import { climbedAtOnce, route } from './names.ts';
import { holder, lateness, obligation, obligationName } from './obligations.ts';
import { bestWay, canCall, closed, closedBeside, ways } from './ways.ts';

/** Lines of one text message; more than this nobody reads at night, the card has them all. */
const MOST_LINES = 6;

export function reasonWords(ping: Ping, state: Case, s: Speech): string {
  switch (ping.reason) {
    case 'rung':
      return '';
    case 'climb':
      return climbedWhy(ping, state, s);
    case 'digest':
      return ping.cause === undefined ? 'still open' : climbedWhy(ping, state, s);
    case 'deadline':
      return `fixed deadline of ${s.at(deadlineMeant(ping, state))}`;
    case 'reminder':
      return 'the time that was asked for is over';
    case 'passed':
      return passedBy(ping, state, s);
    case 'asked':
      return asker(ping, state, s);
    case 'undelivered':
      return notReached(ping, state, s);
    case 'wrong-person':
      return 'whoever was asked says that it is not theirs';
  }
}

/** What made a ticket climb before its time; a broken promise with the time that was promised. */
function climbedWhy({ key, cause, due }: Ping, { tickets }: Case, s: Speech): string {
  if (cause === undefined || cause === 'escalate') return 'escalated at once';
  const ticket = tickets.find(({ id }) => key === `ticket:${id}`);
  const last = ticket && newestBroken(ticket, { until: due });
  return cause === 'broken-promise' && last !== undefined
    ? `escalated at once: the promise of ${s.short(last.by)} was broken`
    : climbedAtOnce(cause);
}

function passedBy({ key, epoch }: Ping, { passed }: Case, s: Speech): string {
  const last = Object.hasOwn(passed, key) ? passed[key] : undefined;
  return last?.epoch === epoch ? `passed on by ${s.name(last.from)}` : 'somebody else had it until now';
}

/** Of a hand-over whom: whoever reads it is to tell them. */
function notReached({ key, epoch }: Ping, state: Case, s: Speech): string {
  const asked = key === 'handover' && state.handover?.epoch === epoch ? askedNow(state) : undefined;
  return `it did not reach ${asked === undefined ? 'whom it was meant for' : s.name(asked)}`;
}

/** Who offers the case, and whose it is until the answer comes. */
function asker({ key, epoch }: Ping, { handover }: Case, s: Speech): string {
  if (key !== 'handover' || handover?.epoch !== epoch) return 'asked';
  const { by, from } = handover;
  return by === from
    ? `${s.name(by)} asks, and owns the case until then`
    : `${s.name(by)} asks; ${s.name(from)} owns the case until then`;
}

/** For the line under the header: "reminder 3 · the time that was asked for is over". */
export function pingReason(item: PingItem, state: Case, s: Speech): string {
  const { reason } = item.ping;
  // A request is none of the reminders that may follow it.
  const count = reason === 'asked' ? '' : item.attempt <= 1 ? 'first reminder' : `reminder ${item.attempt}`;
  return [count, reasonWords(item.ping, state, s)].filter((part) => part !== '').join(DOT);
}

/** " and quote K-7QM4X"; where naming a code would give away what it proves: to ask which they see. */
function quotingBy(by: string | undefined, item: Owing, state: Case, s: Speech): string {
  const ticket = state.tickets.find((t) => t.id === item.about.ticket);
  const code = ticket && codeToSay(state, ticket, by);
  if (code !== undefined) return ` and quote ${code}`;
  const unread = ticket && writtenUnread(state, ticket);
  return unread ? ` and ask which code they see by ${route(ticket.vendor, unread.via ?? '', state, s)}` : '';
}

/** What a rung asks of people; without an act: what the obligation is. It never names a way that is down. */
export function rung(act: RungDo | undefined, item: Owing, state: Case, s: Speech): string {
  const id = item.about.vendor ?? state.tickets.find((t) => t.id === item.about.ticket)?.vendor;
  if (id === undefined) return obligation(item, state, s);
  const vendor = s.vendor(id);
  const [way] = ways(state, id, s);
  const quoting = quotingBy(way?.id, item, state, s);
  const best = bestWay(state, id, s);
  const other = best === '' ? `Find any way to ask ${vendor}: no route works` : `Ask ${vendor} by ${best}`;
  switch (act) {
    case undefined:
      return obligation(item, state, s);
    case 'ask':
      return best === '' ? other : `Ask ${vendor} again by ${best}${quoting}`;
    case 'phone': {
      const phone = ways(state, id, s).find((r) => r.kind === 'phone');
      if (phone === undefined) return `${other}${best === '' ? '' : quoting}`;
      const hours = closed(phone, s);
      // Where nobody answers now, what is open comes first: the number stands on the card, with its hours.
      if (hours !== '' && way !== undefined && closed(way, s) === '')
        return `${other}${quoting}: their phone is ${hours}`;
      const number = phone.address === undefined ? '' : ` on ${s.text(phone.address, 40)}`;
      return `Phone ${vendor}${number}${closedBeside(phone, s)}${quotingBy(phone.id, item, state, s)}`;
    }
    case 'duty-manager':
      return canCall(state, id, 'support', s)
        ? `Phone ${vendor} and ask for the duty manager${deskHours(state, id, s)}`
        : `${other}${best === '' ? '' : ' for their duty manager'}`;
    case 'call':
      return `Press ${vendor} outside the ticket: ${canCall(state, id, 'people', s) ? 'call' : 'reach'} the account manager`;
    case 'executives':
      return `Let our management ${canCall(state, id, 'people', s) ? 'call' : 'reach'} the management of ${vendor}`;
  }
}

/** When a desk opens of which nobody answers any number now. */
function deskHours(state: Case, vendor: string, s: Speech): string {
  const phone = ways(state, vendor, s).find(({ kind }) => kind === 'phone');
  return phone === undefined ? '' : closedBeside(phone, s);
}

function whom(people: readonly string[], s: Speech): string {
  return people.length === 0 ? 'asked again' : s.names(people);
}

/** On cards: "If nobody answers: 12:10 Patti Fernandez". */
export function pingNext(item: PingItem, _state: Case, s: Speech): string {
  if (item.next === undefined) return '';
  return `If nobody answers: ${s.short(item.next.at)} ${whom(item.next.people, s)}`;
}

function longNext(item: PingItem, s: Speech): string {
  if (item.next === undefined) return '';
  return `If nobody answers: ${whom(item.next.people, s)}, ${s.at(item.next.at)}`;
}

/** How long and since when, with date and zone. */
function longLateness(of: Owing, s: Speech): string {
  if (of.kind === 'ticket') return `idle ${between(of.due, s.now)}, since ${s.at(of.due)}`;
  return of.due >= s.now ? `due ${s.at(of.due)}` : `${lateBy(between(of.due, s.now))}, was due ${s.at(of.due)}`;
}

function itemLine(item: PingItem, state: Case, s: Speech): string {
  const about = item.about;
  const head =
    about.kind === 'step' ? `step ${about.about.step}, ${obligation(about, state, s)}` : obligation(about, state, s);
  const act = item.ping.do === undefined ? '' : rung(item.ping.do, about, state, s);
  const late = item.ping.reason === 'deadline' ? '' : longLateness(about, s);
  return [head, late, reasonWords(item.ping, state, s), act, longNext(item, s)].filter((part) => part !== '').join(DOT);
}

/** A fixed deadline asks from the moment on which it passes: when it asks again says nothing of that. */
function howLate({ ping, about }: PingItem, state: Case, s: Speech): string {
  if (about.kind !== 'deadline') return ` ${lateness(about, s)}`;
  const meant = deadlineMeant(ping, state);
  return `, fixed deadline ${s.short(meant)}${meant <= s.now ? ' has passed' : ''}`;
}

export function pingSummary(items: readonly PingItem[], gone: Away | undefined, state: Case, s: Speech): string {
  const first = items[0];
  if (first === undefined) return `${state.id}: ${gone === undefined ? s.text(state.title, 80) : 'Baton was away'}`;
  const what = cut(obligation(first.about, state, s), 60);
  const rest = items.length > 1 ? ` and ${items.length - 1} more` : '';
  return `${state.id}: ${what}${howLate(first, state, s)}${rest}, ${holder(first.about, s)}`;
}

function fewLines(lines: string[]): string[] {
  const left = lines.length - MOST_LINES;
  return left > 0 ? [...lines.slice(0, MOST_LINES), `and ${left} more: see the case`] : lines;
}

function lines(opening: string, items: readonly PingItem[], gone: Away | undefined, state: Case, s: Speech): string {
  const apology = gone === undefined ? [] : [away(gone, state, s)];
  const only = items.length === 1 ? items[0] : undefined;
  if (only !== undefined) return [...apology, `▲ ${opening}: ${itemLine(only, state, s)}`].join('\n\n');
  if (items.length === 0) return apology.join('\n\n');
  const all = fewLines(items.map((item) => `- ${itemLine(item, state, s)}`));
  return [...apology, `▲ ${opening}: ${items.length} things wait`, all.join('\n')].join('\n\n');
}

/** One line in the case's thread. `who`: the mentions as written. */
export function threadPing(
  who: string,
  items: readonly PingItem[],
  gone: Away | undefined,
  state: Case,
  s: Speech,
): string {
  return lines(who === '' ? 'Nobody is left to ask' : who, items, gone, state, s);
}

/** A new root post in the incident channel: it also says which case. */
export function channelPing(
  who: string,
  items: readonly PingItem[],
  gone: Away | undefined,
  state: Case,
  s: Speech,
): string {
  const opening = `${s.strong(`${state.id} ${s.text(state.title, 80)}`)}${who === '' ? '' : ` ${who}`}`;
  return lines(opening, items, gone, state, s) || opening;
}

export function away(gone: Away, state: Case, s: Speech): string {
  const names = gone.fellDue.map((of) => obligationName(of, state, s));
  const few = names.slice(0, 8);
  const rest = names.length - few.length;
  const due =
    names.length === 0
      ? 'Nothing fell due meanwhile.'
      : `Meanwhile fell due: ${s.list(rest > 0 ? [...few, `${rest} more`] : few)}.`;
  return `Baton was away from ${s.fromTo(gone.from, gone.to)} (${between(gone.from, gone.to)}). ${due}`;
}
