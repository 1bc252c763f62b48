import type { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE } from 'kysely/migration';
import { groupWriter } from './group.ts';
import { foreign, migrate, refuseNewer } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { letGoOfClaims } from './outbox-claim.ts';
import type { Tables } from './schema.ts';
import { copyWhole } from './sqlite-copy.ts';
import { nodeSqliteDialect } from './sqlite-dialect.ts';
import { openSqliteFile } from './sqlite-file.ts';
import { compiler } from './statement.ts';
import type { Backend } from './store.ts';

/**
 * The embedded database: one file, one process, one connection. node:sqlite is synchronous, so a query is over when its
 * promise is made and the awaits between cost microseconds; the code above stays the same for a database far away.
 */
export async function openSqlite(dataDir: string): Promise<Backend> {
  const file = openSqliteFile(dataDir, refuseUnknown);
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(file.db, file.path) });
  const runOn = compiler(db);
  const run = runOn(db);
  try {
    await migrate(db as Kysely<unknown>, migrations, file.path);
    await letGoOfClaims(run);
  } catch (error) {
    file.close();
    throw error;
  }
  const writer = groupWriter((work) => db.transaction().execute((transaction) => work(runOn(transaction))));
  return {
    run,
    write: (work) => writer.write(work),
    backup: (path) => copyWhole(file.db, path),
    async scrub() {
      // Pages that were let go keep their bytes; a file written anew has none of them, and the log is cut to nothing.
      await sql`vacuum`.execute(db);
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
    async close() {
      await writer.idle();
      await db.destroy();
      file.close();
    },
  };
}

/** A copy that was made by another tool, or a database of somebody else's, is in another mode: looked at after the switch, a refused file would have been changed. */
function refuseUnknown(db: DatabaseSync, path: string): void {
  const tables = db.prepare("select name from sqlite_schema where type = 'table'").all();
  if (tables.length === 0) return;
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) throw foreign(path);
  const done = db.prepare(`select name from ${DEFAULT_MIGRATION_TABLE}`).all();
  refuseNewer(
    done.map(({ name }) => String(name)),
    migrations,
    path,
  );
}
