import { Kysely, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { postgresDialect } from '../../src/store/postgres-dialect.ts';
import { openPool } from '../../src/store/postgres-pool.ts';
import { nodeSqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { openSqliteFile } from '../../src/store/sqlite-file.ts';
import { newDatabase } from '../support/databases.ts';
import { folder } from './support.ts';

async function emptyDatabase(): Promise<Kysely<unknown>> {
  const databaseUrl = await newDatabase();
  const file = openSqliteFile(folder());
  const dialect = databaseUrl === null ? nodeSqliteDialect(file.db, file.path) : postgresDialect(openPool(databaseUrl));
  const db = new Kysely<unknown>({ dialect });
  onTestFinished(async () => {
    await db.destroy();
    file.close();
  });
  return db;
}

const tables = async (db: Kysely<unknown>) => (await db.introspection.getTables()).map((table) => table.name);

test('a step that breaks leaves nothing of itself nor of the steps before it, and can be run again', async () => {
  const db = await emptyDatabase();
  const broken = {
    ...migrations,
    '9999-breaks': {
      async up(target: Kysely<unknown>) {
        await sql`create table half_done (a text)`.execute(target);
        await sql`insert into nowhere values (1)`.execute(target);
      },
    },
  };
  await expect(migrate(db, broken, 'baton.db')).rejects.toMatchObject({
    code: 'failed',
    cause: expect.anything(),
    message: expect.stringContaining('nowhere'),
  });
  expect(await tables(db)).not.toContain('half_done');
  await migrate(db, migrations, 'baton.db');
  await migrate(db, migrations, 'baton.db');
  expect(await tables(db)).toContain('events');
});
