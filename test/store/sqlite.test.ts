import { Kysely, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { Tables } from '../../src/store/schema.ts';
import { nodeSqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { openSqliteFile } from '../../src/store/sqlite-file.ts';
import { folder } from './support.ts';

function database() {
  const file = openSqliteFile(folder());
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(file.db, file.path) });
  onTestFinished(() => file.close());
  return { file, db };
}

test('the file is written with one fsync a commit, and shared with nobody', () => {
  const { file } = database();
  const pragma = (name: string) => Object.values(file.db.prepare(`pragma ${name}`).get() ?? {})[0];
  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('synchronous')).toBe(2);
  expect(pragma('locking_mode')).toBe('exclusive');
});

test('what no column can hold is refused instead of kept as nothing', async () => {
  const { db } = database();
  await sql`create table t (a text)`.execute(db);
  for (const value of [new Date(), {}, Number.NaN, Number.POSITIVE_INFINITY, undefined, true]) {
    await expect(sql`insert into t values (${value})`.execute(db)).rejects.toMatchObject({ code: 'wrong-value' });
  }
});

test('a full disk is called by its name, the change is not kept, and the next one can be', async () => {
  const { file, db } = database();
  await sql`create table t (a text)`.execute(db);
  file.db.exec('pragma max_page_count = 20');
  const large = 'x'.repeat(200_000);
  const writing = db.transaction().execute(async (transaction) => {
    await sql`insert into t values ('before')`.execute(transaction);
    await sql`insert into t values (${large})`.execute(transaction);
  });
  await expect(writing).rejects.toMatchObject({ name: 'StoreError', code: 'full' });
  expect((await sql`select a from t`.execute(db)).rows).toEqual([]);
  await db.transaction().execute((transaction) => sql`insert into t values ('after')`.execute(transaction));
  expect((await sql`select a from t`.execute(db)).rows).toHaveLength(1);
});

test('nobody sees what is not committed', async () => {
  const { db } = database();
  await sql`create table t (a text)`.execute(db);
  let seen: Promise<unknown[]> | undefined;
  const writing = db.transaction().execute(async (transaction) => {
    await sql`insert into t values ('half')`.execute(transaction);
    seen = sql`select a from t`.execute(db).then((result) => result.rows);
    await new Promise((resolve) => setImmediate(resolve));
    throw new Error('broken off');
  });
  await expect(writing).rejects.toThrow('broken off');
  expect(await seen).toEqual([]);
});
