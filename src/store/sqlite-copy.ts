import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, type DatabaseSync } from 'node:sqlite';
import { StoreError } from './errors.ts';

/**
 * How many pages (of 4 KiB) are copied at a time, beside the event loop. Of 60 MB copied whole, by `vacuum into`, everybody
 * who had asked something waited 158 ms; so 3 ms.
 */
const PAGES = 200;

/** Under load about one try in twenty-five meets a write. */
const MOST_TRIES = 20;

/**
 * Copies an open database to `path`, where nothing may be yet, while it goes on being written. The copy has another name
 * until all of it is on the disk: what bears the name is whole. Throws a StoreError `backup`.
 */
export async function copyWhole(db: DatabaseSync, path: string): Promise<void> {
  const part = `${path}.part`;
  try {
    if (existsSync(path)) throw new Error('there is a file of that name');
    rmSync(part, { force: true });
    await copyBesideWrites(db, part);
    toDisk(part);
    renameSync(part, path);
    toDisk(dirname(path));
  } catch (cause) {
    rmSync(part, { force: true });
    throw new StoreError('backup', `The backup to ${path} was not made: is there a file already, or no room?`, {
      cause,
    });
  }
}

/**
 * SQLite copies nothing while the same connection is in a write, and asks to be called again. Node does so unless that
 * comes with the very first pages: then it takes the copy for ended, and fails with the code of no error.
 */
async function copyBesideWrites(db: DatabaseSync, part: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await backup(db, part, { rate: PAGES });
      return;
    } catch (error) {
      const metAWrite = (error as { errcode?: number }).errcode === 0;
      if (!metAWrite || tries === MOST_TRIES) throw error;
      rmSync(part, { force: true });
    }
  }
}

function toDisk(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
