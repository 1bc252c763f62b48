// The real bot process under load, killed fifty times, at random moments and at chosen ones: what was answered is kept, what fell
// due was said. `npm run kill -- --rounds 1000` is the long form.
// It looks from outside until the end; only when the bot has stopped is its store opened.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OutboxRow, openStore, type StoredEvent } from '../../src/store/index.ts';
import { alex, type Fields, inChannel, inChat, megan } from '../support/activities.ts';
import { mulberry32 } from '../support/mulberry32.ts';
import type { BotProcess } from './botProcess.ts';
import { House } from './house.ts';
import { wordsIn } from './wordsIn.ts';

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 50);
/** From the word to go to the kill: a third dies while it starts, the others under load. */
const LONGEST_LIFE_MS = 450;
/** Younger pings may still have been on their way when the bot was stopped. */
const ON_ITS_WAY_MS = 8_000;

const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
const random = mulberry32(seed);

/** Where a bot kills itself in half of the rounds: around a commit, a call to Teams, and an answer. */
const LABELS = ['before-begin', 'before-commit', 'after-commit', 'before-post', 'after-post', 'answered'];
/** So many of them must have been met: in the long form each, in the short one half, because its draws are few. */
const LABELS_MET = ROUNDS >= 200 ? LABELS.length : ROUNDS >= 50 ? LABELS.length / 2 : 0;

let house: House;

beforeEach(async () => {
  house = await House.open();
});
afterEach(() => house.close());

it(`keeps what it answered and says what fell due, killed ${ROUNDS} times (KILL_SEED=${seed})`, {
  // A minute on two idle cores; the rounds are made however busy the machine is.
  timeout: Math.max(1_800_000, ROUNDS * 10_000),
}, async () => {
  const answered: string[] = [];
  const unanswered: string[] = [];
  const { fake } = house;
  let bot = await house.running();
  await house.installed();
  const threads: string[] = [];
  for (const number of [1, 2, 3]) {
    threads.push(await house.newCase(`case new "kept ${number}" sev:1 affects:email`, `INC-${number}`));
    await house.answered(inChannel('ticket open microsoft ref:1 "silent"', fake.url, threads.at(-1)));
  }

  let stop = false;
  let counter = 0;
  const worker = async (from: Fields) => {
    while (!stop) {
      counter += 1;
      const words = `word-${counter}-`;
      const isNew = counter % 400 === 0;
      const activity = isNew
        ? inChat(`case new "${words}" sev:4`, fake.url, from)
        : inChannel(`note "${words}"`, fake.url, threads[counter % threads.length], from);
      // What got no answer comes again under the same id, as from Teams, for as long as it takes or not at all.
      const patient = random() < 0.5;
      let sent = await send(activity);
      while (!sent && patient && !stop) sent = await send(activity);
      (sent ? answered : unanswered).push(words);
      await pause(10);
    }
  };
  const load = Promise.all([alex, megan, alex].map(worker));

  const met = new Map<string, number>();
  const meet = (what: string) => met.set(what, (met.get(what) ?? 0) + 1);
  const state = join(house.folder, 'state');
  const mortal = () => {
    const label = random() < 0.5 ? LABELS[Math.floor(random() * LABELS.length)] : undefined;
    const env = { STATE: state, ...(label && { DIE_AT: `${label}:${1 + Math.floor(random() ** 2 * 40)}` }) };
    return { label, process: house.bot({ imports: ['faults.mjs'], env }) };
  };
  let label: string | undefined;
  let next = mortal();
  for (let round = 0; round < ROUNDS; round += 1) {
    const dies = random();
    if (label !== undefined) await Promise.race([bot.ended, underLoad(bot)]);
    else {
      if (dies > 1 / 3) await bot.listening;
      await pause(dies * LONGEST_LIFE_MS);
    }
    bot.kill('SIGKILL');
    await bot.ended;
    if (label !== undefined && bot.output().includes(`killed at ${label}`)) meet(label);
    else meet(whereIn(state));
    bot = next.process;
    label = next.label;
    next = round + 2 < ROUNDS ? mortal() : { label: undefined, process: house.bot() };
    await bot.go();
    if ((round + 1) % 50 === 0) console.info(`killed ${round + 1} times of ${ROUNDS}: ${answered.length} answered`);
  }
  next.process.kill('SIGKILL');
  await bot.listening;
  await pause(1_000);
  stop = true;
  await load;
  // What was spawned last is killed before its first line; the one before it lives to the end.
  expect(label).toBeUndefined();
  // The last life has the time that every ping wants.
  await pause(ON_ITS_WAY_MS);
  const stoppedAt = Date.now();
  bot.kill('SIGTERM');
  await bot.ended;

  const store = await openStore({ dataDir: house.folder });
  try {
    const cases = await store.cases();
    const events = (await Promise.all(cases.map(({ caseId }) => store.load(caseId)))).flat();
    const rows = (await Promise.all(cases.map(({ caseId }) => store.messagesOf(caseId)))).flat();
    const kept = wordsIn(events);
    expect(answered.length, 'there was a load').toBeGreaterThan(ROUNDS);
    expect(
      answered.filter((words) => !kept.has(words)),
      'answered and not kept',
    ).toEqual([]);
    expect(
      [...kept].filter(([, times]) => times > 1),
      'kept twice',
    ).toEqual([]);

    const settled = new Date(stoppedAt - ON_ITS_WAY_MS).toISOString();
    const overdue = await store.dueTimersBetween('2000-01-01T00:00:00.000Z', settled);
    expect(overdue, 'due and not fired').toEqual([]);
    const pings = pingsIn(events.filter(({ at }) => at <= settled));
    expect(pings.length, 'there were pings').toBeGreaterThan(3);
    expect(twice(events), 'fired twice').toEqual([]);
    expect(
      pings.filter((ping) => !cameOf(ping, rows)),
      'due and never came',
    ).toEqual([]);
    const own = rows.filter(({ body }) => kindOf(body) === 'ping');
    expect(
      own.filter(({ attempts }) => attempts > 2).map(({ id }) => id),
      'sent more than twice',
    ).toEqual([]);
    // Every send was written down before it left, so that what reached the connector cannot be more than that.
    const tries = own.reduce((sum, { attempts }) => sum + attempts, 0);
    const receipts = new Set(own.map(({ receipt }) => receipt?.activityId));
    const came = fake.posts.filter(
      ({ method, conversationId, activity }) =>
        method === 'POST' &&
        conversationId.startsWith('a:') &&
        /"card":"(ping|call|outsider)"/.test(JSON.stringify(activity)),
    );
    expect(came.length).toBeLessThanOrEqual(tries);
    console.info(`killed: ${[...met].map(([what, times]) => `${times} ${what}`).join(', ')}`);
    const atLabels = LABELS.filter((name) => met.has(name));
    expect(
      atLabels.length,
      `killed itself at ${atLabels.join(', ') || 'none'} of ${LABELS.join(', ')}`,
    ).toBeGreaterThanOrEqual(LABELS_MET);
    console.info(
      `kill test: ${ROUNDS} rounds, seed ${seed}: ${answered.length} answered, ${unanswered.length} not, ${pings.length} pings due, ${came.length} came, ${came.filter(({ activityId }) => !receipts.has(activityId)).length} of them without a receipt`,
    );
  } finally {
    await store.close();
  }
});

