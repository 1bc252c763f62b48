import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './errors.ts';
import { makeFolder } from './folder.ts';
import { fromSqlite } from './sqlite-errors.ts';

/**
 * SQLite's own 2 MB hold some hundred cases: with 10,000 open a tick reads its pages anew. And folding the log back into the file every
 * 4 MB writes the same pages again and again; 32 MB are read back after a crash in some hundredths of a second.
 */
const CACHE_KIB = 65_536;
const CHECKPOINT_PAGES = 8_000;

export interface SqliteFile {
  path: string;
  db: DatabaseSync;
  /** Closes the database (its log is folded into it), then lets go of the lock. */
  close(): void;
}

/**
 * Opens `baton.db` in the folder, which is made when it is missing, for this process alone.
 * Throws a StoreError (`folder`, `in-use`, `corrupt`) and then has changed nothing in an existing database; nor has it when
 * `mayOpen` throws, which looks at a database that is not even switched to WAL yet.
 *
 * Never read or copy the file by other means while it is open here: closing any other handle of this process
 * drops the lock on it (POSIX), and a committed row was lost that way. Copies are made by backup().
 */
export function openSqliteFile(dataDir: string, mayOpen?: (db: DatabaseSync, path: string) => void): SqliteFile {
  makeFolder(dataDir);
  const path = join(dataDir, 'baton.db');
  const lock = holdLock(join(dataDir, 'baton.lock'), path);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path);
    // Before WAL: then there is no shared memory beside the file, and nobody else gets in at all.
    db.exec('pragma locking_mode = exclusive');
    checkWhole(db, path);
    mayOpen?.(db, path);
    db.exec('pragma journal_mode = wal');
    // One real fsync each commit: an answered command survives a power loss, not only a kill.
    db.exec('pragma synchronous = full');
    db.exec(`pragma cache_size = -${CACHE_KIB}`);
    db.exec(`pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    db.exec('begin immediate; commit');
  } catch (error) {
    db?.close();
    lock.close();
    throw fromSqlite(error, path);
  }
  const opened = db;
  return {
    path,
    db: opened,
    close() {
      if (opened.isOpen) opened.close();
      if (lock.isOpen) lock.close();
    },
  };
}

/** The lock is a second, empty database: it refuses before the real one is touched, and dies with the process. */
function holdLock(lockPath: string, path: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(lockPath);
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock?.close();
    const fault = fromSqlite(error, path);
    if (fault.code !== 'corrupt') throw fault;
    throw new StoreError('corrupt', `The lock file ${lockPath} is not Baton's: delete it.`, { cause: error });
  }
}

/** Reads every page once: damage is better found at the start than in the middle of an incident. Throws `corrupt`. */
export function checkWhole(db: DatabaseSync, path: string): void {
  const found = db.prepare('pragma quick_check(1)').get() as { quick_check?: string } | undefined;
  if (found?.quick_check === 'ok') return;
  throw new StoreError('corrupt', `The database ${path} is damaged: put a backup in its place; nothing was changed.`, {
    cause: new Error(found?.quick_check ?? 'quick_check gave no answer'),
  });
}
