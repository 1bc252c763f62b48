/** The facts of a ticket as rows: how long without a real answer, their last word, what they want, promises, the deadline. */
import type { Contact, Ticket } from '../../domain/case.ts';
import { fixedDeadline } from '../../domain/deadlineGrid.ts';
import { ticketObligation } from '../../domain/obligations/ticket.ts';
import { accountManagersOf, ballOf, hasAnswered } from '../../domain/tickets.ts';
import { between, DOT, length } from '../../words/format.ts';
import { formButton } from '../blocks/button.ts';
import { row } from '../blocks/row.ts';
import { askedAtDeadline } from '../case/caseSections.ts';
import { askedOutside } from '../case/outside.ts';
import type { Element } from '../render.ts';
import { type Coming, clockFor, comingOf, type Scene, whom } from '../scene.ts';
import { closingRow, promiseRows } from './ticketPromises.ts';

export function ticketFacts(scene: Scene, ticket: Ticket): Element[] {
  if (ticket.status !== 'open') return lastWord(scene, ticket);
  return [
    ...idle(scene, ticket),
    ...question(scene, ticket),
    ...wish(scene, ticket),
    ...named(scene, ticket),
    ...closingRow(scene, ticket),
    ...lastWord(scene, ticket),
    ...promiseRows(scene, ticket),
    ...unread(scene, ticket),
    ...number(scene, ticket),
    ...deadline(scene, ticket),
    ...askedOutside(scene, (key) => key === `deadline:${ticket.vendor}` || key.split(':').includes(ticket.id)),
    ...ladder(scene, ticket),
  ];
}

function idle(scene: Scene, ticket: Ticket): Element[] {
  const { state, s, c, now } = scene;
  const ball = ballOf(ticket);
  const vendor = s.vendor(ticket.vendor);
  if (ball === 'with-us') return [row({ mark: 'fact', first: c.ballWithUs, second: c.standsStill(vendor) })];
  if (ball === 'fixed-unverified')
    return [row({ mark: 'fact', first: c.standsStill(vendor), second: c.restsUntilVerified })];
  const pinged = clockFor(scene, ticketObligation(state, ticket, now)).pings > 0;
  const auto = ticket.contacts.findLast((x) => x.what === 'auto' && x.at >= ticket.heardAt);
  const since = sinceWhat(scene, ticket);
  return [
    row({
      mark: pinged ? 'late' : 'running',
      first: c.idle(between(ticket.heardAt, now)),
      bold: true,
      second: auto ? [since, c.autoReply(s.short(auto.at))].join(DOT) : since,
    }),
  ];
}

/** What the silence counts from: their last real answer, the opening, or the reopening, which is no answer. */
function sinceWhat({ s, c }: Scene, ticket: Ticket): string {
  const at = s.short(ticket.heardAt);
  if (hasAnswered(ticket)) return c.lastAnswer(at);
  if (ticket.heardAt === ticket.openedAt) return c.noAnswerSince(at);
  const last = ticket.contacts.findLast(({ what }) => what === 'heard');
  return [c.noAnswerReopened(at), last ? c.lastAnswer(s.short(last.at)) : ''].filter((part) => part !== '').join(DOT);
}

/** Nothing else holds it: it moves no clock. */
function question({ s, c }: Scene, { id, question: asked }: Ticket): Element[] {
  if (!asked) return [];
  const second = c.asked(s.short(asked.at), s.typed(`ticket wants ${id} "…"`));
  return [row({ mark: 'open', first: c.theyAsk(s.name(asked.by), s.quote(asked.words)), bold: true, second })];
}

/** Whom the vendor's people name when it is not theirs: nobody of the file, so no route has it. */
function named({ state, s, c }: Scene, { vendor }: Ticket): Element[] {
  return accountManagersOf(state, vendor).flatMap((id) => {
    const said = Object.hasOwn(state.disowned, id) ? state.disowned[id] : undefined;
    if (said?.words === undefined) return [];
    return [row({ mark: 'fact', first: s.quote(said.words), second: c.saysWhoItIs(s.name(id), s.short(said.at)) })];
  });
}

const mostWishes = 3;

