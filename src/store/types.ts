import type { BookEntry } from './book.ts';
import type { Erased, ErasureWish } from './erase.ts';
import type { Verification } from './verify.ts';

/** A fact as it is kept: `body` is the domain's event as JSON, opaque here. */
export interface StoredEvent {
  caseId: string;
  /** 1, 2, 3 … within the case, without gaps. */
  seq: number;
  /** Instant: ISO 8601 UTC with exactly three decimals, so that instants compare as text. */
  at: string;
  by: string;
  commandId: string;
  /** Version of the event's shape; see upcast.ts. */
  version: number;
  body: { type: string } & Record<string, unknown>;
  /** Random, so that it is no other fact's (`newSalt`): of two tries of one command each makes facts of its own. An erasure gives another. */
  salt: string;
}

/** One instant at which a case wants a tick; `key` is unique within the case. */
export interface TimerRow {
  key: string;
  at: string;
}

export interface NewMessage {
  /** Unique among all messages of the database. */
  id: string;
  /** Who should hear it: 'person:alex', 'thread', 'channel', 'card:case', 'card:T1' … */
  audience: string;
  /** The greater number is sent first. */
  urgency: number;
  /** A newer row with the same case and key replaces an older one that nobody has begun to send. */
  mergeKey?: string;
  body: Record<string, unknown>;
  /** Now, by the clock of whoever queues it: only what was put off (`retryLater`) waits. */
  dueAt: string;
}

/** What the board shows of a case. It is replaced in the transaction that adds the facts it was made from. */
export interface CaseIndexRow {
  caseId: string;
  number: number;
  status: 'open' | 'resolved' | 'closed';
  title: string;
  severity: string;
  owner: string;
  openedAt: string;
  nextAt: string | null;
  /** Absent or null keeps the thread that is known already. */
  threadId?: string | null;
}

export interface Answer {
  commandId: string;
  at: string;
  body: Record<string, unknown>;
  /** The form that said it. Where the answer comes with facts they are what the form was used for, and no other command can use it. */
  form?: string;
}

/** How one ticket of a case waited for its vendor: the domain's summary as JSON, opaque here. */
export interface WaitRow {
  ticket: string;
  vendor: string;
  body: Record<string, unknown>;
}

/** A link that works without signing in, until it expires or is ended. */
export interface Link {
  /** A hash of the token: whoever reads the database cannot follow the link. */
  id: string;
  kind: string;
  caseId: string;
  body: Record<string, unknown>;
  madeAt: string;
  expiresAt: string;
  /** When it was used up or revoked. */
  endedAt: string | null;
}

export interface Commit {
  caseId: string;
  /** Last `seq` that the decision was made on; 0 for a new case. */
  expected: number;
  /** The salt of that fact: somebody else may have written as many. Absent: whichever it is. */
  expectedSalt?: string;
  events: StoredEvent[];
  /** All timers of the case: the rows of before are replaced as a whole. */
  timers: TimerRow[];
  messages: NewMessage[];
  /** All tickets of the case that were with a vendor: the rows of before are replaced as a whole. Absent: they stay. */
  waits?: WaitRow[];
  /** New links that work without signing in. */
  links?: Omit<Link, 'endedAt'>[];
  /** Links that end now. */
  endedLinks?: { id: string; at: string }[];
  answer?: Answer;
  /** null when there is no case to show: an answer to a command that opened none. */
  index: CaseIndexRow | null;
}

/** `conflict`: somebody else appended, or the case's number was taken; read again and decide again. */
export type CommitResult =
  | 'committed'
  | 'conflict'
  /** The command was answered before. */
  | { duplicate: Record<string, unknown> }
  /** Another command used its form before. */
  | { used: Record<string, unknown> };

/** Where a delivered message stands. */
export interface Receipt {
  conversationId: string;
  activityId: string;
}

