// The way in, end to end: the whole bot with credentials, a Bot Connector's OpenID server with keys of its own, and everything that
// somebody on the internet can send to `/api/messages`. The five measured defects of the SDK's authentication are among it.
import { readdirSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LARGEST_BODY } from '../../src/http/body.ts';
import { click, type Fields, inChannel, inChat, TENANT } from '../support/activities.ts';
import { BOT_ID, type OpenId, openId, type Signing } from '../support/openId.ts';
import { OUR_PASSWORD, OUR_TOKEN, texts, WholeBot } from '../support/wholeBot.ts';

let server: OpenId;
let bot: WholeBot;
/** Somebody else's web server: whoever connects to it is counted. */
let foreign: Server;
let foreignUrl: string;
let connections = 0;

beforeAll(async () => {
  foreign = createServer((_, res) => res.end('{"keys":[]}')).on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((done) => foreign.listen(0, '127.0.0.1', done));
  foreignUrl = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  server = await openId();
  bot = await WholeBot.open({ signedBy: server });
  await bot.opened();
}, 60_000);
afterAll(async () => {
  await bot.close();
  await server.close();
  await new Promise((done) => foreign.close(done));
});

interface Attack {
  name: string;
  status: number | readonly number[];
  /** Names that the log line must give. */
  why?: RegExp;
  authorization?: () => string;
  body?: () => unknown;
  headers?: Record<string, string>;
  method?: string;
  path?: string;
}

const seconds = () => Math.floor(Date.now() / 1000);
const OTHER = 'bbbbbbbb-0000-4000-8000-000000000002';
const OTHER_TENANT = '22222222-2222-2222-2222-222222222222';

/** What an attacker would like to have carried out; none of it may be. */
const wishes: [string, () => Fields][] = [
  ['a line in a chat', () => inChat('case new "Forged" sev:1', bot.fake.url)],
  ['a line in the channel', () => inChannel('case new "Forged" sev:1', bot.fake.url)],
  ['a click', () => click({ baton: 1, verb: 'case close', case: 'INC-1' }, 'execute', inChat('', bot.fake.url))],
];

const pem = (type: 'spki' | 'pkcs1') => server.pairs.first.publicKey.export({ type, format: 'pem' });
const der = () => server.pairs.first.publicKey.export({ type: 'spki', format: 'der' });
const jwk = () => server.pairs.stranger.publicKey.export({ format: 'jwk' });
const signed = (claims: Fields = {}, more: Signing = {}) => server.bearer(bot.fake.url, claims, more);
const forge = (header: Fields, key: Signing['key'] = 'stranger') => signed({}, { key, header });
const pieces = (edit: (parts: string[]) => string[]) =>
  `Bearer ${edit(signed().slice('Bearer '.length).split('.')).join('.')}`;
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Entra's issuers, as an attacker's own tenant really signs them, with the audience of our bot (defect 1). */
const entra = (version: 1 | 2, tenant: string): Fields => ({
  iss: version === 1 ? `https://sts.windows.net/${tenant}/` : `https://login.microsoftonline.com/${tenant}/v2.0`,
  tid: tenant,
  ver: `${version}.0`,
  ...(version === 1 ? { appid: BOT_ID } : { azp: BOT_ID }),
});

