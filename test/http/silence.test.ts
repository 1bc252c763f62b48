// Silence is an alarm: the heartbeat of a whole bot, at a watchdog on this machine, before its clock is stuck, meanwhile, and after.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { plusMs } from '../../src/domain/time.ts';
import { HandClock } from '../support/handClock.ts';
import { WholeBot } from '../support/wholeBot.ts';

/** As after a defect: what was armed is called, and whoever takes turns never gets to its turn. */
class StuckClock extends HandClock {
  private end: (() => void) | null = null;
  private stuck: Promise<void> = Promise.resolve();

  afterAnswers(): Promise<void> {
    return this.stuck;
  }

  get isStuck(): boolean {
    return this.end !== null;
  }

  sticks(): void {
    this.stuck = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  goesOn(): void {
    this.end?.();
    this.end = null;
  }
}

let heard: string[];
let watchdog: Server;
let clock: StuckClock;
let bot: WholeBot;

beforeEach(async () => {
  heard = [];
  watchdog = createServer((req, res) => {
    heard.push(req.url ?? '');
    res.end();
  });
  await new Promise<void>((resolve) => watchdog.listen(0, '127.0.0.1', resolve));
  const { port } = watchdog.address() as AddressInfo;
  clock = new StuckClock('2026-11-25T08:00:00.000Z');
  bot = await WholeBot.open({ clock, watch: { heartbeatUrl: `http://127.0.0.1:${port}/ping/secret` } });
});
afterEach(async () => {
  clock.goesOn();
  await bot.close();
  watchdog.closeAllConnections();
  await new Promise((resolve) => watchdog.close(resolve));
});

const page = (path: string) => fetch(`http://127.0.0.1:${bot.baton.port}${path}`);

/** Beats by result. */
async function beats(): Promise<{ sent: number; failed: number; withheld: number }> {
  const text = await (await page('/metrics')).text();
  const of = (result: string) => Number(text.split(`baton_heartbeats_total{result="${result}"} `)[1]?.split('\n')[0]);
  return { sent: of('sent'), failed: of('failed'), withheld: of('withheld') };
}

/** Goes on by whole minutes; each ends with one beat, sent or not, and with whatever is due before it. */
async function minutes(count: number): Promise<void> {
  const sum = async () => Object.values(await beats()).reduce((a, b) => a + b);
  for (let minute = 0; minute < count; minute += 1) {
    const before = await sum();
    await clock.moveTo(plusMs(clock.now(), 60_000), async () => {
      if (!clock.isStuck) await bot.settled();
    });
    await expect.poll(sum, { timeout: 10_000 }).toBe(before + 1);
  }
}

async function reasons(): Promise<string> {
  const answer = await page('/healthz');
  return `${answer.status} ${((await answer.json()) as { reasons: string[] }).reasons.join(' | ')}`;
}

it('is heard every minute, falls silent when the clock is stuck, also for what is overdue by then, and is heard again', async () => {
  await bot.opened();
  expect(heard).toEqual([]);
  await minutes(3);
  expect(heard).toEqual(['/ping/secret', '/ping/secret', '/ping/secret']);

  clock.sticks();
  await minutes(2);
  const sofar = heard.length;
  await minutes(1);
  expect(await reasons()).toMatch(/^503 clock: no sign of life for \d minutes/);
  for (let minute = 0; !(await reasons()).includes('overdue: in 1 case') && minute < 60; minute += 1) await minutes(1);
  expect(await reasons()).toMatch(/overdue: in 1 case something should have been asked more than five minutes ago/);
  await minutes(3);
  expect(heard).toHaveLength(sofar);
  expect((await beats()).withheld).toBeGreaterThan(4);
  const said = bot.logged.filter(({ message }) => message === 'the heartbeat is withheld');
  expect(said).toMatchObject([{ level: 'warn', about: { reasons: [expect.stringMatching(/^clock: /)] } }]);

  clock.goesOn();
  await bot.settled();
  await minutes(2);
  expect(await reasons()).toBe('200 ');
  expect(heard.length).toBeGreaterThan(sofar);
  expect((await beats()).failed).toBe(0);
  expect(JSON.stringify(bot.logged)).not.toContain('secret');
});
