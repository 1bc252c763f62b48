import { describe, expect, onTestFinished, test } from 'vitest';
import { type NewMessage, openStore, type Store } from '../../src/store/index.ts';
import { aCommit, aMessage, at, folder, freshStore } from './support.ts';

async function queue(store: Store, messages: NewMessage[], caseId = 'case-1', number = 1): Promise<void> {
  const expected = (await store.load(caseId)).length;
  expect(await store.commit(aCommit({ caseId, number, expected, messages }))).toBe('committed');
}

const ids = (rows: { id: string }[]): string[] => rows.map((row) => row.id);
const MINUTE = 60_000;

describe('parts of the outbox', () => {
  test('are claimed each for itself: what one leaves lying, another takes', async () => {
    const store = await freshStore();
    const rest = { except: ['sms:', 'email:'] };
    await queue(store, [
      aMessage('chat', { audience: 'person:alex', urgency: 9 }),
      aMessage('text', { audience: 'sms:megan', urgency: 5, dueAt: at('06:12') }),
      aMessage('letter', { audience: 'email:megan', urgency: 7 }),
    ]);
    expect(await store.nextMessageAt(at('06:10'), { only: 'sms:' })).toBe(at('06:10'));
    expect(ids(await store.claimMessages(at('06:12'), 9, MINUTE, 'w', { only: 'sms:' }))).toEqual(['text']);
    expect(ids(await store.claimMessages(at('06:12'), 9, MINUTE, 'w', rest))).toEqual(['chat']);
    expect(ids(await store.claimMessages(at('06:12'), 9, MINUTE, 'w', { only: 'email:' }))).toEqual(['letter']);
    expect(await store.nextMessageAt(at('06:10'), { only: 'webhook:' })).toBeNull();
  });

  test('a message that goes another way begins there anew and keeps its place in the order', async () => {
    const store = await freshStore();
    await queue(store, [
      aMessage('first', { audience: 'person:megan' }),
      aMessage('second', { audience: 'sms:megan' }),
    ]);
    await store.claimMessages(at('06:10'), 1, MINUTE, 'w', { except: ['sms:'] });
    await store.attemptStarted('first', at('06:10'), { worker: 'w', claimMs: 60_000 }, 0);
    await store.readdress('first', { audience: 'sms:megan', body: { way: 'sms' }, dueAt: at('06:10') }, 'w');
    const rows = await store.claimMessages(at('06:10'), 9, MINUTE, 'w', { only: 'sms:' });
    expect(ids(rows)).toEqual(['first', 'second']);
    expect(rows[0]).toMatchObject({ audience: 'sms:megan', body: { way: 'sms' }, attempts: 0, reason: null });
  });

  test('one that was delivered meanwhile goes nowhere', async () => {
    const store = await freshStore();
    await queue(store, [aMessage('m', { audience: 'person:megan' })]);
    await store.claimMessages(at('06:10'), 1, MINUTE, 'w');
    await store.delivered('m', at('06:10'), { conversationId: 'c', activityId: '1' }, 'w');
    await store.readdress('m', { audience: 'sms:megan', body: {}, dueAt: at('06:10') }, 'w');
    expect(await store.messagesOf('case-1')).toMatchObject([{ audience: 'person:megan', state: 'delivered' }]);
  });
});

