/** The check of contacts over all cases: who is due, who is out of reach, what people answered, and the patch that follows from it. */

import type { Case } from '../domain/case.ts';
import {
  type ContactCheck,
  type ContactId,
  contactsToWatch,
  onLadders,
  outOfReach,
  supportOf,
} from '../domain/contacts.ts';
import { type Desk, deskOf } from '../domain/desk.ts';
import { entry, type PersonId, type VendorId } from '../domain/organisation.ts';
import type { Presence } from '../domain/presence.ts';
import type { Profiles } from '../domain/profile.ts';
import type { Instant } from '../domain/time.ts';
import type { Store } from '../store/index.ts';
import type { Clock, ContactChange, Met, Patched, Patches } from './ports.ts';
import type { Supplier } from './supplies.ts';

/** Only that it was answered: what was found stands in the organisation file or nowhere, so next week it is asked again. */
export interface ContactAnswer {
  at: Instant;
  by: PersonId;
  what: 'right' | 'changed';
}

export type CheckedContact = ContactCheck & { readonly answered?: ContactAnswer };

export interface ContactReport {
  desk: Desk;
  profiles: Profiles;
  contacts: CheckedContact[];
  /** Whom Baton could not reach if it had to now. */
  outOfReach: PersonId[];
}

/** Somebody else's change waits for the file: the old entry must not be called right beside it. */
export interface ChangedBefore {
  fault: 'changed-before';
  by: PersonId;
  at: Instant;
}

export interface Contacts {
  /** As of now. `ask`: also ask Teams for everybody on a ladder, one silent question each. */
  report(of?: { vendor?: VendorId; ask?: boolean }): Promise<ContactReport>;
  /** Keeps that it was answered and makes the patch; the organisation file itself is never written. */
  answer(
    contact: ContactId,
    by: PersonId,
    change: Omit<ContactChange, 'verified'> | null,
  ): Promise<Patched | ChangedBefore>;
}

export interface ContactsOptions {
  store: Pick<Store, 'getMeta' | 'swapMeta'>;
  /** Every case that is not closed. */
  running(): Promise<Case[]>;
  clock: Clock;
  supplier: Supplier;
  presence(): Presence;
  profiles(): Promise<Profiles>;
  patches: Patches;
  met: Met;
}

const answersKey = 'contacts.answers';

export function contactsIn(options: ContactsOptions): Contacts {
  const { store, running, clock, supplier, presence, profiles, patches, met } = options;

  async function answers(): Promise<Record<ContactId, ContactAnswer>> {
    return JSON.parse((await store.getMeta(answersKey)) ?? '{}') as Record<ContactId, ContactAnswer>;
  }

  /** Beside whatever others answer at the same moment. */
  async function keep(contact: ContactId, answer: ContactAnswer): Promise<void> {
    for (;;) {
      const read = await store.getMeta(answersKey);
      const all = { ...(JSON.parse(read ?? '{}') as Record<ContactId, ContactAnswer>), [contact]: answer };
      if (await store.swapMeta(answersKey, read, JSON.stringify(all))) return;
    }
  }

  return {
    async report({ vendor, ask = false } = {}) {
      const desk = deskOf(supplier.organisation(), presence(), await running());
      const known = await profiles();
      const given = await answers();
      const contacts = contactsToWatch(desk, known, clock.now(), vendor).map((contact) => {
        const answered = entry(given, contact.id);
        // A number that proved wrong after the answer asks anew.
        const counts = answered !== undefined && !(contact.wrong && contact.wrong.at > answered.at);
        return counts ? { ...contact, answered } : contact;
      });
      const people = onLadders(supplier.organisation());
      const asked = new Map(ask ? await Promise.all(people.map(async (id) => [id, await met(id)] as const)) : []);
      return { desk, profiles: known, contacts, outOfReach: outOfReach(desk, people, (id) => asked.get(id)) };
    },
    async answer(contact, by, change) {
      const now = clock.now();
      const organisation = supplier.organisation();
      const known =
        entry(organisation.people, contact) ??
        Object.values(organisation.vendors).find(({ id }) => supportOf(id) === contact);
      if (known === undefined) return { fault: 'unknown' };
      const dayOf = (at: Instant) =>
        Temporal.Instant.from(at).toZonedDateTimeISO(organisation.timeZone).toPlainDate().toString();
      const verified = dayOf(now);
      const before = entry(await answers(), contact);
      const waits = before?.what === 'changed' && (known.verified ?? '') < dayOf(before.at);
      if (change === null && waits) return { fault: 'changed-before', by: before.by, at: before.at };
      const answer: ContactAnswer = { at: now, by, what: change === null ? 'right' : 'changed' };
      await keep(contact, answer);
      return patches.make(contact, { verified, ...change }, now);
    },
  };
}
