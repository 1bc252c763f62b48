/** What the scripts for operators share: the settings, and an end with one sentence. */
import { type Config, configOf, readEnvironment } from '../src/config.ts';
import { openStore, type Store, StoreError, type StoreOptions } from '../src/store/index.ts';

/** Something that the operator has to mend or to know; the message is for them. */
export class CannotDo extends Error {
  override readonly name = 'CannotDo';
}

/** The bot's own settings, read as the bot reads them. Throws CannotDo with every wrong value. */
export function settings(): Config {
  const folder = process.cwd();
  const read = configOf(readEnvironment(folder), folder);
  if (!read.ok) throw new CannotDo(read.faults.join('\n'));
  return read.config;
}

/** The settings of a bot whose data is a file. Throws CannotDo for one on PostgreSQL, whose copies are made otherwise. */
export function fileSettings(): Config {
  const found = settings();
  if (found.databaseUrl === null) return found;
  throw new CannotDo(
    'DATABASE_URL is set, so the data is not in a file: use pg_dump and pg_restore, as docs/postgresql.md says.',
  );
}

/** Null: the bot has its file open. */
export async function openedStore(where: StoreOptions): Promise<Store | null> {
  try {
    return await openStore(where);
  } catch (error) {
    if (error instanceof StoreError && error.code === 'in-use') return null;
    throw error;
  }
}

/** Runs a script; a fault that the operator can mend is one sentence, and the exit code says that it was one. */
export async function runScript(script: () => Promise<void>): Promise<void> {
  try {
    await script();
  } catch (error) {
    console.error(error instanceof CannotDo || error instanceof StoreError ? error.message : error);
    process.exitCode = 1;
  }
}
