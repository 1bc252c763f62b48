// Several real processes on one real PostgreSQL, with people talking to any of them: one is killed, one is frozen for longer than
// its claims last. What was answered is kept once, what fell due was said, and the one that wakes up says nothing stale.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { alex, type Fields, inChannel, megan } from '../support/activities.ts';
import { newDatabase } from '../support/databases.ts';
import { type BotProcess, freePort } from './botProcess.ts';
import { House } from './house.ts';
import { wordsIn } from './wordsIn.ts';

/** Longer than a claim (20 s), so that everything the frozen one had in hand is another's when it wakes up. */
const FROZEN_MS = 23_000;
/** Younger pings may still have been on their way when the bots were stopped. */
const ON_ITS_WAY_MS = 8_000;

interface Replica {
  port: number;
  bot: BotProcess;
}

let house: House;

beforeEach(async () => {
  house = await House.open();
});
afterEach(async () => {
  await house.close();
});

async function replica(databaseUrl: string, port: number): Promise<Replica> {
  return { port, bot: await house.running({ port, env: { DATABASE_URL: databaseUrl } }) };
}

async function post(port: number, activity: Fields): Promise<number | null> {
  try {
    const reply = await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Connection: 'close' },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(15_000),
    });
    await reply.arrayBuffer();
    return reply.status;
  } catch {
    return null;
  }
}

it('three on one database: one is killed and one frozen, nothing is lost, doubled or stale', {
  timeout: 300_000,
}, async () => {
  const databaseUrl = (await newDatabase()) as string;
  const ports = [house.port, await freePort(), await freePort()];
  const [stays, freezes, dies] = (await Promise.all(ports.map((port) => replica(databaseUrl, port)))) as [
    Replica,
    Replica,
    Replica,
  ];
  await house.installed();
  const thread = await house.newCase('case new "kept" sev:1 affects:email', 'INC-1');
  // Said to another one than the case was opened at.
  expect(await post(freezes.port, inChannel('ticket open microsoft ref:1 "silent"', house.fake.url, thread))).toBe(200);

  const awake = new Set([stays, freezes, dies]);
  const answered: string[] = [];
  let stop = false;
  let counter = 0;
  const talk = async (from: Fields) => {
    while (!stop) {
      counter += 1;
      const words = `word-${counter}-`;
      const activity = inChannel(`note "${words}"`, house.fake.url, thread, from);
      // The balancer sends what got no answer to another one, under the same id.
      for (let sent: number | null = null; sent !== 200 && !stop; ) {
        const all = [...awake];
        sent = await post((all[counter % all.length] as Replica).port, activity);
        if (sent === 200) answered.push(words);
        else await pause(50);
      }
      await pause(40);
    }
  };
  const load = Promise.all([alex, megan].map(talk));
  await pause(2_000);
  awake.delete(freezes);
  freezes.bot.kill('SIGSTOP');
  await pause(500);
  awake.delete(dies);
  dies.bot.kill('SIGKILL');
  await pause(FROZEN_MS);
  const before = new Date().toISOString();
  freezes.bot.kill('SIGCONT');
  await pause(1_000);
  awake.add(freezes);
  await pause(2_000);
  stop = true;
  await load;
  await pause(ON_ITS_WAY_MS);
  const stoppedAt = Date.now();
  for (const { bot } of [stays, freezes]) bot.kill('SIGTERM');
  expect(await Promise.all([stays.bot.ended, freezes.bot.ended])).toEqual([0, 0]);

  const store = await openStore({ dataDir: house.folder, databaseUrl });
  try {
    const events = await store.load('INC-1');
    const rows = await store.messagesOf('INC-1');
    const kept = wordsIn(events);
    expect(answered.length, 'there was a load').toBeGreaterThan(50);
    expect(
      answered.filter((words) => kept.get(words) !== 1),
      'answered and not kept once',
    ).toEqual([]);
    expect(
      [...kept].filter(([, times]) => times > 1),
      'kept twice',
    ).toEqual([]);

    const settled = new Date(stoppedAt - ON_ITS_WAY_MS).toISOString();
    expect(await store.dueTimersBetween('2000-01-01T00:00:00.000Z', settled), 'due and not fired').toEqual([]);
    expect(
      rows.filter(({ state, dueAt }) => state === 'waiting' && dueAt <= settled),
      'due and not sent',
    ).toEqual([]);
    const pinged = events.filter(({ body }) => body.type === 'pinged');
    expect(pinged.length, 'there were pings').toBeGreaterThan(3);
    const names = pinged.map(({ body }) => JSON.stringify(body['ping']));
    expect(
      names.filter((name, index) => names.indexOf(name) !== index),
      'fired twice',
    ).toEqual([]);
    expect(
      events.filter(({ body }) => JSON.stringify(body).includes('"away"')),
      'told of a gap that was none',
    ).toEqual([]);

    const pings = rows.filter(({ body }) => (body['message'] as { kind: string }).kind === 'ping');
    expect(
      pings.filter(({ state }) => state === 'failed'),
      'never came',
    ).toEqual([]);
    expect(
      pings.filter(({ attempts }) => attempts > 2),
      'sent more than twice',
    ).toEqual([]);
    const came = house.fake.posts.filter(
      ({ method, conversationId, activity }) =>
        method === 'POST' &&
        conversationId.startsWith('a:') &&
        /"card":"(ping|call|outsider)"/.test(JSON.stringify(activity)),
    );
    // Every send was written down, by one who had the message in hand, before it left.
    expect(came.length).toBeLessThanOrEqual(pings.reduce((sum, { attempts }) => sum + attempts, 0));
    expect(came.length - pings.length, 'the ambiguous repeats').toBeLessThanOrEqual(2);
    console.info(
      `replicas: ${answered.length} answered and kept once, ${pinged.length} pings fired, ${came.length} came for ${pings.length} messages, woken at ${before}`,
    );
  } finally {
    await store.close();
  }
});
