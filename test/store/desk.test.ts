import { expect, test } from 'vitest';
import { aCommit, at, freshStore } from './support.ts';

test('summaries of the wait are replaced with the facts of their case and read per vendor', async () => {
  const store = await freshStore();
  const wait = (ticket: string, vendor: string, heard: number) => ({ ticket, vendor, body: { heard } });
  await store.commit({ ...aCommit(), waits: [wait('T1', 'microsoft', 0), wait('T2', 'telia', 1)] });
  await store.commit({
    ...aCommit({ caseId: 'case-2', number: 2, command: 'other' }),
    waits: [wait('T1', 'microsoft', 3)],
  });
  expect(await store.waits('microsoft')).toEqual([
    { caseId: 'case-1', ...wait('T1', 'microsoft', 0) },
    { caseId: 'case-2', ...wait('T1', 'microsoft', 3) },
  ]);
  await store.commit({ ...aCommit({ expected: 1, events: ['heard'] }), waits: [wait('T1', 'microsoft', 1)] });
  await store.commit(aCommit({ expected: 2, events: ['noted'] }));
  expect((await store.waits()).map(({ caseId, body }) => [caseId, body['heard']])).toEqual([
    ['case-1', 1],
    ['case-2', 3],
  ]);
});

test('a conflict leaves the summaries as they were', async () => {
  const store = await freshStore();
  await store.commit({ ...aCommit(), waits: [{ ticket: 'T1', vendor: 'microsoft', body: { heard: 0 } }] });
  expect(await store.commit({ ...aCommit({ expected: 0, events: ['late'] }), waits: [] })).toBe('conflict');
  expect(await store.waits('microsoft')).toHaveLength(1);
});

test('a link is found by its id until the end, and ends once', async () => {
  const store = await freshStore();
  const link = { kind: 'pack', caseId: 'case-1', body: { version: 2 }, madeAt: at('08:00'), expiresAt: at('20:00') };
  await store.saveLink({ id: 'a', ...link });
  await store.saveLink({ id: 'b', ...link, kind: 'answer' });
  expect(await store.link('a')).toEqual({ id: 'a', ...link, endedAt: null });
  expect(await store.link('c')).toBeNull();
  expect((await store.linksOf('case-1', 'pack')).map(({ id }) => id)).toEqual(['a']);
  const ends = await Promise.all([store.endLink('a', at('09:00')), store.endLink('a', at('09:01'))]);
  expect(ends.filter(Boolean)).toHaveLength(1);
  expect((await store.link('a'))?.endedAt).toBe(at('09:00'));
  expect(await store.endLink('nobody', at('09:00'))).toBe(false);
});
