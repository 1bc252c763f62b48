/** One vendor ticket in two lines: who has the ball, since when, who is asked next. */
import type { Ticket } from '../../domain/case.ts';
import { promiseWaitedFor, ticketObligation } from '../../domain/obligations/ticket.ts';
import { ballOf } from '../../domain/tickets.ts';
import { earlier } from '../../domain/time.ts';
import { between, DOT } from '../../words/format.ts';
import { button } from '../blocks/button.ts';
import type { Part } from '../blocks/line.ts';
import type { Mark } from '../blocks/marks.ts';
import { row } from '../blocks/row.ts';
import type { Element } from '../render.ts';
import { clockFor, comingOf, holdOf, type Scene, whom } from '../scene.ts';

/** `tap`: the row opens the ticket's own card. */
export function ticketRow(scene: Scene, ticket: Ticket, tap = true): Element {
  const { s, c, on } = scene;
  const { mark, state, rest } = stateOf(scene, ticket);
  const vendor = s.vendor(ticket.vendor);
  const select = button(on, c.openTicket(ticket.id, vendor, plainOf(state)), 'ticket show', { ticket: ticket.id });
  return row({
    mark,
    first: `${ticket.id} ${vendor}`,
    bold: true,
    second: [...state, ...rest.filter((r) => r !== '').map((r) => (r.startsWith(' ') ? r : DOT + r))],
    ...(tap ? { select } : {}),
  });
}

/** Most urgent first: a vendor that was pinged about, or a way that is dead, before one that still has time. */
export function ticketOrder(scene: Scene, tickets: readonly Ticket[]): Ticket[] {
  const key = (t: Ticket) => {
    const mark = stateOf(scene, t).mark;
    return `${mark === 'blocked' ? 0 : mark === 'late' ? 1 : mark === 'done' ? 3 : 2}${t.heardAt}`;
  };
  return [...tickets].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

interface Said {
  mark: Mark;
  state: (string | Part)[];
  rest: string[];
}

const plainOf = (parts: readonly (string | Part)[]) => parts.map((p) => (typeof p === 'string' ? p : p.text)).join('');

function stateOf(scene: Scene, ticket: Ticket): Said {
  const { s, c, w, now, state } = scene;
  const owner = ticket.owner === undefined ? '' : s.name(ticket.owner);
  switch (ballOf(ticket)) {
    case 'with-vendor':
    case 'promised':
      return waiting(scene, ticket);
    case 'with-us': {
      const due = ticket.want?.due ?? now;
      const late = due < now;
      const head = late ? { text: c.late(between(due, now)), bold: true, alarm: true } : c.weOwe;
      return { mark: late ? 'late' : 'open', state: [head], rest: [late ? c.weOwe : '', c.due(s.short(due)), owner] };
    }
    case 'route-blocked': {
      const route = w.route(ticket.vendor, ticket.want?.via ?? '', state, s);
      return { mark: 'blocked', state: [{ text: c.waitsDead(route), bold: true, alarm: true }], rest: [owner] };
    }
    case 'fixed-unverified': {
      const due = ticket.fix?.due ?? now;
      const late = due < now;
      return {
        mark: late ? 'late' : 'running',
        state: [late ? { text: c.fixedUnverified, bold: true, alarm: true } : c.fixedUnverified],
        rest: [c.checkBy(s.short(due)), owner],
      };
    }
    case 'closed': {
      const over = ticket.status === 'open' ? 'closed' : ticket.status;
      return { mark: 'done', state: [c.over[over]], rest: [] };
    }
  }
}

/** A promise that holds nothing any more is judged at its time all the same: the nearest. */
function judged({ s, c, now }: Scene, ticket: Ticket): string {
  const by = ticket.promises.filter((p) => p.status === 'running' && p.by > now).map((p) => p.by);
  return by.length === 0 ? '' : c.promisedThen(s.short(by.reduce(earlier)));
}

/** The ball is with the vendor: idle, promised, or held by somebody who is on it. */
function waiting(scene: Scene, ticket: Ticket): Said {
  const { s, c, now, state } = scene;
  const ob = ticketObligation(state, ticket, now);
  const coming = comingOf(scene, ob);
  const hold = holdOf(scene, ob);
  const pinged = clockFor(scene, ob).pings > 0;
  const next = hold
    ? c.isOnIt(s.name(hold.by), s.short(hold.until))
    : c.nobodyAnswers(s.short(coming.at), whom(scene, coming.people, coming.channel));
  const promise = promiseWaitedFor(state, ticket, now);
  if (promise)
    return {
      mark: 'running',
      state: [c.promisedBy(s.short(promise.by))],
      rest: [
        c.left(between(now, promise.by)),
        `${c.idle(between(ticket.heardAt, now))} ${c.sinceTime(s.short(ticket.heardAt))}`,
      ],
    };
  const idle = { text: c.idle(between(ticket.heardAt, now)), bold: true, alarm: pinged };
  return {
    mark: pinged ? 'late' : 'running',
    state: [idle],
    rest: [` ${c.sinceTime(s.short(ticket.heardAt))}`, next, judged(scene, ticket)],
  };
}
