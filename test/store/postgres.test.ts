// What several processes on one PostgreSQL may count on, and what happens when it is not as it should be.
import { connect, createServer, type Socket } from 'node:net';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openStore, type Store, verifyDatabase } from '../../src/store/index.ts';
import { openPool } from '../../src/store/postgres-pool.ts';
import { ask, emptyPlace, newDatabase } from '../support/databases.ts';
import { urlOf } from '../support/postgresServer.ts';
import { aCommit, aMessage, at } from './support.ts';

const MINUTE = 60_000;
const sentence = /^[A-Z][^\n]*\.$/;

/** Stores of so many processes on one database. */
async function several(count: number): Promise<Store[]> {
  const { databaseUrl, giveBack } = await emptyPlace();
  const stores = await Promise.all(Array.from({ length: count }, () => openStore({ dataDir: '', databaseUrl })));
  onTestFinished(async () => {
    for (const store of stores) await store.close();
    await giveBack();
  });
  return stores;
}

async function pair(): Promise<[Store, Store]> {
  const [one, two] = await several(2);
  return [one as Store, two as Store];
}

async function refusal(databaseUrl: string): Promise<{ code: string; message: string }> {
  return openStore({ dataDir: '', databaseUrl }).then(
    () => expect.unreachable('it opened'),
    (reason) => reason,
  );
}

test('of many processes that write on one case at once one gets in each time, and the others are told', async () => {
  const stores = await several(4);
  for (let expected = 0; expected < 10; expected += 1) {
    const results = await Promise.all(
      stores.map((store, i) => store.commit(aCommit({ expected, events: [`by-${i}`], timers: [timer(i)] }))),
    );
    expect(results.toSorted()).toEqual(['committed', 'conflict', 'conflict', 'conflict']);
  }
  const events = await stores[0]?.load('case-1');
  expect(events?.map((event) => event.seq)).toEqual(Array.from({ length: 10 }, (_, i) => i + 1));

  function timer(by: number) {
    return { key: `of-${by}`, at: at('07:00') };
  }
});

test('one command that reaches two processes is done once, and both have its answer', async () => {
  const [one, two] = await pair();
  for (let i = 0; i < 10; i += 1) {
    const command = aCommit({ caseId: `case-${i}`, number: i + 1, command: `activity-${i}` });
    const both = await Promise.all([one.commit(command), two.commit(command)]);
    expect(both).toContainEqual('committed');
    expect(both).toContainEqual({ duplicate: { said: `answer to activity-${i}` } });
  }
});

test('one command that two processes take for different cases is done once', async () => {
  const [one, two] = await pair();
  for (let i = 0; i < 10; i += 1) {
    const command = `activity-${i}`;
    const both = await Promise.all([
      one.commit(aCommit({ caseId: `a-${i}`, number: 2 * i + 1, command })),
      two.commit(aCommit({ caseId: `b-${i}`, number: 2 * i + 2, command })),
    ]);
    expect(both).toContainEqual('committed');
    expect(both).toContainEqual({ duplicate: { said: `answer to ${command}` } });
    expect(await one.cases()).toHaveLength(i + 1);
  }
});

test('a number goes to one of two new cases in two processes', async () => {
  const [one, two] = await pair();
  for (let number = 1; number <= 10; number += 1) {
    const both = await Promise.all([
      one.commit(aCommit({ caseId: `a-${number}`, number })),
      two.commit(aCommit({ caseId: `b-${number}`, number })),
    ]);
    expect(both.toSorted()).toEqual(['committed', 'conflict']);
  }
});

test('commits of one process on one case are carried out in the order in which they were asked for', async () => {
  const [one] = await pair();
  const all = Array.from({ length: 40 }, (_, expected) => one.commit(aCommit({ expected, events: [`${expected}`] })));
  expect(new Set(await Promise.all(all))).toEqual(new Set(['committed']));
});

test('a message in hand of one process keeps back what comes after it from every other', async () => {
  const stores = await several(3);
  const [one] = stores as [Store];
  const lanes = 20;
  const messages = Array.from({ length: lanes * 3 }, (_, i) => aMessage(`m${i}`, { audience: `person:${i % lanes}` }));
  await one.commit(aCommit({ messages }));
  const claims = await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      (stores[i % 3] as Store).claimMessages(at('06:10'), 1 + (i % 7), MINUTE, `hand ${i}`),
    ),
  );
  const hands = new Map<string, Set<string | null>>();
  for (const { audience, claimedBy } of claims.flat())
    hands.set(audience, (hands.get(audience) ?? new Set()).add(claimedBy));
  expect([...hands.values()].map(({ size }) => size)).toEqual(Array.from({ length: lanes }, () => 1));
});

