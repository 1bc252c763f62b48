import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openStore, verifyFile } from '../../src/store/index.ts';
import { aCommit, aMessage, at, folder, freshStore } from './support.ts';

const opener = fileURLToPath(new URL('./opener.ts', import.meta.url));

/** What an existing file says when it cannot be opened, and whether it is still what it was. */
async function refusal(dataDir: string): Promise<{ code: string; message: string; untouched: boolean }> {
  const path = join(dataDir, 'baton.db');
  const before = readFileSync(path);
  const error = await openStore({ dataDir }).then(
    () => expect.unreachable('it opened'),
    (reason) => reason,
  );
  expect(error.name).toBe('StoreError');
  return { code: error.code, message: error.message, untouched: before.equals(readFileSync(path)) };
}

const sentence = /^[A-Z][^\n]*\.$/;

test('a folder that is not there is made, and what was kept is there after a restart', async () => {
  const dataDir = join(folder(), 'deep', 'er');
  const store = await openStore({ dataDir });
  await store.commit(aCommit({ messages: [aMessage('m')], timers: [{ key: 'k', at: at('07:00') }] }));
  await store.close();
  const again = await openStore({ dataDir });
  expect(await again.load('case-1')).toHaveLength(1);
  expect(await again.nextTimerAt()).toBe(at('07:00'));
  await again.close();
});

test('what a dead process had in hand is free at once for the next', async () => {
  const dataDir = folder();
  const store = await openStore({ dataDir });
  await store.commit(aCommit({ messages: [aMessage('m')] }));
  await store.claimMessages(at('06:10'), 1, 3_600_000, 'dead');
  await store.attemptStarted('m', at('06:10'), { worker: 'dead', claimMs: 60_000 }, 0);
  await store.close();
  const again = await openStore({ dataDir });
  expect(await again.claimMessages(at('06:10'), 1, 1000, 'next')).toMatchObject([{ id: 'm', attempts: 1 }]);
  await again.close();
});

test('a second bot in the same process is refused in one sentence, and the first goes on', async () => {
  const dataDir = folder();
  const store = await freshStore({ dataDir });
  const error = await openStore({ dataDir }).catch((reason) => reason);
  expect(error).toMatchObject({ name: 'StoreError', code: 'in-use' });
  expect(error.message).toMatch(/^Another Baton is already running on .*baton\.db: .*\.$/);
  expect(error.cause).toBeDefined();
  expect(await store.commit(aCommit())).toBe('committed');
  await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'in-use' });
});

test('a second bot in another process is refused too, until the first has gone', async () => {
  const dataDir = folder();
  const store = await openStore({ dataDir });
  const second = () => spawnSync(process.execPath, [opener, dataDir], { encoding: 'utf8', timeout: 15_000 }).stdout;
  expect(second()).toMatch(/^in-use: Another Baton is already running/);
  expect(await store.commit(aCommit())).toBe('committed');
  await store.close();
  expect(second()).toBe('opened with 1 case\n');
});

test('a file that is no database is refused and left alone', async () => {
  const dataDir = folder();
  writeFileSync(join(dataDir, 'baton.db'), 'this is my shopping list\n'.repeat(400));
  const { code, message, untouched } = await refusal(dataDir);
  expect(code).toBe('corrupt');
  expect(message).toMatch(sentence);
  expect(untouched).toBe(true);
});

test('a database with damage in the middle is refused and left alone', async () => {
  const dataDir = folder();
  const store = await openStore({ dataDir });
  for (let i = 0; i < 50; i += 1) await store.commit(aCommit({ caseId: `case-${i}`, number: i + 1 }));
  await store.close();
  const path = join(dataDir, 'baton.db');
  const bytes = readFileSync(path);
  bytes.fill(0x5a, Math.floor(bytes.length / 2));
  writeFileSync(path, bytes);
  const { code, message, untouched } = await refusal(dataDir);
  expect(code).toBe('corrupt');
  expect(message).toMatch(sentence);
  expect(untouched).toBe(true);
});