const tokens: [string, () => string, (number | readonly number[])?][] = [
  ['no header', () => ''],
  ['an empty Bearer', () => 'Bearer '],
  ['a password', () => `Basic ${Buffer.from('alex:secret').toString('base64')}`],
  ['a lower-case scheme', () => signed().replace('Bearer', 'bearer')],
  ['two schemes', () => `Bearer ${signed()}`],
  ['two tokens', () => `${signed()}, ${signed()}`],
  ['two pieces', () => pieces(([head = '', body = '']) => [head, body])],
  ['four pieces', () => pieces((all) => [...all, 'x'])],
  ['no signature', () => pieces(([head = '', body = '']) => [head, body, ''])],
  ['a header that is no JSON', () => pieces(([, body = '', sign = '']) => ['e30x', body, sign])],
  ['a header that is a list', () => pieces(([, body = '', sign = '']) => [part([]), body, sign])],
  ['claims that are no JSON', () => pieces(([head = '', , sign = '']) => [head, 'e30x', sign])],
  ['claims that are null', () => pieces(([head = '', , sign = '']) => [head, part(null), sign])],
  ['claims that were changed', () => pieces(([head = '', , sign = '']) => [head, part(claimsOf()), sign])],
  ['a signature that was changed', () => pieces(([head = '', body = '', sign = '']) => [head, body, flipped(sign)])],
  ['a huge token', () => `Bearer ${'a'.repeat(12_000)}.b.c`],
  ['alg none', () => signed({}, { header: { alg: 'none' } })],
  ['alg none without a signature', () => unsigned('none')],
  ['alg None', () => unsigned('None')],
  ['alg NONE', () => unsigned('NONE')],
  ['no alg', () => signed({}, { header: { alg: undefined } })],
  ['a list as alg', () => signed({}, { header: { alg: ['RS256'] } })],
  ['HS256 with the public key (PEM)', () => signed({}, { secret: pem('spki') })],
  ['HS256 with the public key (PKCS#1)', () => signed({}, { secret: pem('pkcs1') })],
  ['HS256 with the public key (DER)', () => signed({}, { secret: der() })],
  ['HS256 with nothing', () => signed({}, { secret: '' })],
  ['HS256 that calls itself RS256', () => signed({}, { secret: pem('spki'), header: { alg: 'RS256' } })],
  ['RS384 with our key', () => signed({}, { header: { alg: 'RS384' }, hash: 'sha384' })],
  ['RS512 with our key', () => signed({}, { header: { alg: 'RS512' }, hash: 'sha512' })],
  ['PS256', () => signed({}, { header: { alg: 'PS256' } })],
  ['a key of nobody', () => signed({}, { key: 'stranger' })],
  ['a key of nobody that calls itself ours', () => forge({ kid: 'first' })],
  ['no key id', () => signed({}, { header: { kid: undefined } })],
  ['a number as key id', () => signed({}, { header: { kid: 1 } })],
  ['a key id that leads to a file', () => forge({ kid: '../../../../dev/null' })],
  ['a key id that leads to a server', () => forge({ kid: `${foreignUrl}/keys` })],
  ['a key id that is a query', () => forge({ kid: "first' OR '1'='1" })],
  ['a key id of the prototype', () => forge({ kid: '__proto__' })],
  ['a key of its own in the header', () => forge({ jwk: jwk() })],
  ['a list of keys of its own', () => forge({ jku: `${foreignUrl}/keys` })],
  ['a certificate of its own', () => forge({ x5u: `${foreignUrl}/cert`, x5c: ['MIIB'] })],
  ['a critical header that nobody knows', () => signed({}, { header: { crit: ['exp2'], exp2: 1 } })],
  ['a payload that is not encoded', () => signed({}, { header: { b64: false, crit: ['b64'] } })],
  ['one that has run out', () => signed({ exp: seconds() - 330 })],
  ['one that ran out long ago', () => signed({ exp: 1_600_000_000 })],
  ['one that never ends', () => signed({ exp: undefined })],
  ['an end in words', () => signed({ exp: 'tomorrow' })],
  ['one that begins later', () => signed({ nbf: seconds() + 900 })],
  ['a beginning in words', () => signed({ nbf: 'now' })],
  ['no issuer', () => signed({ iss: undefined })],
  ['an issuer almost like it', () => signed({ iss: 'https://api.botframework.com/' })],
  ['an issuer in a list', () => signed({ iss: ['https://api.botframework.com'] })],
  ['an issuer of a government cloud', () => signed({ iss: 'https://api.botframework.us' })],
  ['an issuer of its own', () => signed({ iss: foreignUrl })],
  ['Entra v2, another tenant (defect 1)', () => signed(entra(2, OTHER_TENANT))],
  ['Entra v1, another tenant (defect 1)', () => signed(entra(1, OTHER_TENANT))],
  ['Entra v2, our tenant', () => signed(entra(2, TENANT))],
  ['Entra v1, our tenant', () => signed(entra(1, TENANT))],
  ['Entra v2, a key of its own', () => signed(entra(2, OTHER_TENANT), { key: 'stranger' })],
  ['the emulator', () => signed({ ...entra(1, 'd6d49420-f39b-4df7-a1dc-d59a935871db') })],
  ['a skill', () => signed({ ...entra(2, TENANT), appid: OTHER, azp: OTHER })],
  ['another bot', () => signed({ aud: OTHER })],
  ['no audience', () => signed({ aud: undefined })],
  ['audiences in a list', () => signed({ aud: [BOT_ID, OTHER] })],
  ['a wildcard', () => signed({ aud: '*' })],
  ['the connector as audience', () => signed({ aud: 'https://api.botframework.com' })],
  ['another service URL', () => signed({ serviceurl: foreignUrl })],
  ['no service URL (defect 4)', () => signed({ serviceurl: undefined })],
  ['a service URL in a list', () => signed({ serviceurl: [bot.fake.url] })],
  ['a service URL with a slash more', () => signed({ serviceurl: `${bot.fake.url}/` })],
  ['a key that is not for Teams', () => signed({}, { key: 'unendorsed' }), 403],
];

