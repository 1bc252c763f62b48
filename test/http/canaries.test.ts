// Every secret and token is a canary: one run of a whole bot in which everything is used and much fails, then the log at its finest, what
// was written to the console, the database file, its backup and all else in DATA_DIR are searched for them.
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { format, inspect } from 'node:util';
import { expect, it } from 'vitest';
import { makeBackup } from '../../src/backups.ts';
import { startBaton } from '../../src/baton.ts';
import { configOf } from '../../src/config.ts';
import { addErasure, erasuresFile } from '../../src/erasures.ts';
import { openStore } from '../../src/store/index.ts';
import { alex, click, type Fields, inChat, installed, megan } from '../support/activities.ts';
import { clicks } from '../support/cardParts.ts';
import type { Posted } from '../support/fakeConnector.ts';
import { gateway } from '../support/gateway.ts';
import { mailServer } from '../support/mailServer.ts';
import { openId } from '../support/openId.ts';
import { OUR_PASSWORD, OUR_TOKEN, texts, WholeBot } from '../support/wholeBot.ts';

const SMTP = 'canary-password-of-the-mail-server';
const SMS = 'canary-token-of-the-sms-gateway';
const HOOK = 'canary-secret-of-the-webhook';
const METRICS = 'canary-token-of-the-metrics';
const HEARTBEAT = 'canary-path-of-the-heartbeat';
const WORDS = 'canary-words-of-people';
const GONE = 'Canary Vanished';

/** Everything that is written to the console while `f` runs. */
async function written(f: () => Promise<void>): Promise<string> {
  let all = '';
  const keep = (...parts: unknown[]) => {
    all += `${format(...parts)}\n`;
  };
  // The runner's console does not write to the streams of the process.
  const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;
  const spoken = methods.map((method) => console[method]);
  for (const method of methods) console[method] = keep;
  const streams = [process.stdout, process.stderr] as const;
  const before = streams.map((stream) => stream.write);
  for (const stream of streams)
    stream.write = ((piece: string | Uint8Array) => {
      all += piece.toString();
      return true;
    }) as typeof stream.write;
  try {
    await f();
  } finally {
    for (const [i, stream] of streams.entries()) stream.write = before[i] as typeof stream.write;
    for (const [i, method] of methods.entries()) console[method] = spoken[i] as typeof console.log;
  }
  return all;
}

