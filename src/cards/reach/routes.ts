// How somebody can be reached: the ways and numbers that work, whom a rung wants called, what was tried.
// A dead way is struck through or left out, on every card; so no card lists ways by itself.
/** Ways to reach a vendor. A dead one is struck through and says in words that it must not be used, and why. */
import { lineOf, numbersOf, offeredRoutes, openFirst, type Seen, support } from '../../domain/callees.ts';
import type { Ticket } from '../../domain/case.ts';
import type { Whom } from '../../domain/commands.ts';
import { entry, type PersonId, type Route, type VendorId } from '../../domain/organisation.ts';
import { firstOf } from '../../domain/people.ts';
import type { NumberRecord } from '../../domain/profile.ts';
import { codeToSay, writtenUnread } from '../../domain/quoting.ts';
import {
  type DownIn,
  liveRoutes,
  personRoutes,
  type RouteState,
  recipientRoutes,
  routesOf,
  works,
} from '../../domain/routes.ts';
import { accountManagersOf } from '../../domain/tickets.ts';
import { DOT } from '../../words/format.ts';
import { vendorWordsOf } from '../../words/vendors.ts';
import type { Part } from '../blocks/line.ts';
import { row } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import type { ViewContext } from '../post.ts';
import type { Element } from '../render.ts';
import type { Scene } from '../scene.ts';
import { packRow } from './deskRows.ts';

const mostRoutes = 6;
const mostBest = 3;

/** How something is said, whatever it is about. */
type Said = Pick<Scene, 's' | 'w' | 'c'>;

export function waysSection(scene: Scene, ticket: Ticket): Element[] {
  const { state, s, c, view, now } = scene;
  const all = routesOf(state, ticket.vendor, s.elsewhere);
  const alive = openFirst(state, liveRoutes(state, ticket.vendor, entry(view.profiles ?? {}, ticket.vendor)), now);
  const dead = all.filter((r) => r.deadBecause !== null);
  const downIn = ({ id }: Route) => all.find(({ route }) => route.id === id)?.downIn;
  const none = all.length > 0 && !all.some(works);
  return section({
    title: c.ways,
    rows: [
      ...(none ? [row({ mark: 'blocked', first: c.noWay, bold: true, second: c.noWayHint })] : []),
      ...alive.slice(0, mostRoutes).map((route) => liveRow(scene, route, ticket, downIn(route))),
      ...managerRow(scene, ticket),
      ...packRow(scene, ticket),
      ...dead.slice(0, mostRoutes).map((r) => deadRow(scene, r)),
    ],
  });
}

/** The best few ways by which a ticket's words can go now, for a ping that asks to use one. */
export function bestRows(scene: Scene, ticket: Ticket): Element[] {
  const alive = offeredRoutes(scene.state, ticket.vendor, scene.s);
  return alive.slice(0, mostBest).map((route) => liveRow(scene, route, ticket));
}

/** "Phone +46 8 000 00 00": the kind bold, the address as it is dialled or typed. */
function nameOf({ s, w, c }: Said, route: Route): (string | Part)[] {
  const kind = { text: c.upper(w.routeKind(route.kind)), bold: true };
  return route.address === undefined ? [kind] : [kind, ` ${s.text(route.address, 120)}`];
}

function liveRow(scene: Scene, route: Route, ticket: Ticket, downIn?: DownIn): Element {
  const { s, c } = scene;
  const sent = ticket.sent.findLast((word) => word.via === route.id);
  const code = sent && !sent.read ? c.codeSent(sent.code, s.short(sent.at)) : '';
  const quote = code === '' && route.kind === 'phone' ? quoteBy(scene, ticket, route) : '';
  const wrong = [...downElsewhere(scene, downIn), ...wrongNumber(scene, ticket.vendor, support, route.address)];
  return wayRow(scene, ticket.vendor, route, [quote, code], 100, wrong);
}

