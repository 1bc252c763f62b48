/** How somebody at a vendor reaches us now: telephones that work, and the ways that do not. */
import type { Case, Ticket } from './case.ts';
import { ticketHolder } from './holder.ts';
import type { PersonId, RoleName, RouteKind, ServiceId } from './organisation.ts';
import { roleOrder } from './people.ts';
import { downFor, type Elsewhere, personRoutes, type RouteState, routesOf, works } from './routes.ts';
import type { Instant } from './time.ts';

/** Two numbers: one may be engaged. */
const MOST_NUMBERS = 2;

export interface CallBack {
  numbers: { person: PersonId; role: RoleName; number: string }[];
  /** Kinds of route to us that are dead, with the affected service to blame. Named only to be avoided. */
  dead: { kind: RouteKind; because: ServiceId }[];
  /** We can still read and write in the vendor's portal. */
  portal: boolean;
}

/** Whoever has the ticket first, then those who would take it over. */
export function callBackOf(state: Case, ticket: Ticket, at: Instant, elsewhere?: Elsewhere): CallBack {
  const people = inLine(state, ticket, at);
  const numbers: CallBack['numbers'] = [];
  for (const { person, role } of people) {
    const phone = personRoutes(state, person, elsewhere).find(
      (way) => way.route.kind === 'phone' && way.route.address !== undefined && works(way),
    );
    const number = phone?.route.address;
    if (number === undefined || numbers.some((one) => one.number === number)) continue;
    numbers.push({ person, role, number });
    if (numbers.length === MOST_NUMBERS) break;
  }
  const routes = people[0] === undefined ? [] : personRoutes(state, people[0].person, elsewhere);
  const portal = routesOf(state, ticket.vendor, elsewhere).some((way) => way.route.kind === 'portal' && works(way));
  return { numbers, dead: deadKinds(routes), portal };
}

function inLine(state: Case, ticket: Ticket, at: Instant): { person: PersonId; role: RoleName }[] {
  const holder = ticketHolder(state, ticket, at);
  const roles: RoleName[] = ['vendor-liaison', 'coordinator', 'operations', 'management'];
  const all = roles.flatMap((role) => roleOrder(state, role, at).map((person) => ({ person, role })));
  const first =
    'person' in holder
      ? [
          all.find(({ person }) => person === holder.person) ?? {
            person: holder.person,
            role: 'vendor-liaison' as const,
          },
        ]
      : [];
  const line = [...first, ...all.filter(({ role }) => role === 'coordinator'), ...all];
  return line.filter(({ person }, i) => line.findIndex((one) => one.person === person) === i);
}

/** Of the ways that a vendor would try, those of which she has one and none works. */
function deadKinds(routes: readonly RouteState[]): CallBack['dead'] {
  const kinds: RouteKind[] = ['email', 'phone'];
  return kinds.flatMap((kind) => {
    const of = routes.filter(({ route }) => route.kind === kind);
    const because = of[0] === undefined ? null : downFor(of[0]);
    return because !== null && !of.some(works) ? [{ kind, because }] : [];
  });
}
