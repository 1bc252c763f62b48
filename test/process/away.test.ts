// A real PostgreSQL that is stopped under a real bot, for as long as three rungs of a ladder take (with the organisation file of the
// house they are seconds, in the example's hours). People go on talking; Teams brings again what was not acknowledged.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { alex, click, type Fields, inChannel, inChat, megan } from '../support/activities.ts';
import { ask } from '../support/databases.ts';
import { type PostgresServer, startPostgres } from '../support/postgresServer.ts';
import { House } from './house.ts';
import { wordsIn } from './wordsIn.ts';

/** The rungs come 2, 4 and 7 s after the vendor was last heard. */
const AWAY_MS = 7_000;
/** Younger ones may still have been on their way when the bot was stopped. */
const ON_ITS_WAY_MS = 2_000;

let house: House;
let server: PostgresServer;

beforeEach(async () => {
  [house, server] = await Promise.all([House.open(), startPostgres()]);
});
afterEach(async () => {
  await house.close();
  await server.stop();
});

/** What was said back, oldest first. */
const said = (pattern: RegExp) => house.fake.said('').filter((text) => pattern.test(text));

async function until(what: string, is: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await is()) return;
    await pause(100);
  }
  throw new Error(`${what} never came: ${house.fake.said('').join(' | ')}`);
}

it('a database that is away: whoever speaks is told so, health is red, and what was said and what fell due is done when it is back, each once and in order', {
  timeout: 300_000,
}, async () => {
  const bot = await house.running({ env: { DATABASE_URL: server.urlOf('postgres') } });
  const { url } = house.fake;
  await house.installed();
  const thread = await house.newCase('case new "away" sev:1 affects:email', 'INC-1');
  await house.answered(inChannel('ticket open microsoft ref:1 "silent"', url, thread));
  await until('the first posts', () => nothingWaits(0));
  await server.halt();

  const first = inChannel('note "word-1-"', url, thread);
  expect(await house.post(first), 'not acknowledged').toBe(503);
  await until('the sentence', () => said(/not done yet/).length === 1);
  await house.healthIs(503);
  const before = house.fake.posts.length;
  const others = [
    inChannel('note "word-2-"', url, thread, megan),
    inChat('note "word-3-"', url, megan),
    inChannel('note "word-4-"', url, thread, alex),
  ];
  for (const other of others) expect(await house.post(other)).toBe(503);
  const button = click({ baton: 1, verb: 'note', case: 'INC-1', words: 'word-5-' }, 'execute', inChat('', url, alex));
  expect(await toast(button)).toMatch(/not done yet/);
  // Teams brings it again, and the person loses patience.
  expect(await house.post(first)).toBe(503);
  await until('the sentences', () => said(/not done yet/).length === 4);
  expect(await house.post(inChannel('note "word-2-"', url, thread, megan))).toBe(200);
  await until('the word that it waits already', () => said(/have that already/).length === 1);
  await pause(AWAY_MS);
  const meanwhile = house.fake.posts.slice(before);
  expect(
    meanwhile.filter(({ activity }) => !/not done yet|have that already/.test(JSON.stringify(activity))),
    'nothing is sent that could not be written down',
  ).toEqual([]);

  await server.start();
  const backAt = new Date().toISOString();
  await house.healthIs(200);
  await until('the answers', () => said(/word-\d-/).length >= 5);
  for (const again of [first, ...others]) expect(await house.post(again), 'it comes again').toBe(200);
  expect(await house.say('note "word-6-"', thread)).toBe(200);
  await until('the newest answer', () => said(/word-6-/).length >= 1);
  // What was in hand when the server stopped comes when the claim on it has run out.
  await until('the end of all that was due', () => nothingWaits(ON_ITS_WAY_MS));
  bot.kill('SIGTERM');
  expect(await bot.ended).toBe(0);

  const store = await openStore({ dataDir: house.folder, databaseUrl: server.urlOf('postgres') });
  try {
    const events = await store.load('INC-1');
    const rows = await store.messagesOf('INC-1');
    const order = [1, 2, 3, 4, 5, 6].map((n) => `word-${n}-`);
    expect([...wordsIn(events)], 'kept once, in order').toEqual(order.map((words) => [words, 1]));
    expect(said(/not done yet/).length, 'told once each').toBe(4);
    const settled = new Date(Date.now() - 2 * ON_ITS_WAY_MS).toISOString();
    expect(await store.dueTimersBetween('2000-01-01T00:00:00.000Z', settled), 'due and not fired').toEqual([]);
    const pinged = events.filter(({ at, body }) => body.type === 'pinged' && at >= backAt);
    const names = pinged.map(({ body }) => JSON.stringify(body['ping']));
    expect(names.length, 'something fell due').toBeGreaterThan(0);
    expect(new Set(names).size, 'fired once').toBe(names.length);
    const pings = rows.filter(({ body }) => (body['message'] as { kind: string }).kind === 'ping');
    expect(pings.filter(({ attempts }) => attempts > 1).length, 'in hand when the server stopped').toBeLessThan(2);
    console.info(`away: ${meanwhile.length} sentences, ${names.length} pings fired after ${backAt}`);
  } finally {
    await store.close();
  }
});

/** Nothing that has been due for so long waits to be sent. */
async function nothingWaits(forMs: number): Promise<boolean> {
  const before = new Date(Date.now() - forMs).toISOString();
  const [row] = await ask(
    server.urlOf('postgres'),
    `select count(*) as waiting, (select count(*) from outbox) as all from outbox where state = 'waiting' and due_at <= '${before}'`,
  );
  return Number(row?.['waiting']) === 0 && Number(row?.['all']) > 0;
}

/** The sentence that an invoke is answered with. */
async function toast(activity: Fields): Promise<string> {
  const reply = await fetch(`http://127.0.0.1:${house.port}/api/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Connection: 'close' },
    body: JSON.stringify(activity),
  });
  expect(reply.status).toBe(200);
  return String(((await reply.json()) as { value: unknown }).value);
}
