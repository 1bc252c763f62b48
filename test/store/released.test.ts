import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { v1 } from './fixtures/v1.ts';
import { link, waits } from './fixtures/v2.ts';
import { aCommit, folder } from './support.ts';

const fileOf = (version: number) => fileURLToPath(new URL(`./fixtures/v${version}.db`, import.meta.url));
const maker = fileURLToPath(new URL('./fixtures/make.ts', import.meta.url));

test.each([1, 2])('a database of version %i opens, reads as it was written, and goes on', async (version) => {
  const dataDir = folder();
  copyFileSync(fileOf(version), join(dataDir, 'baton.db'));
  const store = await openStore({ dataDir });
  onTestFinished(() => store.close());
  const { caseId } = v1;

  expect(await store.load(caseId)).toEqual(v1.events);
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
  expect(await store.commit(aCommit({ caseId, expected: 3, events: ['next'] }))).toBe('committed');
  // What is older than the chain was sealed when the file was opened, and is told apart from what came since.
  expect(await store.verify()).toMatchObject({ facts: 4, older: 3, flaws: [], heads: [{ caseId, seq: 4 }] });
});

test('a released shape is never made again', () => {
  const file = fileOf(2);
  const before = readFileSync(file);
  const { status, stderr } = spawnSync(process.execPath, [maker], { encoding: 'utf8', timeout: 15_000 });
  expect(status).toBe(1);
  expect(stderr).toMatch(/v2\.db is there: a released shape is never made again\.\n$/);
  expect(readFileSync(file).equals(before)).toBe(true);
});
