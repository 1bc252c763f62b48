import { Kysely, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { nodeSqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { openSqliteFile } from '../../src/store/sqlite-file.ts';
import { folder } from './support.ts';

const tables = async (db: Kysely<unknown>) => (await db.introspection.getTables()).map((table) => table.name);

test('a step that breaks leaves nothing of itself nor of the steps before it, and can be run again', async () => {
  const file = openSqliteFile(folder());
  onTestFinished(() => file.close());
  const db = new Kysely<unknown>({ dialect: nodeSqliteDialect(file.db, file.path) });
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
