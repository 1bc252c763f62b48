import { expect, test } from 'vitest';
import { EVENT_VERSION, type StoredEvent } from '../../src/store/index.ts';
import { type Upcaster, upcast, upcasters } from '../../src/store/upcast.ts';
import { aCommit, freshStore } from './support.ts';

const event: StoredEvent = aCommit().events[0]!;

test('an event is raised one version at a time up to the newest', () => {
  const steps = new Map<number, Upcaster>([
    [1, ({ body: { title, ...rest } }) => ({ ...rest, name: title })],
    [2, ({ body }) => ({ ...body, name: String(body['name']).toUpperCase() })],
  ]);
  expect(upcast(event, steps, 3)).toEqual({
    ...event,
    version: 3,
    body: { type: 'opened', name: 'OUTGOING E-MAIL BLOCKED' },
  });
  expect(event.version).toBe(1);
});

test('every version before the newest has its step', () => {
  for (let version = 1; version < EVENT_VERSION; version += 1) expect(upcasters.has(version)).toBe(true);
  expect([...upcasters.keys()].every((version) => version < EVENT_VERSION)).toBe(true);
});

test('an event of a newer Baton, or of a version that is lost, is not guessed at', () => {
  expect(() => upcast({ ...event, version: EVENT_VERSION + 1 })).toThrow(/newer Baton/);
  expect(() => upcast(event, new Map(), 2)).toThrow(/nothing can read/);
});

test('facts are raised when they are read, the file keeps what was written', async () => {
  const store = await freshStore({ upcast: (e) => ({ ...e, version: 7, body: { ...e.body, raised: true } }) });
  await store.commit(aCommit());
  expect(await store.load('case-1')).toMatchObject([{ version: 7, body: { type: 'opened', raised: true } }]);
});