describe('after the clock was set back', () => {
  test('what was written by the wrong time goes at once, and what was put off by it does not wait for longer than anything may', async () => {
    const store = await freshStore();
    await queue(store, [
      aMessage('put-off', { dueAt: at('09:00'), audience: 'person:megan' }),
      aMessage('soon', { dueAt: at('09:00'), audience: 'thread' }),
      aMessage('new', { dueAt: at('09:00'), audience: 'person:alex' }),
    ]);
    await store.claimMessages(at('09:00'), 2, MINUTE, 'w');
    await store.retryLater('put-off', at('09:10'), 'HTTP 429', 'w');
    await store.retryLater('soon', at('06:50'), 'HTTP 429', 'w');
    expect(await store.nextMessageAt(at('06:10'))).toBe(at('06:10'));
    expect(ids(await store.claimMessages(at('06:10'), 9, MINUTE, 'w')).sort()).toEqual(['new', 'put-off']);
  });

  test('what was put off to a time too far away comes now, not when something else does', async () => {
    const store = await freshStore();
    await queue(store, [aMessage('far', { audience: 'person:megan' }), aMessage('near', { audience: 'person:alex' })]);
    await store.claimMessages(at('07:00'), 2, MINUTE, 'w');
    await store.retryLater('far', at('08:00'), 'HTTP 429', 'w');
    await store.retryLater('near', at('06:40'), 'HTTP 429', 'w');
    expect(await store.nextMessageAt(at('06:10'))).toBe(at('06:10'));
    expect(ids(await store.claimMessages(at('06:10'), 9, MINUTE, 'w'))).toEqual(['far']);
    expect(await store.nextMessageAt(at('06:10:30'))).toBe(at('06:40'));
  });

  test('what a crash cut off in the middle of its send goes again at once, not at the wrong time', async () => {
    const store = await freshStore();
    await store.commit(aCommit({ messages: [aMessage('cut-off', { dueAt: at('06:50') })] }));
    await store.claimMessages(at('06:50'), 9, MINUTE, 'dead');
    await store.attemptStarted('cut-off', at('06:50'), { worker: 'dead', claimMs: MINUTE }, 0);
    expect(ids(await store.claimMessages(at('06:10'), 9, MINUTE, 'alive'))).toEqual(['cut-off']);
  });

  test('a claim that runs for longer than claims do is none', async () => {
    const store = await freshStore();
    await store.commit(aCommit({ messages: [aMessage('m')] }));
    await store.claimMessages(at('09:00'), 9, MINUTE, 'before');
    expect(ids(await store.claimMessages(at('06:10'), 9, MINUTE, 'after'))).toEqual(['m']);
    expect(await store.claimMessages(at('06:10'), 9, MINUTE, 'other')).toEqual([]);
  });
});

describe('claims of clocks that differ a little', () => {
  test('hold: what one has renewed is not taken by another who looked a moment before', async () => {
    const store = await freshStore();
    await queue(store, [aMessage('m')]);
    await store.claimMessages(at('06:10:05'), 9, MINUTE, 'one');
    expect(await store.attemptStarted('m', at('06:10:06'), { worker: 'one', claimMs: MINUTE }, 0)).toBe(true);
    expect(await store.claimMessages(at('06:10:04'), 9, MINUTE, 'two')).toEqual([]);
  });
});

