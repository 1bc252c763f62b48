/** Whom to telephone at a vendor and by which number: a rung's own people first, then the next in line; a number that was wrong comes last. */
import type { Case, Contact, Ticket } from './case.ts';
import type { CaseId, Whom } from './commands.ts';
import { clockOf } from './ladder.ts';
import { ticketObligation } from './obligations/ticket.ts';
import {
  entry,
  type OfficeHours,
  type PersonId,
  type PingTarget,
  type Route,
  type RungDo,
  type VendorId,
} from './organisation.ts';
import { type NumberRecord, numberKey, type Profile, type Profiles } from './profile.ts';
import { type Elsewhere, liveRoutes, personRoutes, type RouteState, routesOf, works } from './routes.ts';
import { accountManagersOf, vendorOf } from './tickets.ts';
import { type Instant, toMs } from './time.ts';
import { localOf } from './zone.ts';

export const support = 'support';

/** What whoever names a way knows: the moment, what is remembered of each vendor, what open cases say is down. */
export interface Seen {
  readonly now: Instant;
  readonly profiles?: Profiles;
  readonly elsewhere?: Elsewhere;
}

/** What a rung says about whom it means. */
export type Meant = 'support' | 'account-manager' | 'superior';

/** One number of somebody. */
export interface Callee extends RouteState {
  whom: Whom;
  route: Route & { address: string };
  /** A call found this number to be wrong. */
  wrongAt?: Instant;
  /** A call in another case did, and nobody has shown since that it is right: it may be dialled, after the others. */
  doubted?: { at: Instant; caseId: CaseId };
  /** She says that it is not hers to answer. */
  disownedAt?: Instant;
}

/** Whom a rung means: its desk, or the people outside the ticket. */
export function meantBy(act: RungDo | undefined, targets: readonly PingTarget[]): Meant {
  if (act === 'executives' || targets.includes('superior')) return 'superior';
  return act === 'call' || targets.includes('account-manager') ? 'account-manager' : 'support';
}

/** Whom the newest rung of a ticket, or a deadline that came after it, wants called. */
export function meantFor(state: Case, ticket: Ticket): Meant {
  const ob = ticketObligation(state, ticket, state.lastAt);
  const clock = clockOf(state, ob);
  const deadline = Object.hasOwn(state.clocks, `deadline:${ticket.vendor}`)
    ? state.clocks[`deadline:${ticket.vendor}`]?.last?.at
    : undefined;
  const rung = firedRung(state, ticket);
  const meant = meantBy(rung?.do, rung?.ping ?? []);
  const later = deadline !== undefined && deadline > (clock.last?.at ?? '') && deadline > ticket.heardAt;
  return later && meant === 'support' ? 'account-manager' : meant;
}

/** The rung that fired last; undefined before the first. */
export function firedRung(state: Case, ticket: Ticket) {
  const ob = ticketObligation(state, ticket, state.lastAt);
  const rungs = ob.ladder?.ladder.rungs ?? [];
  return rungs[Math.min(clockOf(state, ob).position, rungs.length) - 1];
}

/** Everybody of a vendor's who can be called: its support, the account managers and deputies, those above them. */
export function everyWhom(state: Case, vendor: VendorId): Whom[] {
  const { accountManager = [], superior = [] } = vendorOf(state, vendor) ?? {};
  return [...new Set([support, ...accountManager, ...superior])];
}

/** The numbers of one of them in the order of the file, wrong and dead ones too. */
export function numbersOf(
  state: Case,
  vendor: VendorId,
  whom: Whom,
  { profiles = {}, elsewhere }: Partial<Seen> = {},
): Callee[] {
  const profile = entry(profiles, vendor);
  const routes = whom === support ? routesOf(state, vendor, elsewhere) : personRoutes(state, whom, elsewhere);
  return routes.flatMap(({ route, deadBecause, downIn }) => {
    const { address } = route;
    if (route.kind !== 'phone' || address === undefined) return [];
    const wrongAt = wrongSince(state, vendor, whom, address);
    const doubted = doubtOf(state, profile, whom, address, state.lastAt);
    const disownedAt = Object.hasOwn(state.disowned, whom) ? state.disowned[whom]?.at : undefined;
    return [
      {
        whom,
        route: { ...route, address },
        deadBecause,
        ...(downIn && { downIn }),
        ...(wrongAt && { wrongAt }),
        ...(doubted && !wrongAt && { doubted }),
        ...(disownedAt && { disownedAt }),
      },
    ];
  });
}