const claimsOf = () => ({ iss: 'https://api.botframework.com', aud: BOT_ID, exp: seconds() + 60 });
const unsigned = (alg: string) => `Bearer ${part({ alg, typ: 'JWT' })}.${part(claimsOf())}.`;
/** The last characters of a signature can be of no weight; the first are. */
const flipped = (sign: string) => `${sign.startsWith('A') ? 'B' : 'A'}${sign.slice(1)}`;

const chat = (change: Fields = {}): Fields => ({ ...inChat('case new "Forged" sev:1', bot.fake.url), ...change });
/** A service URL that the token carries, too. */
const leads = (url: string): Pick<Attack, 'authorization' | 'body'> => ({
  authorization: () => server.bearer(url),
  body: () => chat({ serviceUrl: url }),
});
const nested = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;

const bodies: Attack[] = [
  { name: 'nothing at all (defect 3)', status: 400, body: () => '' },
  { name: 'an empty object (defect 3)', status: 400, body: () => '{}' },
  { name: 'null', status: 400, body: () => 'null' },
  { name: 'a number', status: 400, body: () => '7' },
  { name: 'a text', status: 400, body: () => '"case close"' },
  { name: 'a list', status: 400, body: () => '[]' },
  { name: 'a list of activities', status: 400, body: () => JSON.stringify([chat()]) },
  { name: 'half of it', status: 400, body: () => JSON.stringify(chat()).slice(0, -20) },
  { name: 'two of them', status: 400, body: () => `${JSON.stringify(chat())}${JSON.stringify(chat())}` },
  { name: 'single quotes', status: 400, body: () => "{'type':'message'}" },
  { name: 'XML', status: 400, body: () => '<?xml version="1.0"?><a/>' },
  { name: 'a byte order mark', status: 400, body: () => `\uFEFF${JSON.stringify(chat())}` },
  { name: 'bytes that are no text', status: 400, body: () => '\u0000\u0001\uFFFD' },
  { name: 'a comment', status: 400, body: () => `/**/${JSON.stringify(chat())}` },
  { name: 'a form', status: 400, body: () => 'type=message&text=case+close' },
  { name: 'NaN', status: 400, body: () => '{"type":NaN}' },
  ...['type', 'from', 'recipient', 'conversation', 'serviceUrl', 'channelId'].flatMap((name): Attack[] => [
    { name: `no ${name}`, status: 400, body: () => chat({ [name]: undefined }) },
    { name: `null as ${name}`, status: 400, body: () => chat({ [name]: null }) },
    { name: `a number as ${name}`, status: 400, body: () => chat({ [name]: 7 }) },
    { name: `a list as ${name}`, status: 400, body: () => chat({ [name]: ['message'] }) },
    { name: `an empty ${name}`, status: 400, body: () => chat({ [name]: name === 'from' ? {} : '' }) },
  ]),
  { name: 'the emulator’s channel', status: 400, body: () => chat({ channelId: 'emulator' }) },
  { name: 'the channel of App Service', status: 400, body: () => chat({ channelId: 'AseChannel' }) },
  { name: 'a channel in capitals', status: 400, body: () => chat({ channelId: 'MSTEAMS' }) },
  { name: 'lists nested deep', status: 400, body: () => nested('[', ']', 200_000) },
  { name: 'objects nested deep', status: 400, body: () => nested('{"a":', '}', 100_000) },
  {
    name: 'a value nested deep',
    status: 400,
    body: () => `{"type":"message","value":${nested('{"a":', '}', 20_000)},"channelId":"msteams"}`,
  },
  { name: 'brackets without an end', status: 400, body: () => '['.repeat(900_000) },
  { name: 'a huge body', status: 413, body: () => JSON.stringify(chat({ text: 'x'.repeat(LARGEST_BODY) })) },
  ...['https://evil.example/', 'http://169.254.169.254/metadata/', 'file:///etc/passwd', 'gopher://x/', 'x'].map(
    (url): Attack => ({ name: `a signed service URL ${url}`, status: 403, ...leads(url) }),
  ),
  {
    name: 'a signed service URL of a listening server',
    status: 403,
    authorization: () => server.bearer(foreignUrl),
    body: () => chat({ serviceUrl: foreignUrl }),
  },
  {
    name: 'a huge body of nobody',
    status: 401,
    authorization: () => signed({}, { key: 'stranger' }),
    body: () => 'x'.repeat(5 * LARGEST_BODY),
  },
  { name: 'brackets of nobody', status: 401, authorization: () => '', body: () => '['.repeat(900_000) },
  { name: 'a service URL of a listening server', status: 401, body: () => chat({ serviceUrl: foreignUrl }) },
  ...[
    { conversation: { id: 'a:1', tenantId: OTHER_TENANT }, channelData: {} },
    { conversation: { id: 'a:1', tenantId: OTHER_TENANT } },
    { conversation: { id: 'a:1' }, channelData: { tenant: { id: OTHER_TENANT } } },
    { conversation: { id: 'a:1' }, channelData: {} },
    { conversation: { id: 'a:1', tenantId: [TENANT] }, channelData: {} },
    { conversation: { id: 'a:1', tenantId: '*' }, channelData: {} },
    { conversation: { id: 'a:1', tenantId: '__proto__' }, channelData: {} },
  ].map(
    (change): Attack => ({
      name: `a tenant that is not ours: ${JSON.stringify(change)}`,
      status: 403,
      body: () => chat(change),
    }),
  ),
];

