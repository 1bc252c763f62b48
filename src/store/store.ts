import { answerOf, purgeAnswers } from './answers.ts';
import { closeBook } from './book.ts';
import { caseByThread, listCases, nextCaseNumber, setThread, unclosedCases } from './cases.ts';
import { commit } from './commit.ts';
import { erase } from './erase.ts';
import { StoreError } from './errors.ts';
import { loadEvents } from './events.ts';
import type { Work } from './group.ts';
import { heldNames, hold, letGo, purgeHolds } from './holds.ts';
import { endLink, findLink, linksOf, saveLink } from './links.ts';
import { backlog, unclosedAfter } from './looks.ts';
import { claimMeta, getMeta, setMeta, swapMeta } from './meta.ts';
import { messagesOf, purgeDelivered } from './outbox.ts';
import { claimMessages, nextMessageAt } from './outbox-claim.ts';
import { attemptStarted, delivered, dueNow, failed, readdress, retryLater, stillInHand } from './outbox-end.ts';
import { findPost, savePost } from './posts.ts';
import { reference, references, saveReference } from './references.ts';
import { roomIn } from './room.ts';
import { type Run, type Slot, statement } from './statement.ts';
import { dueCases, dueTimersBetween, nextTimerAt, timersOfCase } from './timers.ts';
import type { Store, StoredEvent } from './types.ts';
import { verifyRecord } from './verify.ts';
import { replaceWaits, waits } from './waits.ts';

