/** Which contacts somebody should check: those at vendors, those of ours that carry a date, and numbers that were wrong in a case. */
import { type Desk, isVerified } from './desk.ts';
import { entry, type Organisation, type PersonId, type VendorId } from './organisation.ts';
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

const support = 'support';

/** The id of a vendor's support as a contact. */
export function supportOf(vendor: VendorId): ContactId {
  return `${support}:${vendor}`;
}

type Of = Pick<Desk, 'directory' | 'limits'>;

/**
 * Every contact whose correctness somebody has to watch, those that are due first, else in the file's order: whoever a
 * vendor's ladder reaches; people of ours only where the file dates them (the roster of Teams watches the others); a vendor's
 * support once its number was wrong, because the file has no date for it.
 */
export function contactsToWatch(desk: Of, profiles: Profiles, now: Instant, only?: VendorId): ContactCheck[] {
  const { people, vendors } = desk.directory;
  const found = new Map<ContactId, ContactCheck>();
  for (const vendor of Object.values(vendors)) {
    if (only !== undefined && vendor.id !== only) continue;
    for (const id of [...vendor.accountManager, ...vendor.superior])
      if (entry(people, id) && !found.has(id)) found.set(id, personal(desk, profiles, id, now, vendor.id));
    const wrong = wrongNumber(profiles, support, vendor.id, '');
    if (wrong) found.set(supportOf(vendor.id), { id: supportOf(vendor.id), vendor: vendor.id, wrong, due: true });
  }
  if (only === undefined)
    for (const { id, verified } of Object.values(people))
      if (verified !== undefined && !found.has(id)) found.set(id, personal(desk, profiles, id, now));
  return [...found.values()].sort((a, b) => Number(b.due) - Number(a.due));
}

function personal(desk: Of, profiles: Profiles, id: PersonId, now: Instant, vendor?: VendorId): ContactCheck {
  const verified = entry(desk.directory.people, id)?.verified;
  const wrong = vendor === undefined ? undefined : wrongNumber(profiles, id, vendor, verified ?? '');
  return {
    id,
    person: id,
    ...(vendor !== undefined && { vendor }),
    ...(verified !== undefined && { verified }),
    ...(wrong && { wrong }),
    due: wrong !== undefined || !isVerified(desk, id, now),
  };
}

/** The newest after that day; on the day itself the check may have come first, so the number counts as wrong. */
function wrongNumber(profiles: Profiles, whom: PersonId, vendor: VendorId, verified: string): ContactCheck['wrong'] {
  const all = entry(profiles, vendor)?.wrongNumbers ?? [];
  const last = all
    .filter((n) => n.whom === whom && n.at.slice(0, 10) >= verified)
    .sort((a, b) => (a.at < b.at ? 1 : -1));
  return last[0] && { at: last[0].at, caseId: last[0].caseId };
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