/** True when the bot has answered with 200. */
async function send(activity: Fields): Promise<boolean> {
  const status = await house.post(activity);
  if (status === null) await pause(20);
  return status === 200;
}

/** The time in which it should have met its label; one that it never comes to is killed like the others. */
async function underLoad(bot: BotProcess): Promise<void> {
  await bot.listening.catch(() => bot.ended);
  await pause(2 * LONGEST_LIFE_MS);
}

/** Where a bot was when it was killed from outside, by what faults.mjs wrote down last. */
function whereIn(state: string): string {
  const [database, calls] = existsSync(state) ? readFileSync(state, 'utf8') : '';
  if (database === 'C') return 'inside a commit';
  if (database === 'T') return 'inside a transaction';
  if (database === undefined) return 'before its first commit';
  return calls === '0' ? 'between everything' : 'during a call to Teams';
}

interface PingDue {
  caseId: string;
  seq: number;
  key: string;
  what: string;
  person: string;
}

function pingsIn(events: readonly StoredEvent[]): PingDue[] {
  return events.flatMap(({ caseId, seq, body }) => {
    if (body.type !== 'pinged') return [];
    const ping = body['ping'] as {
      key: string;
      epoch: string;
      reason: string;
      rung?: number;
      due: string;
      people: string[];
    };
    const what = `${ping.epoch} ${ping.reason} ${ping.rung ?? ping.due}`;
    return ping.people.map((person) => ({ caseId, seq, key: ping.key, what, person }));
  });
}

/** The same rung, or the same instant of a digest, in two facts. */
function twice(events: readonly StoredEvent[]): string[] {
  const names = pingsIn(events).map(({ caseId, key, what, person }) => `${caseId} ${key} ${what} ${person}`);
  return names.filter((name, index) => names.indexOf(name) !== index);
}

const kindOf = (body: OutboxRow['body']) => (body['message'] as { kind: string }).kind;

/** A reminder came when it was posted, or when a newer one that says it again was: that is why it was left out. */
function cameOf(ping: PingDue, rows: readonly OutboxRow[]): boolean {
  const said = rows.filter((row) => asksFor(row, ping));
  const its = said.findIndex(({ body }) =>
    itemsOf(body).some((item) => item.ping.key === ping.key && sameLife(item.ping, ping)),
  );
  return its >= 0 && arrived(said.slice(its));
}

/**
 * The first of them arrived, or was left out for one after it that did. The connector has it with a receipt, or when it was sent twice
 * with the answers lost, which is where the bot leaves it.
 */
function arrived([row, ...newer]: readonly OutboxRow[]): boolean {
  if (row === undefined) return false;
  if (row.state === 'failed') return row.attempts === 2 && row.reason?.includes('may have arrived') === true;
  if (row.state !== 'delivered') return false;
  return row.receipt?.activityId === ''
    ? newer.length > 0 && arrived(newer)
    : house.fake.posts.some(({ activityId }) => activityId === row.receipt?.activityId);
}

function asksFor({ caseId, body }: OutboxRow, ping: PingDue): boolean {
  const { message, version } = body as unknown as { message: { kind: string; person?: string }; version: number };
  const toPerson = caseId === ping.caseId && message.kind === 'ping' && message.person === ping.person;
  return toPerson && version >= ping.seq && itemsOf(body).some((item) => item.ping.key === ping.key);
}

function itemsOf(body: OutboxRow['body']): { ping: { key: string } }[] {
  return (body as unknown as { message: { items?: { ping: { key: string } }[] } }).message.items ?? [];
}

function sameLife(item: object, ping: PingDue): boolean {
  const { epoch, reason, rung, due } = item as { epoch: string; reason: string; rung?: number; due: string };
  return `${epoch} ${reason} ${rung ?? due}` === ping.what;
}