describe('claiming', () => {
  test('gives what is due, the most urgent first, and each audience its messages in order of creation', async () => {
    const store = await freshStore();
    await queue(store, [
      aMessage('line-1', { audience: 'thread', urgency: 1 }),
      aMessage('card', { audience: 'card:case', urgency: 0 }),
      aMessage('ping', { audience: 'person:alex', urgency: 9 }),
      aMessage('middle', { audience: 'person:megan', urgency: 3 }),
      aMessage('line-2', { audience: 'thread', urgency: 5 }),
      aMessage('put-off', { audience: 'channel', urgency: 9, dueAt: at('06:09') }),
    ]);
    expect(ids(await store.claimMessages(at('06:09'), 1, MINUTE, 'w', { only: 'channel' }))).toEqual(['put-off']);
    await store.retryLater('put-off', at('06:40'), 'not before', 'w');
    const rows = await store.claimMessages(at('06:10'), 10, MINUTE, 'w');
    expect(ids(rows)).toEqual(['ping', 'line-1', 'line-2', 'middle', 'card']);
    expect(rows[0]).toMatchObject({ caseId: 'case-1', claimedBy: 'w', claimedUntil: at('06:11'), attempts: 0 });
  });

  test('with a small limit begins with the same ones', async () => {
    const store = await freshStore();
    await queue(store, [
      aMessage('slow', { audience: 'channel', urgency: 0 }),
      aMessage('line-1', { urgency: 1 }),
      aMessage('line-2', { urgency: 5 }),
    ]);
    expect(ids(await store.claimMessages(at('06:10'), 1, MINUTE, 'w'))).toEqual(['line-1']);
  });

  test('keeps back what comes after a message in hand, for that audience of that case only', async () => {
    const store = await freshStore();
    await queue(store, [aMessage('a1'), aMessage('a2')], 'case-a', 1);
    expect(ids(await store.claimMessages(at('06:10'), 1, MINUTE, 'w'))).toEqual(['a1']);
    await queue(store, [aMessage('b1')], 'case-b', 2);
    expect(ids(await store.claimMessages(at('06:10'), 9, MINUTE, 'w'))).toEqual(['b1']);
    expect(await store.nextMessageAt(at('06:10'))).toBe(at('06:11'));
    await store.delivered('a1', at('06:10'), { conversationId: 'c', activityId: '1' }, 'w');
    expect(await store.nextMessageAt(at('06:10'))).toBe(at('06:10'));
    expect(ids(await store.claimMessages(at('06:10'), 9, MINUTE, 'w'))).toEqual(['a2']);
  });

  test('lets nothing of its lane overtake a message that waits for its next try, whoever asks; other lanes go on', async () => {
    const store = await freshStore();
    await queue(store, [aMessage('a1'), aMessage('a2'), aMessage('b1', { audience: 'person:megan' })]);
    await store.claimMessages(at('06:10'), 1, MINUTE, 'one');
    await store.retryLater('a1', at('06:30'), '429', 'one');
    expect(ids(await store.claimMessages(at('06:10'), 9, MINUTE, 'two'))).toEqual(['b1']);
    await store.delivered('b1', at('06:10'), { conversationId: 'c', activityId: '1' }, 'two');
    expect(await store.nextMessageAt(at('06:10'))).toBe(at('06:30'));
    expect(ids(await store.claimMessages(at('06:30'), 9, MINUTE, 'two'))).toEqual(['a1', 'a2']);
  });

  test('lets a message that a clock, since set back, has put off for more than an hour hold up nothing', async () => {
    const store = await freshStore();
    await queue(store, [aMessage('a1'), aMessage('a2')]);
    await store.claimMessages(at('09:00'), 1, MINUTE, 'w');
    await store.retryLater('a1', at('09:30'), '429', 'w');
    expect(ids(await store.claimMessages(at('06:10'), 9, MINUTE, 'w'))).toEqual(['a1', 'a2']);
  });

  test('by two workers at once gives no message twice and forgets none', async () => {
    const store = await freshStore();
    const all = Array.from({ length: 200 }, (_, i) => aMessage(`m${i}`, { audience: `person:${i}` }));
    await queue(store, all);
    const got: string[] = [];
    const worker = async (name: string) => {
      for (;;) {
        const rows = await store.claimMessages(at('06:10'), 7, MINUTE, name);
        if (rows.length === 0) return;
        got.push(...ids(rows));
      }
    };
    await Promise.all([worker('one'), worker('two')]);
    expect(got).toHaveLength(200);
    expect(new Set(got)).toEqual(new Set(ids(all)));
  });

  test('expires: a worker that died gives its messages back, no earlier', async () => {
    const store = await freshStore();
    await queue(store, [aMessage('m')]);
    expect(ids(await store.claimMessages(at('06:10'), 9, MINUTE, 'dead'))).toEqual(['m']);
    await store.attemptStarted('m', at('06:10:01'), { worker: 'dead', claimMs: MINUTE }, 0);
    expect(await store.claimMessages(at('06:11:00.999'), 9, MINUTE, 'alive')).toEqual([]);
    expect(await store.nextMessageAt(at('06:11:00.999'))).toBe(at('06:11:01'));
    const [again] = await store.claimMessages(at('06:11:01'), 9, MINUTE, 'alive');
    expect(again).toMatchObject({ id: 'm', attempts: 1, attemptedAt: at('06:10:01'), claimedBy: 'alive' });
  });

  test('of a process that died with the file is worth nothing to its successor, who need not wait for its end', async () => {
    const dataDir = folder();
    const before = await openStore({ dataDir });
    await queue(before, [aMessage('m')]);
    await before.claimMessages(at('06:10'), 9, MINUTE, 'dead');
    await before.close();
    const after = await openStore({ dataDir });
    onTestFinished(() => after.close());
    expect(ids(await after.claimMessages(at('06:10'), 9, MINUTE, 'alive'))).toEqual(['m']);
  });

  test('a send that takes long keeps its claim', async () => {
    const store = await freshStore();
    await queue(store, [aMessage('m')]);
    await store.claimMessages(at('06:10'), 9, MINUTE, 'slow');
    expect(await store.stillInHand('m', at('06:10:40'), { worker: 'slow', claimMs: MINUTE })).toBe(true);
    expect(await store.claimMessages(at('06:11:30'), 9, MINUTE, 'other')).toEqual([]);
  });

  test('that ran out ends what its worker may say, whoever has the message now', async () => {
    const store = await freshStore();
    const frozen = { worker: 'frozen', claimMs: MINUTE };
    const receipt = { conversationId: 'c', activityId: '1' };
    const stale = async () => [
      await store.attemptStarted('m', at('06:12'), frozen, 0),
      await store.stillInHand('m', at('06:12'), frozen),
      await store.delivered('m', at('06:12'), receipt, 'frozen'),
      await store.retryLater('m', at('09:00'), 'stale', 'frozen'),
      await store.failed('m', at('06:12'), 'stale', 'frozen'),
      await store.readdress('m', { audience: 'sms:alex', body: {}, dueAt: at('06:12') }, 'frozen'),
    ];
    const nothing = [false, false, false, false, false, false];
    await queue(store, [aMessage('m')]);
    await store.claimMessages(at('06:10'), 1, MINUTE, 'frozen');
    await store.claimMessages(at('06:11'), 1, MINUTE, 'awake');
    const inHand = await store.messagesOf('case-1');
    expect(await stale()).toEqual(nothing);
    expect(await store.messagesOf('case-1')).toEqual(inHand);

    expect(await store.retryLater('m', at('06:20'), '429', 'awake')).toBe(true);
    const waiting = await store.messagesOf('case-1');
    expect(await stale()).toEqual(nothing);
    expect(await store.messagesOf('case-1')).toEqual(waiting);

    await store.claimMessages(at('06:20'), 1, MINUTE, 'awake');
    expect(await store.delivered('m', at('06:20'), receipt, 'awake')).toBe(true);
    expect(await stale()).toEqual(nothing);
    expect(await store.messagesOf('case-1')).toMatchObject([{ state: 'delivered', attempts: 0 }]);
  });

  test('that ran out is still its own as long as nobody took it over', async () => {
    const store = await freshStore();
    await queue(store, [aMessage('m')]);
    await store.claimMessages(at('06:10'), 1, MINUTE, 'slow');
    expect(await store.attemptStarted('m', at('06:30'), { worker: 'slow', claimMs: MINUTE }, 0)).toBe(true);
    expect(await store.claimMessages(at('06:30:30'), 1, MINUTE, 'other')).toEqual([]);
  });

  test('that came back to its worker after another had begun to send is no leave for the copy from before', async () => {
    const store = await freshStore();
    const [frozen, dead] = [
      { worker: 'frozen', claimMs: MINUTE },
      { worker: 'dead', claimMs: MINUTE },
    ];
    await queue(store, [aMessage('m')]);
    await store.claimMessages(at('06:10'), 1, MINUTE, 'frozen');
    await store.claimMessages(at('06:12'), 1, MINUTE, 'dead');
    expect(await store.attemptStarted('m', at('06:12'), dead, 0)).toBe(true);
    const [anew] = await store.claimMessages(at('06:14'), 1, MINUTE, 'frozen');
    expect(anew).toMatchObject({ id: 'm', attempts: 1 });
    expect(await store.attemptStarted('m', at('06:14'), frozen, 0)).toBe(false);
    expect(await store.attemptStarted('m', at('06:14'), frozen, 1)).toBe(true);
  });

  test('what was put back in a lane is due at once when somebody says so, but not what is in hand', async () => {
    const store = await freshStore();
    await queue(store, [aMessage('m'), aMessage('other', { audience: 'channel' })]);
    const lane = { caseId: 'case-1', audience: 'thread' };
    for (const { id } of await store.claimMessages(at('06:10'), 2, MINUTE, 'w'))
      await store.retryLater(id, at('06:20'), 'HTTP 429', 'w');
    await store.dueNow([lane], at('06:10'));
    const dues = async () => (await store.messagesOf('case-1')).map(({ id, dueAt }) => `${id} ${dueAt.slice(11, 16)}`);
    expect(await dues()).toEqual(['m 06:10', 'other 06:20']);
    expect(ids(await store.claimMessages(at('06:10'), 2, MINUTE, 'w'))).toEqual(['m']);
    await store.dueNow([lane], at('06:05'));
    expect(await dues()).toEqual(['m 06:10', 'other 06:20']);
  });

  test('and with it the newer one that has taken its place', async () => {
    const store = await freshStore();
    const card = (id: string) => aMessage(id, { audience: 'card:case', mergeKey: 'refresh' });
    await queue(store, [card('old')]);
    await store.claimMessages(at('06:10'), 1, MINUTE, 'w');
    await store.retryLater('old', at('06:20'), 'HTTP 429', 'w');
    await store.commit(aCommit({ expected: 1, messages: [card('newer')] }));
    await store.dueNow([{ caseId: 'case-1', audience: 'card:case' }], at('06:10'));
    expect(ids(await store.claimMessages(at('06:10'), 1, MINUTE, 'w'))).toEqual(['newer']);
  });
});

