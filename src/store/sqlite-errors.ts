import { StoreError } from './errors.ts';

/** Primary result codes of SQLite (https://sqlite.org/rescode.html); the extended code's low byte. */
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** SQLite's primary result code of an error, or 0 when it is not one of SQLite's. */
function resultCode(error: unknown): number {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & 0xff : 0;
}

/** What SQLite threw, as a StoreError that says in one sentence what an operator can do. `file` is named in it. */
export function fromSqlite(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error;
  const cause = { cause: error };
  switch (resultCode(error)) {
    case BUSY:
    case LOCKED:
      return new StoreError(
        'in-use',
        `Another Baton is already running on ${file}: stop that one first, or give this one its own DATA_DIR.`,
        cause,
      );
    case CORRUPT:
    case NOTADB:
      return new StoreError(
        'corrupt',
        `The database ${file} is damaged or not a database: put a backup in its place; nothing was changed.`,
        cause,
      );
    case FULL:
      return new StoreError('full', `There is no room left on the disk of ${file}: the change was not kept.`, cause);
    case READONLY:
    case CANTOPEN:
      return new StoreError(
        'folder',
        `The database ${file} cannot be opened for writing: check that the folder exists and who owns it.`,
        cause,
      );
    default: {
      const said = error instanceof Error ? error.message : String(error);
      return new StoreError('failed', `The database ${file} could not do what was asked (${said}).`, cause);
    }
  }
}
