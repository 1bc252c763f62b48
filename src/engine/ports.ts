/** What the engine needs from outside, as interfaces: a clock, a carrier, a log. Whoever composes the bot hands them in. */
import type { Letter, LetterView, Post, ViewContext } from '../cards/post.ts';
import type { Case } from '../domain/case.ts';
import type { CaseId, Intent, TicketId } from '../domain/commands.ts';
import type { ContactId } from '../domain/contacts.ts';
import type { Message } from '../domain/message.ts';
import type { CarrierKind, Language, PersonId } from '../domain/organisation.ts';
import type { Instant } from '../domain/time.ts';
import type { Office } from './offices.ts';
import type { Survey } from './survey.ts';

/** Time, as the engine sees it. In production the machine's, in tests one that is moved by hand. */
export interface Clock {
  now(): Instant;
  /** Calls `f` once, at or soon after `at`, or earlier when the clock was set back meanwhile; the answer cancels it. */
  wake(at: Instant, f: () => void): () => void;
  /** Resolves when the answers that are ready have had time to leave: what nobody waits for begins then. Absent: at once. */
  afterAnswers?(): Promise<void>;
  /** Resolves when whatever else can go on at once has had a turn; for long work. Absent: at once. */
  breath?(): Promise<void>;
  /** Only where several processes agree on the time: false when that may have been lost, until `agree` has asked anew. */
  isAgreed?(): boolean;
  /** Rejects when it could not be asked. */
  agree?(): Promise<void>;
}

/** Where a post goes: somebody's own chat, the thread of a case, or a new root post in the incident channel. */
export type Address = { person: PersonId } | { thread: { conversationId: string } } | { channel: true };

/**
 * Where a post stands, so that it can be edited. After a post to the incident channel `conversationId` is the
 * conversation of the new thread (in Teams `<channel>;messageid=<root>`).
 */
export interface Receipt {
  conversationId: string;
  activityId: string;
  serviceUrl?: string;
}

/** What became of a send. */
export type Delivery =
  | { ok: true; receipt: Receipt }
  /** Not delivered, may work later (412, 429, 502, 503, 504, no network). `afterMs`: never before so many milliseconds. */
  | { ok: false; fate: 'retry'; afterMs?: number; reason: string }
  /** May have been delivered: no answer came in time. */
  | { ok: false; fate: 'ambiguous'; reason: string }
  /** What should be edited, or the thread to post in, does not exist any more. */
  | { ok: false; fate: 'gone'; reason: string }
  /**
   * Will not work however often it is tried (400, 403, 413, no known way to this person). `shut`: it is the place that turns
   * us away, whatever we bring; it may let us in again (an installation, an administrator).
   */
  | { ok: false; fate: 'refused'; reason: string; shut?: true };

export interface Hints {
  /** For the log. */
  caseId: CaseId;
  messageId: string;
  /** 1 for the first try. */
  attempt: number;
  /** An earlier try may have been delivered; the post says so already. */
  possibleRepeat: boolean;
}

/** A way to bring a post to people. It answers with a fate and does not throw; if it throws all the same, that counts as ambiguous. */
export interface Carrier {
  send(to: Address, post: Post, hints: Hints): Promise<Delivery>;
  edit(receipt: Receipt, post: Post, hints: Hints): Promise<Delivery>;
  /**
   * Why a post to the incident channel cannot be tried at all yet (the app stands in no channel so far), in words for the
   * health page; null: it can. Posts to the channel wait meanwhile and are not counted as tries.
   */
  channelMissing?(): string | null | Promise<string | null>;
}

/** A way to people outside Teams. It answers with a fate and does not throw; if it throws all the same, that counts as ambiguous. */
export interface OutsideCarrier {
  /** `key`: the same for every try of this message and for no other one, so that the other end can recognise it. */
  send(address: string, letter: Letter, hints: Hints & { key: string }): Promise<Delivery>;
}

/** What there is outside Teams. */
export interface Outside {
  carriers: Readonly<Record<CarrierKind, OutsideCarrier>>;
  /** What a ping says in plain text. Null: nothing of it is worth saying any more. */
  letter(ping: Extract<Message, { kind: 'ping' }>, state: Case, view: LetterView): Letter | null;
  /** Answers by SMS come back. */
  smsAnswers: boolean;
}

/** What messages look like when they are said, drawn from the case as it is then. */
export interface Renderer {
  /** Null: nothing of it is worth saying any more. */
  message(message: Message, state: Case, view: ViewContext): Post | null;
  card(name: 'case' | TicketId, state: Case, view: ViewContext): Post;
  /** The same post, saying at its beginning that it may have come already. */
  repeated(post: Post, language: Language): Post;
}

export type { Letter, Post, ViewContext } from '../cards/post.ts';

type Line = (about: object, message: string) => void;

/** Shaped like pino's logger. Ids, codes, reasons and numbers go in; what people said never does. */
export interface Log {
  debug: Line;
  info: Line;
  warn: Line;
  error: Line;
}

/** What somebody found when checking a contact. */
export interface ContactChange {
  /** yyyy-mm-dd. */
  verified: string;
  phone?: string;
  email?: string;
}

/** `file`: where the patch is kept. `nothing`: the file says so already; `by-hand`: it is written in a way that only a person can change safely; `not-kept`: the file could not be read or the patch not be written. */
export type Patched = { patch: string; file: string } | { fault: 'nothing' | 'unknown' | 'by-hand' | 'not-kept' };

/** Makes ready patches for the organisation file as it is now, and keeps them where operators find them. */
export interface Patches {
  make(contact: ContactId, change: ContactChange, at: Instant): Promise<Patched>;
}

/** Whether Teams knows a way to somebody now, asked without posting anything; undefined: Teams did not answer. */
export type Met = (person: PersonId) => Promise<boolean | undefined>;

/** Where papers lie for the day on which nothing else works. */
export interface Shelf {
  /** Replaces what lies there for that day. */
  put(day: string, paper: { html: string; text: string }): Promise<void>;
  /** Somebody at the machine asks for one now; asked once, answered once. */
  wanted?(): Promise<boolean>;
}

/** What became of a try to bring a message somewhere. `not-needed`: nothing of it was worth saying any more. */
export type DeliveryResult = 'delivered' | 'not-needed' | 'retry' | 'other-way' | 'failed';

/** What is counted and measured for whoever watches from outside: never a name, a text, a case. None of it may throw. */
export interface Meters {
  /** A command begins; what it hands back is called when it has ended. */
  command(intent: Intent['type']): (ended: 'done' | 'refused' | 'failed') => void;
  delivery(by: Office, result: DeliveryResult): void;
  /** The auditor has put rows right. */
  mended(rows: { lost: number; moved: number; extra: number }): void;
  /** The auditor has looked at every open case. */
  survey(seen: Survey & { overdueCases: number; unreadable: number }): void;
}