describe('the end of a message', () => {
  test('stands on the case: delivered with its receipt, failed with its reason', async () => {
    const store = await freshStore();
    await queue(store, [aMessage('good'), aMessage('bad'), aMessage('open')]);
    await store.claimMessages(at('06:10'), 2, MINUTE, 'w');
    await store.attemptStarted('good', at('06:10'), { worker: 'w', claimMs: 60_000 }, 0);
    await store.delivered('good', at('06:10:02'), { conversationId: 'conv', activityId: '42' }, 'w');
    await store.failed('bad', at('06:10:03'), '403 ConversationBlockedByUser', 'w');
    expect(await store.messagesOf('case-1')).toMatchObject([
      {
        id: 'good',
        state: 'delivered',
        attempts: 1,
        endedAt: at('06:10:02'),
        receipt: { conversationId: 'conv', activityId: '42' },
        reason: null,
      },
      { id: 'bad', state: 'failed', endedAt: at('06:10:03'), receipt: null, reason: '403 ConversationBlockedByUser' },
      { id: 'open', state: 'waiting', claimedUntil: null, receipt: null },
    ]);
    expect(ids(await store.claimMessages(at('23:00'), 9, MINUTE, 'w'))).toEqual(['open']);
  });

  test('that was a delivery is not undone by a slower worker', async () => {
    const store = await freshStore();
    await queue(store, [aMessage('m')]);
    await store.claimMessages(at('06:10'), 1, MINUTE, 'w');
    await store.delivered('m', at('06:10'), { conversationId: 'c', activityId: '1' }, 'w');
    await store.failed('m', at('06:11'), 'time-out', 'w');
    await store.retryLater('m', at('06:12'), 'time-out', 'w');
    expect(await store.messagesOf('case-1')).toMatchObject([{ state: 'delivered', reason: null }]);
    expect(await store.nextMessageAt(at('06:12'))).toBeNull();
  });

  test('put off: it comes again at its time and says why', async () => {
    const store = await freshStore();
    await queue(store, [aMessage('m')]);
    await store.claimMessages(at('06:10'), 1, MINUTE, 'w');
    await store.retryLater('m', at('06:10:07'), '429, Retry-After 7 s', 'w');
    expect(await store.nextMessageAt(at('06:10'))).toBe(at('06:10:07'));
    expect(await store.claimMessages(at('06:10:06'), 1, MINUTE, 'w')).toEqual([]);
    expect(await store.claimMessages(at('06:10:07'), 1, MINUTE, 'w')).toMatchObject([
      { id: 'm', reason: '429, Retry-After 7 s' },
    ]);
  });

  test('old deliveries and answers are dropped, everything else is kept', async () => {
    const store = await freshStore();
    await store.commit(aCommit({ command: 'old', messages: [aMessage('old'), aMessage('failed'), aMessage('waits')] }));
    await store.claimMessages(at('06:10'), 2, MINUTE, 'w');
    await store.delivered('old', at('06:10'), { conversationId: 'c', activityId: '1' }, 'w');
    await store.failed('failed', at('06:10'), 'gone', 'w');
    await store.purge(at('06:10'));
    expect(ids(await store.messagesOf('case-1'))).toEqual(['old', 'failed', 'waits']);
    await store.purge(at('06:10:00.001'));
    expect(ids(await store.messagesOf('case-1'))).toEqual(['failed', 'waits']);
    expect(await store.answerOf('old')).toBeNull();
    expect(await store.load('case-1')).toHaveLength(1);
  });
});

