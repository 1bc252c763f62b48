/** By which ways Baton itself can reach somebody: in Teams, or by a carrier of the organisation's; each dead while anything that it needs is affected. */
import type { Case } from './case.ts';
import type { CarrierKind, PersonId, Route, ServiceId } from './organisation.ts';
import { isOutsider, isPresent, personOf } from './people.ts';
import { deadServices, personRoutes } from './routes.ts';

export interface Way {
  /** The id of the person's route. */
  readonly route: string;
  readonly kind: 'teams' | CarrierKind;
  /** Where a carrier brings it; Teams knows people by itself. */
  readonly address?: string;
  /** The affected service that kills it; null: alive. */
  readonly deadBecause: ServiceId | null;
}

type Of = Pick<Case, 'directory' | 'affects' | 'presence'>;

/**
 * A person's ways in order of preference. For people of ours Teams comes first and is there without being listed: the cards are
 * there. Somebody of a vendor's may prefer anything, and is in Teams only when the bot has met her there.
 */
export function waysTo(state: Of, person: PersonId): Way[] {
  if (!personOf(state, person)) return [];
  const listed = personRoutes(state, person).flatMap(({ route, deadBecause }) =>
    route.kind === 'teams'
      ? isPresent(state, person)
        ? [{ route: route.id, kind: route.kind, deadBecause }]
        : []
      : carried(state, route, deadBecause),
  );
  if (isOutsider(state, person) || !isPresent(state, person)) return listed;
  const teams = listed.find(({ kind }) => kind === 'teams') ?? unlisted(state);
  return [teams, ...listed.filter(({ kind }) => kind !== 'teams')];
}

/** As the organisation file has it for people without routes of their own. */
function unlisted(state: Of): Way {
  const dead = deadServices(state.directory.services, state.affects);
  return { route: 'teams', kind: 'teams', deadBecause: dead.get('teams') ?? null };
}

/** A route that a carrier can go; none where the organisation has no such carrier. */
function carried(state: Of, route: Route, deadBecause: ServiceId | null): Way[] {
  const { id, kind, address } = route;
  if (kind === 'teams' || kind === 'phone' || kind === 'portal' || address === undefined) return [];
  const carrier = state.directory.carriers?.[kind];
  if (carrier === undefined) return [];
  const dead = deadServices(state.directory.services, state.affects);
  const needs = carrier.dependsOn.find((service) => dead.has(service));
  const carrierDead = needs === undefined ? null : (dead.get(needs) ?? needs);
  return [{ route: id, kind, address, deadBecause: deadBecause ?? carrierDead }];
}

/**
 * The way that a ping takes: the first that is alive and not yet passed over. Where nothing is left for somebody of ours it is
 * Teams all the same, if that was not tried: marked as down is not proven, and silence is the worse mistake. Null: there is none.
 */
export function nextWay(state: Of, person: PersonId, passedOver: readonly string[] = []): Way | null {
  const ways = waysTo(state, person).filter(({ route }) => !passedOver.includes(route));
  const alive = ways.find(({ deadBecause }) => deadBecause === null);
  if (alive) return alive;
  return isOutsider(state, person) ? null : (ways.find(({ kind }) => kind === 'teams') ?? null);
}

/**
 * Whether Baton itself can reach a person now: somebody of ours who is there, somebody of a vendor's by any live way. When the
 * last ping failed for good by all of them, only by a way that was not tried then: a carrier that lives again. Nobody who says that it is not hers to answer.
 */
export function canReach(state: Of & Pick<Case, 'undelivered' | 'disowned'>, person: PersonId): boolean {
  const ours = !isOutsider(state, person);
  if ((ours && !isPresent(state, person)) || Object.hasOwn(state.disowned, person)) return false;
  const failed = Object.hasOwn(state.undelivered, person) ? state.undelivered[person] : undefined;
  if (failed === undefined && ours) return true;
  if (failed !== undefined && failed.ways === undefined) return false;
  const tried = failed?.ways ?? [];
  return waysTo(state, person).some(({ deadBecause, route }) => deadBecause === null && !tried.includes(route));
}
