// The domain: a case as facts and the pure rules over them. What people and clocks can ask of a case lives in this file.
// Nothing here reads a clock, draws a number or talks to anybody: time, ids and codes enter inside the command.
import type { CarrierKind, Organisation, PersonId, RoleName, ServiceId, Severity, VendorId } from './organisation.ts';
import type { FormName, SealedPaper } from './paperForms.ts';
import type { Playbook } from './playbook.ts';
import type { Presence } from './presence.ts';
import type { Duration, Instant } from './time.ts';

export type CaseId = string;
/** `T1`, `T2`, … within its case. */
export type TicketId = string;
/** Names one obligation of a case, for instance `step:2`, `ticket:T1`, `deadline:microsoft`, `update`. */
export type ObligationKey = string;

export type CallResult = 'acted' | 'no-effect' | 'voicemail' | 'no-answer' | 'wrong-number' | 'refused';
export const callResults: readonly CallResult[] = [
  'acted',
  'no-effect',
  'voicemail',
  'no-answer',
  'wrong-number',
  'refused',
];

/** A way to a person that would not do: it refused, or gave no answer for too long. */
export interface PassedOver {
  way: 'teams' | CarrierKind;
  reason: string;
}

/** Whom a call is to: the vendor's support, or somebody of the vendor's by id. */
export type Whom = 'support' | (PersonId & {});

export type Control = 'ours' | 'vendor';

/** Services to add, to take away, or (when `only` is given) the whole new list. */
export interface AffectsChange {
  add: ServiceId[];
  remove: ServiceId[];
  only?: ServiceId[];
}

/** What somebody wants of a case; the union is closed, so the compiler names every place that forgot one. */
export type Intent =
  | { type: 'case.new'; title: string; severity?: Severity; playbook?: string; affects?: ServiceId[] }
  | {
      type: 'case.set';
      severity?: Severity;
      title?: string;
      affects?: AffectsChange;
      aware?: Instant;
      control?: Control;
      vendor?: VendorId;
    }
  | { type: 'case.own'; to: PersonId }
  | { type: 'case.handover'; to: PersonId; words?: string }
  | { type: 'case.accept' }
  | { type: 'case.decline'; words?: string }
  | { type: 'case.resolve'; words: string }
  | { type: 'case.close' }
  | { type: 'case.reopen'; words: string }
  /** Takes over the ladders, limits and severities of the organisation file as it is now. */
  | { type: 'case.adopt' }
  | { type: 'role.assign'; role: RoleName; to: PersonId }
  | { type: 'step.done'; step: number; words?: string }
  | { type: 'step.assign'; step: number; to: PersonId; due?: Instant; reason?: string }
  | { type: 'step.redate'; step: number; due: Instant; reason?: string }
  | { type: 'step.na'; step: number; reason: string }
  | { type: 'step.undo'; step: number }
  | { type: 'step.add'; text: string; due?: Instant; owner?: PersonId }
  | {
      type: 'ticket.open';
      vendor: VendorId;
      reference?: string;
      severity?: string;
      via?: string;
      owner?: PersonId;
      words: string;
    }
  | { type: 'ticket.ref'; ticket: TicketId; reference: string }
  | { type: 'ticket.own'; ticket: TicketId; to: PersonId }
  | { type: 'ticket.sent'; ticket: TicketId; via: string; words: string }
  | { type: 'ticket.heard'; ticket: TicketId; words: string; quoted?: string }
  | { type: 'ticket.auto'; ticket: TicketId; words: string }
  /** Somebody of the vendor's asks us something: told to those who can answer, and no answer itself. */
  | { type: 'ticket.question'; ticket: TicketId; words: string }
  | { type: 'ticket.wants'; ticket: TicketId; words: string; via: string; due?: Instant }
  | { type: 'ticket.promise'; ticket: TicketId; by: Instant; words?: string }
  /** `via`: the number's route; without either: what the last rung meant. */
  | { type: 'ticket.call'; ticket: TicketId; result: CallResult; words?: string; whom?: Whom; via?: string }
  | { type: 'ticket.escalate'; ticket: TicketId; words?: string }
  | { type: 'ticket.fixed'; ticket: TicketId; words?: string }
  | { type: 'ticket.verify'; ticket: TicketId; result: 'ok' | 'fail'; words?: string }
  | { type: 'ticket.close'; ticket: TicketId; words?: string; reason?: 'mistake' }
  | { type: 'ticket.reopen'; ticket: TicketId; words: string }
  /** `words`: our answer to what the vendor asked for; it stands in the pack. */
  | { type: 'pack.build'; ticket: TicketId; without?: 'people'; words?: string }
  | { type: 'pack.send'; ticket: TicketId; via: string; pack?: number; words?: string }
  /** Proof of reading; no substantive word. */
  | { type: 'pack.receipt'; ticket: TicketId; words: string; quoted?: string }
  | { type: 'pack.link'; pack?: number }
  | { type: 'pack.revoke'; pack?: number }
  /** `I'm on it`: a hold until an instant. `target` narrows it: `T1`, `step 2` or an obligation's key. */
  | { type: 'ack'; until: Instant; target?: string }
  | { type: 'snooze'; for: Duration; reason: string; target?: string }
  /** `Not mine`. */
  | { type: 'decline'; target?: string; words?: string }
  | { type: 'notice.start'; clock: string }
  | { type: 'notice.reported'; clock: string; reference: string; via?: string; stage?: string }
  | { type: 'notice.final'; clock: string; reference: string; via?: string }
  /** Takes back the newest report, or that of the stage. */
  | { type: 'notice.undo'; clock: string; stage?: string }
  | { type: 'notice.waive'; clock: string; reason: string; approvedBy: PersonId }
  | { type: 'update'; words: string; next?: Duration }
  | { type: 'note'; words: string }
  | { type: 'decide'; words: string; because: string }
  | { type: 'retro.done'; words: string }
  /** Somebody fetched a pack by a link. */
  | { type: 'pack.downloaded'; link: string; form: FormName }
  /** Fire everything that is due. `away` is said when the bot itself was gone for a while. */
  | { type: 'tick'; away?: { from: Instant; to: Instant } }
  /** The people changed: the organisation file was reloaded, somebody left or joined the team or wrote to the bot. */
  | { type: 'people'; presence: Presence; organisation?: Organisation }
  /** A message could not be brought to this person for good. */
  | { type: 'undelivered'; person: PersonId; keys: ObligationKey[]; reason: string; ways?: string[] }
  /** Somebody who could not be reached has said or got something. */
  | { type: 'heard-of'; person: PersonId }
  /** The incident channel turns the bot away: what was to be said there waits, and somebody else must hear of it now. */
  | { type: 'channel-shut'; keys: ObligationKey[]; reason: string }
  /** The clock was ahead, and has been set back: what it counted from a time to come is counted anew. */
  | { type: 'clock-set-back' }
  /** The auditor found reminders in the store that are not those which the record asks for. */
  | ({ type: 'mended' } & Mending)
  /** A ping was brought outside Teams. */
  | { type: 'carried'; person: PersonId; keys: ObligationKey[]; way: CarrierKind; passedOver: PassedOver[] };