/** A watchdog that fails in each of its ways before it takes a beat. `heard`: the fourth has come. */
async function watchdog(): Promise<{ url: string; heard: Promise<void>; server: Server }> {
  const all: string[] = [];
  const { promise: heard, resolve } = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    all.push(request.url ?? '');
    if (all.length === 2) return void request.socket.destroy();
    if (all.length === 3) response.setHeader('Location', 'https://evil.example/');
    response.statusCode = [500, 0, 302][all.length - 1] ?? 200;
    response.end();
    if (all.length > 3 && all.every((path) => path === `/${HEARTBEAT}`)) resolve();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${HEARTBEAT}`, heard, server };
}

const cardsOf = (posts: readonly Posted[]) =>
  posts
    .flatMap(({ activity }) => (activity['attachments'] ?? []) as { content: unknown }[])
    .map(({ content }) => content);

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());

it('no secret and no token is in the log, on the console, in the database or in its backup', async () => {
  const server = await openId();
  const sms = await gateway();
  const mail = await mailServer({ user: 'baton', password: SMTP });
  const dog = await watchdog();
  const carriers = `carriers:\n  email: { host: 127.0.0.1, port: ${mail.port}, from: baton@example.com, dependsOn: [] }\n  sms: { url: "${sms.url}", dependsOn: [] }\n  webhook: { url: "${sms.url}", dependsOn: [] }`;
  const ways = 'routes: [ { id: teams, kind: teams, dependsOn: [teams] }, { id: sms, kind: sms, dependsOn: [] } ]';
  const bot = await WholeBot.open({
    signedBy: server,
    publicUrl: 'http://localhost',
    watch: { metricsToken: METRICS, heartbeatUrl: dog.url },
    beatMs: 50,
    secrets: { smtp: { user: 'baton', password: SMTP }, smsToken: SMS, webhookSecret: HOOK },
    organisation: (text) =>
      text
        .replace('phone: "+46 70 000 00 02" }', `phone: "+46 70 000 00 02", ${ways} }`)
        .replace(
          'phone: "+46 70 000 00 05" }',
          'phone: "+46 70 000 00 05", routes: [ { id: chat, kind: webhook, address: "@patti", dependsOn: [] } ] }',
        )
        .replace(
          'phone: "+46 70 000 00 03" }',
          'phone: "+46 70 000 00 03", routes: [ { id: mail, kind: email, dependsOn: [] } ] }',
        )
        .replace(/^carriers:.*$/mu, carriers),
  });
  const tokens: string[] = [];
  const marks: string[] = [];
  const console_ = await written(async () => {
    const at = (path: string, more: RequestInit = {}) => fetch(`http://127.0.0.1:${bot.baton.port}${path}`, more);
    await bot.opened();
    await bot.tell(inChat(`ticket open microsoft ref:4711 INC-1 "${WORDS} of ${GONE}"`, bot.fake.url, megan));
    // Teams turns us away, and each other way is tried, with failures of its own.
    bot.fake.fail = ({ method, path }) =>
      method === 'POST' && /user-[1-4]/.test(path) ? { status: 403, code: 'ConversationBlockedByUser' } : null;
    const faults = [{ status: 500 }, { status: 401 }, null];
    sms.fail = () => faults.shift() ?? null;
    await bot.tell(inChat('ticket escalate T1 INC-1 "now"', bot.fake.url));
    await bot.tell(
      inChat('step 10 assign adele INC-1', bot.fake.url),
      inChat('case handover @patti INC-1', bot.fake.url),
    );
    await bot.settled();
    for (const { body } of sms.asked)
      tokens.push(...[...(/answers\/([\w-]{20,})/gu.exec(body['text'] ?? '') ?? [])].slice(1));
    await at('/hooks/sms', {
      method: 'POST',
      headers: { Authorization: `Bearer ${SMS}` },
      body: JSON.stringify({ from: '+46700000002', text: `OK ${WORDS}`, id: 'm1' }),
    });
    await at('/hooks/sms', { method: 'POST', headers: { Authorization: `Bearer ${SMS}x` }, body: '{' });
    for (const token of tokens) {
      await at(`/answers/${token}`);
      await at(`/answers/${token}`, { method: 'POST', body: new URLSearchParams({ answer: 'on-it', for: 'PT30M' }) });
    }
    bot.fake.fail = () => null;
    await bot.tell(inChat('pack build T1 INC-1', bot.fake.url, megan));
    const posts = await bot.tell(inChat('pack send T1 via:portal INC-1', bot.fake.url, megan));
    const pack = /packs\/([\w-]{20,})/u.exec(texts(posts).join())?.[1];
    if (pack === undefined) throw new Error('no link to a pack');
    tokens.push(pack);
    for (const form of ['', '/text', '/json']) await at(`/packs/${pack}${form}`);
    await bot.tell(inChat('pack revoke 1 INC-1', bot.fake.url, megan));
    await at(`/packs/${pack}`);
    const reported = cardsOf(await bot.tell(inChat('report INC-1 link', bot.fake.url, megan)));
    const report = /reports\/([\w-]{20,})/u.exec(JSON.stringify(reported))?.[1];
    if (report === undefined) throw new Error('no link to a report');
    tokens.push(report);
    for (const form of ['', '/text', '/json']) await at(`/reports/${report}${form}`);
    await bot.tell(inChat('report INC-1 revoke', bot.fake.url, megan));
    await at(`/reports/${report}`);
    // A form that is used, used again, and used again in other words.
    const form = cardsOf(await bot.tell(inChat('step add INC-1', bot.fake.url, megan))).flatMap(clicks);
    const data = form.map((one) => one['data'] as Fields).find((one) => 'once' in one);
    if (data === undefined) throw new Error('no form with a mark');
    marks.push(String(data['once']));
    for (const words of ['call them', 'call them', 'ring them'])
      await bot.send(click({ ...data, words }, 'execute', inChat('', bot.fake.url, megan)));
    await bot.send(
      click(
        { baton: 1, verb: 'note', case: 'INC-1', args: { words: WORDS } },
        'execute',
        inChat('', bot.fake.url, alex),
      ),
    );
    // What is turned away at the door.
    for (const authorization of [
      server.bearer(bot.fake.url, { aud: 'other' }),
      `Basic ${OUR_PASSWORD}`,
      `Bearer ${OUR_TOKEN}`,
      `Bearer ${SMS}`,
    ])
      await bot.send(inChat(WORDS, bot.fake.url), { Authorization: authorization });
    await bot.send(`{"${OUR_TOKEN}":`);
    await bot.send({ ...installed(bot.fake.url), serviceUrl: 'https://evil.example/' });
    for (const token of [METRICS, `${METRICS}x`, SMS])
      await at('/metrics', { headers: { Authorization: `Bearer ${token}` } });
    await bot.settled();
    await dog.heard;
    await bot.baton.stop();
    // Somebody is erased while the bot is down; the next start carries it out.
    addErasure(bot.folder, { ids: [], phrases: [GONE], names: [], phones: [] }, new Date().toISOString());
    await bot.start();
    await bot.settled();
    await bot.baton.stop();
    // A copy of all this, as `npm run backup` makes it.
    const store = await openStore({ dataDir: bot.folder, databaseUrl: null });
    await makeBackup(store, bot.folder, new Date().toISOString());
    await store.close();
  });
  expect(tokens.length).toBeGreaterThan(2);
  expect(sms.asked.length).toBeGreaterThan(1);
  expect(bot.fake.posts.some(({ authorization }) => authorization?.includes(OUR_TOKEN))).toBe(true);

  // A signed token in three pieces: the header is no secret, and the same for every bot.
  const bearers = server.bearer(bot.fake.url).slice('Bearer '.length).split('.').slice(1);
  const canaries = [
    OUR_PASSWORD,
    OUR_TOKEN,
    SMTP,
    SMS,
    HOOK,
    METRICS,
    HEARTBEAT,
    Buffer.from(`\0baton\0${SMTP}`).toString('base64'),
    ...tokens,
    ...bearers.map((piece) => piece.slice(0, 60)),
  ];
  const log = `${JSON.stringify(bot.logged)}${inspect(bot.logged, { depth: 20, maxStringLength: null, maxArrayLength: null, showHidden: true })}`;
  const places = [
    { name: 'the log', text: log },
    { name: 'the console', text: console_ },
    ...filesIn(bot.folder).map((file) => ({ name: file.slice(bot.folder.length), text: readFileSync(file, 'latin1') })),
  ];
  expect(places.map(({ name }) => name)).toContain('/baton.db');
  expect(places.some(({ name }) => name.includes('backup'))).toBe(true);
  const { key } = JSON.parse(readFileSync(erasuresFile(bot.folder), 'utf8')) as { key: string };
  const carried = bot.logged.filter(({ message }) => message === 'an erasure was carried out again');
  expect(carried.map(({ about }) => about)).toMatchObject([{ name: 'erased-person-1' }]);
  const found = places.flatMap(({ name, text }) => {
    // The key of the hashes stands in their own file, and nowhere else.
    const all = name === '/erasures.json' ? canaries : [...canaries, key];
    return all.flatMap((canary, i) => (text.includes(canary) ? [`canary ${i} in ${name}`] : []));
  });
  expect(found).toEqual([]);
  // What a form was used for is kept by its mark, and its mark is in no log.
  expect(marks.flatMap((mark) => [log.includes(mark), console_.includes(mark)])).toEqual([false, false]);
  expect(places.some(({ name, text }) => name === '/baton.db' && text.includes(marks[0] ?? '?'))).toBe(true);
  // What people said is in the database, where it belongs, and in no log.
  expect([log.includes(WORDS), console_.includes(WORDS)]).toEqual([false, false]);
  expect(places.some(({ text }) => text.includes(WORDS))).toBe(true);
  await Promise.all([bot.fake.close(), server.close(), sms.close(), mail.close()]);
  dog.server.close();
  rmSync(bot.folder, { recursive: true });
});

it('the password of a database is in no sentence: of a wrong address, or of a server that is not there', async () => {
  const secret = 'canary-password-of-the-database';
  const env = { ORGANISATION_FILE: 'env/organisation.example.yaml', DATA_DIR: 'data-of-nobody' };
  const wrong = configOf({ ...env, DATABASE_URL: `postgres:/baton:${secret}@host` }, process.cwd());
  expect(JSON.stringify(wrong)).not.toContain(secret);
  const right = configOf(
    { ...env, PORT: '0', DATABASE_URL: `postgres://baton:${secret}@127.0.0.1:1/baton` },
    process.cwd(),
  );
  if (!right.ok) throw new Error(right.faults.join());
  const logged: object[] = [];
  const at = (about: object, message: string) => void logged.push({ about, message });
  const dataDir = join(import.meta.dirname, '../../node_modules/.cache/canary');
  const started = startBaton({ ...right.config, dataDir }, { debug: at, info: at, warn: at, error: at });
  const error: unknown = await started.then(
    (baton) => baton.stop(),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  expect(inspect([error, logged], { depth: 20, maxStringLength: null })).not.toContain(secret);
});