/**
 * Whom to call, best first: those whom the rung means, `first` before the others. Of one desk the numbers that are answered at
 * this hour come first, of those the ones that have worked before, and last what another case knows better; what is dead, wrong
 * or disowned comes after all that may work.
 */
export function lineOf(
  state: Case,
  vendor: VendorId,
  meant: Meant,
  seen: Partial<Seen> = {},
  first?: PersonId,
): Callee[] {
  const { now = state.lastAt, profiles = {} } = seen;
  const profile = entry(profiles, vendor);
  const { accountManager = [], superior = [] } = vendorOf(state, vendor) ?? {};
  const order: Record<Meant, Whom[]> = {
    support: [support, ...accountManager, ...superior],
    'account-manager': [...accountManager, ...superior, support],
    superior: [...superior, ...accountManager, support],
  };
  const all = [...new Set([...(first === undefined ? [] : [first]), ...order[meant]])];
  const shut = ({ route }: Callee) => Number(!isOpen(state, route.hours, now));
  const doubt = ({ doubted, downIn }: Callee) => Number((doubted ?? downIn) !== undefined);
  const better = (a: Callee, b: Callee) =>
    doubt(a) - doubt(b) || shut(a) - shut(b) || shareOf(b, profile) - shareOf(a, profile);
  const numbers = all.flatMap((whom) => numbersOf(state, vendor, whom, seen).sort(better));
  return [...numbers.filter(isUsable), ...numbers.filter((n) => !isUsable(n)).sort((a, b) => rank(a) - rank(b))];
}

/**
 * The line as it is dialled at this hour: where nobody answers the number that comes first, somebody else of theirs leads who can be
 * called now. Who is to be pressed outside the ticket is not replaced by its support.
 */
export function atThisHour(state: Case, line: readonly Callee[], meant: Meant, now: Instant): Callee[] {
  const answers = (n: Callee) => isUsable(n) && works(n) && isOpen(state, n.route.hours, now);
  const [head] = line;
  if (head === undefined || !isUsable(head) || answers(head)) return [...line];
  const lead = line.find((n) => answers(n) && !n.doubted && (meant === 'support' || n.whom !== support));
  return lead === undefined ? [...line] : [lead, ...line.filter((n) => n !== lead)];
}

/**
 * The routes that may be named as usable, best first: those that live here and by what other open cases know, but for a
 * number that a call of this case found to be wrong; where nobody answers at this hour comes last.
 */
export function offeredRoutes(state: Case, vendor: VendorId, { now, profiles = {}, elsewhere }: Seen): Route[] {
  const wrong = numbersOf(state, vendor, support).filter(({ wrongAt }) => wrongAt !== undefined);
  const alive = liveRoutes(state, vendor, entry(profiles, vendor), elsewhere);
  return openFirst(
    state,
    alive.filter(({ id }) => !wrong.some(({ route }) => route.id === id)),
    now,
  );
}

/** In the same order, but last those where nobody answers at this hour. */
export function openFirst(state: Pick<Case, 'policy'>, routes: readonly Route[], at: Instant): Route[] {
  const open = ({ hours }: Route) => isOpen(state, hours, at);
  return [...routes.filter(open), ...routes.filter((route) => !open(route))];
}

/** How often a number has worked; every one begins with one success in two, so that a single miss says little. */
function shareOf({ whom, route }: Callee, profile: Profile | undefined): number {
  if (profile === undefined) return 0;
  const ofRoute = whom === support ? entry(profile.routes, route.id) : undefined;
  const ofNumber = entry(profile.numbers, numberKey(whom, route.address));
  const { tried, worked } = ofRoute ?? { tried: ofNumber?.tried ?? 0, worked: ofNumber?.acted ?? 0 };
  return (worked + 1) / (tried + 2);
}

