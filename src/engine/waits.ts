/** Summaries of every wait, kept with the facts, and what they say of each vendor. Databases older than they are get them at the start. */
import type { Case } from '../domain/case.ts';
import type { CaseId } from '../domain/commands.ts';
import { type Profile, type Profiles, profileOf, profilesOf } from '../domain/profile.ts';
import { type Wait, waitOf, waitsShape } from '../domain/wait.ts';
import type { Store } from '../store/index.ts';

type Row = Awaited<ReturnType<Store['waits']>>[number];

/** Which shape the rows of the database have. */
const shapeKey = 'waits.shape';

/** The rows of a case as they ought to be now. */
export function waitRows(state: Case): Omit<Row, 'caseId'>[] {
  return state.tickets.map((ticket) => ({
    ticket: ticket.id,
    vendor: ticket.vendor,
    body: { ...waitOf(state, ticket) },
  }));
}

/**
 * Fills the rows of an older database, once. A command that comes meanwhile writes its own: what was read before it is
 * written again until the case is still as it was read.
 */
export async function fillWaits(
  store: Pick<Store, 'cases' | 'saveWaits' | 'getMeta' | 'setMeta'>,
  stored: (caseId: CaseId) => Promise<Case | null>,
): Promise<void> {
  if ((await store.getMeta(shapeKey)) === String(waitsShape)) return;
  for (const { caseId } of await store.cases()) {
    let state = await stored(caseId);
    while (state !== null) {
      await store.saveWaits(caseId, waitRows(state));
      const now = await stored(caseId);
      if (now?.version === state.version) break;
      state = now;
    }
  }
  await store.setMeta(shapeKey, String(waitsShape));
}

export interface KnownVendors {
  /** What is remembered of each vendor that ever had a ticket. */
  profiles(): Promise<Profiles>;
  /** The summaries of these vendors have changed. */
  changed(vendors: readonly string[]): void;
  /** Others may have changed any: all are worked out anew when they are asked for next. */
  forget(): void;
}

/** Profiles are worked out when they are asked for and kept until a commit changes a wait with that vendor. */
export function knownVendors(store: Pick<Store, 'waits'>): KnownVendors {
  let known: Promise<Profiles> | null = null;
  const stale = new Set<string>();

  async function renewed(before: Profiles, vendors: readonly string[]): Promise<Profiles> {
    const fresh = await Promise.all(vendors.map(async (id): Promise<[string, Profile]> => [id, await read(id)]));
    return { ...before, ...Object.fromEntries(fresh) };
  }

  async function read(vendor: string): Promise<Profile> {
    return profileOf(vendor, (await store.waits(vendor)).map(asWait));
  }

  return {
    profiles() {
      const vendors = [...stale];
      stale.clear();
      const next: Promise<Profiles> =
        known === null
          ? store.waits().then((rows) => profilesOf(rows.map(asWait)))
          : vendors.length === 0
            ? known
            : known.then((before) => renewed(before, vendors));
      known = next;
      // What could not be read is read anew the next time.
      next.catch(() => {
        if (known === next) known = null;
      });
      return next;
    },
    changed(vendors) {
      for (const vendor of vendors) stale.add(vendor);
    },
    forget() {
      known = null;
    },
  };
}

function asWait({ body }: Row): Wait {
  return body as unknown as Wait;
}
