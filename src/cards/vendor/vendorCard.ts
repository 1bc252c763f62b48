// The card of a vendor over all its cases, its people and whether they can be reached, and the pressure sheet.
// A vendor's ticket in one case is in ../ticket/.
/** `vendor show microsoft`: one vendor over all cases: how long it takes, ways to it and how they have done, its people, where the waiting went. */
import { doubtOf, support } from '../../domain/callees.ts';
import type { Desk } from '../../domain/desk.ts';
import { entry, type Route, type Vendor } from '../../domain/organisation.ts';
import type { Profile } from '../../domain/profile.ts';
import { liveRoutes, routesOf } from '../../domain/routes.ts';
import { ballOf } from '../../domain/tickets.ts';
import { between, DOT, span } from '../../words/format.ts';
import type { Names } from '../../words/speech.ts';
import { band } from '../blocks/band.ts';
import { actionSet, button } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts } from '../blocks/line.ts';
import { MARK } from '../blocks/marks.ts';
import { row } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import { fitting } from '../fit.ts';
import type { Post, ViewContext } from '../post.ts';
import { deadRow, hoursOf, wayRow, wrongRow } from '../reach/routes.ts';
import type { Element } from '../render.ts';
import { tallyRows, waitingSection } from '../ticket/waitChart.ts';
import { checkedOf, peopleSection } from './vendorPeople.ts';
import { profileIn, type VendorScene, vendorScene } from './vendorScene.ts';

const mostTickets = 4;
const mostRoutes = 5;

/** Null: the organisation file names no such vendor. */
export function vendorPost(desk: Desk, names: Names, id: string, view: ViewContext): Post | null {
  const vendor = entry(desk.directory.vendors, id);
  if (vendor === undefined) return null;
  const scene = vendorScene(desk, names, view);
  const { on, s, v, w, c, now } = scene;
  const profile = profileIn(scene, id);
  const title = s.vendor(id);
  const isBusy = desk.open.some(({ ticket }) => ticket.vendor === id);
  const build = (longest: number) =>
    frame('list', `${title}. ${firstLine(scene, profile).action}`, {
      header: header(title, contractFacts(scene, vendor)),
      band: bandOf(scene, vendor, profile),
      rows: [
        ...ticketSection(scene, vendor, longest),
        ...waysSection(scene, vendor, longest, isBusy),
        ...peopleSection(scene, vendor),
        ...(profile.tickets === 0
          ? []
          : [...waitingSection(profile, now, v), ...section({ title: v.howItWent, rows: tallyRows(profile, v) })]),
      ],
      foot: foot(facts(c.upper(w.asOf(now, s)), w.cards.orType(`vendor show ${id}`))),
      buttons: actionSet([button(on, v.all, 'vendor list')]),
    });
  return { card: fitting(build), summary: `${title}, ${v.openTickets(profile.open)}` };
}

function contractFacts(scene: VendorScene, { contract }: Vendor): ReturnType<typeof facts> {
  const { s, v } = scene;
  const hours = hoursOf(scene, { hours: contract.hours });
  return facts(
    v.contract(s.text(contract.number, 40)),
    v.hours(hours),
    contract.mayOpen.length > 0 && v.mayOpen(s.names(contract.mayOpen)),
    contract.notes && s.text(contract.notes, 100),
  );
}

/** How long until a real answer, as far as anything is known. */
function firstLine(
  { v }: VendorScene,
  { firstWord, tickets }: Profile,
): { caption: string; action: string; line: string } {
  const { medianMs, longestMs } = firstWord;
  return {
    caption: v.firstHeading,
    action: medianMs === null ? v.firstNever : v.firstUsual(span(medianMs), firstWord.tickets),
    line: v.firstOf(firstWord.tickets, tickets, firstWord.tickets > 1 && longestMs !== null ? span(longestMs) : ''),
  };
}

function bandOf(scene: VendorScene, vendor: Vendor, profile: Profile): Element {
  const { s, v } = scene;
  if (profile.tickets === 0)
    return band({
      style: 'emphasis',
      caption: `${MARK.fact} ${s.vendor(vendor.id)}`,
      action: v.noHistory,
      line: v.noHistoryWhy(s.vendor(vendor.id)),
    });
  const { caption, action, line } = firstLine(scene, profile);
  return band({ style: 'emphasis', caption: `${MARK.fact} ${caption}`, action, line });
}

/** The longest silent first; a row opens the ticket's own card. */
function ticketSection(scene: VendorScene, vendor: Vendor, longest: number): Element[] {
  const { desk, s, w, c, v, now } = scene;
  const open = desk.open.filter(({ ticket }) => ticket.vendor === vendor.id);
  const rows = open.slice(0, mostTickets).map(({ state, ticket }) => {
    const ball = w.ball(ballOf(ticket), s.vendor(vendor.id));
    const name = `${state.id} ${ticket.id}`;
    const on = { card: 'vendor' as const, case: state.id, rev: state.version };
    const idle = `${c.idle(between(ticket.heardAt, now))} ${c.sinceTime(s.short(ticket.heardAt))}`;
    return row({
      mark: 'running',
      first: `${name} · ${s.text(state.title, Math.min(80, longest))}`,
      second: [ball, idle].join(DOT),
      select: button(on, c.openTicket(name, s.vendor(vendor.id), ball), 'ticket show', { ticket: ticket.id }),
    });
  });
  const count = v.openTickets(open.length);
  return section({ title: v.openHeading, count, rows, separator: false });
}

/** Those that work in order of what has worked before, then the dead ones. */
function waysSection(scene: VendorScene, vendor: Vendor, longest: number, separator: boolean): Element[] {
  const { desk, c, view } = scene;
  const alive = liveRoutes(desk, vendor.id, entry(view.profiles ?? {}, vendor.id));
  const dead = routesOf(desk, vendor.id).filter(({ deadBecause }) => deadBecause !== null);
  const doubt = ({ address = '' }: Route) => doubtOf(desk, profileIn(scene, vendor.id), support, address, scene.now);
  const checked = checkedOf(scene, vendor.verified);
  const none = vendor.routes.length > 0 && alive.length === 0;
  return section({
    title: c.ways,
    separator,
    rows: [
      ...(none ? [row({ mark: 'blocked', first: c.noWay, bold: true, second: c.noWayHint })] : []),
      ...alive
        .filter((route) => !doubt(route))
        .slice(0, mostRoutes)
        .map((route) => wayRow(scene, vendor.id, route, route.kind === 'phone' ? [checked] : [], longest)),
      ...alive
        .filter(doubt)
        .slice(0, mostRoutes - 1)
        .map((route) => wrongRow(scene, route, doubt(route))),
      ...dead.slice(0, mostRoutes - 1).map((route) => deadRow(scene, route)),
    ],
  });
}
