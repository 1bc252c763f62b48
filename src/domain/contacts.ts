/** Which contacts somebody should check: those at vendors, those of ours that carry a date, and numbers that were wrong in a case. */
import { doubtOf, support } from './callees.ts';
import { type Desk, isVerified } from './desk.ts';
import { entry, type Organisation, type PersonId, type Route, type Vendor, type VendorId } from './organisation.ts';
import type { Profiles } from './profile.ts';
import { waysTo } from './reach.ts';
import type { Instant } from './time.ts';

/** Somebody's id, or `support:` and the vendor's id for the numbers of its support. */
export type ContactId = string;

export interface ContactCheck {
  readonly id: ContactId;
  /** Absent: the support of `vendor`. */
  readonly person?: PersonId;
  readonly vendor?: VendorId;
  /** yyyy-mm-dd, as the organisation file says. */
  readonly verified?: string;
  /** A number was wrong in a case after that day. */
  readonly wrong?: { readonly at: Instant; readonly caseId: string };
  /** Not checked in time, or wrong since: somebody should look. */
  readonly due: boolean;
}

/** The id of a vendor's support as a contact. */
export function supportOf(vendor: VendorId): ContactId {
  return `${support}:${vendor}`;
}

type Of = Pick<Desk, 'directory' | 'limits'>;

/**
 * Every contact whose correctness somebody has to watch, those that are due first, else in the file's order: whoever a
 * vendor's ladder reaches, and its support where it has a telephone; people of ours only where the file dates them (the roster of
 * Teams watches the others).
 */
export function contactsToWatch(desk: Of, profiles: Profiles, now: Instant, only?: VendorId): ContactCheck[] {
  const { people, vendors } = desk.directory;
  const found = new Map<ContactId, ContactCheck>();
  for (const vendor of Object.values(vendors)) {
    if (only !== undefined && vendor.id !== only) continue;
    for (const id of [...vendor.accountManager, ...vendor.superior])
      if (entry(people, id) && !found.has(id)) found.set(id, personal(desk, profiles, id, now, vendor.id));
    if (phonesIn(vendor.routes).length > 0) found.set(supportOf(vendor.id), deskOfTheirs(desk, profiles, vendor, now));
  }
  if (only === undefined)
    for (const { id, verified } of Object.values(people))
      if (verified !== undefined && !found.has(id)) found.set(id, personal(desk, profiles, id, now));
  return [...found.values()].sort((a, b) => Number(b.due) - Number(a.due));
}

function deskOfTheirs(desk: Of, profiles: Profiles, { id, verified, routes }: Vendor, now: Instant): ContactCheck {
  const wrong = wrongNumber(desk, profiles, { whom: support, vendor: id, verified, routes }, now);
  return {
    id: supportOf(id),
    vendor: id,
    ...(verified !== undefined && { verified }),
    ...(wrong && { wrong }),
    due: wrong !== undefined || !isVerified(desk, verified, now),
  };
}

function personal(desk: Of, profiles: Profiles, id: PersonId, now: Instant, vendor?: VendorId): ContactCheck {
  const { verified, routes = [] } = entry(desk.directory.people, id) ?? {};
  const wrong =
    vendor === undefined ? undefined : wrongNumber(desk, profiles, { whom: id, vendor, verified, routes }, now);
  return {
    id,
    person: id,
    ...(vendor !== undefined && { vendor }),
    ...(verified !== undefined && { verified }),
    ...(wrong && { wrong }),
    due: wrong !== undefined || !isVerified(desk, verified, now),
  };
}

const phonesIn = (routes: readonly Route[]) =>
  routes.flatMap(({ kind, address }) => (kind === 'phone' && address !== undefined ? [address] : []));

/** The newest, as every card judges a number of hers; of calls from before numbers were written down, those after the day of the check. */
function wrongNumber(
  desk: Of,
  profiles: Profiles,
  of: { whom: PersonId; vendor: VendorId; verified: string | undefined; routes: readonly Route[] },
  now: Instant,
): ContactCheck['wrong'] {
  const { whom, vendor, routes } = of;
  const profile = entry(profiles, vendor);
  if (profile === undefined) return undefined;
  const newest = (all: readonly { at: Instant; caseId: string }[]) =>
    [...all].sort((a, b) => (a.at < b.at ? 1 : -1))[0];
  const known = Object.keys(profile.numbers).some((key) => key.startsWith(`${whom} `));
  if (known) return newest(phonesIn(routes).flatMap((number) => doubtOf(desk, profile, whom, number, now) ?? []));
  const verified = of.verified !== undefined && of.verified <= now.slice(0, 10) ? of.verified : '';
  const last = newest(profile.wrongNumbers.filter((n) => n.whom === whom && n.at.slice(0, 10) >= verified));
  return last && { at: last.at, caseId: last.caseId };
}

/** Everybody whom some ladder could ping: people at vendors, whoever holds a role of ours or deputises, people named by a rung. */
export function onLadders(of: Pick<Organisation, 'people' | 'roles' | 'vendors' | 'ladders'>): PersonId[] {
  const rungs = Object.values(of.ladders).flatMap((bySeverity) => Object.values(bySeverity).flatMap((l) => l.rungs));
  const all = [
    ...Object.values(of.roles).flat(),
    ...Object.values(of.vendors).flatMap(({ accountManager, superior }) => [...accountManager, ...superior]),
    ...rungs.flatMap(({ ping }) => ping),
  ];
  return [...new Set(all)].filter((id) => entry(of.people, id) !== undefined);
}

/**
 * Those of `people` whom Baton could not reach if it had to now, by Teams or a carrier. `met`: what a look at Teams said of
 * somebody; undefined: Teams did not answer, and what is known here counts.
 */
export function outOfReach(
  desk: Desk,
  people: readonly PersonId[],
  met: (person: PersonId) => boolean | undefined,
): PersonId[] {
  return people.filter((person) => {
    if (Object.hasOwn(desk.undelivered, person)) return true;
    const alive = waysTo(desk, person).filter(({ deadBecause }) => deadBecause === null);
    return !alive.some(({ kind }) => kind !== 'teams' || met(person) !== false);
  });
}
