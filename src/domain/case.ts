// The state of one case, folded from its events. Plain data; the unions make illegal combinations impossible to write down.
import type { Acts } from './acts.ts';
import type { ClockKind } from './calendar.ts';
import type { CallResult, CaseId, Control, ObligationKey, PassedOver, TicketId, Whom } from './commands.ts';
import type { NewStep, PingReason } from './events.ts';
import type {
  AuthorityClock,
  CarrierKind,
  Deadline as LadderDeadline,
  LadderName,
  Organisation,
  PersonId,
  PingTarget,
  RoleName,
  RungDo,
  ServiceId,
  Severity,
  VendorId,
} from './organisation.ts';
import type { PackState } from './packState.ts';
import type { Playbook, PlaybookStep } from './playbook.ts';
import type { Presence } from './presence.ts';
import type { Instant } from './time.ts';

/** What is copied at the opening and changes only by `case adopt`: a fire in progress keeps the ladders it started on. */
export type Policy = Pick<Organisation, 'timeZone' | 'calendar' | 'severities' | 'ladders' | 'limits' | 'authorities'>;
/** Who there is; follows the organisation file while the case is open. */
export type Directory = Pick<
  Organisation,
  'name' | 'language' | 'casePrefix' | 'calendar' | 'people' | 'roles' | 'rotas' | 'vendors' | 'services'
> &
  /** Absent in facts that are older than the carriers. */
  Partial<Pick<Organisation, 'carriers'>>;

export type CaseStatus = 'open' | 'resolved' | 'closed';

export interface Step extends NewStep {
  status: 'open' | 'done' | 'not-applicable';
  /** Changes when a later due time starts its ladder anew. */
  epoch: string;
  /** When its due time began to count, if after the opening: added, re-dated or undone. */
  since?: Instant;
  settled?: { at: Instant; by: PersonId; words?: string };
}

/** A vendor's promise. */
export interface VendorPromise {
  number: number;
  madeAt: Instant;
  by: Instant;
  /** No rung of the vendor's ladder is due before this; a climb at once sets it to that instant. */
  holdsUntil: Instant;
  words?: string;
  /** `over`: the ticket was verified or closed first, so nobody can say whether it would have been kept. */
  status: 'running' | 'kept' | 'broken' | 'over';
}

/** Words that we sent to the vendor, with the code that proves reading. */
export interface Word {
  code: string;
  via?: string;
  at: Instant;
  words: string;
  /** Said on the phone, quoted back, or overtaken: no longer unread. */
  read: boolean;
  quotedAt?: Instant;
  /** The version of the evidence pack that went with it. */
  pack?: number;
}

/** Something the vendor said or we did about the ticket, newest last. */
export interface Contact {
  at: Instant;
  by: PersonId;
  what:
    | 'opened'
    | 'sent'
    | 'heard'
    | 'auto'
    | 'wants'
    | 'promise'
    | 'call'
    | 'fixed'
    | 'verify-ok'
    | 'verify-fail'
    | 'receipt';
  via?: string;
  result?: CallResult;
  words?: string;
  /** Of a substantive word: what of ours came last before it. */
  moved?: Mover;
  /** Of a call: to whom, by which number. */
  whom?: Whom;
  number?: string;
}

/** How far up a wait stood: nobody was asked yet, else what the last rung asked of people, and whom outside. */
export type Stage = 'before' | RungDo | 'account-manager' | 'superior' | 'other';

/** What moved a vendor: the rung that was pinged last, the fixed deadline, a call that they acted on, their own person; else they came unasked. */
export type Mover = Exclude<Stage, 'before'> | 'deadline' | 'acted' | 'their-person' | 'unasked';

/** From then on the wait stood there; `idle`: the clock of the vendor's silence ran. */
export interface Stretch {
  at: Instant;
  stage: Stage;
  idle: boolean;
}

export interface Want {
  since: Instant;
  words: string;
  via: string;
  /** What they asked for before it, and have not been sent yet; oldest first. */
  before?: { words: string; via: string }[];
  due: Instant;
  /** The way that they asked for is dead; since when. Both or neither. */
  blocked: boolean;
  blockedSince?: Instant;
  epoch: string;
}

export type Ball = 'with-vendor' | 'promised' | 'with-us' | 'route-blocked' | 'fixed-unverified' | 'closed';

export interface Ticket {
  id: TicketId;
  vendor: VendorId;
  reference?: string;
  severity?: string;
  owner?: PersonId;
  openedAt: Instant;
  openedBy: PersonId;
  words: string;
  status: 'open' | 'verified' | 'closed' | 'mistake';
  /** When the vendor's last substantive word came (at first: the opening) and which life of the ladder that began. */
  heardAt: Instant;
  epoch: string;
  /** What the vendor wants of us, until we send it. */
  want?: Want;
  /** What somebody of the vendor's asked us, until we send something, speak with her on the telephone, or take it up as a wish of theirs. */
  question?: { at: Instant; by: PersonId; words: string };
  /** When the vendor's ladder began to stand still. */
  standsSince?: Instant;
  /** A fix that nobody has verified. */
  fix?: { at: Instant; due: Instant; epoch: string };
  promises: VendorPromise[];
  sent: Word[];
  contacts: Contact[];
  refDue: Instant;
  unread?: { since: Instant; due: Instant; epoch: string };
  /** No route to the vendor is alive since. */
  cutOffSince?: Instant;
  /** Calls without effect since the last rung. */
  vainCalls: number;
  climbedAt?: Instant;
  /** When somebody last asked for a climb, until the vendor's next substantive word. */
  escalatedAt?: Instant;
  /** How the wait went so far, oldest first: a line for each change. */
  waited: Stretch[];
}

