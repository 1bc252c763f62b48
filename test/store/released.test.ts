// What an older Baton wrote is opened by this one: its file as it is, and its rows in a PostgreSQL that has the steps of then and no more.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { postgresDialect } from '../../src/store/postgres-dialect.ts';
import { openPool } from '../../src/store/postgres-pool.ts';
import { newDatabase } from '../support/databases.ts';
import { v1 } from './fixtures/v1.ts';
import { link, waits } from './fixtures/v2.ts';
import { aCommit, aMessage, folder } from './support.ts';

const fileOf = (version: number) => fileURLToPath(new URL(`./fixtures/v${version}.db`, import.meta.url));

/** Where a database of this version is, of the kind that this run is about. */
async function written(version: number): Promise<{ dataDir: string; databaseUrl: string | null }> {
  const dataDir = folder();
  const path = join(dataDir, 'baton.db');
  copyFileSync(fileOf(version), path);
  const databaseUrl = await newDatabase();
  if (databaseUrl !== null) await pour(path, databaseUrl);
  return { dataDir, databaseUrl };
}

/** The steps that the file has are taken on the server, and then its rows are put there. */
async function pour(path: string, databaseUrl: string): Promise<void> {
  const file = new DatabaseSync(path);
  const rowsOf = (table: string) => file.prepare(`select * from ${table}`).all() as Record<string, unknown>[];
  const db = new Kysely<Record<string, Record<string, unknown>>>({ dialect: postgresDialect(openPool(databaseUrl)) });
  const steps = rowsOf('kysely_migration').map(({ name }) => String(name));
  await migrate(
    db as unknown as Kysely<unknown>,
    Object.fromEntries(Object.entries(migrations).filter(([name]) => steps.includes(name))),
    'of then',
  );
  const tables = file.prepare("select name from sqlite_schema where type = 'table' and name not like 'kysely%'").all();
  for (const { name } of tables as { name: string }[]) {
    // The server counts for itself.
    const rows = rowsOf(name).map(({ ordinal: _, ...row }) => row);
    if (rows.length > 0) await db.insertInto(name).values(rows).execute();
  }
  await db.destroy();
  file.close();
}

test.each([1, 2])('a database of version %i opens, reads as it was written, and goes on', async (version) => {
  const store = await openStore(await written(version));
  onTestFinished(() => store.close());
  const { caseId } = v1;

  expect(await store.load(caseId)).toMatchObject(v1.events);
  expect(await store.cases()).toEqual([v1.index]);
  expect(await store.caseByThread(v1.index!.threadId!)).toBe(caseId);
  expect(await store.nextTimerAt()).toBe('2023-07-31T10:10:00.000Z');
  expect(await store.answerOf('activity-2')).toEqual(v1.answer!.body);
  expect(await store.messagesOf(caseId)).toMatchObject(v1.messages);
  expect(await store.reference('person:lynne')).toEqual({ serviceUrl: 'https://smba.trafficmanager.net/emea/' });
  expect(await store.post(caseId, 'case')).toEqual({ conversationId: '19:incidents', activityId: '1', revision: 3 });
  expect(await store.getMeta('heartbeat')).toBe('2023-07-31T09:30:00.000Z');
  expect(await store.nextCaseNumber()).toBe(2);
  expect(await store.waits()).toEqual(version === 1 ? [] : waits.map((row) => ({ ...row, caseId })));
  expect(await store.linksOf(caseId, 'pack')).toEqual(version === 1 ? [] : [{ ...link, endedAt: null }]);
  const next = aCommit({ caseId, expected: 3, events: ['next'], messages: [aMessage('new', { audience: 'channel' })] });
  expect(await store.commit(next)).toBe('committed');
  expect((await store.messagesOf(caseId)).map(({ id }) => id)).toEqual([...v1.messages.map(({ id }) => id), 'new']);
  // What is older than the chain was sealed when the file was opened, and is told apart from what came since.
  expect(await store.verify()).toMatchObject({ facts: 4, older: 3, flaws: [], heads: [{ caseId, seq: 4 }] });
});
