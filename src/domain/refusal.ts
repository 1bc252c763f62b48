// Every ordinary "no" as a value: the words catalogue turns it into a sentence that says what to do next.
import type { Ball } from './case.ts';
import type { CaseId, ObligationKey, TicketId } from './commands.ts';
import type { Obligation } from './obligation.ts';
import type { PersonId, RoleName, ServiceId, VendorId } from './organisation.ts';
import type { Duration, Instant } from './time.ts';

/** What still stands in the way of resolving or closing. */
export interface Owed {
  key: ObligationKey;
  obligation?: Obligation;
  /** An open step without a running clock. */
  step?: number;
  who: PersonId | null;
  due?: Instant;
  ticket?: TicketId;
}

export type Refusal =
  | { no: 'no-such-case'; caseId: CaseId }
  | { no: 'case-closed'; caseId: CaseId; closedAt: Instant }
  | { no: 'case-resolved'; caseId: CaseId }
  | { no: 'case-not-open'; caseId: CaseId }
  | { no: 'nothing-changes'; what: string }
  | { no: 'unknown-playbook'; playbook: string; known: string[] }
  | { no: 'unknown-service'; service: ServiceId; known: ServiceId[] }
  | { no: 'unknown-vendor'; vendor: VendorId; known: VendorId[] }
  | { no: 'vendor-needed'; known: VendorId[] }
  | { no: 'unknown-person'; person: string }
  | { no: 'person-absent'; person: PersonId }
  | { no: 'outsider'; person: PersonId }
  | { no: 'unknown-step'; step: number; highest: number }
  /** `elsewhere`: an open case that has it, and what to type for that one. */
  | { no: 'unknown-ticket'; ticket: TicketId; known: TicketId[]; elsewhere?: { caseId: CaseId; command: string } }
  | { no: 'unknown-route'; route: string; known: string[] }
  | { no: 'ambiguous-route'; route: string; known: string[] }
  /** `written`: what was to go that way is something in writing. */
  | { no: 'dead-route'; route: string; because: ServiceId; alive: string[]; vendor?: VendorId; written?: true }
  | { no: 'unknown-whom'; whom: string; vendor: VendorId; known: string[] }
  | { no: 'unknown-clock'; clock: string; known: string[] }
  | {
      no: 'not-allowed';
      needs: RoleName[];
      what: 'close' | 'lower-severity' | 'later-due' | 'close-mistake' | 'adopt' | 'later-aware';
    }
  | { no: 'outsider-only-own-ticket' }
  | { no: 'not-in-the-past'; what: string; at: Instant }
  | { no: 'not-in-the-future'; what: string; at: Instant }
  | { no: 'reason-needed'; what: string }
  | { no: 'too-long'; what: string; longest: number; found: number }
  /** Somebody was first: who and when. `act` is the act's name, for the sentence. */
  | { no: 'already'; act: string; by: PersonId; at: Instant }
  /** The form that said it was used before: who sent it, when, and what came of it. */
  | {
      no: 'form-used';
      act: string;
      by: PersonId;
      at: Instant;
      caseId: CaseId;
      ticket?: TicketId;
      /** The vendor's number that was written this time and not the first. */
      reference?: string;
    }
  /** A click on something that stands differently by now: who changed it last (`sinceDrawn`: after the card was drawn), and the "no" itself. */
  | { no: 'overtaken'; act: string; by: PersonId; at: Instant; sinceDrawn: boolean; but: Refusal }
  | { no: 'step-settled'; step: number; status: 'done' | 'not-applicable'; by: PersonId; at: Instant }
  | { no: 'step-open'; step: number }
  | { no: 'ticket-over'; ticket: TicketId; status: 'verified' | 'closed' | 'mistake' }
  | { no: 'ticket-not-over'; ticket: TicketId }
  | { no: 'ticket-not-fixed'; ticket: TicketId; ball: Ball }
  | { no: 'ticket-unverified'; ticket: TicketId; ball: Ball }
  | { no: 'cannot-climb'; ticket: TicketId; ball: Ball; until?: Instant }
  /** `again`: when it can be asked for again. */
  | { no: 'climbed-already'; ticket: TicketId; at: Instant; again: Instant }
  /** `near`: the nearest codes of the case, best first. */
  | { no: 'code-mistyped'; code: string; near: string[]; ticket?: TicketId }
  /** None of the ticket's, but rightly formed. */
  | { no: 'code-unknown'; code: string; ticket: TicketId; known: string[] }
  | { no: 'code-of-other'; code: string; ticket: TicketId }
  | { no: 'code-quoted-before'; code: string; at: Instant }
  | { no: 'code-needed'; ticket: TicketId; known: string[] }
  | { no: 'no-pack'; ticket?: TicketId }
  | { no: 'unknown-pack'; pack: number; newest: number }
  /** The pack is about a ticket with another vendor. */
  | { no: 'pack-of-other'; pack: number; of: TicketId; ticket: TicketId }
  | { no: 'links-off' }
  | { no: 'no-link'; pack?: number }
  | { no: 'nothing-to-hold' }
  | { no: 'hold-running'; key: ObligationKey; by: PersonId; until: Instant }
  | { no: 'held-already'; key: ObligationKey; by: PersonId; at: Instant }
  | {
      no: 'cannot-hold';
      key: ObligationKey;
      why: 'reminder' | 'deadline' | 'not-yours' | 'no-ping-yet';
      next?: Instant;
    }
  /** `of`: what was asked about is somebody else's. */
  | { no: 'nothing-to-decline'; of?: { key: ObligationKey; holder: PersonId } }
  | { no: 'passed-already'; key: ObligationKey; from: PersonId; to: PersonId; at: Instant }
  /** `hold`: what they may be on it for, at most half an hour; absent: it cannot be held now. */
  | { no: 'last-deputy'; key: ObligationKey; role: RoleName; hold?: Duration }
  | { no: 'no-handover' }
  /** The same person is asked already. */
  | { no: 'handover-asked'; to: PersonId; by: PersonId; at: Instant; due: Instant }
  | { no: 'handover-not-yours'; to: PersonId }
  /** The card is of a hand-over that is over; by now this person is asked. */
  | { no: 'handover-newer'; to: PersonId }
  /** The owner accepts what somebody else was asked. */
  | { no: 'handover-waits'; to: PersonId; at: Instant; due: Instant }
  | { no: 'handover-to-owner'; owner: PersonId }
  | { no: 'notice-not-started'; clock: string }
  | { no: 'notice-started'; clock: string; at: Instant }
  /** `approvedBy`: it was waived. */
  | { no: 'notice-over'; clock: string; at: Instant; by: PersonId; approvedBy?: PersonId }
  /** Sent with the same reference before. `next`: what comes after it, `last` if nothing does after that; `due` null: not known yet. */
  | {
      no: 'notice-repeated';
      clock: string;
      reference: string;
      stage: string;
      by: PersonId;
      at: Instant;
      next: string;
      due: Instant | null;
      last: boolean;
    }
  | { no: 'notice-too-early'; clock: string; first: string }
  | { no: 'unknown-stage'; clock: string; stage: string; known: string[] }
  | { no: 'undo-waived'; clock: string; at: Instant; by: PersonId; approvedBy: PersonId }
  /** `stage`: the one that was named. */
  | { no: 'undo-unsent'; clock: string; stage?: string }
  /** `later` counted from it. */
  | { no: 'undo-later-first'; clock: string; stage: string; later: string; by: PersonId; at: Instant }
  | { no: 'stage-sent'; clock: string; stage: string; by: PersonId; at: Instant }
  | { no: 'retro-done'; at: Instant }
  | { no: 'retro-too-early' }
  | { no: 'still-owed'; what: 'resolve' | 'close'; owed: Owed[] };