test('what a process has in hand is still its own when another one starts', async () => {
  const { databaseUrl, giveBack } = await emptyPlace();
  const first = await openStore({ dataDir: '', databaseUrl });
  await first.commit(aCommit({ messages: [aMessage('m')] }));
  await first.claimMessages(at('06:10'), 1, MINUTE, 'first');
  const second = await openStore({ dataDir: '', databaseUrl });
  expect(await second.claimMessages(at('06:10:59'), 1, MINUTE, 'second')).toEqual([]);
  expect(await second.claimMessages(at('06:11'), 1, MINUTE, 'second')).toMatchObject([{ id: 'm' }]);
  await first.close();
  await second.close();
  await giveBack();
});

test('several that start at once on an empty database all find it ready', async () => {
  const databaseUrl = await newDatabase();
  const stores = await Promise.all([1, 2, 3].map(() => openStore({ dataDir: '', databaseUrl })));
  expect(await stores[0]?.commit(aCommit())).toBe('committed');
  expect(await stores[2]?.load('case-1')).toHaveLength(1);
  for (const store of stores) await store.close();
});

test('text is kept as it is written, and sorted as in the file: by its bytes, not by a language', async () => {
  const [store] = await pair();
  for (const key of ['p:å', 'p:z', 'p:B', 'p:a']) await store.saveReference(key, {}, at('08:00'));
  expect((await store.references('p:')).map((found) => found.key)).toEqual(['p:B', 'p:a', 'p:z', 'p:å']);
  const odd = aCommit();
  odd.index = { ...odd.index!, title: 'a\0b \uD800' };
  expect(await store.commit(odd)).toBe('committed');
  expect((await store.cases())[0]?.title).toBe('a\uFFFDb \uFFFD');
});

test('a server that is not there, that turns us away, or that has no such database is named in one sentence', async () => {
  const port = inject('postgresPort') as number;
  const url = new URL(urlOf(port, 'nowhere'));
  url.password = 'hunter2';
  expect(await refusal(urlOf(port, 'nowhere'))).toMatchObject({ name: 'StoreError', code: 'refused' });
  const wrong = await refusal(url.href);
  expect(wrong).toMatchObject({ code: 'refused', message: expect.stringMatching(sentence) });
  url.port = '1';
  const away = await refusal(url.href);
  expect(away).toMatchObject({ code: 'away', message: expect.stringMatching(sentence) });
  expect(away.message).toContain('127.0.0.1:1/nowhere');
  expect(wrong.message + away.message).not.toContain('hunter2');
});

test('a database of somebody else or of a newer Baton is refused and left alone', async () => {
  const foreign = (await newDatabase()) as string;
  await ask(foreign, 'create table recipes (name text)');
  expect(await refusal(foreign)).toMatchObject({ code: 'foreign', message: expect.stringMatching(sentence) });
  expect(await ask(foreign, `select count(*)::int as n from pg_tables where schemaname = 'public'`)).toEqual([
    { n: 1 },
  ]);

  const newer = (await newDatabase()) as string;
  await (await openStore({ dataDir: '', databaseUrl: newer })).close();
  await ask(newer, `insert into kysely_migration values ('9999-tomorrow', '2030-01-01T00:00:00.000Z')`);
  expect(await refusal(newer)).toMatchObject({ code: 'newer', message: expect.stringMatching(/9999-tomorrow.*\.$/) });
});