const requests: Attack[] = [
  ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'].map(
    (type): Attack => ({ name: `content type ${type}`, status: 415, headers: { 'Content-Type': type } }),
  ),
  { name: 'a packed body', status: 415, headers: { 'Content-Encoding': 'gzip' } },
  { name: 'a body packed twice', status: 415, headers: { 'Content-Encoding': 'br, gzip' } },
  ...['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD'].map(
    (method): Attack => ({ name: `method ${method}`, status: 405, method }),
  ),
  { name: 'method OPTIONS', status: [404, 405], method: 'OPTIONS' },
  ...['/', '/api', '/api/message', '/api/messages/x', '/API/MESSAGES/', '/api/%2e%2e/etc/passwd', '/api//messages'].map(
    (path): Attack => ({ name: `path ${path}`, status: [400, 404], path }),
  ),
  { name: 'a path that cannot be decoded', status: [400, 404], path: '/api/messages/%ff%' },
];

const attacks: Attack[] = [
  ...tokens.flatMap(([name, authorization, status = 401]) =>
    wishes.map(
      ([wish, body]): Attack => ({
        name: `${wish} with: ${name}`,
        status,
        authorization,
        body,
        why: /token|key|sign|claim|issuer|service URL/,
      }),
    ),
  ),
  ...bodies,
  ...requests,
];

