import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore, verifyFile } from '../../src/store/index.ts';
import { aCommit, at, folder, freshStore } from './support.ts';

test('a backup of a store in use opens and holds everything up to that moment', async () => {
  const store = await freshStore();
  await store.commit(aCommit({ command: 'first' }));
  const dataDir = join(folder(), 'copy');
  mkdirSync(dataDir);
  await store.backup(join(dataDir, 'baton.db'));
  expect(await store.commit(aCommit({ expected: 1, events: ['later'] }))).toBe('committed');

  const copy = await openStore({ dataDir });
  expect(await copy.load('case-1')).toHaveLength(1);
  expect(await copy.answerOf('first')).toEqual({ said: 'answer to first' });
  expect(await copy.commit(aCommit({ expected: 1, events: ['other'] }))).toBe('committed');
  await copy.close();
});

test('a backup never writes over a file, and says when it was not made', async () => {
  const store = await freshStore();
  const taken = join(folder(), 'taken.db');
  writeFileSync(taken, 'precious');
  await expect(store.backup(taken)).rejects.toMatchObject({ name: 'StoreError', code: 'backup' });
  const nowhere = join(folder(), 'no', 'such', 'folder.db');
  await expect(store.backup(nowhere)).rejects.toMatchObject({ code: 'backup' });
  expect(existsSync(nowhere)).toBe(false);
  expect(await store.commit(aCommit())).toBe('committed');
});

test('a backup that begins in the middle of a commit is made all the same', async () => {
  const store = await freshStore();
  const dir = folder();
  for (let round = 0; round < 100; round += 1) {
    const commits = Array.from({ length: 20 }, (_, i) => {
      const number = round * 20 + i + 1;
      return store.commit(aCommit({ caseId: `case-${number}`, number }));
    });
    await store.backup(join(dir, `${round}.db`));
    await Promise.all(commits);
  }
});

test('a backup under load holds whole commits only, and its record is whole', async () => {
  const store = await freshStore();
  let seq = 0;
  let running = true;
  const writer = (async () => {
    for (; running; seq += 1) {
      const timers = [{ key: `timer-${seq}`, at: at('07:00') }];
      await store.commit(aCommit({ expected: seq, events: ['noted'], command: `command-${seq}`, timers }));
    }
  })();
  const dataDir = folder();
  while (seq < 50) await new Promise((resolve) => setImmediate(resolve));
  const before = seq;
  await store.backup(join(dataDir, 'baton.db'));
  const after = seq;
  running = false;
  await writer;
  expect(await verifyFile(join(dataDir, 'baton.db'))).toMatchObject({ flaws: [] });
  const copy = await openStore({ dataDir });
  const facts = await copy.load('case-1');
  expect(facts.length).toBeGreaterThanOrEqual(before);
  expect(facts.length).toBeLessThanOrEqual(after + 1);
  expect(await copy.dueTimersBetween(at('06:00'), at('08:00'))).toMatchObject([{ key: `timer-${facts.length - 1}` }]);
  expect(await copy.answerOf(facts.at(-1)?.commandId ?? '')).not.toBeNull();
  await copy.close();
});
