// The disk is full under a bot that runs: what it says it did is kept, what it could not keep it says it could not, its health is
// red, and it goes on by itself when there is room again. The database is what has no room here; `npm run disk` has a real file system.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { inChannel } from '../support/activities.ts';
import { House } from './house.ts';

let house: House;
beforeEach(async () => {
  house = await House.open();
});
afterEach(() => house.close());

it('acknowledges nothing that it cannot keep, says so, and goes on when there is room again', async () => {
  const bot = await house.running({ imports: ['faults.mjs'] });
  await house.installed();
  const thread = await house.newCase('case new "kept" sev:4', 'INC-1');
  expect(await acknowledged('before', thread)).toBe(true);

  bot.tell('full');
  const tried: { words: string; kept: boolean }[] = [];
  // What is in the pages already has room for some more.
  for (let count = 1; count <= 200 && tried.filter(({ kept }) => !kept).length < 5; count += 1) {
    const words = `word-${count}-${'x'.repeat(500)}`;
    tried.push({ words, kept: await acknowledged(words, thread) });
  }
  expect(tried.filter(({ kept }) => !kept)).toHaveLength(5);
  expect(bot.output()).toMatch(/There is no room left on the disk of .*baton\.db: the change was not kept\./);
  await house.healthIs(503);
  expect((await house.health()).body.reasons.join()).toContain('There is no room left on the disk');

  bot.tell('room');
  await house.healthIs(200);
  expect(await acknowledged('and on', thread)).toBe(true);
  bot.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
  const store = await openStore({ dataDir: house.folder });
  const facts = await store.load('INC-1');
  const { flaws } = await store.verify();
  await store.close();
  const kept = facts.filter(({ body }) => body.type === 'noted').map(({ body }) => body['words']);
  expect(kept).toEqual(['before', ...tried.filter((one) => one.kept).map(({ words }) => words), 'and on']);
  expect(flaws).toEqual([]);
});

/** True when the person was told that it is done, false when that it is not. */
async function acknowledged(words: string, thread: string): Promise<boolean> {
  const { fake } = house;
  const before = fake.posts.length;
  expect(await house.post(inChannel(`note "${words}"`, fake.url, thread))).toBe(200);
  for (let seen = before; ; seen += 1) {
    await fake.until(seen + 1, 30_000);
    const said = JSON.stringify(fake.posts[seen]?.activity);
    if (/\bref [0-9A-Z]{4}\b/.test(said)) return false;
    if (said.includes(words)) return true;
  }
}
