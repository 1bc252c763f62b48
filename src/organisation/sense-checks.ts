/** What no schema can say of a single place: zones and countries that exist, addresses used once, services without a circle. */
import { PING_WORDS, ROLES } from '../domain/organisation.ts';
import { type Complaints, found, type Path } from './fault.ts';
import { isCountry } from './holidays.ts';
import { suggestion } from './nearest.ts';
import type { Raw } from './references.ts';

export function checkSense(raw: Raw, complaints: Complaints): void {
  checkPlace(raw, complaints);
  checkPeople(raw, complaints);
  checkContacts(raw, complaints);
  checkRoutes(raw, complaints);
  checkCircles(raw, complaints);
  for (const role of ROLES) {
    checkOnce(raw, complaints, ['roles', role]);
    for (const [index, stand] of raw.items('rotas', role, 'overrides').entries()) {
      const { from, to } = (stand ?? {}) as { from?: unknown; to?: unknown };
      if (typeof from === 'string' && typeof to === 'string' && from >= to)
        complaints.add(['rotas', role, 'overrides', index, 'to'], `is ${found(to)}; expected a time after \`from\``);
    }
  }
}

function checkPlace(raw: Raw, complaints: Complaints): void {
  const zone = raw.get('timeZone');
  if (typeof zone === 'string' && !isZone(zone)) {
    const near = suggestion(zone, Intl.supportedValuesOf('timeZone'));
    complaints.add(['timeZone'], `is ${found(zone)}; expected a time zone such as Europe/Stockholm${near}`);
  }
  const country = raw.get('calendar', 'holidays', 'country');
  if (typeof country === 'string' && !isCountry(country))
    complaints.add(['calendar', 'holidays', 'country'], `is ${found(country)}; expected a country code such as SE`);
}

/** A named zone; "+02:00" has no daylight saving and is refused. */
function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

function checkPeople(raw: Raw, complaints: Complaints): void {
  const people = raw.keys('people');
  for (const id of people)
    if ((PING_WORDS as readonly string[]).includes(id))
      complaints.add(
        ['people', id],
        'cannot be called so; expected another id, for ladders use this word for something else',
      );
  if (people.includes('support'))
    complaints.add(
      ['people', 'support'],
      'cannot be called so; expected another id, for calls use this word for the support of a vendor',
    );
  for (const key of ['email', 'aadObjectId']) {
    const seen = new Map<string, string>();
    for (const id of people) {
      const value = raw.get('people', id, key);
      if (typeof value !== 'string') continue;
      const other = seen.get(value.toLowerCase());
      if (other === undefined) seen.set(value.toLowerCase(), id);
      else
        complaints.add(
          ['people', id, key],
          `is ${found(value)}; expected one of its own, \`people.${other}\` has the same`,
        );
    }
  }
}

/** Whoever belongs to one vendor sees nothing of another's tickets, so a ping about them would be a card with nothing on it. */
function checkContacts(raw: Raw, complaints: Complaints): void {
  const vendors = raw.keys('vendors');
  for (const id of vendors)
    for (const key of ['accountManager', 'superior'])
      for (const [index, person] of raw.items('vendors', id, key).entries()) {
        const theirs = typeof person === 'string' ? raw.get('people', person, 'organisation') : undefined;
        if (typeof theirs === 'string' && theirs !== id && vendors.includes(theirs))
          complaints.add(
            ['vendors', id, key, index],
            `is ${found(person)}, who belongs to \`${theirs}\`; expected somebody whose \`organisation\` is \`${id}\``,
          );
      }
}

function checkRoutes(raw: Raw, complaints: Complaints): void {
  for (const kind of ['people', 'vendors'])
    for (const id of raw.keys(kind)) {
      const seen = new Set<unknown>();
      for (const [index, route] of raw.items(kind, id, 'routes').entries()) {
        const { id: name, kind: means, address } = (route ?? {}) as { id?: unknown; kind?: unknown; address?: unknown };
        const path = [kind, id, 'routes', index];
        if (typeof name === 'string' && seen.has(name))
          complaints.add([...path, 'id'], `is ${found(name)}; expected an id that no route before has`);
        seen.add(name);
        const known =
          kind === 'people' &&
          (means === 'email' || ((means === 'phone' || means === 'sms') && raw.get(kind, id, 'phone')));
        if (typeof means === 'string' && means !== 'teams' && !address && !known)
          complaints.add([...path, 'address'], `is missing; expected where the route ${found(means)} leads`);
      }
    }
}

function checkOnce(raw: Raw, complaints: Complaints, path: Path): void {
  const items = raw.items(...path);
  for (const [index, item] of items.entries())
    if (items.indexOf(item) < index)
      complaints.add([...path, index], `is ${found(item)}; expected everybody only once`);
}

/** Names each circle once, at the service where it was entered first. */
function checkCircles(raw: Raw, complaints: Complaints): void {
  const done = new Set<string>();
  const walk = (id: string, way: readonly string[]): void => {
    if (way.includes(id)) {
      const circle = [...way.slice(way.indexOf(id)), id].join(' → ');
      complaints.add(
        ['services', id, 'dependsOn'],
        `leads back to \`${id}\` (${circle}); expected services that do not depend on it`,
      );
      return;
    }
    if (done.has(id)) return;
    for (const next of raw.items('services', id, 'dependsOn')) if (typeof next === 'string') walk(next, [...way, id]);
    done.add(id);
  };
  for (const id of raw.keys('services')) walk(id, []);
}
