// A word is taken out of everything that is kept, on either database; what that means for a person is in test/erasure.test.ts.
import { expect, test } from 'vitest';
import { aCommit, aMessage, at, freshStore } from './support.ts';

const wish = { name: 'erased-person-1', at: at('12:00'), rewrite: (text: string) => text.replaceAll('alex', 'nobody') };

test('facts, messages, answers, links, timers, titles and settings are rewritten, ways to the person dropped, and the chain holds', async () => {
  const store = await freshStore();
  const body = { kind: 'say', to: 'alex' };
  const link = { id: 'l', kind: 'pack', caseId: 'case-1', body, madeAt: at('06:10'), expiresAt: at('23:10') };
  await store.commit({
    ...aCommit({ events: ['opened', 'noted'], command: 'of-alex', timers: [{ key: 'step:alex', at: at('07:00') }] }),
    messages: [aMessage('m-alex', { audience: 'person:alex', mergeKey: 'alex', body })],
    links: [link],
    waits: [{ ticket: 'T1', vendor: 'microsoft', body }],
  });
  await store.commit({
    ...aCommit({ caseId: 'case-2', number: 2 }),
    events: [{ ...aCommit({ caseId: 'case-2' }).events[0]!, by: 'megan' }],
  });
  await store.closeBook(at('06:20'));
  await store.saveReference('chat:alex', { conversationId: 'a:1' }, at('06:10'));
  await store.saveReference('chat:megan', { conversationId: 'a:2' }, at('06:10'));
  await store.savePost('case-1', 'ping:alex', { conversationId: 'a:1', activityId: '1', revision: 1 });
  await store.setMeta('presence', '["alex"]');

  const erased = await store.erase(wish);
  expect(erased?.facts).toBe(2);
  expect(await store.load('case-1')).toMatchObject([
    { by: 'nobody', commandId: 'of-nobody' },
    { by: 'nobody', commandId: 'of-nobody' },
  ]);
  expect(await store.answerOf('of-nobody')).toEqual({ said: 'answer to of-nobody' });
  expect(await store.cases()).toMatchObject([{ owner: 'nobody' }, { owner: 'nobody' }]);
  expect(await store.dueTimersBetween(at('06:00'), at('08:00'))).toEqual([
    { caseId: 'case-1', key: 'step:nobody', at: at('07:00') },
  ]);
  expect(await store.messagesOf('case-1')).toMatchObject([
    { id: 'm-nobody', audience: 'person:nobody', mergeKey: 'nobody', body: { to: 'nobody' } },
  ]);
  expect(await store.link('l')).toMatchObject({ body: { to: 'nobody' } });
  expect(await store.waits()).toMatchObject([{ body: { to: 'nobody' } }]);
  expect(await store.post('case-1', 'ping:nobody')).toMatchObject({ activityId: '1' });
  expect(await store.getMeta('presence')).toBe('["nobody"]');
  expect((await store.references('chat:')).map(({ key }) => key)).toEqual(['chat:megan']);

  const { flaws, facts, erasures, book } = await store.verify();
  expect({ flaws, facts }).toEqual({ flaws: [], facts: 3 });
  expect(erasures).toEqual([{ name: wish.name, at: wish.at, rows: 2 }]);
  expect(book).toMatchObject({ entry: 2 });
  expect(await store.commit(aCommit({ expected: 2, events: ['goes on'] }))).toBe('committed');
  expect((await store.verify()).flaws).toEqual([]);
});

test('an erasure is carried out once; the next one may rewrite the same rows', async () => {
  const store = await freshStore();
  await store.commit(aCommit());
  expect(await store.erase(wish)).toMatchObject({ facts: 1 });
  expect(await store.erase({ ...wish, rewrite: (text) => text.replaceAll('nobody', 'other') })).toBeNull();
  const next = { ...wish, name: 'erased-person-2', rewrite: (text: string) => text.replaceAll('Outgoing', 'Some') };
  expect(await store.erase(next)).toMatchObject({ facts: 1 });
  expect(await store.load('case-1')).toMatchObject([{ by: 'nobody', body: { title: 'Some e-mail blocked' } }]);
  expect(await store.verify()).toMatchObject({ flaws: [], erasures: [{ rows: 1 }, { rows: 1 }] });
});

test('an erasure that breaks half-way leaves everything as it was', async () => {
  const store = await freshStore();
  await store.commit(aCommit({ events: ['opened', 'noted'] }));
  let asked = 0;
  const breaks = (text: string) => {
    asked += 1;
    if (asked > 5) throw new Error('broken');
    return text.replaceAll('alex', 'nobody');
  };
  await expect(store.erase({ ...wish, rewrite: breaks })).rejects.toMatchObject({ name: 'StoreError' });
  expect(await store.load('case-1')).toMatchObject([{ by: 'alex' }, { by: 'alex' }]);
  expect(await store.verify()).toMatchObject({ flaws: [], erasures: [] });
});
