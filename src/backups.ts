/**
 * Copies of the database, made by the bot itself while it runs: nobody else may touch the file. One every night and at the
 * first start of a day, and one whenever `npm run backup` asks for it by laying a file beside them. Whoever may write in
 * `DATA_DIR` may ask; nothing listens for it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultFields, type Log } from './engine/index.ts';
import type { BookEntry, Store } from './store/index.ts';

/** Somebody waits in front of a terminal. */
const POLL_MS = 1_000;
/** After one that failed (the disk is full), so that the log is not filled with it. */
const AGAIN_MS = 3_600_000;
/** Local time, when the fewest people wait for an answer. */
const nightly = new Temporal.PlainTime(3);
/** As many as of the grab bags; of any kind, so that a script that asks every hour cannot fill the disk. */
const KEPT = 14;
/** Where others make the copies. */
const BOOK_MS = 86_400_000;

const name = /^baton-(\d{4}-\d\d-\d\dT\d{6}Z)\.db$/;
const wanted = /^wanted-([0-9a-f-]{36})$/;

/** What the bot answers to a wish: the file and the newest entry of the book in it, or why there is none. */
export type Copied = { file: string; at: string; book: { entry: number; link: string } | null } | { fault: string };

export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

/** Paths of the copies that are there, the newest first. */
export function backupsIn(dataDir: string): string[] {
  const folder = backupFolder(dataDir);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((file) => name.test(file));
  return names
    .sort()
    .reverse()
    .map((file) => join(folder, file));
}

/** Closes the book, copies the database, and drops the oldest copies. `at` is an instant. Rejects with a StoreError. */
export async function makeBackup(store: Pick<Store, 'backup' | 'closeBook'>, dataDir: string, at: string) {
  const folder = backupFolder(dataDir);
  mkdirSync(folder, { recursive: true });
  const book = await store.closeBook(at);
  const file = join(folder, `baton-${at.slice(0, 19).replaceAll(':', '')}Z.db`);
  // Two within one second are one.
  if (!existsSync(file)) await store.backup(file);
  for (const old of backupsIn(dataDir).slice(KEPT)) rmSync(old, { force: true });
  return { file, at, book: entryIn(book) };
}

function entryIn(book: BookEntry | null): { entry: number; link: string } | null {
  return book && { entry: book.entry, link: book.link };
}

/** Makes copies while the bot runs. `timeZone`: whose nights count; `pollMs`: how often it looks for wishes; `look`: do it now. */
export function keepBackups(of: {
  store: Pick<Store, 'backup' | 'closeBook'>;
  dataDir: string;
  now(): string;
  timeZone(): string;
  log: Log;
  pollMs?: number;
}): { look(): Promise<void>; stop(): Promise<void> } {
  const { store, dataDir, now, timeZone, log, pollMs = POLL_MS } = of;
  const folder = backupFolder(dataDir);
  let stopped = false;
  let again = 0;
  let timer: ReturnType<typeof setTimeout>;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    try {
      const wishes = existsSync(folder) ? readdirSync(folder).filter((file) => wanted.test(file)) : [];
      const at = now();
      const due = Date.parse(at) >= again && isDue(dataDir, at, timeZone());
      if (wishes.length > 0 || due) await copy(wishes, at);
    } catch (error) {
      log.error(faultFields(error), 'the folder of the backups could not be read');
    }
  }

  async function copy(wishes: readonly string[], at: string): Promise<void> {
    let answer: Copied;
    try {
      answer = await makeBackup(store, dataDir, at);
      // The link stands in the log too: whoever keeps the log elsewhere can tell whether the record was cut short.
      log.info({ file: answer.file, book: answer.book }, 'a backup was made');
    } catch (error) {
      log.error(faultFields(error), 'no backup was made');
      again = Date.parse(at) + AGAIN_MS;
      answer = { fault: error instanceof Error ? error.message : String(error) };
    }
    for (const wish of wishes) {
      writeFileSync(join(folder, wish), JSON.stringify(answer));
      renameSync(join(folder, wish), join(folder, wish.replace('wanted', 'answer')));
    }
  }

  function begin(): void {
    looking = look().then(() => {
      if (!stopped) timer = setTimeout(begin, pollMs);
    });
  }
  timer = setTimeout(begin, pollMs);

  return {
    look,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

/** Where the copies are made by others (PostgreSQL): the book is closed at the start and every day, so that the record can be held against the log. */
export function keepBook(of: { store: Pick<Store, 'closeBook'>; now(): string; log: Log }): { stop(): Promise<void> } {
  const { store, now, log } = of;
  let closing: Promise<void> = Promise.resolve();
  function close(): void {
    closing = store.closeBook(now()).then(
      (book) => log.info({ book: entryIn(book) }, 'the book of the record was closed'),
      (error) => log.error(faultFields(error), 'the book of the record was not closed'),
    );
  }
  const timer = setInterval(close, BOOK_MS);
  close();
  return {
    async stop() {
      clearInterval(timer);
      await closing;
    },
  };
}

/** Whether none was made since the last night began. */
function isDue(dataDir: string, at: string, timeZone: string): boolean {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  const day = local.subtract({ hours: nightly.hour }).toPlainDate();
  const night = day.toZonedDateTime({ timeZone, plainTime: nightly }).toInstant().toString();
  const [newest] = backupsIn(dataDir);
  const stamp = newest === undefined ? '' : (name.exec(newest.slice(newest.lastIndexOf('baton-')))?.[1] ?? '');
  return stamp < night.slice(0, 19).replaceAll(':', '');
}

/** Asks a bot that runs on this folder for a copy, and waits for at most `patienceMs`; null: nothing answered. */
export async function askForBackup(dataDir: string, patienceMs: number): Promise<Copied | null> {
  const folder = backupFolder(dataDir);
  mkdirSync(folder, { recursive: true });
  const id = crypto.randomUUID();
  const wish = join(folder, `wanted-${id}`);
  const answer = join(folder, `answer-${id}`);
  writeFileSync(wish, '');
  try {
    for (const until = Date.now() + patienceMs; Date.now() < until; ) {
      if (existsSync(answer)) return JSON.parse(readFileSync(answer, 'utf8')) as Copied;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return null;
  } finally {
    for (const file of [wish, answer]) rmSync(file, { force: true });
  }
}