function wish({ state, s, w, c }: Scene, { want, vendor }: Ticket): Element[] {
  if (!want) return [];
  const route = w.route(vendor, want.via, state, s);
  const second = [c.wantBy(route), want.blocked ? '' : c.due(s.short(want.due)), c.sinceTime(s.short(want.since))];
  const older = (want.before ?? []).slice(-mostWishes).map((one) =>
    row({
      mark: 'open',
      first: c.theyWant(s.quote(one.words)),
      second: c.wantBy(w.route(vendor, one.via, state, s)),
    }),
  );
  return [
    ...older,
    row({
      mark: want.blocked ? 'blocked' : 'open',
      first: c.theyWant(s.quote(want.words)),
      bold: want.blocked,
      second: second.filter((part) => part !== '').join(DOT),
    }),
  ];
}

const theirs: readonly Contact['what'][] = ['heard', 'promise', 'fixed'];

function lastWord({ s, c }: Scene, ticket: Ticket): Element[] {
  const last = ticket.contacts.findLast((x) => theirs.includes(x.what) && x.words);
  if (!last?.words) return [];
  return [
    row({ mark: 'fact', first: s.quote(last.words), second: [c.lastWord, c.atTime(s.short(last.at))].join(DOT) }),
  ];
}

function unread({ s, c, now }: Scene, ticket: Ticket): Element[] {
  const word = ticket.sent.find((x) => !x.read);
  if (!ticket.unread || !word || ticket.unread.due > now) return [];
  const second = c.unreadCode(word.code, s.short(word.at));
  return [row({ mark: 'late', first: c.unread(between(word.at, now)), bold: true, second })];
}

function number({ s, c, on, now }: Scene, ticket: Ticket): Element[] {
  if (ticket.reference !== undefined) return [];
  const late = ticket.refDue < now;
  const select = { ...formButton(on, c.addNumber(ticket.id), 'ticket ref', { ticket: ticket.id }) };
  const due = late ? c.wasDue(s.short(ticket.refDue)) : c.due(s.short(ticket.refDue));
  const second = [c.upper(due), c.typeNumber(s.typed(`ticket ref ${ticket.id} …`))].join(DOT);
  return [row({ mark: late ? 'late' : 'open', first: c.numberOwed, bold: late, second, select })];
}

/** The clock that nobody can move, and who is asked at it. */
function deadline(scene: Scene, ticket: Ticket): Element[] {
  const { state, s, c } = scene;
  const fixed = fixedDeadline(state, ticket.vendor);
  if (fixed === null) return [];
  const [name] = askedAtDeadline(scene, ticket.vendor);
  const { asked } = fixed;
  const time = s.short(fixed.at);
  if (asked === undefined)
    return [row({ mark: 'running', first: c.deadline(time), second: [name, c.nobodyResets].join(DOT) })];
  const again = c.askedAgain(fixed.every === undefined ? null : length(fixed.every), s.short(fixed.next));
  // One for the vendor and the case: what passed before this ticket was there is no news of it.
  if (asked < ticket.openedAt)
    return [row({ mark: 'running', first: c.deadlineBefore(time), second: [name, again].join(DOT) })];
  const people = state.clocks[`deadline:${ticket.vendor}`]?.last?.people ?? [];
  const second = [c.wasPinged(s.names(people), people.length > 1, s.short(asked)), again].join(DOT);
  return [row({ mark: 'late', first: c.deadlinePassed(time), bold: true, second })];
}

/** Who is asked next and for what, and after that. */
function ladder(scene: Scene, ticket: Ticket): Element[] {
  const { state, s, c, now } = scene;
  const ball = ballOf(ticket);
  if (ball === 'with-us' || ball === 'fixed-unverified') return [];
  const { at, after, ...first } = comingOf(scene, ticketObligation(state, ticket, now));
  const asked = (of: Pick<Coming, 'people' | 'channel' | 'do'>) =>
    c.rungDoes(whom(scene, of.people, of.channel), of.do);
  const next = [`${c.ifNoAnswer} `, { text: `${s.short(at)} ${asked(first)}`, bold: true }];
  const second = after.slice(0, 2).map((r) => c.thenAt(s.short(r.at), asked(r)));
  return [row({ mark: 'climbed', first: next, second: c.upper(second.join(DOT)) })];
}
