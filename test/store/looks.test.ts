import { expect, test } from 'vitest';
import { aCommit, aMessage, at, freshStore } from './support.ts';

test('the cases that are not closed are walked by number, a few at a time', async () => {
  const store = await freshStore();
  for (let number = 1; number <= 7; number++) {
    const commit = aCommit({ caseId: `case-${number}`, number });
    if (commit.index !== null && number % 3 === 0) commit.index.status = 'closed';
    await store.commit(commit);
  }
  const walked: string[] = [];
  let slices = 0;
  for (let after = 0, more = true; more; slices++) {
    const cases = await store.unclosedAfter(after, 2);
    walked.push(...cases.map(({ caseId }) => caseId));
    after = cases.at(-1)?.number ?? after;
    more = cases.length === 2;
  }
  expect(walked).toEqual(['case-1', 'case-2', 'case-4', 'case-5', 'case-7']);
  expect(slices).toBe(3);
});

test('the timers of one case are read as they stand', async () => {
  const store = await freshStore();
  await store.commit(aCommit({ timers: [{ key: 'update', at: at('08:00') }] }));
  await store.commit(aCommit({ caseId: 'other', number: 2, timers: [{ key: 'update', at: at('09:00') }] }));
  expect(await store.timersOfCase('case-1')).toEqual([{ key: 'update', at: at('08:00') }]);
  expect(await store.timersOfCase('nobody')).toEqual([]);
});

test('what stands behind a message that waits for its next try is not late: it comes with that one', async () => {
  const store = await freshStore();
  await store.commit(
    aCommit({ messages: [aMessage('head'), aMessage('behind'), aMessage('other', { audience: 'channel' })] }),
  );
  await store.claimMessages(at('06:10'), 1, 60_000, 'w');
  await store.retryLater('head', at('07:00'), '429', 'w');
  expect((await store.backlog(at('06:50'))).messages).toMatchObject({ count: 1 });
  // Nobody has tried it at its time: then both are late.
  expect((await store.backlog(at('07:10'))).messages).toMatchObject({ count: 3 });
});

test('the backlog counts what is due at an instant, and says since when', async () => {
  const store = await freshStore();
  expect(await store.backlog(at('23:00'))).toEqual({
    timers: { count: 0, oldest: null },
    messages: { count: 0, oldest: null },
    waiting: 0,
  });
  await store.commit(
    aCommit({
      timers: [
        { key: 'a', at: at('07:00') },
        { key: 'b', at: at('08:00') },
        { key: 'c', at: at('09:00') },
      ],
      messages: [aMessage('gone'), aMessage('due', { dueAt: at('07:30') }), aMessage('later', { dueAt: at('12:00') })],
    }),
  );
  await store.claimMessages(at('06:10'), 1, 60_000, 'w');
  await store.delivered('gone', at('06:11'), { conversationId: 'c', activityId: 'a' }, 'w');
  expect(await store.backlog(at('08:00'))).toEqual({
    timers: { count: 2, oldest: at('07:00') },
    messages: { count: 1, oldest: at('07:30') },
    waiting: 2,
  });
});

test('of all who write the same value the first alone is told that it changed', async () => {
  const store = await freshStore();
  const day = (value: string) => Promise.all([1, 2, 3].map(() => store.claimMeta('daily.line', value)));
  expect((await day('2023-07-31')).filter((first) => first)).toHaveLength(1);
  expect((await day('2023-08-01')).filter((first) => first)).toHaveLength(1);
  expect(await store.claimMeta('daily.line', '2023-08-01')).toBe(false);
  expect(await store.getMeta('daily.line')).toBe('2023-08-01');
});
