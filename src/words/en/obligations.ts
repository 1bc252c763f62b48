/** Obligations in words: what (verb first), how late, who, when. */
import { soonest } from '../../domain/callees.ts';
import type { Case, Ticket } from '../../domain/case.ts';
import type { Obligation, ObligationKind } from '../../domain/obligation.ts';
import { autoCloseAt } from '../../domain/obligations/wanted.ts';
import { obligationOf } from '../../domain/obligations.ts';
import { findRoute } from '../../domain/routes.ts';
import type { Owing } from '../catalogue.ts';
import { between, DOT, soft } from '../format.ts';
import type { Speech } from '../speech.ts';
import { stepText as headOf } from '../stepText.ts';
import { lateBy } from './lateness.ts';
import { recipient, route, stageName } from './names.ts';
import { ways, waysNow } from './ways.ts';

type Said = Pick<Owing, 'kind' | 'about'>;

/** An id that the case does not know is still said: facts outlive what they were about. */
function ticketOf(about: Said['about'], state: Case): Ticket | undefined {
  return state.tickets.find((t) => t.id === about.ticket);
}

function vendorName(about: Said['about'], state: Case, s: Speech): string {
  const id = about.vendor ?? ticketOf(about, state)?.vendor;
  return id === undefined ? 'the vendor' : s.vendor(id);
}

export function stepText(number: number | undefined, state: Case, s: Speech, longest = 120): string {
  const found = state.steps.find((step) => step.number === number);
  // The first thought tells it from the others; the case card has the rest.
  return found === undefined ? `Step ${number ?? '?'}` : s.text(headOf(found.text).head, longest);
}

/** The route that what the vendor wants was to go by, and why it is no way. */
function blockedBy(ticket: Ticket | undefined, state: Case, s: Speech): string {
  const via = ticket?.want?.via;
  if (ticket === undefined || via === undefined) return '';
  const found = findRoute(state, ticket.vendor, via);
  const because = found !== null && 'route' in found ? found.deadBecause : null;
  const by = route(ticket.vendor, via, state, s);
  const { open, later } = waysNow(state, ticket.vendor, s);
  const now = open.length === 0 ? s.list(later) : `${s.list(open)} ${open.length === 1 ? 'works' : 'work'}`;
  const works = now === '' ? '' : `; ${now}`;
  if (because === null) return `: ${by} does not work${works}`;
  const down = `our ${soft(s.service(because))} is down`;
  return `: ${by === soft(s.service(because)) ? '' : `${by} does not work, `}${down}${works}`;
}

/** When the vendor closes the ticket by itself. */
function closing(ticket: Ticket | undefined, state: Case, s: Speech): string {
  const at = ticket === undefined ? null : autoCloseAt(state, ticket);
  return at === null ? '' : `, ${s.at(at)}`;
}

/** By which way to say again what nobody has shown to have read, and when: the one that is open soonest, but for the one that failed. */
function otherWay(ticket: Ticket | undefined, state: Case, s: Speech): string {
  const unread = ticket?.sent.find((word) => !word.read);
  if (ticket === undefined || unread === undefined) return '';
  const others = ways(state, ticket.vendor, s).filter(({ id }) => id !== unread.via);
  const best = soonest(s.zone, others, s.now);
  if (best === undefined) return '';
  const by = route(ticket.vendor, best.way.id, state, s);
  return best.opens === null
    ? `; say it again by ${by}`
    : `; nobody takes it by another way before ${best.opens}: say it again by ${by} then`;
}

/** Verb first: "Post a status update". */
export function obligation(of: Said, state: Case, s: Speech): string {
  const { about } = of;
  const vendor = vendorName(about, state, s);
  const ticket = s.text(about.ticket ?? 'the ticket', 20);
  switch (of.kind) {
    case 'ticket':
      return `Get a real answer from ${vendor} on ${ticket}`;
    case 'deadline':
      return `Make ${vendor} act`;
    case 'promise':
      return `See whether ${vendor} keeps the promise on ${ticket}`;
    case 'step':
      return stepText(about.step, state, s);
    case 'update':
      return 'Post a status update';
    case 'owed-ticket':
      return `Open a ticket with ${vendor}`;
    case 'reference':
      return `Get ${vendor}'s number for ${ticket}`;
    case 'answer': {
      const want = ticketOf(about, state)?.want?.words;
      return `Send ${vendor} what they want for ${ticket}${want === undefined ? '' : `: ${s.quote(want, 100)}`}`;
    }
    case 'auto-close':
      return `Answer ${vendor} before they close ${ticket}${closing(ticketOf(about, state), state, s)}`;
    case 'choose-route':
      return `Choose another route to ${vendor} for ${ticket}${blockedBy(ticketOf(about, state), state, s)}`;
    case 'cut-off':
      return `Find any way to reach ${vendor} about ${ticket}: no route works`;
    case 'unread':
      return `Change the route: ${vendor} has not read our words on ${ticket}${otherWay(ticketOf(about, state), state, s)}`;
    case 'verify':
      return `Check whether ${ticket} is really fixed`;
    case 'handover':
      return 'Accept or decline the hand-over of the case';
    case 'notice':
      return `Report to ${recipient(about.clock ?? '', state, s)}: ${stageName(about.stage ?? '', s)}`;
    case 'retrospective':
      return 'Hold the retrospective';
    case 'decide-next':
      return state.status === 'resolved' ? 'Close the case' : 'Decide what is next';
  }
}

