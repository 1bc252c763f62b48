// Downloads of evidence packs: the real engine and store behind the real web server, followed as somebody without an account would.
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plusMs } from '../../../src/domain/time.ts';
import { packPages } from '../../../src/http/pages/packs.ts';
import { type Server, startServer } from '../../../src/http/server.ts';
import { closeWorlds, openWorld, type World } from '../../support/world.ts';

const OUTSIDE = 'https://baton.example.org';

let world: World;
let server: Server;
let faults: unknown[];

beforeEach(async () => {
  world = await openWorld({ start: '2023-07-31T06:10:00Z', publicUrl: OUTSIDE });
  await world.say('alex', 'case new Outgoing e-mail blocked sev:1 playbook:mail-block affects:email');
  await world.say('megan', 'ticket open microsoft ref:2307310050000123 sev:A via:phone "outbound mail blocked"');
  await world.say('adele', 'pack build T1');
  faults = [];
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    receive: async () => ({ status: 200 }),
    health: async () => ({ status: 200 }),
    pages: packPages(world.engine, () => 'en'),
    onFault: (error) => faults.push(error),
  });
});
afterEach(async () => {
  await server.stop(500);
  await closeWorlds();
});

/** Sends the pack by portal; the answer carries the link. */
async function link(): Promise<string> {
  const outcome = await world.wants('megan', { type: 'pack.send', ticket: 'T1', via: 'portal' });
  if (outcome.kind !== 'done' || outcome.link === undefined) throw new Error('no link');
  return outcome.link;
}

/** As it arrives here behind whatever stands in front. */
const follow = (url: string, form = '') =>
  fetch(`http://127.0.0.1:${server.port}${url.replace(OUTSIDE, '')}${form === '' ? '' : `/${form}`}`);

const downloads = async () =>
  (await world.engine.events('INC-1')).filter(({ body }) => body.type === 'pack-downloaded');

describe('a link', () => {
  it('is the address from outside and 32 random bytes, another one each time', async () => {
    const [one, other] = [await link(), await link()];
    expect(one).toMatch(/^https:\/\/baton\.example\.org\/packs\/[\w-]{43}$/);
    expect(other).not.toBe(one);
  });

  it('is nowhere in the store, only its hash', async () => {
    const token = (await link()).split('/').at(-1) ?? '';
    const id = createHash('sha256').update(token).digest('hex');
    const rows = await world.store.linksOf('INC-1', 'pack');
    expect(rows.map((row) => row.id)).toEqual([id]);
    const kept = JSON.stringify([rows, await world.engine.events('INC-1'), await world.store.messagesOf('INC-1')]);
    expect(kept).toContain(id);
    expect(kept).not.toContain(token);
    expect(JSON.stringify(world.carrier.arrived)).not.toContain(token);
  });

  it('leads to the page, to the text and to JSON: the bytes that were built, with their hash', async () => {
    const url = await link();
    const forms = await world.engine.pack('INC-1', 1);
    for (const [name, path, type] of [
      ['html', '', 'text/html'],
      ['text', 'text', 'text/plain'],
      ['json', 'json', 'application/json'],
    ] as const) {
      const answer = await follow(url, path);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const hash = createHash('sha256').update(bytes).digest();
      expect([answer.status, bytes.toString('utf8')]).toEqual([200, forms?.[name].body]);
      expect(answer.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
      expect(answer.headers.get('repr-digest')).toBe(`sha-256=:${hash.toString('base64')}:`);
      expect(hash.toString('hex')).toBe((await world.case()).packs[0]?.sha256[name]);
      expect(answer.headers.get('content-disposition')).toContain('INC-1-pack-1.');
    }
  });

  it('is for nobody’s cache, search machine or frame, and tells its address to nobody', async () => {
    const { headers } = await follow(await link());
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  });

  it('leads to the same bytes after the case has changed', async () => {
    const url = await link();
    const before = await (await follow(url, 'text')).text();
    await world.say('alex', 'case set title:"Something else altogether" affects:+sso');
    await world.say('adele', 'pack build T1');
    expect(await (await follow(url, 'text')).text()).toBe(before);
  });
});

describe('every download', () => {
  it('is in the timeline before it is handed out: when and in which form, and nothing of whoever it was', async () => {
    const url = await link();
    await world.at('08:30');
    await follow(url, 'text');
    await world.engine.idle();
    await world.at('08:45');
    await follow(url);
    const facts = await downloads();
    expect(
      facts.map(({ at, by, body }) => [world.local(at), by, body.type === 'pack-downloaded' && body.form]),
    ).toEqual([
      ['08:30', 'baton', 'text'],
      ['08:45', 'baton', 'html'],
    ]);
    expect(JSON.stringify(facts)).not.toMatch(/127\.0\.0\.1|::1|node|fetch/);
    expect((await world.inThread()).filter((one) => one.includes('downloaded'))).toEqual(['08:30 pack-downloaded']);
  });

  it('is no proof of reading', async () => {
    await follow(await link());
    expect((await world.case()).tickets[0]?.sent.at(-1)?.read).toBe(false);
    expect(await world.due('unread:T1')).toBeDefined();
  });

  it('does not happen when it cannot be written down', async () => {
    const url = await link();
    await world.kill();
    const answer = await follow(url);
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('Try again')]);
    expect(faults.length).toBe(1);
  });
});