// A copy by `vacuum into` is not in the mode that the bot keeps its file in.
test.each(['wal', 'delete'])('a database of a newer Baton is refused and left alone, journal %s', async (mode) => {
  const dataDir = folder();
  await (await openStore({ dataDir })).close();
  const db = new DatabaseSync(join(dataDir, 'baton.db'));
  db.exec("insert into kysely_migration (name, timestamp) values ('0002-tomorrow', '2030-01-01T00:00:00.000Z')");
  db.exec(`pragma journal_mode = ${mode}`);
  db.close();
  const { code, message, untouched } = await refusal(dataDir);
  expect(code).toBe('newer');
  expect(message).toMatch(/newer Baton .*0002-tomorrow.*\.$/);
  expect(untouched).toBe(true);
});

test.each(['wal', 'delete'])("somebody else's database is refused and left alone, journal %s", async (mode) => {
  const dataDir = folder();
  const db = new DatabaseSync(join(dataDir, 'baton.db'));
  db.exec(`pragma journal_mode = ${mode}; create table recipes (name text)`);
  db.close();
  const { code, message, untouched } = await refusal(dataDir);
  expect(code).toBe('foreign');
  expect(message).toMatch(sentence);
  expect(untouched).toBe(true);
});

test('a folder that cannot be made is named', async () => {
  const dataDir = folder();
  writeFileSync(join(dataDir, 'file'), '');
  await expect(openStore({ dataDir: join(dataDir, 'file', 'data') })).rejects.toMatchObject({ code: 'folder' });
  await expect(openStore({ dataDir: '/proc/nowhere/data' })).rejects.toThrow(
    /^The data folder \/proc\/nowhere\/data cannot be made \(ENOENT\): check DATA_DIR\.$/,
  );
  mkdirSync(join(dataDir, 'd', 'baton.db'), { recursive: true });
  await expect(openStore({ dataDir: join(dataDir, 'd') })).rejects.toMatchObject({ code: 'folder' });
});

test('a lock file that is none is named, and the refusal holds nothing', async () => {
  const dataDir = folder();
  writeFileSync(join(dataDir, 'baton.lock'), 'no lock at all '.repeat(100));
  await expect(openStore({ dataDir })).rejects.toThrow(/baton\.lock is not Baton's: delete it\.$/);
  writeFileSync(join(dataDir, 'baton.lock'), '');
  await (await openStore({ dataDir })).close();
});

test('closing ends what was begun; after it every call says so', async () => {
  const dataDir = folder();
  const store = await openStore({ dataDir });
  const last = store.commit(aCommit());
  const reads = Promise.allSettled(Array.from({ length: 20 }, () => store.load('case-1')));
  await Promise.all([store.close(), store.close()]);
  expect(await last).toBe('committed');
  for (const read of await reads) {
    if (read.status === 'rejected') expect(read.reason).toMatchObject({ name: 'StoreError', code: 'closed' });
  }
  await expect(store.load('case-1')).rejects.toMatchObject({ code: 'closed' });
  await expect(store.commit(aCommit())).rejects.toMatchObject({ code: 'closed' });
  const again = await openStore({ dataDir });
  expect(await again.load('case-1')).toHaveLength(1);
  await again.close();
});

test('a file whose record is to be gone through and that is in use, damaged, foreign, older or not there is refused with its sentence', async () => {
  const dataDir = folder();
  const store = await openStore({ dataDir });
  await expect(verifyFile(join(dataDir, 'baton.db'))).rejects.toMatchObject({ code: 'in-use' });
  await store.close();
  await expect(verifyFile(join(dataDir, 'none.db'))).rejects.toMatchObject({ code: 'folder' });
  copyFileSync(new URL('./fixtures/v2.db', import.meta.url), join(dataDir, 'v2.db'));
  await expect(verifyFile(join(dataDir, 'v2.db'))).rejects.toThrow(/older Baton: start this version on it once/);
  const other = new DatabaseSync(join(dataDir, 'other.db'));
  other.exec('create table recipes (name text)');
  other.close();
  await expect(verifyFile(join(dataDir, 'other.db'))).rejects.toMatchObject({ code: 'foreign' });
});
