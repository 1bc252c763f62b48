import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeysUnavailable, openKeys } from '../../src/teams/keys.ts';
import { type OpenId, openId } from '../support/openId.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let server: OpenId;
let time: number;
const now = () => time;

beforeEach(async () => {
  server = await openId();
  time = 1_700_000_000_000;
});
afterEach(() => server.close());

const lists = () => server.asked.filter((path) => path === '/keys').length;

describe('the keys of the Bot Connector', () => {
  it('are fetched when the first token comes, and once for many at the same time', async () => {
    const keys = openKeys({ metadata: server.metadata, now });
    const found = await Promise.all(Array.from({ length: 50 }, () => keys.find('first')));
    expect(found.every((key) => key?.endorsements.includes('msteams'))).toBe(true);
    expect([server.asked.length, lists()]).toEqual([2, 1]);
  });

  it('are not asked for more than once a minute, whatever ids are invented', async () => {
    const keys = openKeys({ metadata: server.metadata, now });
    await keys.find('first');
    const before = keys.size();
    for (let n = 0; n < 5_000; n += 1) {
      time += 12;
      expect(await keys.find(`invented-${n}`)).toBeNull();
    }
    expect([lists(), keys.size()]).toEqual([2, before]);
    for (const kid of ['../../etc/passwd', '/keys?x=', 'http://evil.example/keys', '__proto__', 'constructor', ''])
      expect(await keys.find(kid)).toBeNull();
    expect(new Set(server.asked)).toEqual(new Set(['/openid', '/keys']));
  });

  it('a new one is found within a minute', async () => {
    const keys = openKeys({ metadata: server.metadata, now });
    await keys.find('first');
    server.keys.push({ ...server.keys[0], kid: 'second' });
    expect(await keys.find('second')).toBeNull();
    time += MINUTE;
    expect(await keys.find('second')).not.toBeNull();
  });

  it('one that was withdrawn holds no longer than a day', async () => {
    const keys = openKeys({ metadata: server.metadata, now });
    await keys.find('first');
    server.keys.shift();
    time += 24 * HOUR;
    // The first that asks is not kept waiting; the list comes meanwhile.
    expect(await keys.find('first')).not.toBeNull();
    await keys.find('none');
    expect(await keys.find('first')).toBeNull();
  });

  it('go on to hold while they cannot be fetched, for five days and no longer', async () => {
    const keys = openKeys({ metadata: server.metadata, now });
    await keys.find('first');
    server.down = true;
    time += 119 * HOUR;
    expect(await keys.find('first')).not.toBeNull();
    time += 2 * HOUR;
    await expect(keys.find('first')).rejects.toThrow(KeysUnavailable);
    server.down = false;
    time += MINUTE;
    expect(await keys.find('first')).not.toBeNull();
  });

  it('that were never had are tried again after a minute, and say meanwhile that they cannot be had', async () => {
    server.down = true;
    const keys = openKeys({ metadata: server.metadata, now });
    for (let n = 0; n < 20; n += 1) await expect(keys.find('first')).rejects.toThrow(KeysUnavailable);
    expect(server.asked).toHaveLength(1);
    server.down = false;
    time += MINUTE;
    expect(await keys.find('first')).not.toBeNull();
  });

  it('a clock that jumps back does not lock them', async () => {
    server.down = true;
    const keys = openKeys({ metadata: server.metadata, now });
    await expect(keys.find('first')).rejects.toThrow(KeysUnavailable);
    server.down = false;
    time -= 30 * 24 * HOUR;
    expect(await keys.find('first')).not.toBeNull();
  });

  it('are fetched anew when the clock has jumped back by days: nobody can say how old they are', async () => {
    const keys = openKeys({ metadata: server.metadata, now });
    await keys.find('first');
    time -= 6 * 24 * HOUR;
    await keys.find('first');
    expect(lists()).toBe(2);
  });

  it('are taken from nowhere else: no redirect is followed, no other protocol spoken', async () => {
    const other = await openId();
    const refused = () =>
      expect(openKeys({ metadata: server.metadata, now }).find('first')).rejects.toThrow(KeysUnavailable);
    server.movedTo = `${other.metadata.replace('/openid', '')}/keys`;
    await refused();
    server.movedTo = null;
    const inline = `data:application/json,${encodeURIComponent(JSON.stringify({ keys: server.keys }))}`;
    for (const uri of [other.metadata.replace('http:', 'https:'), 'file:///etc/passwd', inline, 'keys']) {
      server.keysAt = uri;
      await refused();
    }
    expect(other.asked).toEqual([]);
    await other.close();
  });

  it('an empty list is none, and of a list without end the first hundred are read', async () => {
    const [first] = server.keys;
    server.keys = [];
    await expect(openKeys({ metadata: server.metadata, now }).find('first')).rejects.toThrow(KeysUnavailable);
    server.keys = Array.from({ length: 500 }, (_, n) => ({ ...first, kid: `k${n}` }));
    const keys = openKeys({ metadata: server.metadata, now });
    await keys.find('k0');
    expect(keys.size()).toBe(100);
  });

  it('keys of another kind are passed over', async () => {
    server.keys.unshift({ kid: 'first', kty: 'oct', k: 'c2VjcmV0' }, { kid: 5, kty: 'RSA' }, { kty: 'EC', kid: 'ec' });
    const keys = openKeys({ metadata: server.metadata, now });
    expect(await keys.find('ec')).toBeNull();
    expect([keys.size(), (await keys.find('first'))?.endorsements]).toEqual([2, ['msteams', 'webchat']]);
  });
});
