import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { StoreError } from './errors.ts';
import { checkSteps } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Tables } from './schema.ts';
import { nodeSqliteDialect } from './sqlite-dialect.ts';
import { fromSqlite } from './sqlite-errors.ts';
import { checkWhole } from './sqlite-file.ts';
import { compiler, type Run } from './statement.ts';

/**
 * Reads a database file that no bot has open (a backup, or the bot's own while it is stopped) and changes nothing in it.
 * Rejects with a StoreError: `in-use`, `corrupt`, `foreign`, `newer`, `older`, `folder`; the message is for the operator.
 */
export async function readSqlite<T>(path: string, work: (run: Run) => Promise<T>): Promise<T> {
  if (!existsSync(path)) throw new StoreError('folder', `There is no database ${path}.`);
  let db: DatabaseSync | undefined;
  try {
    // Not opened as read-only: a log that a kill left beside the file could then not be read.
    db = new DatabaseSync(path);
    db.exec('pragma locking_mode = exclusive; pragma query_only = on');
    checkWhole(db, path);
    const kysely = new Kysely<Tables>({ dialect: nodeSqliteDialect(db, path) });
    await checkSteps(kysely as Kysely<unknown>, migrations, path);
    return await work(compiler(kysely)(kysely));
  } catch (error) {
    throw fromSqlite(error, path);
  } finally {
    if (db?.isOpen) db.close();
  }
}