describe('refreshes of one card', () => {
  const refresh = (id: string, dueAt = at('06:10'), urgency = 0) =>
    aMessage(id, { audience: 'card:case', mergeKey: 'card:case', dueAt, urgency });

  test('are one message, the newest, due when the first was', async () => {
    const store = await freshStore();
    await queue(store, [refresh('r1', at('06:10:01'), 3)]);
    await queue(store, [refresh('r2', at('06:10:02')), refresh('r3', at('06:10:03'))]);
    await queue(store, [refresh('other-case', at('06:20'))], 'case-2', 2);
    expect(await store.messagesOf('case-1')).toMatchObject([{ id: 'r3', dueAt: at('06:10:01'), urgency: 3 }]);
    expect(await store.messagesOf('case-2')).toHaveLength(1);
  });

  test('of one commit take each other’s place, and nobody else’s', async () => {
    const store = await freshStore();
    await queue(store, [
      aMessage('line', { audience: 'card:case' }),
      refresh('r1', at('06:11'), 2),
      aMessage('other-card', { audience: 'card:T1', mergeKey: 'card:T1', dueAt: at('06:11') }),
      aMessage('same-key', { audience: 'person:alex', mergeKey: 'card:case', dueAt: at('06:11') }),
      aMessage('other-key', { audience: 'card:case', mergeKey: 'board', dueAt: at('06:11') }),
      aMessage('ping', { audience: 'person:megan' }),
      refresh('r2', at('06:12')),
    ]);
    expect(await store.messagesOf('case-1')).toMatchObject([
      { id: 'line' },
      ...['other-card', 'same-key', 'other-key'].map((id) => ({ id, dueAt: at('06:11'), urgency: 0 })),
      { id: 'ping' },
      { id: 'r2', dueAt: at('06:11'), urgency: 2 },
    ]);
  });

  test('leave one that is being sent alone, and go after it', async () => {
    const store = await freshStore();
    await queue(store, [refresh('r1')]);
    await store.claimMessages(at('06:10'), 1, MINUTE, 'w');
    await queue(store, [refresh('r2')]);
    expect(ids(await store.messagesOf('case-1'))).toEqual(['r1', 'r2']);
    await store.delivered('r1', at('06:10'), { conversationId: 'c', activityId: '1' }, 'w');
    await queue(store, [refresh('r3')]);
    expect(ids(await store.messagesOf('case-1'))).toEqual(['r1', 'r3']);
  });

  test('make the try again of an older one needless', async () => {
    const store = await freshStore();
    await queue(store, [refresh('r1')]);
    await store.claimMessages(at('06:10'), 1, MINUTE, 'w');
    await queue(store, [refresh('r2')]);
    expect(await store.retryLater('r1', at('06:12'), '502', 'w')).toBe(true);
    expect(ids(await store.messagesOf('case-1'))).toEqual(['r2']);
  });

  test('do not come earlier than the other end allowed', async () => {
    const store = await freshStore();
    await queue(store, [refresh('r1')]);
    await store.claimMessages(at('06:10'), 1, MINUTE, 'w');
    await store.attemptStarted('r1', at('06:10'), { worker: 'w', claimMs: 60_000 }, 0);
    await store.retryLater('r1', at('06:15'), '429, Retry-After 300 s', 'w');
    await queue(store, [refresh('r2', at('06:11'))]);
    expect(await store.messagesOf('case-1')).toMatchObject([{ id: 'r2', dueAt: at('06:15') }]);
    await queue(store, [refresh('r3', at('06:12'))]);
    expect(await store.messagesOf('case-1')).toMatchObject([{ id: 'r3', dueAt: at('06:15') }]);
    await queue(store, [refresh('r4', at('06:20'))]);
    expect(await store.messagesOf('case-1')).toMatchObject([{ id: 'r4', dueAt: at('06:20'), reason: null }]);
  });

  test('come sooner when the newer one is wanted sooner', async () => {
    const store = await freshStore();
    await queue(store, [refresh('r1', at('06:12'))]);
    await queue(store, [refresh('r2', at('06:11'))]);
    expect(await store.messagesOf('case-1')).toMatchObject([{ id: 'r2', dueAt: at('06:11') }]);
  });
});
