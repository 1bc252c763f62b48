/**
 * The book: from time to time the heads of all cases are written down in one chained list, so that a case that is gone, or
 * whose newest facts are, is missed. An erasure is an entry too. Whoever keeps the newest link somewhere else (it stands in
 * the log and in each backup's line) can tell that the book itself was not cut short.
 */
import { instant } from './check.ts';
import { entryOf } from './seal.ts';
import { type Run, type Slot, statement } from './statement.ts';

/** `begun`: the heads when the chain was laid under an older database; `heads`: those that changed since the entry before; `erased`: rows that an erasure rewrote. */
export type BookKind = 'begun' | 'heads' | 'erased';

export interface BookEntry {
  /** 1, 2, 3 … */
  entry: number;
  at: string;
  kind: BookKind;
  /** JSON: `Heads` or `Erasure`. */
  body: string;
  link: string;
}

export interface Heads {
  heads: { case: string; seq: number; link: string }[];
  /** Of `begun`: how many facts were there already. */
  rows?: number;
}

export interface Erasure {
  /** What stands in place of the person. */
  name: string;
  /** Case, fact, and the hash of the row as it is now. */
  rows: [caseId: string, seq: number, content: string][];
}

const newest = statement((db, _slot: Slot<Record<string, never>>) =>
  db.selectFrom('book').selectAll().orderBy('entry', 'desc').limit(1),
);

const all = statement((db, _slot: Slot<Record<string, never>>) => db.selectFrom('book').selectAll().orderBy('entry'));

/** In one statement: a fact that comes meanwhile is in the next entry. */
const take = statement((db, _slot: Slot<Record<string, never>>) =>
  db
    .updateTable('cases')
    .set((eb) => ({ booked: eb.ref('seq') }))
    .whereRef('booked', '<>', 'seq')
    .returning(['case_id', 'seq', 'link']),
);

interface NewEntry extends Record<string, string | number> {
  entry: number;
  at: string;
  kind: string;
  body: string;
  link: string;
}

const insert = statement((db, slot: Slot<NewEntry>) =>
  db
    .insertInto('book')
    .values({ entry: slot('entry'), at: slot('at'), kind: slot('kind'), body: slot('body'), link: slot('link') }),
);

export async function bookEntries(run: Run): Promise<BookEntry[]> {
  return (await run(all, {})) as BookEntry[];
}

/** Writes one entry after the newest. Of two writers at once the second fails on the number and changes nothing. */
export async function addEntry(run: Run, kind: BookKind, at: string, content: Heads | Erasure): Promise<BookEntry> {
  const [last] = await run(newest, {});
  const entry = (last?.entry ?? 0) + 1;
  const body = JSON.stringify(content);
  const made = { entry, at: instant(at), kind, body, link: entryOf(last?.link ?? '', entry, at, kind, body) };
  await run(insert, made);
  return made;
}

/** Writes down where every case stands; the newest entry, which is an older one when nothing has happened since. Null: there is nothing yet. */
export async function closeBook(run: Run, at: string): Promise<BookEntry | null> {
  const moved = await run(take, {});
  if (moved.length === 0) return ((await run(newest, {}))[0] as BookEntry | undefined) ?? null;
  const heads = moved
    .map(({ case_id, seq, link }) => ({ case: case_id, seq, link }))
    .sort((a, b) => (a.case < b.case ? -1 : 1));
  return addEntry(run, 'heads', at, { heads });
}