/** What was wrong with the stored reminders of a case. `extra`: how many stood there that nothing asks for. */
export interface Mending {
  lost: ObligationKey[];
  moved: ObligationKey[];
  extra: number;
}

export type IntentOf<T extends Intent['type']> = Extract<Intent, { type: T }>;

/** Who speaks: somebody of the organisation file, or the installation itself (clock, courier, reload). */
export type Actor = { kind: 'person'; id: PersonId } | { kind: 'system' };

/** What the core cannot make itself. `case.new` needs `opening`; whatever sends words to a vendor needs `code`. */
export interface Supplies {
  /** A fresh code to quote, `K-7QM4X`: see `code.ts`. */
  code?: string;
  /** What `pack.build` builds: written from the state on which it is decided. */
  paper?: SealedPaper;
  /** A new download link: the hash of its token. Absent where links are switched off. */
  link?: { id: string; expires: Instant };
  opening?: { number: number; organisation: Organisation; playbook: Playbook; presence: Presence };
  /** The organisation as it stands now, for `case.adopt`. */
  organisation?: Organisation;
}

export interface Command {
  /** The activity's id, or a click's identity: the same id twice changes nothing twice. */
  id: string;
  caseId: CaseId;
  at: Instant;
  by: Actor;
  /** The version of the case on which the clicked card was drawn; absent for typed commands. */
  seen?: number;
  /** The mark of the form that said it: what is done with a form is done once, whoever sends it again. */
  form?: string;
  /** Said in the case's own thread, where the answer stands anyway; otherwise the thread is told. */
  inThread?: boolean;
  supplies?: Supplies;
  intent: Intent;
}
