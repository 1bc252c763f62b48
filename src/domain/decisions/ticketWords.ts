/** A vendor ticket: opened, numbered, owned; what we said and what the vendor said. Only a substantive word resets the idle clock. */
import type { Ticket } from '../case.ts';
import { nearestCodes, readCode } from '../code.ts';
import type { IntentOf, TicketId } from '../commands.ts';
import type { Draft } from '../draft.ts';
import { entry, type ServiceId, type VendorId } from '../organisation.ts';
import type { Refusal } from '../refusal.ts';
import { findRoute, liveRoutes, type RouteState, routesOf } from '../routes.ts';
import { ballOf, ticketOf } from '../tickets.ts';
import { reopenCase } from './ending.ts';
import { notOneOfUs } from './permit.ts';
import { resumption } from './set.ts';

/** A ticket that is not over, or why not. */
export function liveTicket(d: Draft, id: TicketId): Ticket | Refusal {
  const ticket = anyTicket(d, id);
  if ('no' in ticket || ticket.status === 'open') return ticket;
  return { no: 'ticket-over', ticket: id, status: ticket.status };
}

/** Open or over, but not one that nobody should have opened: that has nothing to tell its vendor. */
export function meantTicket(d: Draft, id: TicketId): Ticket | Refusal {
  const ticket = anyTicket(d, id);
  if ('no' in ticket || ticket.status !== 'mistake') return ticket;
  return { no: 'ticket-over', ticket: id, status: ticket.status };
}

export function anyTicket(d: Draft, id: TicketId): Ticket | Refusal {
  return ticketOf(d.state, id) ?? { no: 'unknown-ticket', ticket: id, known: d.state.tickets.map((t) => t.id) };
}

/** A route of the vendor's by its id or kind, dead or alive. */
export function namedRoute(d: Draft, vendor: VendorId, via: string): RouteState | Refusal {
  const found = findRoute(d.state, vendor, via);
  const known = (entry(d.state.directory.vendors, vendor)?.routes ?? []).map((r) => r.id);
  if (found === null) return { no: 'unknown-route', route: via, known };
  return 'several' in found ? { no: 'ambiguous-route', route: via, known: found.several } : found;
}

/** Words cannot have gone by a dead route. Of several of a kind the only one that works is meant; none that is down is named. */
export function liveRoute(d: Draft, vendor: VendorId, via: string): RouteState | Refusal {
  const route = namedRoute(d, vendor, via);
  if (!('no' in route))
    return route.deadBecause === null ? route : deadRoute(d, vendor, route.route.id, route.deadBecause);
  if (route.no !== 'unknown-route' && route.no !== 'ambiguous-route') return route;
  const judged = routesOf(d.state, vendor).filter((r) => route.known.includes(r.route.id));
  const alive = judged.filter((r) => r.deadBecause === null);
  const [only, first] = [alive.length === 1 ? alive[0] : undefined, judged[0]];
  if (route.no === 'ambiguous-route' && only) return only;
  if (route.no === 'ambiguous-route' && alive.length === 0 && first)
    return deadRoute(d, vendor, first.route.id, first.deadBecause ?? '');
  return { ...route, known: alive.map((r) => r.route.id) };
}

function deadRoute(d: Draft, vendor: VendorId, route: string, because: ServiceId): Refusal {
  return { no: 'dead-route', route, because, alive: liveRoutes(d.state, vendor).map((r) => r.id), vendor };
}

export function open(d: Draft, intent: IntentOf<'ticket.open'>): Refusal | undefined {
  const { vendors } = d.state.directory;
  const vendor = entry(vendors, intent.vendor);
  if (!vendor) return { no: 'unknown-vendor', vendor: intent.vendor, known: Object.keys(vendors) };
  const { reference, owner, words } = intent;
  const no = owner === undefined ? null : notOneOfUs(d.state, owner);
  if (no) return no;
  const route = intent.via === undefined ? undefined : liveRoute(d, vendor.id, intent.via);
  const cutOff =
    route && 'no' in route && route.no === 'dead-route' && route.alive.length === 0 ? route.route : undefined;
  // A ticket that exists must have its clocks, though nobody knows by which way it came about.
  if (route && 'no' in route && cutOff === undefined) return route;
  const via = route && !('no' in route) ? route.route.id : undefined;
  reopenCase(d, words);
  const { mayOpen } = vendor.contract;
  d.add({
    type: 'ticket-opened',
    ticket: `T${d.state.tickets.length + 1}`,
    vendor: vendor.id,
    ...(reference !== undefined && { reference }),
    severity: intent.severity ?? vendor.severities[d.state.severity],
    ...(via !== undefined && { via }),
    ...(cutOff !== undefined && { deadVia: cutOff }),
    ...(owner !== undefined && { owner }),
    words,
    code: d.command.supplies?.code ?? '',
    ...(mayOpen.length > 0 && !mayOpen.includes(d.by) && { mayNotOpen: true }),
  });
  return undefined;
}