export interface OutboxRow {
  id: string;
  caseId: string;
  audience: string;
  urgency: number;
  mergeKey: string | null;
  body: Record<string, unknown>;
  dueAt: string;
  state: 'waiting' | 'delivered' | 'failed';
  /** How often a send was begun. More than 0 on a claimed row means: what is sent now may be a repeat. */
  attempts: number;
  attemptedAt: string | null;
  claimedBy: string | null;
  claimedUntil: string | null;
  /** When it was delivered or given up. */
  endedAt: string | null;
  receipt: Receipt | null;
  /** Why it waits again or was given up. */
  reason: string | null;
}

/** Who has a message in hand, and for how long from now (ms). */
export interface Hand {
  worker: string;
  claimMs: number;
}

/** What one audience hears of one case, one message after the other. */
export interface Lane {
  readonly caseId: string;
  readonly audience: string;
}

/** Part of the outbox: the messages whose audience begins so, or all but those that begin with one of these. */
export type Part = { readonly only: string } | { readonly except: readonly string[] };

export interface DueTimer {
  caseId: string;
  key: string;
  at: string;
}

/** What is due at or before an instant. */
export interface Backlog {
  timers: { count: number; oldest: string | null };
  /** Those that wait to be sent, also for their next try. */
  messages: { count: number; oldest: string | null };
  /** Messages that wait, due or not. */
  waiting: number;
}

/** What is needed to write into a conversation again. */
export interface Reference {
  key: string;
  body: Record<string, unknown>;
  at: string;
}

/** A live card: where it was posted, and which revision it shows. */
export interface Post {
  conversationId: string;
  activityId: string;
  revision: number;
  serviceUrl?: string;
}

/**
 * Everything that outlives the process. Every promise that resolves has its rows on the disk.
 * All methods reject with a StoreError, and with nothing else.
 */