/** Copied when a deadline is armed: no later change of severity, file or policy touches it. */
export interface DeadlineRule extends LadderDeadline {
  clock: ClockKind;
}

/** The clock that nobody resets: a fixed grid for every severity that the case has stood in since it was armed. */
export interface Deadline {
  vendor: VendorId;
  startedAt: Instant;
  grids: { severity: Severity; since: Instant; rule: DeadlineRule }[];
  ended: boolean;
  /** Points of the grids at or before this are spent. */
  floor: Instant;
}

export interface Notice {
  clock: AuthorityClock;
  startedAt: Instant;
  /** Which life of the clock this is: waived and started again, its ladders begin anew. */
  epoch: string;
  /** Counts from the case's time of becoming aware, so it follows `case set aware:`. */
  followsAware: boolean;
  sent: { stage: string; at: Instant; reference: string; by: PersonId; via?: string }[];
  /** Stages of reports that were taken back: what is sent in their place begins what counts from it anew. */
  undone?: string[];
  /** `by`: who said so; who approved it is named by whoever says so. */
  waived?: { at: Instant; by: PersonId; reason: string; approvedBy: PersonId };
}

export interface Hold {
  by: PersonId;
  kind: 'ack' | 'snooze';
  from: Instant;
  until: Instant;
  reason?: string;
}

/** How far one obligation has climbed. Valid only while its epoch is the obligation's. */
export interface Clock {
  epoch: string;
  /** Null: the obligation's own due time. */
  anchor: Instant | null;
  position: number;
  /** A climb or a late rung has moved the anchor: it is no event of its own any more. */
  moved?: true;
  digests: number;
  /** Ladder targets pinged in this life of the obligation. */
  served: PingTarget[];
  pings: number;
  /** The newest ping; a hold answers it, once. */
  last?: { at: Instant; reason: PingReason; people: PersonId[]; heldBy?: PersonId; heldAt?: Instant };
  hold?: Hold;
  /** The ladder stood still until then: digests that fell into it are not made up for. */
  restedUntil?: Instant;
}

/** A ping that went outside Teams. */
export interface CarriedPing {
  person: PersonId;
  keys: ObligationKey[];
  way: CarrierKind;
  passedOver: PassedOver[];
  at: Instant;
  /** When the person was heard of first after it. */
  confirmedAt?: Instant;
}

export interface Case {
  id: CaseId;
  number: number;
  /** The seq of the newest event: the revision that cards carry. */
  version: number;
  /** When the newest event happened. */
  lastAt: Instant;
  status: CaseStatus;
  title: string;
  severity: Severity;
  affects: ServiceId[];
  /** When each was marked; those of the opening: when we became aware. */
  affectedSince: Record<ServiceId, Instant>;
  /** The last outage of those that are not affected any more. */
  affectedBefore: Record<ServiceId, { since: Instant; until: Instant }>;
  control: { by: Extract<Control, 'ours'> } | { by: Extract<Control, 'vendor'>; vendor: VendorId; since: Instant };
  openedAt: Instant;
  openedBy: PersonId;
  awareAt: Instant;
  owner: PersonId;
  /** `from` owns the case until it is accepted; `by` asked. */
  handover?: {
    from: PersonId;
    to: PersonId;
    by: PersonId;
    askedAt: Instant;
    due: Instant;
    words?: string;
    epoch: string;
  };
  policy: Policy;
  directory: Directory;
  presence: Presence;
  playbook: Pick<Playbook, 'id' | 'name' | 'ladder'>;
  /** The ladder that each vendor's file named at the opening (null: none); vendors that came later stand in the directory. */
  vendorLadders: Record<VendorId, LadderName | null>;
  /** Playbook steps whose condition did not hold yet. */
  waitingSteps: PlaybookStep[];
  steps: Step[];
  tickets: Ticket[];
  packs: PackState[];
  deadlines: Deadline[];
  /** Control lost and no ticket yet. */
  owedTickets: { vendor: VendorId; since: Instant; due: Instant; epoch: string }[];
  notices: Notice[];
  update: { last: Instant; due: Instant; epoch: string; words?: string };
  /** Since when nothing but the update clock runs. */
  empty?: { since: Instant; due: Instant; epoch: string };
  retrospective?: { since: Instant; due: Instant; epoch: string; doneAt?: Instant };
  resolvedAt?: Instant;
  resolution?: string;
  closedAt?: Instant;
  decisions: { id: string; at: Instant; by: PersonId; words: string; because: string }[];
  /** People put in front of a role in this case. */
  roleFirst: Partial<Record<RoleName, PersonId[]>>;
  clocks: Record<ObligationKey, Clock>;
  /** Who took over an obligation after `Not mine`, per life of it. */
  passed: Record<ObligationKey, { epoch: string; from: PersonId; to: PersonId; at: Instant }>;
  /** What each person's last ping of this case listed; `before`: what those before it did. */
  lastPings: Record<PersonId, { at: Instant; keys: ObligationKey[]; before?: ObligationKey[] }>;
  /** The newest pings outside Teams, in the order in which they were brought. */
  carried: CarriedPing[];
  /** People to whom the last send failed for good, until they are heard of again. */
  undelivered: Record<PersonId, { at: Instant; reason: string; ways?: string[] }>;
  /** People of vendors who say that it is not theirs to answer, until they answer all the same. */
  disowned: Record<PersonId, { at: Instant; words?: string; unasked?: true }>;
  /** People of vendors who said that they are on it when others had been asked since; the newest word of each. */
  onItLate: Record<PersonId, { at: Instant; keys: ObligationKey[]; until: Instant }>;
  /** What was done, for answering stale clicks. */
  acts: Acts | null;
}
