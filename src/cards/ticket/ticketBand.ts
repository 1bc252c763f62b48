/** Who has the ball, and what follows from that: the ticket's first line. */

import { offeredRoutes } from '../../domain/callees.ts';
import type { Ticket } from '../../domain/case.ts';
import { ticketHolder } from '../../domain/holder.ts';
import { promiseWaitedFor, ticketObligation } from '../../domain/obligations/ticket.ts';
import { findRoute } from '../../domain/routes.ts';
import { ballOf } from '../../domain/tickets.ts';
import { between, DOT } from '../../words/format.ts';
import { type Band, band } from '../blocks/band.ts';
import { actionSet, button } from '../blocks/button.ts';
import type { Part } from '../blocks/line.ts';
import { MARK } from '../blocks/marks.ts';
import { actionOf } from '../case/caseBand.ts';
import { verifyButtons } from '../case/endingButtons.ts';
import type { Element } from '../render.ts';
import { clockFor, comingOf, holdOf, type Scene, whom } from '../scene.ts';

export interface TicketBand {
  element: Element;
  /** The same in a sentence. */
  speak: string;
}

export function ticketBand(scene: Scene, ticket: Ticket): TicketBand {
  const of = bandOf(scene, ticket);
  const action = typeof of.action === 'string' ? of.action : '';
  return { element: band(of), speak: `${typeof of.caption === 'string' ? of.caption : ''}: ${action}` };
}

function bandOf(scene: Scene, ticket: Ticket): Band {
  switch (ballOf(ticket)) {
    case 'with-vendor':
      return silent(scene, ticket);
    case 'promised':
      return promised(scene, ticket);
    case 'with-us':
      return withUs(scene, ticket);
    case 'route-blocked':
      return blocked(scene, ticket);
    case 'fixed-unverified':
      return fixed(scene, ticket);
    case 'closed':
      return over(scene, ticket);
  }
}

function silent(scene: Scene, ticket: Ticket): Band {
  const { state, c, now } = scene;
  const ob = ticketObligation(state, ticket, now);
  const pinged = clockFor(scene, ob).pings > 0;
  const hold = holdOf(scene, ob);
  return {
    style: pinged ? 'attention' : 'emphasis',
    caption: `${MARK[pinged ? 'late' : 'running']} ${c.nextIdle(between(ticket.heardAt, now))}`,
    action: actionOf(scene, ob),
    line: hold ? held(scene, hold.by, hold.until) : askedLine(scene, ticket),
  };
}

function held({ s, c }: Scene, by: string, until: Parameters<typeof s.short>[0]): (string | Part)[] {
  return [{ text: s.name(by), bold: true }, `${DOT}${c.onItUntil(s.short(until))}`];
}

/** Who was asked last and when: they have to act now. Before the first ping it is the ticket's holder. */
function askedLine(scene: Scene, ticket: Ticket): (string | Part)[] {
  const { state, s, c, now } = scene;
  const { last } = clockFor(scene, ticketObligation(state, ticket, now));
  if (!last) return ownerLine(scene, ticket);
  return [{ text: whom(scene, last.people, last.people.length === 0), bold: true }, DOT + c.askedAt(s.short(last.at))];
}

function promised(scene: Scene, ticket: Ticket): Band {
  const { state, s, c, now } = scene;
  const promise = promiseWaitedFor(state, ticket, now);
  if (!promise) return silent(scene, ticket);
  const ob = ticketObligation(state, ticket, now);
  // A broken promise climbs at once: the next rung's people, at the promise's own time; unless it holds only until a deadline before.
  const { at, people, channel } = comingOf(scene, ob);
  const several = people.length + (channel ? 1 : 0) > 1;
  const time = s.short(promise.by);
  const who = { text: whom(scene, people, channel), bold: true };
  return {
    style: 'warning',
    caption: `${MARK.running} ${c.nextPromised(time)}`,
    action: c.left(between(now, promise.by)),
    line:
      at < promise.by
        ? [`${c.ifNobody} ${s.short(at)} `, who]
        : [`${c.notKept} `, who, ` ${several ? c.arePingedAt(time) : c.isPingedAt(time)}`],
  };
}

function ownerLine(scene: Scene, ticket: Ticket, ...rest: string[]): (string | Part)[] {
  const holder = ticketHolder(scene.state, ticket, scene.now);
  const who = 'person' in holder ? scene.s.name(holder.person) : scene.c.andChannel('');
  return [{ text: who, bold: true }, ...rest.map((part) => DOT + part)];
}

function withUs(scene: Scene, ticket: Ticket): Band {
  const { s, c, now } = scene;
  const due = ticket.want?.due ?? now;
  const late = due < now;
  return {
    style: late ? 'attention' : 'emphasis',
    caption: late ? `${MARK.late} ${c.nextLate(between(due, now))}` : `${MARK.open} ${c.nextDue(s.short(due))}`,
    action: c.sendWhatTheyWant(s.vendor(ticket.vendor)),
    line: ownerLine(scene, ticket, late ? c.wasDue(s.short(due)) : c.left(between(now, due))),
  };
}

function blocked(scene: Scene, ticket: Ticket): Band {
  const { c } = scene;
  return {
    style: 'attention',
    caption: `${MARK.blocked} ${c.nextBlocked}`,
    action: c.answerBy(bestWay(scene, ticket)),
    line: ownerLine(scene, ticket, whyDead(scene, ticket)),
  };
}

/** By which way the vendor is answered instead; empty: none works. */
function bestWay({ state, s, w, c }: Scene, { vendor }: Ticket): string {
  const best = offeredRoutes(state, vendor, s)[0];
  return best === undefined ? '' : `${w.route(vendor, best.id, state, s)}${c.closedBeside(best, s)}`;
}

/** "E-mail needs our E-mail, which is down". */
function whyDead({ state, s, w, c }: Scene, ticket: Ticket): string {
  const via = ticket.want?.via ?? '';
  const found = findRoute(state, ticket.vendor, via);
  const route = w.route(ticket.vendor, via, state, s);
  const because = found && 'route' in found ? found.deadBecause : null;
  return because === null ? c.routeNone(route) : c.routeDead(route, s.service(because));
}

function fixed(scene: Scene, ticket: Ticket): Band {
  const { s, c, now } = scene;
  const due = ticket.fix?.due ?? now;
  const late = due < now;
  return {
    style: late ? 'attention' : 'emphasis',
    caption: late ? `${MARK.late} ${c.nextLate(between(due, now))}` : `${MARK.open} ${c.nextDue(s.short(due))}`,
    action: c.checkFix,
    line: ownerLine(scene, ticket, c.checkBy(s.short(due))),
    buttons: actionSet(verifyButtons(scene, ticket.id)),
  };
}

function over({ c, w, on }: Scene, ticket: Ticket): Band {
  const how = ticket.status === 'open' ? 'closed' : ticket.status;
  const close = button(on, w.buttons.close, 'ticket close', { ticket: ticket.id }, { positive: true });
  return {
    style: 'emphasis',
    caption: `${MARK.done} ${c.over[how]}`,
    action: c.overLine[how],
    ...(how === 'verified' ? { buttons: actionSet([close]) } : {}),
  };
}