export interface Store {
  /** The facts of a case in order, from that seq on (1), raised to the newest shape; none when the case is unknown. */
  load(caseId: string, from?: number): Promise<StoredEvent[]>;
  /** Facts, timers, messages, answer and board row in one transaction, or none of them. */
  commit(commit: Commit): Promise<CommitResult>;
  answerOf(commandId: string): Promise<Record<string, unknown> | null>;
  /** The first number after all that are taken. Only a hint: of two cases with one number the second is a conflict. */
  nextCaseNumber(): Promise<number>;
  /** By number, oldest first. */
  cases(filter?: { status?: readonly string[] }): Promise<CaseIndexRow[]>;
  /** Those that are not closed, the newest first, at most so many. */
  unclosedCases(most: number): Promise<string[]>;
  caseByThread(threadId: string): Promise<string | null>;
  setThread(caseId: string, threadId: string): Promise<void>;
  /** Cases with a timer at or before `at`, the longest overdue first. */
  dueCases(at: string, limit: number): Promise<string[]>;
  /** Timers with from < at ≤ to, oldest first. */
  dueTimersBetween(from: string, to: string): Promise<DueTimer[]>;
  nextTimerAt(): Promise<string | null>;
  /** The timers of one case as they stand in the database. */
  timersOfCase(caseId: string): Promise<TimerRow[]>;
  /** The next cases by number that are not closed: a walk over all of them, a few at a time. */
  unclosedAfter(number: number, limit: number): Promise<{ caseId: string; number: number }[]>;
  /** What is due at or before `at` and has not been done. */
  backlog(at: string): Promise<Backlog>;
  /** Takes up to `limit` due messages for `worker`, who has `claimMs` to end them; see outbox-claim.ts for the order. */
  claimMessages(at: string, limit: number, claimMs: number, worker: string, part?: Part): Promise<OutboxRow[]>;
  /** When `claimMessages` has something to give: `now`, or later; null when nothing waits. */
  nextMessageAt(now: string, part?: Part): Promise<string | null>;
  /**
   * To be written before the message leaves the machine; the claim begins anew with it. False, like that of the next five:
   * the message is not in this worker's hand any more (its claim ran out and another took it over), and nothing was changed.
   * `begun`: how many sends this worker knows of; where there were others, it has the message anew, and an old copy may not go.
   */
  attemptStarted(id: string, at: string, hand: Hand, begun: number): Promise<boolean>;
  stillInHand(id: string, at: string, hand: Hand): Promise<boolean>;
  delivered(id: string, at: string, receipt: Receipt, worker: string): Promise<boolean>;
  retryLater(id: string, dueAt: string, reason: string, worker: string): Promise<boolean>;
  failed(id: string, at: string, reason: string, worker: string): Promise<boolean>;
  /** The message goes another way: another audience hears it, nothing was tried there yet, and it is due. */
  readdress(
    id: string,
    to: { audience: string; body: Record<string, unknown>; dueAt: string },
    worker: string,
  ): Promise<boolean>;
  /** What was put back in these lanes is due at `at`, all at once, but for what somebody has in hand. */
  dueNow(lanes: readonly Lane[], at: string): Promise<void>;
  /**
   * Takes `name` for a worker for so long, or renews it; false while another worker has it. For what one of several
   * processes should do: the tick of a case, the upkeep.
   */
  hold(name: string, at: string, holdMs: number, worker: string): Promise<boolean>;
  /** How many names that begin so are held at `at`, by whomever. */
  heldNames(prefix: string, at: string): Promise<number>;
  /** Gives `name` back before its time. */
  letGo(name: string, worker: string): Promise<void>;
  /** All messages of a case that are kept, in order of creation. */
  messagesOf(caseId: string): Promise<OutboxRow[]>;
  /** Drops delivered messages and answers older than `before`. Facts are never dropped, nor what a form was used for. */
  purge(before: string): Promise<void>;
  /** Keeps the newest by `at`. */
  saveReference(key: string, body: Record<string, unknown>, at: string): Promise<void>;
  reference(key: string): Promise<Record<string, unknown> | null>;
  /** All whose key begins with `prefix`, by key. */
  references(prefix: string): Promise<Reference[]>;
  post(caseId: string, name: string): Promise<Post | null>;
  savePost(caseId: string, name: string, post: Post): Promise<void>;
  /** The summaries of all tickets with this vendor, over all cases; without a vendor those of every vendor. */
  waits(vendor?: string): Promise<(WaitRow & { caseId: string })[]>;
  /** Replaces the summaries of one case, for databases older than they are. */
  saveWaits(caseId: string, waits: readonly WaitRow[]): Promise<void>;
  saveLink(link: Omit<Link, 'endedAt'>): Promise<void>;
  link(id: string): Promise<Link | null>;
  /** The links of a case of that kind, oldest first; those that have ended included. */
  linksOf(caseId: string, kind: string): Promise<Link[]>;
  /** Ends a link; true for the one call that ended it, so that a one-time token works once. */
  endLink(id: string, at: string): Promise<boolean>;
  getMeta(key: string): Promise<string | null>;
  setMeta(key: string, value: string): Promise<void>;
  /** Writes it; true for the one call that changed the value. */
  claimMeta(key: string, value: string): Promise<boolean>;
  /** Writes it where it still is what was read (null: not there); false when another process was first. */
  swapMeta(key: string, read: string | null, value: string): Promise<boolean>;
  /**
   * Writes down in the book where every case stands; the newest entry, whose link is worth keeping elsewhere. Null: there is
   * nothing yet.
   */
  closeBook(at: string): Promise<BookEntry | null>;
  /** Goes through the whole record, see verify.ts. */
  verify(): Promise<Verification>;
  /**
   * Takes a person out of everything that is kept, see erase.ts; null: an erasure of that name was here already. Nothing in
   * memory is rewritten, so it is for a store that nobody else has in use.
   */
  erase(wish: ErasureWish): Promise<Erased | null>;
  /** What the database takes for the time, where several processes share it; null: the process has it for itself. */
  time(): Promise<string | null>;
  /** Rejects while the database does not answer, or what could not be kept still could not be. */
  ping(): Promise<void>;
  /** Ends what was begun, then lets go of the file. */
  close(): Promise<void>;
  /** Writes a whole, compact copy to `path`, where nothing may be yet. */
  backup(path: string): Promise<void>;
}