test('connections that the server ends are replaced, and the process lives', async () => {
  const { databaseUrl, giveBack } = await emptyPlace();
  const store = await openStore({ dataDir: '', databaseUrl });
  await store.commit(aCommit());
  const endAll = async () => {
    await Promise.all(Array.from({ length: 8 }, () => store.ping()));
    await ask(
      databaseUrl as string,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
  };
  await endAll();
  const found = await Promise.all(Array.from({ length: 8 }, () => store.load('case-1')));
  expect(found.map((events) => events.length)).toEqual(found.map(() => 1));
  await endAll();
  const others = Array.from({ length: 8 }, (_, i) => store.commit(aCommit({ caseId: `other-${i}`, number: i + 2 })));
  expect(new Set(await Promise.all(others))).toEqual(new Set(['committed']));
  await store.close();
  await giveBack();
});

test('a process that stands still in the middle of a transaction holds up nobody for longer than ten seconds', async () => {
  const { databaseUrl, giveBack } = await emptyPlace();
  const pool = openPool(databaseUrl as string);
  const { rows } = await pool.query(
    `select name, setting from pg_settings where name in
       ('idle_in_transaction_session_timeout', 'lock_timeout', 'statement_timeout', 'synchronous_commit')`,
  );
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
    idle_in_transaction_session_timeout: '10000',
    lock_timeout: '5000',
    statement_timeout: '10000',
    synchronous_commit: 'on',
  });
  await pool.end();
  await giveBack();
});

test('a server that takes a question and never answers is given up, and so is its connection', async () => {
  const port = inject('postgresPort') as number;
  const { databaseUrl, giveBack } = await emptyPlace();
  const sockets: Socket[] = [];
  let swallow = false;
  const proxy = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    client.on('data', (data) => !swallow && server.write(data)).on('error', () => server.destroy());
    server.on('data', (data) => client.write(data)).on('error', () => client.destroy());
    client.on('close', () => server.destroy());
    sockets.push(client);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl as string);
  url.port = String((proxy.address() as { port: number }).port);
  const pool = openPool(url.href, 50);
  const connection = await pool.connect();
  swallow = true;
  await expect(connection.query('select 1')).rejects.toThrow(/Connection terminated/);
  connection.release();
  swallow = false;
  expect((await pool.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
  await pool.end();
  proxy.close();
  for (const socket of sockets) socket.destroy();
  await giveBack();
});

test('the record can be gone through while bots write, and a changed fact is found', async () => {
  const { databaseUrl, giveBack } = await emptyPlace();
  const store = await openStore({ dataDir: '', databaseUrl });
  onTestFinished(async () => {
    await store.close();
    await giveBack();
  });
  for (let expected = 0; expected < 3; expected += 1) await store.commit(aCommit({ expected }));
  await Promise.all([
    store.closeBook(at('07:00')),
    store.closeBook(at('07:00')),
    store.commit(aCommit({ expected: 3 })),
  ]);
  expect(await verifyDatabase(databaseUrl as string)).toMatchObject({ facts: 4, flaws: [] });
  await ask(databaseUrl as string, `update events set body = replace(body, 'Outgoing', 'Incoming') where seq = 2`);
  expect((await verifyDatabase(databaseUrl as string)).flaws).toEqual([{ kind: 'changed', caseId: 'case-1', seq: 2 }]);
});

test('all processes hear the one time of the server, to the millisecond and in UTC', async () => {
  const [one, two] = await pair();
  const before = Date.now();
  const told = [await one.time(), await two.time()];
  const after = Date.now();
  for (const time of told) {
    expect(new Date(Date.parse(String(time))).toISOString()).toBe(time);
    // The server of the tests is on this machine.
    expect(Date.parse(String(time))).toBeGreaterThanOrEqual(before - 1);
    expect(Date.parse(String(time))).toBeLessThanOrEqual(after + 1);
  }
});

test('a question is planned once in each connection, and anew when a table has changed under its plan', async () => {
  const pool = openPool((await newDatabase()) as string);
  onTestFinished(() => pool.end());
  await pool.query('create table words (word text)');
  const asked = () => pool.query('select * from words where word <> $1', ['']);
  await asked();
  await asked();
  const { rows } = await pool.query(`select generic_plans + custom_plans as uses from pg_prepared_statements`);
  expect(rows).toEqual([{ uses: 2 }]);
  await pool.query('alter table words add column at text');
  await expect(asked()).rejects.toMatchObject({ code: '0A000' });
  expect((await asked()).fields.map(({ name }) => name)).toEqual(['word', 'at']);
});

test('whoever takes the name of what it is at waits for no disk: the server does not log them', async () => {
  const databaseUrl = (await newDatabase()) as string;
  const store = await openStore({ dataDir: '', databaseUrl });
  onTestFinished(() => store.close());
  const logged = await ask(databaseUrl, "select relname from pg_class where relkind = 'r' and relpersistence = 'u'");
  expect(logged).toEqual([{ relname: 'holds' }]);
});