async function fire({
  authorization,
  body,
  headers,
  method = 'POST',
  path = '/api/messages',
}: Attack): Promise<Response> {
  const sent = body === undefined ? chat() : body();
  const text = typeof sent === 'string' ? sent : JSON.stringify(sent);
  return fetch(`http://127.0.0.1:${bot.baton.port}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', Authorization: authorization?.() ?? signed(), ...headers },
    ...(method !== 'GET' && method !== 'HEAD' && { body: text }),
  });
}

/** What the SDK keeps for the whole process; by the path that the bot loads it from. */
function sdkOf(name: string): Fields {
  const load = createRequire(import.meta.url);
  return createRequire(load.resolve('botbuilder'))(name) as Fields;
}

/** Of everything in the bot's folder, its database above all. Looked at, never opened. */
const sizes = () => readdirSync(bot.folder).map((name) => [name, statSync(join(bot.folder, name)).size]);

const isHuge = (body: unknown) => JSON.stringify(body).length > 100_000;

const isSecret = (text: string) => [OUR_PASSWORD, OUR_TOKEN, 'eyJ', 'Forged'].filter((secret) => text.includes(secret));

describe('the way in', () => {
  it('lets the Bot Connector’s own token in, and answers with ours', async () => {
    const posts = await bot.tell(inChat('case list', bot.fake.url));
    expect(texts(posts)).toEqual(['1 case']);
    expect(posts.every((post) => post.authorization === `Bearer ${OUR_TOKEN}`)).toBe(true);
  });

  it('there are more than 300 ways to get it wrong', () => {
    expect(attacks.length).toBeGreaterThan(300);
    expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
  });

  it.each(attacks)('turns away $name', async (attack) => {
    const before = { posts: bot.fake.posts.length, lines: bot.logged.length };
    const answer = await fire(attack);
    const said = await answer.text();
    const wanted = [attack.status].flat();
    expect(wanted, said).toContain(answer.status);
    // The sender learns one short sentence and nothing of the inside.
    expect(said.length).toBeLessThan(200);
    expect(said).not.toMatch(/\bat \S+ \(|node_modules|Error|stack/);
    await bot.settled();
    expect(bot.fake.posts).toHaveLength(before.posts);
    // The bot has other things to say as well: that it has made a backup, for instance.
    const all = bot.logged.slice(before.lines);
    const lines = all.filter(({ message }) => message === 'a request was turned away');
    if (attack.method === undefined && attack.path === undefined) {
      expect(lines).toMatchObject([{ about: { status: answer.status } }]);
      expect(JSON.stringify(lines)).toMatch(attack.why ?? /./);
    }
    expect(isSecret(JSON.stringify(all) + said)).toEqual([]);
    expect(connections).toBe(0);
  });

  it.each([
    ['two tokens, the good one first', () => [`Authorization: ${signed()}`, 'Authorization: Bearer a.b.c']],
    ['two tokens, the good one last', () => ['Authorization: Bearer a.b.c', `Authorization: ${signed()}`]],
    ['two types', () => [`Authorization: ${signed()}`, 'Content-Type: text/plain']],
    ['two hosts', () => [`Authorization: ${signed()}`, 'Host: evil.example']],
    ['two lengths', () => [`Authorization: ${signed()}`, 'Content-Length: 3']],
    ['a length and chunks', () => [`Authorization: ${signed()}`, 'Transfer-Encoding: chunked']],
    ['an unknown transfer', () => [`Authorization: ${signed()}`, 'Transfer-Encoding: xchunked']],
    ['a header with a bare line feed', () => [`Authorization: ${signed()}\nX: y`, 'Z\n: y']],
  ])('turns away a request with %s', async (_, lines) => {
    const before = bot.fake.posts.length;
    const body = JSON.stringify(chat());
    const head = ['POST /api/messages HTTP/1.1', 'Host: x', 'Connection: close', `Content-Length: ${body.length}`];
    const text = [...head, 'Content-Type: application/json', ...lines(), '', body].join('\r\n');
    const socket = connect(bot.baton.port, '127.0.0.1');
    let answered = '';
    socket.on('data', (piece) => {
      answered += piece;
    });
    socket.on('error', () => {});
    socket.write(text);
    await new Promise<void>((done) => socket.once('close', () => done()));
    expect(answered).toMatch(/^HTTP\/1\.1 400 /);
    await bot.settled();
    expect(bot.fake.posts).toHaveLength(before);
  });

  it('nothing grows with a thousand of them: no issuer, no key, no row, and no more than one request for keys a minute', async () => {
    const { issuer } = sdkOf('botframework-connector/lib/auth/tokenValidationParameters')[
      'ToBotFromBotOrEmulatorTokenValidationParameters'
    ] as { issuer: string[] };
    const { openIdMetadataCache } = sdkOf('botframework-connector/lib/auth/jwtTokenExtractor')['JwtTokenExtractor'] as {
      openIdMetadataCache: Map<string, unknown>;
    };
    const state = () => ({ issuers: issuer.length, documents: openIdMetadataCache.size, files: sizes() });
    // The first start of a day makes a backup, and writes that down.
    await vi.waitFor(() => expect(bot.logged.map(({ message }) => message)).toContain('a backup was made'));
    const before = state();
    const [asked, lines] = [server.asked.length, bot.logged.length];
    const begun = Date.now();
    const cheap = attacks.filter(({ status, body }) => status !== 413 && (body === undefined || !isHuge(body())));
    // Made once and sent again and again; every second one names a key that was invented for it.
    const made = cheap.map((attack) => {
      const [authorization, body] = [attack.authorization?.() ?? signed(), attack.body?.() ?? chat()];
      return { ...attack, authorization: () => authorization, body: () => body };
    });
    const invented = (n: number) => `Bearer ${part({ alg: 'RS256', kid: `k${n}` })}.${part(claimsOf())}.AAAA`;
    const answers = new Map<number, number>();
    for (let n = 0; n < 1_000; n += 50) {
      const batch = Array.from({ length: 50 }, (_, i) => {
        const attack = made[(n + i) % made.length] as Attack;
        return i % 2 === 0 ? attack : { ...attack, authorization: () => invented(n + i) };
      });
      for (const { status } of await Promise.all(batch.map(fire))) answers.set(status, (answers.get(status) ?? 0) + 1);
    }
    expect([...answers.keys()].filter((status) => status < 400 || status >= 500)).toEqual([]);
    expect(state()).toEqual(before);
    const minutes = Math.ceil((Date.now() - begun) / 60_000);
    expect(server.asked.length - asked).toBeLessThanOrEqual(2 * minutes);
    // The log does not fill the disk either.
    expect(bot.logged.length - lines).toBeLessThanOrEqual(1_001 * minutes + 1);
    expect(connections).toBe(0);
    // And those who belong here are still heard.
    expect(texts(await bot.tell(inChat('case list', bot.fake.url)))).toEqual(['1 case']);
  }, 120_000);

  it('carried out nothing of all that', async () => {
    expect(await bot.baton.engine.read('INC-2')).toBeNull();
    expect((await bot.baton.engine.read('INC-1'))?.status).toBe('open');
  });
});
