/** Which contact routes are dead: a route lives while no service that it needs is affected, directly or through what that depends on. */
import type { Case } from './case.ts';
import type { CaseId } from './commands.ts';
import {
  entry,
  type PersonId,
  type Recipient,
  type Route,
  type Service,
  type ServiceId,
  type VendorId,
} from './organisation.ts';
import type { Profile } from './profile.ts';

/** Every dead service, with the affected one to blame. */
export function deadServices(
  services: Readonly<Record<ServiceId, Service>>,
  affects: readonly ServiceId[],
): Map<ServiceId, ServiceId> {
  const dead = new Map<ServiceId, ServiceId>();
  const queue: [ServiceId, ServiceId][] = affects.map((id) => [id, id]);
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [id, cause] = next;
    if (dead.has(id)) continue;
    dead.set(id, cause);
    for (const service of Object.values(services)) if (service.dependsOn.includes(id)) queue.push([service.id, cause]);
  }
  return dead;
}

/** Services that open cases mark as affected, each with those cases. */
export type Elsewhere = Readonly<Record<ServiceId, readonly CaseId[]>>;

/** What is down, and the case that says so. */
export interface DownIn {
  service: ServiceId;
  caseId: CaseId;
}

/**
 * What a way needs and another open case says is down. What a case says is affected is its own: it decides which ways are dead and what
 * waits for them, so that the facts of one case give the same case for ever. But no way is called good against what another case knows.
 */
function doubtElsewhere(
  { id, directory }: Pick<Of, 'id' | 'directory'>,
  elsewhere: Elsewhere,
  { dependsOn }: Pick<Route, 'dependsOn'>,
): DownIn | null {
  const others = Object.entries(elsewhere).flatMap(([service, cases]) => {
    const caseId = cases.find((one) => one !== id);
    return caseId === undefined ? [] : [[service, caseId] as const];
  });
  if (others.length === 0) return null;
  const dead = deadServices(
    directory.services,
    others.map(([service]) => service),
  );
  const needs = dependsOn.find((service) => dead.has(service));
  const service = needs === undefined ? undefined : dead.get(needs);
  const caseId = others.find(([one]) => one === service)?.[1];
  return service === undefined || caseId === undefined ? null : { service, caseId };
}

export interface RouteState {
  route: Route;
  /** The affected service that kills it; null: alive. */
  deadBecause: ServiceId | null;
  /** It lives here, but another open case says that something is down which it needs: it may be tried, and is not called working. */
  downIn?: DownIn;
}

/** `id`: without it every open case counts as another. */
type Of = Pick<Case, 'directory' | 'affects'> & Partial<Pick<Case, 'id'>>;

function judged(state: Of, routes: readonly Route[], elsewhere: Elsewhere): RouteState[] {
  const dead = deadServices(state.directory.services, state.affects);
  return routes.map((route) => {
    const needs = route.dependsOn.find((service) => dead.has(service));
    if (needs !== undefined) return { route, deadBecause: dead.get(needs) ?? needs };
    const downIn = doubtElsewhere(state, elsewhere, route);
    return { route, deadBecause: null, ...(downIn && { downIn }) };
  });
}

/** What kills a way, or would by what another open case says; null: it works. */
export function downFor({ deadBecause, downIn }: Pick<RouteState, 'deadBecause' | 'downIn'>): ServiceId | null {
  return deadBecause ?? downIn?.service ?? null;
}

/** Whether a way may be called working: nothing that it needs is down, by this case or by another. */
export function works(route: Pick<RouteState, 'deadBecause' | 'downIn'>): boolean {
  return downFor(route) === null;
}

/** A vendor's routes in the file's order, each dead or alive. */
export function routesOf(state: Of, vendor: VendorId, elsewhere: Elsewhere = {}): RouteState[] {
  return judged(state, entry(state.directory.vendors, vendor)?.routes ?? [], elsewhere);
}

/** A person's routes in order of preference, each dead or alive. */
export function personRoutes(state: Of, person: PersonId, elsewhere: Elsewhere = {}): RouteState[] {
  return judged(state, entry(state.directory.people, person)?.routes ?? [], elsewhere);
}

/** Ways to an authority: like people without routes of their own, its telephone and mail need our services of that name. */
export function recipientRoutes(
  state: Of,
  { phone, email }: Pick<Recipient, 'phone' | 'email'>,
  elsewhere: Elsewhere = {},
): RouteState[] {
  const known = (id: ServiceId) => (entry(state.directory.services, id) ? [id] : []);
  const ways: Route[] = [
    ...(phone === undefined
      ? []
      : [{ id: 'phone', kind: 'phone' as const, address: phone, dependsOn: known('phones') }]),
    ...(email === undefined ? [] : [{ id: 'mail', kind: 'email' as const, address: email, dependsOn: known('email') }]),
  ];
  return judged(state, ways, elsewhere);
}

/**
 * What can be offered, best first: what has worked before with this vendor. The first of them is the best live route. Where it is
 * told what is down `elsewhere`, nothing that needs it is among them.
 */
export function liveRoutes(state: Of, vendor: VendorId, profile?: Profile, elsewhere?: Elsewhere): Route[] {
  const alive = routesOf(state, vendor, elsewhere)
    .filter(works)
    .map((r) => r.route);
  return ranked(alive, profile);
}

/**
 * Routes in order of what has worked: how often, then how fast. Every route begins with one success in two, the phone with
 * two in three (words said there are never unread), so that a single miss says little: where nothing is known the phone
 * comes first, then the file's order.
 */
export function ranked(routes: readonly Route[], profile?: Profile): Route[] {
  const known = routes.map((route, place) => {
    const { worked = 0, tried = 0, medianMs = null } = (profile && entry(profile.routes, route.id)) ?? {};
    const phone = route.kind === 'phone' ? 1 : 0;
    const share = (worked + 1 + phone) / (tried + 2 + phone);
    return { route, place, share, phone, ms: medianMs ?? Number.POSITIVE_INFINITY };
  });
  // Infinity minus Infinity is no number: compared, not subtracted.
  const order = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);
  return known
    .sort((a, b) => order(b.share, a.share) || order(a.ms, b.ms) || b.phone - a.phone || a.place - b.place)
    .map(({ route }) => route);
}

/** In the same order, but the phone last: for what is to lie before somebody in writing. */
export function writtenFirst<R extends Pick<Route, 'kind'>>(routes: readonly R[]): R[] {
  return [...routes.filter(({ kind }) => kind !== 'phone'), ...routes.filter(({ kind }) => kind === 'phone')];
}

/** A vendor's route by id, or by kind where only one has it; `several` names the candidates. */
export function findRoute(
  state: Of,
  vendor: VendorId,
  word: string,
  elsewhere?: Elsewhere,
): RouteState | { several: string[] } | null {
  const all = routesOf(state, vendor, elsewhere);
  const wanted = word.toLowerCase() === 'mail' ? ['mail', 'email'] : [word.toLowerCase()];
  const byId = all.find((r) => wanted.includes(r.route.id.toLowerCase()));
  if (byId) return byId;
  const byKind = all.filter((r) => wanted.includes(r.route.kind));
  if (byKind.length > 1) return { several: byKind.map((r) => r.route.id) };
  return byKind[0] ?? null;
}