/** What to say of codes on the phone: the one that was said there, else that theirs is wanted. */
function quoteBy({ state, s, w, c }: Scene, ticket: Ticket, { id }: Route): string {
  const code = codeToSay(state, ticket, id);
  const unread = writtenUnread(state, ticket);
  if (code !== undefined) return c.quoteCode(code);
  return unread ? c.askCode(w.route(ticket.vendor, unread.via ?? '', state, s)) : '';
}

/** A route that works, or would if its number were right: since when people answer there, how it has done before, and what the file remarks. */
export function wayRow(
  scene: Said & Pick<Scene, 'view'>,
  vendor: VendorId,
  route: Route,
  about: string[] = [],
  longest = 100,
  wrong: readonly Part[] = [],
): Element {
  const { s, c, view } = scene;
  const done = recordOf(view, vendor, route);
  const shut = c.closedNow(route, s);
  const second = [
    wrong.length > 0 ? '' : shut === '' ? c.works : c.upper(shut),
    hoursOf(scene, route),
    done,
    ...about,
    s.text(route.remark ?? '', Math.min(100, longest)),
  ];
  const url = portalOf(route);
  const select = { type: 'Action.OpenUrl', title: c.openPortal(s.vendor(vendor)), url };
  return row({
    mark: wrong.length > 0 ? 'blocked' : shut === '' ? 'done' : 'open',
    first: nameOf(scene, route),
    second: [...wrong, second.filter((part) => part !== '').join(DOT)],
    ...(url === undefined ? {} : { select }),
  });
}

/** The address of a portal that can be opened; one with a user in it says another host first than the one it leads to. */
function portalOf({ kind, address = '' }: Route): string | undefined {
  const plain = kind === 'portal' && /^https:\/\/[^\s\p{C}@\\]+$/u.test(address);
  return plain && URL.canParse(address) ? address : undefined;
}

/** A number that was wrong is there to be seen, and not to be dialled again. */
function wrongNumber({ state, s, c }: Scene, vendor: VendorId, whom: Whom, number: string | undefined): Part[] {
  const found = numbersOf(state, vendor, whom, s).find((n) => n.route.address === number);
  const { wrongAt, doubted } = found ?? {};
  const said =
    wrongAt !== undefined
      ? c.numberWrong(s.short(wrongAt))
      : doubted && c.upper(c.wrongElsewhere(s.short(doubted.at), doubted.caseId));
  return said === undefined ? [] : [{ text: `${said}${DOT}`, bold: true, alarm: true }];
}

/** Another open case says that something is down which this way needs: it is not called good here. */
function downElsewhere({ s, c }: Scene, doubt: DownIn | undefined): Part[] {
  return doubt === undefined
    ? []
    : [{ text: `${c.downElsewhere(s.service(doubt.service), doubt.caseId)}${DOT}`, bold: true, alarm: true }];
}

/** "read in 1 of 4, median 9 h"; empty where nothing is known. */
export function recordOf({ profiles = {}, language }: ViewContext, vendor: VendorId, route: Route): string {
  const record = entry(entry(profiles, vendor)?.routes ?? {}, route.id);
  return record === undefined ? '' : vendorWordsOf(language).record(route.kind, record);
}

/** "08:00–17:00, closed now, opens 08:00": the hours of a way, and how they stand at the moment; empty where the file has none. */
export function hoursNow(scene: Pick<Scene, 'c' | 's'>, route: Pick<Route, 'hours'>): string {
  return [hoursOf(scene, route), scene.c.closedNow(route, scene.s)].filter((part) => part !== '').join(', ');
}

export function hoursOf({ c }: Pick<Scene, 'c'>, route: Pick<Route, 'hours'>): string {
  if (route.hours === undefined) return '';
  return route.hours === '24x7' ? c.allHours : c.hours(route.hours.from, route.hours.to);
}

/** Struck through, and says in words that it must not be used and why. */
export function deadRow(scene: Said, of: RouteState): Element {
  const text = nameOf(scene, of.route)
    .map((part) => (typeof part === 'string' ? part : part.text))
    .join('');
  return struckRow(scene, text, of);
}