/** A few words to tell it from the others. */
export function obligationName(of: Said, state: Case, s: Speech): string {
  const { about } = of;
  const vendor = vendorName(about, state, s);
  const ticket = s.text(about.ticket ?? 'ticket', 20);
  switch (of.kind) {
    case 'ticket':
      return `${ticket} ${vendor}`;
    case 'deadline':
      return `fixed deadline ${vendor}`;
    case 'promise':
      return `promise on ${ticket}`;
    case 'step':
      return `step ${about.step ?? '?'}`;
    case 'update':
      return 'status update';
    case 'owed-ticket':
      return `ticket owed, ${vendor}`;
    case 'reference':
      return `number of ${ticket}`;
    case 'answer':
      return `our answer on ${ticket}`;
    case 'auto-close':
      return `${vendor} closes ${ticket}`;
    case 'choose-route':
      return `another way for ${ticket}`;
    case 'cut-off':
      return `no route for ${ticket}`;
    case 'unread':
      return `unread words on ${ticket}`;
    case 'verify':
      return `fix of ${ticket}`;
    case 'handover':
      return 'hand-over';
    case 'notice':
      return `${stageName(about.stage ?? '', s)} to ${recipient(about.clock ?? '', state, s)}`;
    case 'retrospective':
      return 'retrospective';
    case 'decide-next':
      return state.status === 'resolved' ? 'closing the case' : 'what is next';
  }
}

/** Keys are `kind`, `kind:subject` or `kind:subject:part`. Facts carry only the key, also of what is settled by now. */
export function fromKey(key: string, state: Case): Said {
  const running = state.status === 'closed' ? undefined : obligationOf(state, key);
  if (running !== undefined) return running;
  const [kind = '', subject = '', part = ''] = key.split(':');
  return { kind: kind as ObligationKind, about: aboutOf(kind, subject, part) };
}

function aboutOf(kind: string, subject: string, part: string): Obligation['about'] {
  switch (kind) {
    case 'step':
      return { step: Number(subject) };
    case 'deadline':
    case 'owed-ticket':
      return { vendor: subject };
    case 'notice':
      return { clock: subject, stage: part };
    case 'promise':
      return { ticket: subject, promise: Number(part) };
    default:
      return subject === '' ? {} : { ticket: subject };
  }
}

export function keyName(key: string, state: Case, s: Speech): string {
  return obligationName(fromKey(key, state), state, s) ?? s.text(key, 60);
}

/** The names of several, the first four: "step 3, T1 Microsoft and 2 more". */
export function keys(of: readonly string[], state: Case, s: Speech): string {
  const few = of.slice(0, 4).map((key) => keyName(key, state, s));
  return s.list(of.length > few.length ? [...few, `${of.length - few.length} more`] : few);
}

/** Told apart and told what to do, for a list to choose from: "step 6: set up another way to send". */
export function keyAction(key: string, state: Case, s: Speech): string {
  const of = fromKey(key, state);
  const action = obligation(of, state, s);
  return of.kind === 'step' ? `${obligationName(of, state, s)}: ${action}` : action;
}

/** "1 h 37 m late", "due 12:10", "idle 3 h 12 m since 08:35". The instant stands beside it where the length goes stale. */
export function lateness(of: Owing, s: Speech): string {
  if (of.kind === 'ticket') return `idle ${between(of.due, s.now)} since ${s.short(of.due)}`;
  if (of.due >= s.now) return `due ${s.short(of.due)}`;
  return lateBy(between(of.due, s.now));
}

export function holder(of: Pick<Owing, 'holder'>, s: Speech): string {
  return 'person' in of.holder ? s.name(of.holder.person) : 'the channel';
}

/** One line for text messages: what, how late, who, when (with date and zone). */
export function obligationLong(of: Owing, state: Case, s: Speech): string {
  const late = of.due < s.now;
  const when = of.kind === 'ticket' ? `since ${s.at(of.due)}` : `${late ? 'was due' : 'due'} ${s.at(of.due)}`;
  const how = of.kind === 'ticket' ? `idle ${between(of.due, s.now)}` : late ? lateBy(between(of.due, s.now)) : '';
  const what = of.kind === 'step' ? `Step ${of.about.step}: ${obligation(of, state, s)}` : obligation(of, state, s);
  return [what, how, holder(of, s), when].filter((part) => part !== '').join(DOT);
}
