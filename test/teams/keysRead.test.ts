// What the list of keys may look like, and what the log is told when it cannot be used.
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Keys, KeysUnavailable, openKeys } from '../../src/teams/keys.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
const key = (kid: unknown, more: object = {}) => ({ ...rsa, kid, endorsements: ['msteams'], ...more });

/** Keys from a server that answers with these; a function gets the server's own origin. */
async function keysFrom(document: (origin: string) => unknown, list: unknown, status = 200): Promise<Keys> {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const found = request.url === '/openid' ? document(`http://127.0.0.1:${port}`) : list;
    const moved = request.url === '/moved';
    response.writeHead(moved ? 302 : request.url === '/openid' ? 200 : status, moved ? { location: '/keys' } : {});
    response.end(JSON.stringify(found));
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return openKeys({ metadata: `http://127.0.0.1:${port}/openid`, now: () => 1_700_000_000_000 });
}

const listed = (list: unknown, status?: number) => keysFrom((origin) => ({ jwks_uri: `${origin}/keys` }), list, status);

async function fault(keys: Keys): Promise<string> {
  const error = await keys.find('first').then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(KeysUnavailable);
  expect(error).toMatchObject({ name: 'KeysUnavailable', message: 'the keys of the Bot Connector cannot be had' });
  return String(((error as Error).cause as Error).message);
}

describe('the OpenID document', () => {
  it.each<[string, (origin: string) => unknown]>([
    ['nothing', () => null],
    ['a text', () => 'x'],
    ['no address', () => ({})],
    ['a number as the address', () => ({ jwks_uri: 5 })],
    ['no whole address', () => ({ jwks_uri: '/keys' })],
    ['an address by another way', (origin) => ({ jwks_uri: `${origin.replace('http', 'https')}/keys` })],
  ])('with %s names no address of keys', async (_, document) => {
    expect(await fault(await keysFrom(document, { keys: [key('first')] }))).toBe(
      'the OpenID document names no address of keys',
    );
  });

  it('sends nobody on to another address', async () => {
    const keys = await keysFrom((origin) => ({ jwks_uri: `${origin}/moved` }), { keys: [key('first')] });
    expect(await fault(keys)).toBe('fetch failed');
    expect(keys.size()).toBe(0);
  });
});

describe('the list of keys', () => {
  it.each<[unknown, string]>([
    [null, 'the list of keys is none'],
    [{ keys: 'first' }, 'the list of keys is none'],
    [{ keys: [] }, 'the list of keys is empty'],
    [{ keys: [{ kid: 'first', kty: 'oct', k: 'eA' }] }, 'the list of keys is empty'],
    [{ keys: [key(5)] }, 'the list of keys is empty'],
  ])('%j cannot be used', async (list, why) => {
    expect(await fault(await listed(list))).toBe(why);
  });

  it('that the server refuses is named by its status', async () => {
    expect(await fault(await listed({ keys: [key('first')] }, 404))).toBe('HTTP 404 for the keys');
  });

  it('is read as far as the hundredth', async () => {
    const keys = await listed({ keys: Array.from({ length: 120 }, (_, n) => key(`k${n}`)) });
    expect([(await keys.find('k99'))?.endorsements, await keys.find('k100'), keys.size()]).toEqual([
      ['msteams'],
      null,
      100,
    ]);
  });

  it('endorses a key for nothing where it does not say so in a list of names', async () => {
    const keys = await listed({
      keys: [
        key('none', { endorsements: undefined }),
        key('text', { endorsements: 'msteams' }),
        key('mixed', { endorsements: [1, 'msteams', null] }),
      ],
    });
    const of = async (kid: string) => (await keys.find(kid))?.endorsements;
    expect([await of('none'), await of('text'), await of('mixed')]).toEqual([[], [], ['msteams']]);
  });
});

describe('in time', () => {
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;

  it('a minute, a day and five days are counted from when they were fetched, to the millisecond', async () => {
    let asked = 0;
    let time = 1_700_000_000_000;
    let answer = 200;
    const server = createServer((request, response) => {
      const { port } = server.address() as AddressInfo;
      if (request.url === '/openid') asked += 1;
      response.writeHead(answer);
      response.end(
        JSON.stringify(
          request.url === '/openid' ? { jwks_uri: `http://127.0.0.1:${port}/keys` } : { keys: [key('first')] },
        ),
      );
    });
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const metadata = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openid`;
    const begun = time;
    const keys = openKeys({ metadata, now: () => time });
    const seen = async (after: number, kid = 'first') => {
      time = begun + after;
      await keys.find(kid);
      return asked;
    };
    expect(await seen(0)).toBe(1);
    expect(await seen(MINUTE - 1, 'new')).toBe(1);
    expect(await seen(MINUTE, 'new')).toBe(2);
    // From then on for a day; who asks for a known key is not kept waiting, so the next unknown one shows what was begun.
    const day = MINUTE + 24 * HOUR - 1;
    expect([await seen(day), await seen(day + 59_000, 'new'), await seen(day + 60_000, 'new')]).toEqual([2, 3, 3]);
    const next = day + 59_000 + 24 * HOUR;
    await seen(next);
    expect([await seen(next + 59_000, 'new'), await seen(next + 60_000, 'new')]).toEqual([4, 5]);
    answer = 503;
    time = begun + next + 60_000 + 120 * HOUR - 1;
    expect(await keys.find('first')).not.toBeNull();
    expect(await keys.find('new')).toBeNull();
    time += 1;
    await expect(keys.find('first')).rejects.toThrow(KeysUnavailable);
  });
});
