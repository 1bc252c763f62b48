import { expect, test } from 'vitest';
import { aCommit, at, freshStore } from './support.ts';

const day = [at('00:00'), at('23:59')] as const;

test('timers of a case are replaced as a whole, those of others are left alone', async () => {
  const store = await freshStore();
  await store.commit(
    aCommit({
      timers: [
        { key: 'stays', at: at('08:00') },
        { key: 'moves', at: at('09:00') },
        { key: 'goes', at: at('10:00') },
      ],
    }),
  );
  await store.commit(aCommit({ caseId: 'other', number: 2, timers: [{ key: 'goes', at: at('11:00') }] }));
  await store.commit(
    aCommit({
      expected: 1,
      timers: [
        { key: 'stays', at: at('08:00') },
        { key: 'moves', at: at('07:00') },
        { key: 'new', at: at('08:30') },
      ],
    }),
  );
  expect(await store.dueTimersBetween(...day)).toEqual([
    { caseId: 'case-1', key: 'moves', at: at('07:00') },
    { caseId: 'case-1', key: 'stays', at: at('08:00') },
    { caseId: 'case-1', key: 'new', at: at('08:30') },
    { caseId: 'other', key: 'goes', at: at('11:00') },
  ]);
  expect(await store.nextTimerAt()).toBe(at('07:00'));
  await store.commit(aCommit({ expected: 2, timers: [] }));
  expect(await store.dueTimersBetween(...day)).toEqual([{ caseId: 'other', key: 'goes', at: at('11:00') }]);
});

test('a case is due at the very instant of a timer, once, the longest overdue first', async () => {
  const store = await freshStore();
  await store.commit(
    aCommit({
      caseId: 'late',
      number: 1,
      timers: [
        { key: 'a', at: at('07:30') },
        { key: 'b', at: at('07:31') },
      ],
    }),
  );
  await store.commit(aCommit({ caseId: 'later', number: 2, timers: [{ key: 'a', at: at('07:00') }] }));
  await store.commit(aCommit({ caseId: 'not-yet', number: 3, timers: [{ key: 'a', at: at('08:00:00.001') }] }));
  expect(await store.dueCases(at('06:59'), 10)).toEqual([]);
  expect(await store.dueCases(at('08:00'), 10)).toEqual(['later', 'late']);
  expect(await store.dueCases(at('08:00'), 1)).toEqual(['later']);
  expect(await store.dueCases(at('08:00:00.001'), 10)).toEqual(['later', 'late', 'not-yet']);
});

test('what fell due between two instants leaves out the first and holds the second', async () => {
  const store = await freshStore();
  await store.commit(
    aCommit({
      timers: [
        { key: 'at-from', at: at('07:00') },
        { key: 'at-to', at: at('08:00') },
      ],
    }),
  );
  expect((await store.dueTimersBetween(at('07:00'), at('08:00'))).map((t) => t.key)).toEqual(['at-to']);
});

test('an instant that would sort wrongly is refused', async () => {
  const store = await freshStore();
  for (const wrong of ['2023-07-31T08:10:00Z', '2023-07-31T08:10:00.000+02:00', 'tomorrow', '']) {
    await expect(store.commit(aCommit({ timers: [{ key: 'x', at: wrong }] }))).rejects.toMatchObject({
      code: 'wrong-value',
    });
    await expect(store.dueCases(wrong, 1)).rejects.toMatchObject({ code: 'wrong-value' });
  }
});
