import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import { StoreError } from './errors.ts';

/**
 * Brings the database to the newest shape, all steps in one transaction. Throws a StoreError and changes nothing when
 * the database is somebody else's (`foreign`) or was written by a newer Baton (`newer`). `name` stands in the sentence.
 */
export async function migrate(db: Kysely<unknown>, migrations: Record<string, Migration>, name: string): Promise<void> {
  const done = await stepsDone(db, name);
  refuseNewer(done, migrations, name);
  if (done.length === Object.keys(migrations).length) return;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (error instanceof StoreError) throw error;
  const broken = results?.find((result) => result.status === 'Error')?.migrationName ?? 'the first step';
  const said = error instanceof Error ? error.message : String(error);
  throw new StoreError('failed', `The database ${name} could not be brought up to date (${broken}: ${said}).`, {
    cause: error,
  });
}

/** Throws a StoreError when the database is not of exactly this shape: `foreign`, `newer`, or `older`. Changes nothing. */
export async function checkSteps(
  db: Kysely<unknown>,
  migrations: Record<string, Migration>,
  name: string,
): Promise<void> {
  const done = await stepsDone(db, name);
  refuseNewer(done, migrations, name);
  if (done.length === Object.keys(migrations).length) return;
  throw new StoreError(
    'older',
    `The database ${name} was last opened by an older Baton: start this version on it once, which brings it up to date; nothing was changed.`,
  );
}

/** Throws a StoreError `newer` when the database has steps that this Baton does not know. */
export function refuseNewer(done: readonly string[], migrations: Record<string, Migration>, name: string): void {
  const unknown = done.filter((step) => !(step in migrations));
  if (unknown.length === 0) return;
  throw new StoreError(
    'newer',
    `The database ${name} was written by a newer Baton (it has ${unknown.join(', ')}): start that version or a later one; nothing was changed.`,
  );
}

/** For a database that has tables and none of Baton's. */
export function foreign(name: string): StoreError {
  return new StoreError(
    'foreign',
    `The database ${name} is not one of Baton's: give Baton one of its own; nothing was changed.`,
  );
}

async function stepsDone(db: Kysely<unknown>, name: string): Promise<string[]> {
  // Reading what is there costs a fraction of a question about all tables, and that is what every start but the first needs.
  const done = await stepsRead(db).catch(() => null);
  if (done !== null) return done;
  const tables = await tablesOf(db);
  if (tables.length === 0) return [];
  if (!tables.includes(DEFAULT_MIGRATION_TABLE)) throw foreign(name);
  return stepsRead(db);
}

async function stepsRead(db: Kysely<unknown>): Promise<string[]> {
  const found = await sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  return found.rows.map((row) => row.name);
}

/** Where a server keeps several schemas, only that in which ours are made. */
async function tablesOf(db: Kysely<unknown>): Promise<string[]> {
  const all = await db.introspection.getTables({ withInternalKyselyTables: true });
  const tables = all.filter(({ isView }) => !isView);
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return tables.map(({ name }) => name);
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
  return tables.filter(({ schema }) => schema === rows[0]?.name).map(({ name }) => name);
}
