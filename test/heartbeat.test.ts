// The heartbeat against a watchdog on this machine that does everything which a watchdog can do wrong.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Heartbeat, startHeartbeat } from '../src/heartbeat.ts';
import { HandClock } from './support/handClock.ts';

const start = '2026-11-25T08:00:00.000Z';
let watchdog: Server;
let url: string;
let heard: string[];
let respond: RequestListener;
let reasons: string[];
let counted: string[];
let logged: { level: string; about: object; message: string }[];
let clock: HandClock;
let heartbeat: Heartbeat;

beforeEach(async () => {
  heard = [];
  reasons = [];
  counted = [];
  logged = [];
  respond = (_req, res) => void res.end('OK');
  watchdog = createServer((req, res) => {
    heard.push(`${req.method} ${req.url}`);
    respond(req, res);
  });
  await new Promise<void>((resolve) => watchdog.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(watchdog.address() as AddressInfo).port}/ping/secret`;
  clock = new HandClock(start);
  begin();
});
afterEach(async () => {
  heartbeat.stop();
  watchdog.closeAllConnections();
  await new Promise((resolve) => watchdog.close(resolve));
});

/** Not as a chain: restify, once loaded, takes away what `writeHead` gives back. */
function answering(status: number, headers: Record<string, string> = {}): RequestListener {
  return (_req, res) => {
    res.writeHead(status, headers);
    res.end();
  };
}

/** Patient, unless a test is about the time-out: a busy machine is no fault. */
function begin(timeoutMs = 30_000): void {
  const at = (level: string) => (about: object, message: string) => void logged.push({ level, about, message });
  heartbeat?.stop();
  heartbeat = startHeartbeat({
    url,
    reasons: async () => reasons,
    clock,
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    count: (result) => counted.push(result),
    timeoutMs,
  });
}

async function minutes(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const to = Temporal.Instant.from(clock.now()).add({ minutes: 1 }).toString({ smallestUnit: 'millisecond' });
    await clock.moveTo(to as ReturnType<HandClock['now']>, () => heartbeat.idle());
    await heartbeat.idle();
  }
}

it('is heard every minute, the first time after a whole one', async () => {
  expect(heard).toEqual([]);
  await minutes(3);
  expect(heard).toEqual(['GET /ping/secret', 'GET /ping/secret', 'GET /ping/secret']);
  expect(counted).toEqual(['sent', 'sent', 'sent']);
  expect(logged).toEqual([]);
});

it('is silent while the bot is not well, says why once, and is heard again', async () => {
  await minutes(1);
  reasons = ['overdue: in 1 case something should have been asked'];
  await minutes(3);
  expect(heard).toHaveLength(1);
  expect(counted).toEqual(['sent', 'withheld', 'withheld', 'withheld']);
  expect(logged).toEqual([{ level: 'warn', about: { reasons }, message: 'the heartbeat is withheld' }]);
  reasons = [];
  await minutes(1);
  expect(heard).toHaveLength(2);
  expect(logged.at(-1)).toMatchObject({ level: 'info', message: 'the heartbeat is heard again' });
});

it('is silent when it is not known whether the bot is well', async () => {
  heartbeat.stop();
  heartbeat = startHeartbeat({
    url,
    reasons: () => Promise.reject(new Error('the store is gone')),
    clock,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    count: (result) => counted.push(result),
  });
  await minutes(2);
  expect([heard, counted]).toEqual([[], ['withheld', 'withheld']]);
});

describe('a watchdog that', () => {
  it.each<[string, RequestListener]>([
    ['answers 500', answering(500)],
    ['answers 404', answering(404)],
    ['never answers', () => {}],
    ['hangs up', (req) => void req.socket.destroy()],
  ])('%s is asked again a minute later, and told of once without its address', async (what, fault) => {
    if (what === 'never answers') begin(50);
    respond = fault;
    await minutes(2);
    if (what === 'never answers') begin();
    expect(heard).toHaveLength(2);
    expect(counted).toEqual(['failed', 'failed']);
    expect(logged).toMatchObject([{ level: 'warn', message: 'the heartbeat was not heard' }]);
    expect(JSON.stringify(logged)).not.toContain('secret');
    respond = (_req, res) => void res.end();
    await minutes(1);
    expect(counted.at(-1)).toBe('sent');
  });

  it('sends us elsewhere is not followed', async () => {
    let elsewhere = 0;
    const other = createServer((_req, res) => {
      elsewhere += 1;
      res.end();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    respond = answering(302, { Location: `http://127.0.0.1:${port}/` });
    await minutes(1);
    await new Promise((resolve) => other.close(resolve));
    expect([elsewhere, counted]).toEqual([0, ['failed']]);
    expect(logged[0]?.about).toMatchObject({ status: 302, hint: expect.stringContaining('HEARTBEAT_URL') });
  });

  it('answers without end holds up nothing', async () => {
    respond = (_req, res) => {
      res.writeHead(200);
      res.write('x'.repeat(100_000));
    };
    await minutes(2);
    expect(counted).toEqual(['sent', 'sent']);
  });

  it('is not there at all', async () => {
    watchdog.closeAllConnections();
    await new Promise((resolve) => watchdog.close(resolve));
    await minutes(1);
    expect(counted).toEqual(['failed']);
    expect(logged[0]?.about).toEqual({ error: 'ECONNREFUSED' });
    await new Promise<void>((resolve) => watchdog.listen(0, '127.0.0.1', resolve));
  });
});
