// The only SQL: facts, timers, outbox, answers and the rest that outlives the process, in one embedded file or in PostgreSQL.
// Not here: what any of it means. Bodies are opaque JSON, and nothing is decided, rendered or sent.
import { loadEvents } from './events.ts';
import { openPostgres, readPostgres } from './postgres-backend.ts';
import { openSqlite } from './sqlite-backend.ts';
import { readSqlite } from './sqlite-read.ts';
import { storeOver } from './store.ts';
import type { Store, StoredEvent } from './types.ts';
import { upcast as raise } from './upcast.ts';
import { type Verification, verifyRecord } from './verify.ts';

export type { BookEntry } from './book.ts';
export type { Erased } from './erase.ts';
export { StoreError, type StoreErrorCode } from './errors.ts';
export { makeFolder } from './folder.ts';
export { newSalt } from './seal.ts';
export type {
  Backlog,
  CaseIndexRow,
  Commit,
  CommitResult,
  DueTimer,
  Hand,
  Lane,
  Link,
  NewMessage,
  OutboxRow,
  Part,
  Post,
  Receipt,
  Reference,
  Store,
  StoredEvent,
  TimerRow,
  WaitRow,
} from './types.ts';
export { EVENT_VERSION } from './upcast.ts';
export type { Flaw, Verification } from './verify.ts';

export interface StoreOptions {
  /** Folder of `baton.db`; made when it is missing. */
  dataDir: string;
  /** `postgres://…`: the database there instead of a file, for any number of processes at once. */
  databaseUrl?: string | null;
  /** Raises an event to the newest shape; the shipped registry (upcast.ts) unless a test brings its own. */
  upcast?: (event: StoredEvent) => StoredEvent;
}

/**
 * Opens the store and brings it up to date: the file of this folder for this process alone, where it also takes up what a
 * crash left, or a PostgreSQL that others use too. Rejects with a StoreError: `in-use`, `corrupt`, `foreign`, `newer`,
 * `folder`, `away`, `refused`; the message is for the operator.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { dataDir, databaseUrl = null, upcast = (event) => raise(event) } = options;
  return storeOver(databaseUrl === null ? await openSqlite(dataDir) : await openPostgres(databaseUrl), upcast);
}

/**
 * Goes through the record in a database file that no bot has open, a backup for instance, and changes nothing. Rejects with
 * a StoreError: `in-use`, `corrupt`, `foreign`, `newer`, `older`, `folder`.
 */
export function verifyFile(path: string): Promise<Verification> {
  return readSqlite(path, verifyRecord);
}

/** The facts of a case in a database file that no bot has open, oldest first. Rejects as `verifyFile` does. */
export async function eventsInFile(path: string, caseId: string): Promise<StoredEvent[]> {
  return (await readSqlite(path, (run) => loadEvents(run, caseId, 1))).map((event) => raise(event));
}

/**
 * Goes through the record in a PostgreSQL, also while bots use it, and changes nothing. Rejects with a StoreError: `away`,
 * `refused`, `foreign`, `newer`, `older`.
 */
export function verifyDatabase(databaseUrl: string): Promise<Verification> {
  return readPostgres(databaseUrl, verifyRecord);
}