/** "it needs our mail, which is down", by this case or by another. */
export function whyNot({ s, c }: Pick<Said, 's' | 'c'>, { deadBecause, downIn }: Omit<RouteState, 'route'>): string {
  if (deadBecause === null && downIn) return c.needsIn(s.service(downIn.service), downIn.caseId);
  return c.needs(s.service(deadBecause ?? ''));
}

/** A number that a call in some case found to be wrong, and that nobody has checked since. */
export function wrongRow(scene: Said, route: Route, wrong: NumberRecord['wrong']): Element {
  const { s, c } = scene;
  return row({
    mark: 'blocked',
    first: [{ text: s.text(route.address ?? '', 120), strike: true, subtle: true }],
    second: [
      { text: c.doNotUse, bold: true, alarm: true },
      wrong ? `${DOT}${c.wrongIn(s.short(wrong.at), wrong.caseId)}` : '',
    ],
  });
}

function struckRow({ s, c }: Said, text: string, of: Omit<RouteState, 'route'>, about = ''): Element {
  const why = [whyNot({ s, c }, of), about].filter((part) => part !== '').join(DOT);
  return row({
    mark: 'blocked',
    first: [{ text, strike: true, subtle: true }],
    second: [{ text: c.doNotUse, bold: true, alarm: true }, `${DOT}${why}`],
  });
}

/** A number at which somebody can be called now; null: none is known, or our telephones are down. */
export function liveNumber({ state, s }: Pick<Scene, 'state'> & { s: Seen }, person: PersonId): string | null {
  const own = personRoutes(state, person, s.elsewhere).filter(
    ({ route }) => route.kind === 'phone' && route.address !== undefined,
  );
  const { phone } = entry(state.directory.people, person) ?? {};
  // With routes of their own but none for the telephone: the number stands in the file, and needs our telephones like any other.
  const all = own.length > 0 || phone === undefined ? own : recipientRoutes(state, { phone }, s.elsewhere);
  return all.find(works)?.route.address ?? null;
}

/** The coordinator and a number at which they can be called now; null: there is nobody, or no number works. */
export function coordinatorNumber({
  state,
  s,
}: Pick<Scene, 'state'> & { s: Seen }): { id: PersonId; number: string } | null {
  const id = firstOf(state, 'coordinator', s.now);
  const number = id === null ? null : liveNumber({ state, s }, id);
  return id === null || number === null ? null : { id, number };
}

/** The first of the account managers who can be called now; where none can, the first with the reason. */
function managerRow(scene: Scene, ticket: Ticket): Element[] {
  const { state, s, c } = scene;
  const managers = accountManagersOf(state, ticket.vendor);
  const best = lineOf(state, ticket.vendor, 'account-manager', s).find((n) => managers.includes(n.whom));
  if (!best) return [];
  const wrong = [
    ...downElsewhere(scene, best.downIn),
    ...wrongNumber(scene, ticket.vendor, best.whom, best.route.address),
  ];
  const what = managers[0] === best.whom ? c.accountManager : c.deputyManager;
  const number = s.text(best.route.address, 40);
  if (best.deadBecause !== null)
    return [struckRow(scene, `${s.name(best.whom)} ${number}`, best, c.upper(what(s.vendor(ticket.vendor))))];
  const shut = c.closedNow(best.route, s);
  const gone: Part[] =
    best.disownedAt === undefined
      ? []
      : [{ text: `${c.notHers(s.name(best.whom), s.short(best.disownedAt))}${DOT}`, bold: true, alarm: true }];
  return [
    row({
      mark: wrong.length > 0 || gone.length > 0 ? 'blocked' : shut === '' ? 'done' : 'open',
      first: [{ text: s.name(best.whom), bold: true }, ` ${number}`],
      second: [
        ...gone,
        ...wrong,
        c.upper([shut, what(s.vendor(ticket.vendor))].filter((part) => part !== '').join(DOT)),
      ],
    }),
  ];
}
