// Which reminders need not be posted after a time in which nothing could be: those that a newer one says again, to the same people.
import { describe, expect, it } from 'vitest';
import type { Message, PingItem } from '../../src/domain/message.ts';
import { type Instant, instant, plusMs } from '../../src/domain/time.ts';
import { isStale } from '../../src/engine/superseded.ts';
import type { Store } from '../../src/store/index.ts';
import { aCommit, aMessage, freshStore } from '../store/support.ts';

const at = (time: string): Instant => instant(`2023-07-31T${time}:00Z`);
const items = (...keys: string[]) => keys.map((key) => ({ ping: { key } }) as PingItem);
const ping = (keys: string[], more: object = {}): Message => ({
  kind: 'ping',
  person: 'megan',
  items: items(...keys),
  ...more,
});
const line = (people: string[], keys: string[]): Message => ({ kind: 'thread-ping', people, items: items(...keys) });

interface Queued {
  message: Message;
  audience?: string;
  dueAt?: Instant;
}

/** A store with these; the first was refused once and waits again, which makes it news that may have gone stale. */
async function waiting(messages: Queued[], refused = true): Promise<Store> {
  const store = await freshStore();
  const rows = messages.map(({ message, audience = 'person:megan', dueAt = at('06:10') }, index) =>
    aMessage(`m${index}`, { audience, dueAt, body: { message, version: 1 } }),
  );
  await store.commit(aCommit({ messages: rows.slice(0, 1) }));
  if (refused) {
    await store.claimMessages(at('06:10'), 1, 60_000, 'w');
    await store.retryLater('m0', at('06:20'), 'HTTP 503', 'w');
  }
  await store.commit(aCommit({ expected: 1, messages: rows.slice(1) }));
  return store;
}

async function stale(store: Store, now = at('06:20')): Promise<boolean> {
  const [row] = await store.messagesOf('case-1');
  if (!row) throw new Error('Nothing waits');
  return isStale(row, store, now);
}

const old = { message: ping(['step:1', 'ticket:T1']) };
const newer = (message: Message, more: Partial<Queued> = {}): Queued => ({ message, ...more });

describe('a reminder that could not be posted', () => {
  it('is stale when a newer one to the same person asks for all of it, and perhaps for more', async () => {
    expect(await stale(await waiting([old, newer(ping(['ticket:T1', 'step:1']))]))).toBe(true);
    expect(await stale(await waiting([old, newer(ping(['ticket:T1', 'step:1']), { dueAt: at('06:20') })]))).toBe(true);
    expect(await stale(await waiting([old, newer(ping(['update', 'ticket:T1', 'step:1']))]))).toBe(true);
    expect(await stale(await waiting([old, newer(ping(['update'])), newer(ping(['step:1', 'ticket:T1']))]))).toBe(true);
  });

  it.each<[string, Queued]>([
    ['asks for a part of it only', newer(ping(['step:1']))],
    ['asks for something else', newer(ping(['update']))],
    ['stands in another lane', newer(ping(['step:1', 'ticket:T1']), { audience: 'sms:megan' })],
    ['is not due yet', newer(ping(['step:1', 'ticket:T1']), { dueAt: at('06:21') })],
    ['is of another kind', newer(line(['megan'], ['step:1', 'ticket:T1']))],
    ['is for somebody else', newer(ping(['step:1', 'ticket:T1'], { person: 'alex' }))],
    ['is only told', newer({ kind: 'say', to: { person: 'megan' }, events: [], mention: [] })],
  ])('is not where the newer one %s', async (_, other) => {
    expect(await stale(await waiting([old, other]))).toBe(false);
  });

  it('is not where there is no newer one, nor for what came before it', async () => {
    expect(await stale(await waiting([old]))).toBe(false);
    const store = await waiting([old, newer(ping(['step:1']))]);
    await store.claimMessages(at('06:20'), 2, 60_000, 'w');
    await store.retryLater('m1', at('06:30'), 'HTTP 503', 'w');
    const row = (await store.messagesOf('case-1'))[1];
    expect(row && (await isStale(row, store, at('06:30')))).toBe(false);
  });

  it('is not where the newer one has gone out already', async () => {
    const store = await waiting([old, newer(ping(['step:1', 'ticket:T1']))]);
    await store.claimMessages(at('06:20'), 2, 60_000, 'w');
    await store.delivered('m1', at('06:20'), { conversationId: 'c', activityId: '1' }, 'w');
    expect(await stale(store)).toBe(false);
  });

  it('is not when it goes out at its time: nothing has turned it away yet', async () => {
    expect(await stale(await waiting([old, newer(ping(['step:1', 'ticket:T1']))], false), at('06:10'))).toBe(false);
  });

  it('is when it is late though nothing has turned it away: it came behind one that was', async () => {
    expect(await stale(await waiting([old, newer(ping(['step:1', 'ticket:T1']))], false), at('06:11'))).toBe(true);
  });

  it.each([
    [5, true],
    [6, false],
  ])('and the newer one, put off by the limits for %i s: %s', async (seconds, expected) => {
    const store = await waiting([old, newer(ping(['step:1', 'ticket:T1']))]);
    await store.claimMessages(at('06:20'), 2, 60_000, 'w');
    await store.retryLater('m1', plusMs(at('06:20'), seconds * 1_000), 'tried 0, in doubt 0: limits', 'w');
    expect(await stale(store)).toBe(expected);
  });

  it('never is when it says that the bot was away', async () => {
    const away = { away: { from: at('06:00'), to: at('06:10'), fellDue: [] } };
    const store = await waiting([{ message: ping(['step:1'], away) }, newer(ping(['step:1']))]);
    expect(await stale(store)).toBe(false);
  });

  it('never is when it tells of facts', async () => {
    const say: Message = { kind: 'say', to: { person: 'megan' }, events: [], mention: [] };
    expect(await stale(await waiting([{ message: say }, newer(say)]))).toBe(false);
  });

  it('in a thread is stale when the newer one mentions everybody whom it mentions', async () => {
    const thread = (people: string[]): Queued => ({ message: line(people, ['step:1']), audience: 'thread' });
    expect(await stale(await waiting([thread(['alex']), thread(['megan', 'alex'])]))).toBe(true);
    expect(await stale(await waiting([thread(['alex', 'megan']), thread(['alex'])]))).toBe(false);
  });
});