/** What a database must give to be a store: the only place where SQLite and PostgreSQL differ. */
export interface Backend {
  run: Run;
  /**
   * In a transaction; resolves when it is on the disk. Works of one lane come one after the other, in the order in
   * which they were asked for, and each sees what those before it kept; also when several processes share the database.
   * The work may be run more than once.
   */
  write<T>(work: Work<T>, lane?: string): Promise<T>;
  /** A work of one statement, which is its own transaction; absent: it gains nothing from that. */
  change?<T>(work: Work<T>): Promise<T>;
  /** What it takes for the time; absent: nobody shares it. */
  time?(): Promise<string>;
  backup(path: string): Promise<void>;
  /** What was deleted or overwritten is not to be found in the files any more, as far as the database can see to that. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** What a commit looks at before it writes must still be so when it does. */
const caseLane = (caseId: string): string => `case ${caseId}`;

/** Of two that claim at once, the second must see what the first has in hand, or it would take what comes after that. */
const claims = 'claims';

const alive = statement((db, _slot: Slot<Record<string, never>>) => db.selectFrom('meta').select('key').limit(1));

/** The store over an open database. */
export function storeOver(backend: Backend, upcast: (event: StoredEvent) => StoredEvent): Store {
  let closed = false;
  let ended: Promise<void> | undefined;

  const isClosed = () => new StoreError('closed', 'The store is closed.');

  /** A query that was under way when the store closed says so, and nobody outside meets a fault of another kind. */
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    if (closed) throw isClosed();
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof StoreError) throw cause;
      if (closed) throw isClosed();
      const said = cause instanceof Error ? cause.message : String(cause);
      throw new StoreError('failed', `The store could not do what was asked (${said}).`, { cause });
    }
  }
  const read = <T>(work: Work<T>): Promise<T> => guarded(() => work(backend.run));
  const room = roomIn(backend);
  const write = <T>(work: Work<T>, lane?: string): Promise<T> =>
    room.watched(() => guarded(() => backend.write(work, lane)));

  const change = <T>(work: Work<T>): Promise<T> => guarded(() => (backend.change ?? backend.write)(work));

  return {
    load: (caseId, from = 1) =>
      read(async (run) => (await loadEvents(run, caseId, from)).map((event) => upcast(event))),
    commit: (wanted) => write((run) => commit(run, wanted), caseLane(wanted.caseId)),
    answerOf: (commandId) => read((run) => answerOf(run, commandId)),
    nextCaseNumber: () => read(nextCaseNumber),
    cases: (filter) => read((run) => listCases(run, filter?.status)),
    unclosedCases: (most) => read((run) => unclosedCases(run, most)),
    caseByThread: (threadId) => read((run) => caseByThread(run, threadId)),
    setThread: (caseId, threadId) => change((run) => setThread(run, caseId, threadId)),
    dueCases: (at, limit) => read((run) => dueCases(run, at, limit)),
    dueTimersBetween: (from, to) => read((run) => dueTimersBetween(run, from, to)),
    nextTimerAt: () => read(nextTimerAt),
    timersOfCase: (caseId) => read((run) => timersOfCase(run, caseId)),
    unclosedAfter: (number, limit) => read((run) => unclosedAfter(run, number, limit)),
    backlog: (at) => read((run) => backlog(run, at)),
    claimMessages: (at, limit, claimMs, worker, part) =>
      write((run) => claimMessages(run, at, limit, claimMs, worker, part), claims),
    nextMessageAt: (now, part) => read((run) => nextMessageAt(run, now, part)),
    attemptStarted: (id, at, hand, begun) => change((run) => attemptStarted(run, id, at, hand, begun)),
    stillInHand: (id, at, hand) => change((run) => stillInHand(run, id, at, hand)),
    delivered: (id, at, receipt, worker) => change((run) => delivered(run, id, at, receipt, worker)),
    retryLater: (id, dueAt, reason, worker) => write((run) => retryLater(run, id, dueAt, reason, worker)),
    failed: (id, at, reason, worker) => change((run) => failed(run, id, at, reason, worker)),
    readdress: (id, to, worker) => change((run) => readdress(run, id, to, worker)),
    dueNow: (lanes, at) => write((run) => dueNow(run, lanes, at)),
    hold: (name, at, holdMs, worker) => change((run) => hold(run, name, at, holdMs, worker)),
    heldNames: (prefix, at) => read((run) => heldNames(run, prefix, at)),
    letGo: (name, worker) => change((run) => letGo(run, name, worker)),
    messagesOf: (caseId) => read((run) => messagesOf(run, caseId)),
    purge: (before) =>
      write(async (run) => {
        await purgeDelivered(run, before);
        await purgeAnswers(run, before);
        await purgeHolds(run, before);
      }),
    saveReference: (key, body, at) => change((run) => saveReference(run, key, body, at)),
    reference: (key) => read((run) => reference(run, key)),
    references: (prefix) => read((run) => references(run, prefix)),
    post: (caseId, name) => read((run) => findPost(run, caseId, name)),
    savePost: (caseId, name, post) => change((run) => savePost(run, caseId, name, post)),
    waits: (vendor) => read((run) => waits(run, vendor)),
    saveWaits: (caseId, rows) => write((run) => replaceWaits(run, caseId, rows), caseLane(caseId)),
    saveLink: (link) => change((run) => saveLink(run, link)),
    link: (id) => read((run) => findLink(run, id)),
    linksOf: (caseId, kind) => read((run) => linksOf(run, caseId, kind)),
    endLink: (id, at) => change((run) => endLink(run, id, at)),
    getMeta: (key) => read((run) => getMeta(run, key)),
    claimMeta: (key, value) => change((run) => claimMeta(run, key, value)),
    setMeta: (key, value) => change((run) => setMeta(run, key, value)),
    swapMeta: (key, read, value) => change((run) => swapMeta(run, key, read, value)),
    closeBook: (at) => write((run) => closeBook(run, at), 'book'),
    verify: () => read(verifyRecord),
    erase: async (wish) => {
      const erased = await write((run) => erase(run, wish), 'book');
      if (erased !== null) await read(() => backend.scrub());
      return erased;
    },
    time: () => read(async () => (await backend.time?.()) ?? null),
    ping: () =>
      read(async (run) => {
        await run(alive, {});
        await room.check();
      }),
    backup: (path) => read(() => backend.backup(path)),
    close: () => {
      closed = true;
      ended ??= backend.close();
      return ended;
    },
  };
}
