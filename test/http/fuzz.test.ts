// Whatever is sent, the server answers and goes on: no 5xx, no connection that ends without a word, no fault in the log, and whoever
// works on an incident is served as before. `npm run fuzz` sends a million.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inChat } from '../support/activities.ts';
import { fuzzPerson, fuzzRequests, MANY, withMany } from '../support/fuzzBodies.ts';
import { fuzzRun } from '../support/fuzzRun.ts';
import { texts, WholeBot } from '../support/wholeBot.ts';

let bot: WholeBot;
beforeAll(async () => {
  bot = await WholeBot.open({
    organisation: withMany,
    publicUrl: 'http://127.0.0.1:1',
    secrets: { smsToken: 'x'.repeat(20) },
  });
  bot.fake.members.push(...Array.from({ length: MANY }, (_, number) => fuzzPerson(number)));
  await bot.opened();
});
afterAll(() => bot.close());

it('answers 250 requests of every kind without a fault', async () => {
  const { statuses, bad, families } = await fuzzRun(bot.baton.port, fuzzRequests(7, bot.fake.url), {
    bodies: 250,
    atOnce: 8,
  });
  expect(bad).toEqual([]);
  expect(families.size).toBe(7);
  expect([...statuses.keys()].every((status) => status >= 200 && status < 500)).toBe(true);
  await bot.settled();
  expect(bot.logged.filter(({ level }) => level === 'error')).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(texts(await bot.tell(inChat('case list', bot.fake.url))).join()).toContain('case');
});