export function reference(d: Draft, { ticket: id, reference: number }: IntentOf<'ticket.ref'>): Refusal | undefined {
  const ticket = anyTicket(d, id);
  if ('no' in ticket) return ticket;
  if (ticket.reference === number) return { no: 'nothing-changes', what: `ticket ref ${id}` };
  const { reference: before } = ticket;
  d.add({ type: 'ticket-referenced', ticket: id, reference: number, ...(before !== undefined && { before }) });
  return undefined;
}

export function own(d: Draft, { ticket: id, to }: IntentOf<'ticket.own'>): Refusal | undefined {
  const ticket = liveTicket(d, id);
  if ('no' in ticket) return ticket;
  const no = notOneOfUs(d.state, to);
  if (no) return no;
  if (ticket.owner === to) return { no: 'nothing-changes', what: `ticket own ${id}` };
  d.add({ type: 'ticket-owned', ticket: id, to });
  return undefined;
}

/** With a new code to quote. It answers what the vendor wants; it never resets the idle clock. */
export function sent(d: Draft, { ticket: id, via, words }: IntentOf<'ticket.sent'>): Refusal | undefined {
  const ticket = liveTicket(d, id);
  if ('no' in ticket) return ticket;
  const route = liveRoute(d, ticket.vendor, via);
  if ('no' in route) return route;
  tell(d, ticket, { via: route.route.id, words });
  return undefined;
}

/** Words of ours go out by a route that lives. */
export function tell(d: Draft, ticket: Ticket, word: { via: string; words: string; pack?: number }): void {
  const answered = ticket.want !== undefined;
  const resumed = answered && !ticket.want?.blocked ? resumption(d, ticket.id) : undefined;
  const code = d.command.supplies?.code ?? '';
  d.add({ type: 'ticket-sent', ticket: ticket.id, ...word, code, answered, ...(resumed && { resumed }) });
}

/** A substantive word. A code whose check character is wrong is misheard: the nearest of the whole case are offered, since one may quote what was sent on another ticket. */
export function heard(d: Draft, { ticket: id, words, quoted }: IntentOf<'ticket.heard'>): Refusal | undefined {
  const ticket = liveTicket(d, id);
  if ('no' in ticket) return ticket;
  const code = quoted === undefined ? undefined : codeOf(d, id, quoted);
  if (typeof code === 'object') return code;
  const isOwn = ticket.sent.some((w) => w.code === code);
  const other = isOwn ? undefined : d.state.tickets.find((t) => t.sent.some((w) => w.code === code));
  d.add({
    type: 'ticket-heard',
    ticket: id,
    words,
    ...(code && { quoted: code }),
    ...(code && !isOwn && { codeUnknown: true }),
    ...(other && { codeOf: other.id }),
  });
  return undefined;
}

/** A code as it was said, or the "no" with what may have been meant. */
export function codeOf(d: Draft, ticket: TicketId, said: string): string | Refusal {
  const codes = d.state.tickets.flatMap((t) => t.sent.map((w) => w.code));
  const read = readCode(said, codes);
  return read.ok ? read.code : { no: 'code-mistyped', code: said, near: nearestCodes(said, codes), ticket };
}

export function auto(d: Draft, { ticket: id, words }: IntentOf<'ticket.auto'>): Refusal | undefined {
  const ticket = liveTicket(d, id);
  if ('no' in ticket) return ticket;
  d.add({ type: 'ticket-auto', ticket: id, words });
  return undefined;
}

/** Nothing but told: neither the vendor's clock nor who answers for the vendor changes. */
export function question(d: Draft, { ticket: id, words }: IntentOf<'ticket.question'>): Refusal | undefined {
  const ticket = liveTicket(d, id);
  if ('no' in ticket) return ticket;
  d.add({ type: 'ticket-question', ticket: id, words });
  return undefined;
}

export function mayClimb(ticket: Ticket): boolean {
  const ball = ballOf(ticket);
  return ball === 'with-vendor' || ball === 'promised' || ball === 'route-blocked';
}
