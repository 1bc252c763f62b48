// The facts of a case, in the past tense. Stored for ever: a shape may gain optional fields; anything else needs a new version and an up-caster.
import type { CallResult, CaseId, ObligationKey, PassedOver, TicketId, Whom } from './commands.ts';
import type { Measure } from './measure.ts';
import type {
  AuthorityClock,
  CarrierKind,
  Organisation,
  PersonId,
  PingTarget,
  RoleName,
  RungDo,
  ServiceId,
  Severity,
  VendorId,
} from './organisation.ts';
import type { FormName, Forms, PersonalData } from './paperForms.ts';
import type { Playbook } from './playbook.ts';
import type { Presence } from './presence.ts';
import type { Instant } from './time.ts';

/** A step as it enters a case. */
export interface NewStep {
  number: number;
  text: string;
  role?: RoleName;
  assignee?: PersonId;
  due?: Instant;
  hint?: string;
  script?: string;
  proof?: boolean;
  proves?: Measure;
}

/** Where a ladder's clock stands after a rung, a climb or a shift. */
export interface ClockSet {
  key: ObligationKey;
  anchor: Instant;
  position: number;
}

/** Why a ping went out. */
export type PingReason =
  | 'rung'
  | 'climb'
  | 'digest'
  | 'deadline'
  | 'reminder'
  | 'passed'
  | 'asked'
  | 'undelivered'
  | 'wrong-person';

/** One ping about one obligation, with everybody it goes to. */
export interface Ping {
  key: ObligationKey;
  /** Which life of the obligation this belongs to; a newer life has a fresh ladder. */
  epoch: string;
  reason: PingReason;
  /** Why it climbed at once; also above the top rung, where the climb is a digest. Absent in facts of before 2026-11-26. */
  cause?: ClimbCause;
  /** When it fell due. */
  due: Instant;
  /** Index of the rung, for `rung` and `climb`. */
  rung?: number;
  do?: RungDo;
  /** The targets of the ladder that this ping served (`owner`, `account-manager`, …). */
  targets: PingTarget[];
  people: PersonId[];
  channel: boolean;
  /** Set when the account manager cannot be reached by the bot itself: this person of theirs is to be called by the vendor liaison. */
  callFor?: PersonId;
  /** The ladder after this ping; absent where it does not move. */
  clock?: {
    anchor: Instant;
    position: number /** Late or out of turn: the anchor is no event any more. */;
    moved?: true;
  };
}

export type ClimbCause = 'escalate' | 'broken-promise' | 'calls' | 'wrong-number' | 'verify-fail';

