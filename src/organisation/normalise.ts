/** The organisation file, checked, in the form the core knows: ids inside, defaults filled in, holidays as dates, local times as instants. */
import type {
  AuthorityClock,
  AuthorityId,
  Ladders,
  Organisation,
  Person,
  RoleName,
  Rota,
  Route,
  Service,
  Vendor,
} from '../domain/organisation.ts';
import { type Instant, instant } from '../domain/time.ts';
import { holidayDates } from './holidays.ts';
import type { OrganisationFile } from './schema.ts';
import { type Tidy, tidy } from './tidy.ts';

type File = Tidy<OrganisationFile>;

/** `year`: holidays are computed around it. The file has passed every check. */
export function normalise(
  checked: OrganisationFile,
  authorities: Readonly<Record<AuthorityId, AuthorityClock>>,
  year: number,
): Organisation {
  const file = tidy(checked);
  const { country, also } = file.calendar.holidays ?? {};
  return {
    name: file.name,
    timeZone: file.timeZone,
    language: file.language,
    casePrefix: file.casePrefix ?? 'INC',
    calendar: {
      timeZone: file.timeZone,
      workdays: file.calendar.workdays,
      hours: file.calendar.hours,
      holidays: holidayDates(country, also ?? [], year),
    },
    teams: file.teams,
    services: withIds(file.services, (service, id): Service => ({ dependsOn: [], ...service, id })),
    people: withIds(file.people, (person, id): Person => ({ ...person, id, routes: routesOf(person, file) })),
    roles: file.roles,
    rotas: rotasOf(file),
    vendors: withIds(file.vendors, (vendor, id): Vendor => ({ ...vendor, id })),
    severities: file.severities,
    // The checks saw to it that both `vendor` and `own` are there.
    ladders: file.ladders as Ladders,
    limits: file.limits,
    authorities,
    carriers: file.carriers ?? {},
  };
}

function withIds<From, To>(
  of: Readonly<Record<string, From>>,
  make: (from: From, id: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(of).map(([id, from]) => [id, make(from, id)]));
}

/** A person's own routes, with the addresses that the person's entry already tells; without any: Teams, phone, e-mail. */
function routesOf(person: File['people'][string], file: File): readonly Route[] {
  if (person.routes !== undefined) return person.routes.map((route) => ({ ...address(route.kind, person), ...route }));
  const needs = (service: string) => (Object.hasOwn(file.services, service) ? [service] : []);
  const teams: Route = { id: 'teams', kind: 'teams', dependsOn: needs('teams') };
  const email: Route = { id: 'email', kind: 'email', address: person.email, dependsOn: needs('email') };
  if (person.phone === undefined) return [teams, email];
  return [teams, { id: 'phone', kind: 'phone', address: person.phone, dependsOn: needs('phones') }, email];
}

function address(kind: Route['kind'], person: File['people'][string]): { readonly address?: string } {
  if (kind === 'email') return { address: person.email };
  return (kind === 'phone' || kind === 'sms') && person.phone !== undefined ? { address: person.phone } : {};
}

function rotasOf(file: File): Partial<Record<RoleName, Rota>> {
  const at = (local: string): Instant =>
    instant(Temporal.PlainDateTime.from(local).toZonedDateTime(file.timeZone).epochMilliseconds);
  return Object.fromEntries(
    Object.entries(file.rotas ?? {}).map(([role, { from, every, people, overrides }]): [string, Rota] => [
      role,
      {
        from: at(from),
        every,
        people,
        overrides: (overrides ?? []).map((stand) => ({ from: at(stand.from), to: at(stand.to), person: stand.person })),
      },
    ]),
  );
}
