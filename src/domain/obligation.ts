// What an obligation is: who owes what, by when, and which ladder climbs if it does not come. Derived, never stored.

import type { ClockKind } from './calendar.ts';
import type { ObligationKey, TicketId } from './commands.ts';
import type { Ladder, PersonId, RoleName, ServiceId, VendorId } from './organisation.ts';
import type { Instant } from './time.ts';

export type ObligationKind =
  | 'ticket' // the vendor's silence
  | 'deadline' // the clock on a vendor that nobody resets
  | 'promise' // judged at its time, has no ladder of its own
  | 'step'
  | 'update'
  | 'owed-ticket' // control lost and no ticket yet
  | 'reference' // a ticket without the vendor's number
  | 'answer' // the vendor waits for us
  | 'auto-close' // the vendor closes the ticket unless we answer
  | 'choose-route' // wanted through a dead route
  | 'cut-off' // no live route at all
  | 'unread'
  | 'verify'
  | 'handover'
  | 'notice'
  | 'retrospective'
  | 'decide-next'; // nothing else runs; on a resolved case: close it

/** What it is about, for words and cards. */
export interface About {
  ticket?: TicketId;
  vendor?: VendorId;
  step?: number;
  clock?: string;
  stage?: string;
  promise?: number;
  service?: ServiceId;
}

/** The channel holds what no person is left to hold. */
export type Holder = { person: PersonId } | { channel: true };

export interface Obligation {
  key: ObligationKey;
  kind: ObligationKind;
  about: About;
  /** When it was born. */
  since: Instant;
  /** The anchor of a fresh ladder: for our own obligations the due time, for a vendor's ticket the last substantive word. */
  due: Instant;
  /** Which life of the obligation this is. */
  epoch: string;
  /** Whose obligation it is; deputies of this role come next. */
  role: RoleName;
  holder: Holder;
  /** Nothing climbs for a deadline's grid or a promise: these have instants of their own. */
  ladder: { name: 'vendor' | 'own'; ladder: Ladder } | null;
  clock: ClockKind;
  /** The first rung is due the moment it is born, outside the hours too. */
  atOnce?: true;
  /** No rung before this (a promise). */
  notBefore?: Instant;
}