export type CaseEventBody =
  | {
      type: 'case-opened';
      caseId: CaseId;
      number: number;
      title: string;
      severity: Severity;
      affects: ServiceId[];
      owner: PersonId;
      awareAt: Instant;
      updateDue: Instant;
      organisation: Organisation;
      presence: Presence;
      playbook: Playbook;
      steps: NewStep[];
      notices: AuthorityClock[];
    }
  | { type: 'severity-changed'; from: Severity; to: Severity; positions: ClockSet[] }
  | { type: 'title-changed'; title: string }
  /** `gone`: what was affected before and is not any more; older facts do not say. */
  | { type: 'affects-changed'; affects: ServiceId[]; gone?: ServiceId[] }
  | { type: 'aware-set'; awareAt: Instant }
  | { type: 'control-lost'; vendor: VendorId }
  | { type: 'control-regained'; deadlinesEnded: VendorId[] }
  /** `asked`: who had a hand-over to answer that ends with this. */
  | {
      type: 'owner-changed';
      from: PersonId;
      to: PersonId;
      why: 'taken' | 'assigned' | 'accepted' | 'absent';
      asked?: PersonId;
    }
  /** `instead`: who was asked before and is not any more. */
  | { type: 'handover-asked'; from: PersonId; to: PersonId; words?: string; due: Instant; instead?: PersonId }
  /** `owner`: who keeps the case; `asked`: who had it to answer, when that is not `by`. Older facts have neither. */
  | { type: 'handover-declined'; by: PersonId; words?: string; owner?: PersonId; asked?: PersonId }
  /** `moved`: what is owed and was somebody else's until then. */
  | { type: 'role-assigned'; role: RoleName; to: PersonId; moved?: ObligationKey[] }
  | { type: 'case-resolved'; words: string }
  | { type: 'case-closed' }
  | { type: 'case-reopened'; words: string; updateDue: Instant; steps: { number: number; due: Instant }[] }
  | { type: 'policy-adopted'; organisation: Organisation }
  | { type: 'steps-added'; steps: NewStep[]; fromPlaybook: boolean }
  | { type: 'step-done'; step: number; words?: string }
  | { type: 'step-not-applicable'; step: number; reason: string }
  | { type: 'step-undone'; step: number }
  | { type: 'step-assigned'; step: number; to: PersonId }
  /** `later`: its ladder begins anew. */
  | { type: 'step-redated'; step: number; due: Instant; later: boolean; reason?: string }
  | {
      type: 'ticket-opened';
      ticket: TicketId;
      vendor: VendorId;
      reference?: string;
      severity?: string;
      via?: string;
      /** The way that was named, when by the case neither it nor any other works: it is none to count on. */
      deadVia?: string;
      owner?: PersonId;
      words: string;
      code: string;
      /** The opener is not among those whom the contract allows to open. */
      mayNotOpen?: boolean;
    }
  /** `before`: the number that it takes the place of. */
  | { type: 'ticket-referenced'; ticket: TicketId; reference: string; before?: string }
  | { type: 'ticket-owned'; ticket: TicketId; to: PersonId }
  /** `resumed`: it answered what the vendor wanted; the vendor's ladder goes on with this anchor, promises stand this many ms later. */
  | {
      type: 'ticket-sent';
      ticket: TicketId;
      via: string;
      words: string;
      code: string;
      answered: boolean;
      resumed?: { anchor: Instant; shiftMs: number };
      /** The evidence pack of this version went with it. */
      pack?: number;
    }
  /** `codeUnknown`: no code of this ticket's; `codeOf`: it went out on that one. */
  | {
      type: 'ticket-heard';
      ticket: TicketId;
      words: string;
      quoted?: string;
      codeUnknown?: boolean;
      codeOf?: TicketId;
    }
  | { type: 'ticket-auto'; ticket: TicketId; words: string }
  /** Asked by somebody of the vendor's: it moves no clock, and says nothing about whose the ticket is. */
  | { type: 'ticket-question'; ticket: TicketId; words: string }
  /** `resumed`: what it wanted before stood the ladder still, and this, through a dead route, does not. */
  | {
      type: 'ticket-wants';
      ticket: TicketId;
      words: string;
      via: string;
      due: Instant;
      /** A later due time than is allowed was wanted. */
      wished?: Instant;
      blocked: boolean;
      resumed?: { anchor: Instant; shiftMs: number };
    }
  /** The route by which something is wanted died or came back to life. */
  | {
      type: 'want-rerouted';
      ticket: TicketId;
      blocked: boolean;
      due: Instant;
      resumed?: { anchor: Instant; shiftMs: number };
    }
  /** `holdsUntil`: earlier than `by` when a deadline ping comes first. */
  | {
      type: 'ticket-promised';
      ticket: TicketId;
      promise: number;
      by: Instant;
      holdsUntil: Instant;
      words?: string;
    }
  | { type: 'promise-broken'; ticket: TicketId; promise: number; count: number }
  /** `number`: as it was dialled. */
  | { type: 'ticket-called'; ticket: TicketId; result: CallResult; words?: string; whom?: Whom; number?: string }
  | { type: 'ticket-fixed'; ticket: TicketId; verifyDue: Instant; words?: string }
  | { type: 'ticket-verified'; ticket: TicketId; result: 'ok' | 'fail'; words?: string }
  | { type: 'ticket-closed'; ticket: TicketId; words?: string; reason?: 'mistake' }
  | { type: 'ticket-reopened'; ticket: TicketId; words: string }
  /** With its bytes: whatever changes later, this version stays what it was. */
  | {
      type: 'pack-built';
      /** What we say to what the vendor asked for. */
      answer?: string;
      version: number;
      ticket: TicketId;
      withoutPeople: boolean;
      personal: PersonalData;
      forms: Forms;
    }
  /** `link`: the hash of a token that only its receiver has. */
  | { type: 'pack-linked'; version: number; link: string; expires: Instant }
  | { type: 'pack-downloaded'; version: number; link: string; form: FormName; first?: boolean }
  /** `version`: only its links. */
  | { type: 'pack-revoked'; links: string[]; version?: number }
  | { type: 'pack-receipt'; ticket: TicketId; code: string; words: string }
  | { type: 'climbed'; ticket: TicketId; cause: ClimbCause; rung?: number; words?: string }
  /** `wished` later than `until`: it was cut to the longest allowed. */
  | {
      type: 'held';
      keys: ObligationKey[];
      kind: 'ack' | 'snooze';
      until: Instant;
      wished: Instant;
      reason?: string;
    }
  | { type: 'passed'; key: ObligationKey; epoch: string; from: PersonId; to: PersonId; words?: string }
  | { type: 'notice-started'; clock: AuthorityClock; startedAt: Instant }
  | { type: 'notice-sent'; clock: string; stage: string; reference: string; via?: string }
  /** The newest report of that stage was a mistake; `reference`: the one that it had. */
  | { type: 'notice-undone'; clock: string; stage: string; reference: string }
  | { type: 'notice-waived'; clock: string; reason: string; approvedBy: PersonId }
  /** `wished`: the next one was wanted later than is allowed. */
  | { type: 'update-posted'; words: string; due: Instant; wished?: Instant }
  | { type: 'noted'; words: string }
  | { type: 'decided'; decision: string; words: string; because: string }
  | { type: 'retrospective-done'; words: string }
  | { type: 'pinged'; ping: Ping }
  | { type: 'was-away'; from: Instant; to: Instant; fellDue: ObligationKey[] }
  /** The clock had been ahead: `from`: what it had said until then; when the fact was made is what it says now. */
  | { type: 'clock-set-back'; from: Instant }
  /** `organisation`: as the file is now; absent where only who is there has changed. */
  | { type: 'people-changed'; presence: Presence; organisation?: Organisation }
  /** `ways`: the routes that were tried; absent: she is not to be asked by any. */
  | { type: 'delivery-failed'; person: PersonId; keys: ObligationKey[]; reason: string; ways?: string[] }
  /** A ping was brought outside Teams. `passedOver`: the ways that were tried before, and why they would not do. */
  | {
      type: 'ping-carried';
      person: PersonId;
      keys: ObligationKey[];
      way: CarrierKind;
      passedOver: PassedOver[];
    }
  | { type: 'reached-again'; person: PersonId }
  | { type: 'channel-shut'; keys: ObligationKey[]; reason: string }
  /** Stored reminders were not those which the facts ask for, and are again. `extra`: so many that nothing asked for. */
  | { type: 'timers-mended'; lost: ObligationKey[]; moved: ObligationKey[]; extra: number }
  /** Somebody of a vendor's says that it is not hers to answer. `unasked`: before anybody had asked her, so nobody is asked in her place yet. `instead`: she has said so before, and these words say who it is. */
  | { type: 'wrong-person'; person: PersonId; keys: ObligationKey[]; words?: string; unasked?: true; instead?: true }
  /** Somebody of a vendor's says that she is on it, after others were asked too: it holds nothing, but it is said. */
  | { type: 'on-it-late'; keys: ObligationKey[]; until: Instant };

export type CaseEventType = CaseEventBody['type'];

/** A fact and its circumstances. `act` names the intent that a stale click would repeat, see `stale.ts`. */
export interface CaseEvent {
  seq: number;
  at: Instant;
  /** A person's id, or `baton` for the clock and the courier. */
  by: PersonId;
  act?: string;
  body: CaseEventBody;
}
