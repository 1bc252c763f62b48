import { expect, test } from 'vitest';
import { aCommit, at, freshStore } from './support.ts';

const MINUTE = 60_000;

test('a name is held by one worker until the time is over or it gives it back', async () => {
  const store = await freshStore();
  expect(await store.hold('tick INC-1', at('06:10'), MINUTE, 'one')).toBe(true);
  expect(await store.hold('tick INC-1', at('06:10:59.999'), MINUTE, 'two')).toBe(false);
  expect(await store.hold('tick INC-2', at('06:10'), MINUTE, 'two')).toBe(true);
  expect(await store.hold('tick INC-1', at('06:10:30'), MINUTE, 'one')).toBe(true);
  expect(await store.hold('tick INC-1', at('06:11'), MINUTE, 'two')).toBe(false);
  expect(await store.hold('tick INC-1', at('06:11:30'), MINUTE, 'two')).toBe(true);
  await store.letGo('tick INC-1', 'one');
  expect(await store.hold('tick INC-1', at('06:12'), MINUTE, 'one')).toBe(false);
  await store.letGo('tick INC-1', 'two');
  expect(await store.hold('tick INC-1', at('06:12'), MINUTE, 'one')).toBe(true);
});

test('of many who take it at once one has it', async () => {
  const store = await freshStore();
  const takes = await Promise.all(
    Array.from({ length: 20 }, (_, i) => store.hold('upkeep', at('06:10'), MINUTE, `worker ${i}`)),
  );
  expect(takes.filter(Boolean)).toHaveLength(1);
});

test('a mark is written only over what was read', async () => {
  const store = await freshStore();
  expect(await store.swapMeta('people', 'nothing', 'a')).toBe(false);
  const firsts = await Promise.all(['a', 'b', 'c'].map((value) => store.swapMeta('people', null, value)));
  expect(firsts.filter(Boolean)).toHaveLength(1);
  const now = await store.getMeta('people');
  const nexts = await Promise.all(['d', 'e', 'f'].map((value) => store.swapMeta('people', now, value)));
  expect(nexts.filter(Boolean)).toHaveLength(1);
  expect(['d', 'e', 'f']).toContain(await store.getMeta('people'));
});

test('the facts of a case are given from one on that is known', async () => {
  const store = await freshStore();
  expect(await store.load('case-1', 3)).toEqual([]);
  await store.commit(aCommit({ events: ['opened', 'more', 'newest'] }));
  expect((await store.load('case-1', 2)).map(({ body }) => body.type)).toEqual(['more', 'newest']);
  expect(await store.load('case-1', 4)).toEqual([]);
});

test('names that begin alike are counted while they are held, and forgotten when nobody gave them back', async () => {
  const store = await freshStore();
  await store.hold('at work one', at('06:10'), 20_000, 'one');
  await store.hold('at work two', at('06:10'), 60_000, 'two');
  await store.hold('tick INC-1', at('06:10'), 60_000, 'two');
  expect(await store.heldNames('at work ', at('06:10:10'))).toBe(2);
  expect(await store.heldNames('at work ', at('06:10:30'))).toBe(1);
  await store.letGo('at work two', 'two');
  expect(await store.heldNames('at work ', at('06:10:10'))).toBe(1);
  await store.purge(at('23:00'));
  expect(await store.heldNames('at work ', at('06:10:10'))).toBe(0);
});