/** Whether somebody answers there at this hour. */
export function isOpen(state: Pick<Case, 'policy'>, hours: OfficeHours | undefined, at: Instant): boolean {
  return opensAt(state.policy.timeZone, hours, at) === null;
}

/** When somebody answers there again, as the file has it ("08:00", every day alike and as we see them); null: now. */
export function opensAt(zone: string, hours: OfficeHours | undefined, at: Instant): string | null {
  if (hours === undefined || hours === '24x7') return null;
  const now = minuteOf(zone, at);
  const [from, to] = [minutes(hours.from), minutes(hours.to)];
  const open = from < to ? from <= now && now < to : now >= from || now < to;
  return open ? null : hours.from;
}

/** By which of these, best first, somebody is reached soonest, and when it opens (null: it is open now); undefined: there is none. */
export function soonest<T extends Pick<Route, 'hours'>>(
  zone: string,
  all: readonly T[],
  at: Instant,
): { way: T; opens: string | null } | undefined {
  const wait = (opens: string | null) => (opens === null ? 0 : (minutes(opens) - minuteOf(zone, at) + 1440) % 1440);
  return all
    .map((way) => ({ way, opens: opensAt(zone, way.hours, at) }))
    .sort((a, b) => wait(a.opens) - wait(b.opens))[0];
}

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const minuteOf = (zone: string, at: Instant) => Math.floor(localOf(zone, toMs(at)) / 60_000) % 1440;

export function isUsable({ deadBecause, wrongAt, disownedAt }: Callee): boolean {
  return deadBecause === null && wrongAt === undefined && disownedAt === undefined;
}

/** She can at least say who else; a wrong number may be right after all; a dead one connects nobody. */
function rank({ deadBecause, wrongAt }: Callee): number {
  return deadBecause !== null ? 2 : wrongAt !== undefined ? 1 : 0;
}

/** Account managers in the order in which they are to be called: one who can be talked to goes before one who cannot. */
export function managersToCall(state: Case, vendor: VendorId): PersonId[] {
  const managers = accountManagersOf(state, vendor);
  const good = (id: PersonId) => numbersOf(state, vendor, id).some(isUsable);
  const doubted = (id: PersonId) => !good(id) && numbersOf(state, vendor, id).some((n) => n.wrongAt ?? n.disownedAt);
  return [...managers.filter((id) => !doubted(id)), ...managers.filter(doubted)];
}

/** Since when a number is known to be wrong: by its last call, unless somebody has checked her since, or the file has another number now. */
function wrongSince(state: Case, vendor: VendorId, whom: Whom, number: string): Instant | undefined {
  const calls = state.tickets
    .filter((t) => t.vendor === vendor)
    .flatMap((t) => t.contacts.filter((c) => c.what === 'call' && c.whom === whom && c.number === number))
    .reduce<Contact | undefined>((last, c) => (last === undefined || c.at >= last.at ? c : last), undefined);
  if (calls?.result !== 'wrong-number') return undefined;
  return checkedSince(state, vendor, whom, calls.at, state.lastAt) ? undefined : calls.at;
}

/** The call of whatever case that found a number to be wrong, while nobody has checked it since. */
export function doubtOf(
  of: Pick<Case, 'directory'>,
  profile: Profile | undefined,
  whom: Whom,
  number: string,
  now: Instant,
): NumberRecord['wrong'] {
  const wrong = profile && entry(profile.numbers, numberKey(whom, number))?.wrong;
  return wrong && !checkedSince(of, profile.vendor, whom, wrong.at, now) ? wrong : undefined;
}

/** Whether somebody has made sure of these contacts on a later day. */
function checkedSince(
  { directory }: Pick<Case, 'directory'>,
  vendor: VendorId,
  whom: Whom,
  at: Instant,
  now: Instant,
): boolean {
  const { verified } = (whom === support ? entry(directory.vendors, vendor) : entry(directory.people, whom)) ?? {};
  return verified !== undefined && verified > at.slice(0, 10) && verified <= now.slice(0, 10);
}
