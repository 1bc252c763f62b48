import { beforeEach, describe, expect, it } from 'vitest';
import { instant, plusMs } from '../../src/domain/time.ts';
import { Fault, isAway } from '../../src/engine/index.ts';
import { StoreError } from '../../src/store/index.ts';
import { readActivity } from '../../src/teams/activity.ts';
import { type Later, openLater, type Waiting } from '../../src/teams/later.ts';
import { alex, inChat, megan } from '../support/activities.ts';
import { HandClock } from '../support/handClock.ts';

const start = instant('2026-11-24T08:00:00.000Z');
const away = new StoreError('away', 'The database cannot be used now.');

let clock: HandClock;
let database: 'away' | 'there';
let done: string[];
let back: string[];
let later: Later;
let count = 0;

beforeEach(() => {
  clock = new HandClock(start);
  database = 'away';
  done = [];
  back = [];
  const asked = async () => {
    if (database === 'away') throw away;
  };
  later = openLater({
    store: { ping: asked },
    clock,
    async carryOut(one) {
      await asked();
      done.push(textOf(one));
    },
    handBack: (one) => void back.push(textOf(one)),
  });
});

function typed(text: string, from = alex): Waiting {
  const reading = readActivity(inChat(text, 'http://localhost', from));
  if (!reading.ok) throw new Error(reading.missing);
  return { at: reading.at, said: reading.said, number: ++count };
}

function textOf({ said }: Waiting): string {
  return said.kind === 'text' ? said.text : said.kind;
}

async function passes(ms: number): Promise<void> {
  await clock.moveTo(plusMs(clock.now(), ms), () => new Promise((resolve) => setImmediate(resolve)));
}

describe('what is said while the database is away', () => {
  it('is done once, in the order in which it came, a moment after the database is back', async () => {
    const [first, second] = [typed('note one'), typed('note two', megan)];
    // The second was faster in finding out that it cannot be done.
    later.put(second);
    later.put(first);
    await passes(180_000);
    expect(done).toEqual([]);
    database = 'there';
    await passes(3_000);
    expect(done).toEqual(['note one', 'note two']);
    await passes(60_000);
    expect([done, back]).toEqual([['note one', 'note two'], []]);
  });

  it('is done before anything that is said later', async () => {
    later.put(typed('note one'));
    database = 'there';
    expect(await later.caughtUp()).toBe(true);
    expect(done).toEqual(['note one']);
  });

  it('keeps what comes after it waiting, while the database stays away', async () => {
    later.put(typed('note one'));
    expect(await later.caughtUp()).toBe(false);
  });

  it('and is said again waits once', () => {
    const first = typed('note one');
    expect(later.put(first)).toBe('waits');
    expect(later.has(first.at.key)).toBe(true);
    expect(later.put(typed('note one'))).toBe('known');
    expect(later.put(typed('note one', megan))).toBe('waits');
  });

  it('is handed back after nine minutes, and not done after that', async () => {
    later.put(typed('note one'));
    await passes(539_000);
    expect(back).toEqual([]);
    later.put(typed('note two'));
    await passes(3_000);
    database = 'there';
    await passes(5_000);
    expect([back, done]).toEqual([['note one'], ['note two']]);
  });

  it('is handed back when the bot stops', () => {
    later.put(typed('note one'));
    later.close();
    expect(back).toEqual(['note one']);
  });

  it('fills no memory', () => {
    for (let n = 0; n < 1_000; n += 1) expect(later.put(typed(`note ${n}`))).toBe('waits');
    expect(later.put(typed('note more'))).toBe('full');
  });
});

it('a database that is away is recognised behind the fault of the engine, and no other fault is taken for one', () => {
  expect(isAway(new Fault('STORE_FAILED', 'not kept', { cause: away }))).toBe(true);
  expect(isAway(away)).toBe(true);
  expect(isAway(new StoreError('full', 'no room'))).toBe(false);
  expect(isAway(new Fault('RULES_FAILED', 'a defect'))).toBe(false);
});
