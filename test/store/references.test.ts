import { expect, test } from 'vitest';
import { aCommit, at, freshStore } from './support.ts';

test('a reference is the newest by its own time, whatever order they arrive in', async () => {
  const store = await freshStore();
  await store.saveReference('person:alex', { serviceUrl: 'new' }, at('08:00'));
  await store.saveReference('person:alex', { serviceUrl: 'old' }, at('07:00'));
  expect(await store.reference('person:alex')).toEqual({ serviceUrl: 'new' });
  await store.saveReference('person:alex', { serviceUrl: 'newer' }, at('09:00'));
  expect(await store.reference('person:alex')).toEqual({ serviceUrl: 'newer' });
  expect(await store.reference('person:megan')).toBeNull();
});

test('references are found by the beginning of their key, taken as it is written', async () => {
  const store = await freshStore();
  for (const key of ['person:alex', 'person:ale_', 'Person:x', 'channel:19:é𝄞_%@thread', 'channel:19:other']) {
    await store.saveReference(key, { key }, at('08:00'));
  }
  const keys = async (prefix: string) => (await store.references(prefix)).map((r) => r.key);
  expect(await keys('person:')).toEqual(['person:ale_', 'person:alex']);
  expect(await keys('person:ale_')).toEqual(['person:ale_']);
  expect(await keys('channel:19:é𝄞_%')).toEqual(['channel:19:é𝄞_%@thread']);
  expect(await keys('nobody')).toEqual([]);
});

test('a live card is found where it was last posted', async () => {
  const store = await freshStore();
  await store.commit(aCommit());
  expect(await store.post('case-1', 'case')).toBeNull();
  await store.savePost('case-1', 'case', {
    conversationId: 'c',
    activityId: '1',
    revision: 1,
    serviceUrl: 'https://x',
  });
  await store.savePost('case-1', 'T1', { conversationId: 'c', activityId: '2', revision: 1 });
  await store.savePost('case-1', 'case', { conversationId: 'd', activityId: '3', revision: 2 });
  expect(await store.post('case-1', 'case')).toEqual({ conversationId: 'd', activityId: '3', revision: 2 });
  expect(await store.post('case-1', 'T1')).toEqual({ conversationId: 'c', activityId: '2', revision: 1 });
});

test('a mark of the clock is kept', async () => {
  const store = await freshStore();
  expect(await store.getMeta('heartbeat')).toBeNull();
  await store.setMeta('heartbeat', at('08:00'));
  await store.setMeta('heartbeat', at('08:01'));
  expect(await store.getMeta('heartbeat')).toBe(at('08:01'));
  await store.ping();
});
