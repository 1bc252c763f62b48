import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { aCommit, folder, freshStore } from './support.ts';

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