describe('a link that leads nowhere', () => {
  const nowhere = async (url: string, form = '') => {
    const answer = await follow(url, form);
    const { date: _, ...headers } = Object.fromEntries(answer.headers);
    return { status: answer.status, text: await answer.text(), headers };
  };

  it('is answered alike to the byte, whether it is wrong, expired or revoked', async () => {
    const revoked = await link();
    await world.say('megan', 'pack revoke');
    const expired = await link();
    world.clock.set(world.instant('2023-08-07 08:10'));
    const wrong = `${OUTSIDE}/packs/${'A'.repeat(43)}`;
    const first = await nowhere(wrong);
    expect(first.status).toBe(404);
    expect(first.text).toMatch(/^This link leads to no document, or not any more\..*\n$/);
    for (const url of [revoked, expired, `${OUTSIDE}/packs/x`, `${OUTSIDE}/packs/${'A'.repeat(90)}`])
      for (const form of ['', 'text', 'json']) expect(await nowhere(url, form)).toEqual(first);
    expect(await downloads()).toEqual([]);
    expect(faults).toEqual([]);
    expect((await nowhere(`${OUTSIDE}/packs/${'A'.repeat(5000)}`)).status).toBe(404);
  });

  it('still works the millisecond before it expires', async () => {
    const url = await link();
    world.clock.set(plusMs(world.instant('2023-08-07 08:10'), -1));
    expect((await follow(url)).status).toBe(200);
  });

  it('stays dead after a restart, and a living one stays alive', async () => {
    const dead = await link();
    await world.say('megan', 'pack revoke');
    const alive = await link();
    const ended = (await world.store.linksOf('INC-1', 'pack')).filter(({ endedAt }) => endedAt !== null);
    expect(ended.map(({ id }) => id)).toEqual([
      createHash('sha256')
        .update(dead.split('/').at(-1) ?? '')
        .digest('hex'),
    ]);
    await world.kill();
    await world.restart('08:20');
    expect(await world.engine.download(dead.split('/').at(-1) ?? '', 'text')).toBeNull();
    expect(await world.engine.download(alive.split('/').at(-1) ?? '', 'text')).not.toBeNull();
  });

  it.each(['..%2f..%2fetc', '%00', '%F0%9F%92%A5', 'a b', "'; drop table links; --"])(
    '%j does no harm',
    async (token) => {
      const status = await new Promise<number>((resolve, reject) => {
        const path = `/packs/${encodeURI(token).replaceAll('%25', '%')}`;
        request({ port: server.port, path }, (answer) => resolve(answer.statusCode ?? 0))
          .on('error', reject)
          .end();
      });
      expect([400, 404]).toContain(status);
      expect(faults).toEqual([]);
    },
  );
});

it('without an address from outside there is no link: sending goes on, and asking for one says how to switch it on', async () => {
  const quiet = await openWorld({ start: '2023-07-31T06:10:00Z' });
  await quiet.say('alex', 'case new Outgoing e-mail blocked sev:1 affects:email');
  await quiet.say('megan', 'ticket open microsoft ref:1 via:phone "blocked"');
  await quiet.say('adele', 'pack build T1');
  const sent = await quiet.wants('megan', { type: 'pack.send', ticket: 'T1', via: 'portal' });
  expect(sent).not.toHaveProperty('link');
  expect(await quiet.refused('megan', 'pack link')).toEqual({ no: 'links-off' });
  expect(await quiet.store.linksOf('INC-1', 'pack')).toEqual([]);
});

it('the same command delivered twice sends once, and shows its link once', async () => {
  const intent = { type: 'pack.send', ticket: 'T1', via: 'portal' } as const;
  const first = await world.wants('megan', intent, { id: 'twice' });
  const second = await world.wants('megan', intent, { id: 'twice' });
  expect([first, second].map((outcome) => 'link' in outcome)).toEqual([true, false]);
  expect((await world.store.linksOf('INC-1', 'pack')).length).toBe(1);
});
