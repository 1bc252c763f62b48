import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { askForBackup, backupFolder, backupsIn, keepBackups, makeBackup } from '../src/backups.ts';
import { openStore, type Store, StoreError, verifyFile } from '../src/store/index.ts';
import { aCommit } from './store/support.ts';

let dataDir: string;
let store: Store;
let now: string;
let said: string[];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'baton-backups-'));
  store = await openStore({ dataDir });
  await store.commit(aCommit());
  now = '2026-11-25T10:00:00.000Z';
  said = [];
  return async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
});

function keeper(over: Pick<Store, 'backup' | 'closeBook'> = store) {
  const line = (about: object, message: string) => void said.push(`${message} ${JSON.stringify(about)}`);
  const kept = keepBackups({
    store: over,
    dataDir,
    now: () => now,
    timeZone: () => 'Europe/Stockholm',
    log: { debug: line, info: line, warn: line, error: line },
    pollMs: 3_600_000,
  });
  onTestFinished(() => kept.stop());
  return kept;
}

const names = () => backupsIn(dataDir).map((path) => basename(path));

test('one is made at the first look of a day and one every night at three, local time', async () => {
  const { look } = keeper();
  await look();
  await look();
  expect(names()).toEqual(['baton-2026-11-25T100000Z.db']);
  now = '2026-11-26T01:59:59.000Z';
  await look();
  expect(names()).toHaveLength(1);
  now = '2026-11-26T02:00:00.000Z';
  await look();
  await look();
  expect(names()).toEqual(['baton-2026-11-26T020000Z.db', 'baton-2026-11-25T100000Z.db']);
  expect(await verifyFile(backupsIn(dataDir)[0] ?? '')).toMatchObject({ facts: 1, flaws: [] });
  // A bot that starts anew later that day has nothing to do.
  await keeper().look();
  expect(names()).toHaveLength(2);
});

test('the log names the newest entry of the book, which the copy holds too', async () => {
  await keeper().look();
  const { book } = await verifyFile(backupsIn(dataDir)[0] ?? '');
  expect(book).toMatchObject({ entry: 1 });
  expect(said).toEqual([expect.stringMatching(new RegExp(`^a backup was made .*${book?.link}`))]);
});

test('whoever asks gets the file, also twice a day, and nothing of the asking is left', async () => {
  const { look } = keeper();
  await look();
  now = '2026-11-25T11:00:00.000Z';
  const asked = [askForBackup(dataDir, 10_000), askForBackup(dataDir, 10_000)];
  await look();
  const file = join(backupFolder(dataDir), 'baton-2026-11-25T110000Z.db');
  for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ file, at: now, book: { entry: 1 } });
  expect(readdirSync(backupFolder(dataDir)).sort()).toEqual(names().sort());
});

test('whoever asks when nobody is there is told so', async () => {
  expect(await askForBackup(dataDir, 0)).toBeNull();
  expect(readdirSync(backupFolder(dataDir))).toEqual([]);
});

test('a copy that cannot be made is told and logged, and tried again after an hour only', async () => {
  let tries = 0;
  const full = {
    closeBook: store.closeBook,
    async backup() {
      tries += 1;
      throw new StoreError('backup', 'The backup was not made: no room.');
    },
  };
  const { look } = keeper(full);
  await look();
  await look();
  expect(tries).toBe(1);
  expect(said).toEqual([expect.stringContaining('no backup was made')]);
  const asked = askForBackup(dataDir, 10_000);
  await look();
  expect(await asked).toEqual({ fault: 'The backup was not made: no room.' });
  now = '2026-11-25T11:00:00.000Z';
  await look();
  expect(tries).toBe(3);
});

test('fourteen are kept, the newest; other files in the folder are left alone', async () => {
  mkdirSync(backupFolder(dataDir), { recursive: true });
  writeFileSync(join(backupFolder(dataDir), 'before the move.db'), '');
  for (let day = 1; day <= 16; day += 1)
    await makeBackup(store, dataDir, `2026-11-${String(day).padStart(2, '0')}T02:00:00.000Z`);
  expect(names()).toHaveLength(14);
  expect(names().at(-1)).toBe('baton-2026-11-03T020000Z.db');
  expect(readdirSync(backupFolder(dataDir))).toContain('before the move.db');
});
