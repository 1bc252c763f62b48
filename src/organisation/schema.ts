/** The organisation file as it is written; what the parts mean stands in the example, `env/organisation.example.yaml`. */
import * as z from 'zod/v4';
import { PING_WORDS, ROLES, ROUTE_KINDS, RUNG_DOS } from '../domain/organisation.ts';
import { authority } from './authority-schema.ts';
import {
  byId,
  bySeverity,
  date,
  email,
  hours,
  id,
  list,
  localTime,
  mapping,
  officeHours,
  offset,
  oneOf,
  span,
  text,
  webAddress,
} from './parts.ts';

const personId = text("a person's id");
const people = list(personId, "people's ids");
const dependsOn = list(text("a service's id"), "services' ids");

const route = mapping({
  id,
  kind: oneOf(ROUTE_KINDS),
  address: text('an address or a number').nullish(),
  dependsOn,
  hours: officeHours.nullish(),
  remark: text().nullish(),
});
const routes = list(route, 'routes').min(1, { error: 'at least one route' });

const person = mapping({
  name: text('a name'),
  email,
  phone: text('a telephone number').nullish(),
  language: oneOf(['en', 'sv']).nullish(),
  aadObjectId: text('an object id of Entra').nullish(),
  organisation: text("a vendor's id").nullish(),
  verified: date.nullish(),
  routes: routes.nullish(),
});

const service = mapping({
  name: text('a name'),
  dependsOn: dependsOn.nullish(),
  vendor: text("a vendor's id").nullish(),
});

const roles = mapping({
  ...byRole(people),
  // Everything that nobody else has falls to the coordinators.
  coordinator: people.min(1, { error: 'at least one person' }),
});
const rota = mapping({
  from: localTime,
  every: span,
  people: people.min(1, { error: 'at least one person' }),
  overrides: list(mapping({ from: localTime, to: localTime, person: personId }), '{ from, to, person }').nullish(),
});

const vendor = mapping({
  name: text('a name'),
  contract: mapping({
    number: text('a contract number'),
    hours: officeHours,
    mayOpen: people,
    notes: text().nullish(),
  }),
  severities: bySeverity(text("the vendor's own word for it")),
  autoCloseAfter: span.nullish(),
  verified: date.nullish(),
  accountManager: people.min(1, { error: 'at least one person: without an account manager a ladder has no end' }),
  superior: people,
  ladder: text("a ladder's name").nullish(),
  routes,
});

const severity = mapping({
  name: text('a name'),
  updateEvery: span,
  acknowledgeAtMost: span,
  snoozeAtMost: span,
  clock: oneOf(['always', 'working']),
});

const ping = list(text('whom to ping'), `${PING_WORDS.join(' | ')} | a person's id`).min(1, {
  error: 'at least one to ping',
});
const ladder = mapping({
  rungs: list(mapping({ after: offset, ping, do: oneOf(RUNG_DOS).nullish() }), '{ after, ping, do }').min(1, {
    error: 'at least one rung',
  }),
  repeat: span,
  deadline: mapping({ after: span, ping, repeat: span }).nullish(),
});

const limits = mapping({
  decideNextWithin: bySeverity(span),
  ticketAfterControlLost: bySeverity(span),
  acceptHandoverWithin: span,
  unreadAfter: bySeverity(span),
  verifyFixWithin: bySeverity(span),
  retrospectiveWithin: span,
  contactsVerifiedWithin: span,
});

const carriers = mapping({
  email: mapping({
    host: text('a host name'),
    port: z
      .int({ error: 'a port from 1 to 65535' })
      .min(1, { error: 'a port from 1 to 65535' })
      .max(65535, { error: 'a port from 1 to 65535' }),
    from: email,
    dependsOn,
  }).nullish(),
  sms: mapping({ url: webAddress, dependsOn }).nullish(),
  webhook: mapping({ url: webAddress, dependsOn }).nullish(),
});

const calendar = mapping({
  workdays: list(oneOf(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']), 'weekdays').min(1, {
    error: 'at least one weekday',
  }),
  hours,
  holidays: mapping({
    country: text('a country code such as SE').nullish(),
    also: list(date, 'dates').nullish(),
  }).nullish(),
});

export const organisationSchema = mapping({
  version: z.literal(1, { error: '1' }),
  name: text('a name'),
  timeZone: text('a time zone such as Europe/Stockholm'),
  language: oneOf(['en', 'sv']),
  casePrefix: z
    .string({ error: 'two to ten capitals such as INC' })
    // One letter would look like a ticket (T1), a decision (D1) or a code (K-…).
    .regex(/^[A-Z]{2,10}$/, { error: 'two to ten capitals such as INC' })
    .nullish(),
  calendar,
  teams: mapping({
    tenants: list(text("a tenant's id"), "tenants' ids"),
    incidentChannel: mapping({ team: text("a team's id"), channel: text("a channel's id") }).nullish(),
  }),
  services: byId(service, 'services'),
  people: byId(person, 'people'),
  roles: roles,
  rotas: mapping(byRole(rota.nullish())).nullish(),
  vendors: byId(vendor, 'vendors'),
  severities: bySeverity(severity),
  ladders: byId(bySeverity(ladder), 'ladders'),
  limits,
  authorities: byId(authority.partial().nullish(), 'clocks of authorities').nullish(),
  carriers: carriers.nullish(),
});

export type OrganisationFile = z.infer<typeof organisationSchema>;

function byRole<T extends z.ZodType>(of: T): Record<(typeof ROLES)[number], T> {
  return Object.fromEntries(ROLES.map((role) => [role, of])) as Record<(typeof ROLES)[number], T>;
}
