import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Credentials } from '../../src/teams/credentials.ts';
import { type GateOptions, gate, type Request } from '../../src/teams/gate.ts';
import { openKeys } from '../../src/teams/keys.ts';
import { microsoft, thisMachine } from '../../src/teams/trust.ts';
import { type Fields, inChat, TENANT } from '../support/activities.ts';
import { BOT_ID, type OpenId, openId, type Signing } from '../support/openId.ts';

const URL = 'https://smba.trafficmanager.net/emea/';
const credentials: Credentials = { type: 'SingleTenant', id: BOT_ID, password: 'x', tenant: TENANT };
const now = () => Date.now();

let server: OpenId;
let withCredentials: GateOptions;
const anonymous: GateOptions = { signed: null, mayCall: thisMachine.mayCall, tenants: () => [], now };

beforeAll(async () => {
  server = await openId();
  const keys = openKeys({ metadata: server.metadata, now });
  withCredentials = { signed: { credentials, keys }, mayCall: microsoft.mayCall, tenants: () => [TENANT], now };
});
afterAll(() => server.close());

const json = { 'content-type': 'application/json' };
const holding = (body: unknown) => async () => ({ ok: true as const, value: body });

function signed(body: unknown, authorization = server.bearer(URL)): Request {
  return {
    headers: { ...json, authorization },
    repeated: [],
    body: holding(body),
    remoteAddress: '52.112.0.1',
  };
}

function local(body: unknown, more: Partial<Request> = {}): Request {
  return {
    headers: { ...json, host: '127.0.0.1:3978' },
    repeated: [],
    body: holding(body),
    remoteAddress: '127.0.0.1',
    ...more,
  };
}

async function statusOf(request: Request, options: GateOptions = withCredentials): Promise<number> {
  const verdict = await gate(request, options);
  return verdict.pass ? 200 : verdict.status;
}

describe('with credentials', () => {
  it('lets a token of the Bot Connector for us go on to the SDK', async () => {
    const request = signed(inChat('hello', URL));
    const { authorization } = request.headers;
    expect(await gate(request, withCredentials)).toMatchObject({ pass: true, authorization });
  });

  const entra = `https://login.microsoftonline.com/${TENANT}/v2.0`;
  const minutes = (n: number) => Math.floor(Date.now() / 1000) + n * 60;
  const tokens: [string, Fields, Signing?][] = [
    ['alg none', {}, { header: { alg: 'none' } }],
    ['another algorithm of the same key', {}, { header: { alg: 'RS384' }, hash: 'sha384' }],
    ['a key that nobody knows', {}, { key: 'stranger' }],
    ['a signature of another key', {}, { key: 'stranger', header: { kid: 'first' } }],
    ['no key id', {}, { header: { kid: undefined } }],
    ['an issuer of Entra, though the audience is ours', { iss: entra, azp: BOT_ID, tid: TENANT, ver: '2.0' }],
    ['an issuer of the old emulator', { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' }],
    ['another bot’s audience', { aud: 'bbbbbbbb-0000-4000-8000-000000000001' }],
    ['a list of audiences', { aud: [BOT_ID] }],
    ['one that has run out', { exp: minutes(-6) }],
    ['one without an end', { exp: undefined }],
    ['one that begins later', { nbf: minutes(6) }],
    ['another service URL than the body’s', { serviceurl: 'https://smba.trafficmanager.net/amer/' }],
    ['no service URL', { serviceurl: undefined }],
  ];
  it.each(tokens)('answers 401 to %s', async (_, claims, how) => {
    expect(await statusOf(signed(inChat('hello', URL), server.bearer(URL, claims, how)))).toBe(401);
  });

  it.each(['', 'Basic eDp5', 'Bearer ', 'Bearer a.b.c', 'bearer x'])('answers 401 to %j', async (authorization) => {
    expect(await statusOf(signed(inChat('hello', URL), authorization))).toBe(401);
  });

  it('answers 401 to HS256 with the public key as the secret', async () => {
    for (const type of ['spki', 'pkcs1'] as const) {
      const secret = server.pairs.first.publicKey.export({ type, format: 'pem' });
      expect(await statusOf(signed(inChat('x', URL), server.bearer(URL, {}, { secret })))).toBe(401);
    }
  });

  it('answers 403 to a key that is not endorsed for Teams', async () => {
    expect(await statusOf(signed(inChat('x', URL), server.bearer(URL, {}, { key: 'unendorsed' })))).toBe(403);
  });

  it('compares the audience without regard to case, and clocks within five minutes', async () => {
    const claims = { aud: BOT_ID.toUpperCase(), exp: minutes(-4), nbf: minutes(4) };
    expect(await statusOf(signed(inChat('hello', URL), server.bearer(URL, claims)))).toBe(200);
  });

  it.each([
    'https://evil.example/',
    'https://evil.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://smba.trafficmanager.net:8443/emea/',
    'https://smba.trafficmanager.net/emea/?x=',
    'https://smba.trafficmanager.net/emea/#',
    'http://smba.trafficmanager.net/emea/',
    'https://evilteams.microsoft.com/',
    'http://169.254.169.254/latest/',
    'https://127.0.0.1/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'nothing',
  ])('answers 403 where a signed token leads to %s', async (url) => {
    expect(await statusOf(signed(inChat('x', url), server.bearer(url)))).toBe(403);
  });

  it.each(['https://smba.trafficmanager.net/emea/1-2-3/', 'https://smba.infra.gcc.teams.microsoft.com/teams'])(
    'answers what comes from %s',
    async (url) => {
      expect(await statusOf(signed(inChat('x', url), server.bearer(url)))).toBe(200);
    },
  );

  const elsewhere = { id: 'a:1', tenantId: '22222222-2222-2222-2222-222222222222' };
  it.each([
    ['another tenant', { conversation: elsewhere, channelData: {} }],
    ['two tenants', { conversation: elsewhere }],
    ['no tenant', { conversation: { id: 'a:1' }, channelData: {} }],
  ])('answers 403 to %s', async (_, change) => {
    expect(await statusOf(signed({ ...inChat('x', URL), ...change }))).toBe(403);
  });

  it('lets nobody in when the list of tenants is empty', async () => {
    expect(await statusOf(signed(inChat('x', URL)), { ...withCredentials, tenants: () => [] })).toBe(403);
  });

  it.each([
    ['nothing', undefined],
    ['{}', {}],
    ['a list', []],
    ['a text', 'x'],
    ['no from', { ...inChat('x', URL), from: undefined }],
    ['no conversation', { ...inChat('x', URL), conversation: undefined }],
    ['no service URL', { ...inChat('x', URL), serviceUrl: undefined }],
    ['another channel', { ...inChat('x', URL), channelId: 'emulator' }],
    ['no channel', { ...inChat('x', URL), channelId: undefined }],
  ])('answers 400 to %s', async (_, body) => {
    expect(await statusOf(signed(body))).toBe(400);
  });

  it('judges the time of a token by its own clock', async () => {
    const request = signed(inChat('x', URL));
    expect(await statusOf(request, { ...withCredentials, now: () => Date.now() + 2 * 3_600_000 })).toBe(401);
  });

  it('asks for no keys because of a token that is not even meant for it, and answers 503 when they cannot be had', async () => {
    const other = await openId();
    other.down = true;
    const keys = openKeys({ metadata: other.metadata, now });
    const options = { ...withCredentials, signed: { credentials, keys } };
    const wrong = [{ aud: 'bbbbbbbb-0000-4000-8000-000000000001' }, { iss: 'https://evil.example' }];
    for (const claims of wrong) expect(await statusOf(signed({}, server.bearer(URL, claims)), options)).toBe(401);
    expect(other.asked).toEqual([]);
    expect(await statusOf(signed({}), options)).toBe(503);
    await other.close();
  });

  it('reads the body of nobody whom it does not know', async () => {
    let read = false;
    const body = async () => {
      read = true;
      return { ok: true as const, value: {} };
    };
    await gate({ ...signed({}, server.bearer(URL, {}, { key: 'stranger' })), body }, withCredentials);
    await gate({ ...local({}, { remoteAddress: '10.0.0.5' }), body }, anonymous);
    expect(read).toBe(false);
    await gate({ ...signed({}), body }, withCredentials);
    expect(read).toBe(true);
  });

  it('answers 400 where what decides came twice, and 415 to what is not plain JSON', async () => {
    const request = signed(inChat('x', URL));
    for (const name of ['authorization', 'content-type', 'content-length', 'host', 'origin'])
      expect(await statusOf({ ...request, repeated: ['accept', name] })).toBe(400);
    for (const [name, value] of [
      ['content-type', 'text/plain'],
      ['content-type', 'application/jsonp'],
      ['content-type', undefined],
      ['content-encoding', 'gzip'],
    ] as const)
      expect(await statusOf({ ...request, headers: { ...request.headers, [name]: value } })).toBe(415);
  });
});

describe('without credentials', () => {
  const body = inChat('hello', 'http://localhost:56150/_connector');

  it('takes whoever is on this machine', async () => {
    for (const remoteAddress of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
      expect(await statusOf(local(body, { remoteAddress }), anonymous)).toBe(200);
  });

  it.each(['10.0.0.5', '192.168.1.7', '::ffff:10.0.0.5', undefined])(
    'answers 403 to the address %s',
    async (remoteAddress) => {
      expect(await statusOf({ ...local(body), remoteAddress }, anonymous)).toBe(403);
    },
  );

  const from = (headers: Request['headers']) => statusOf(local(body, { headers: { ...json, ...headers } }), anonymous);

  it.each(['evil.example', 'evil.example:3978', '127.0.0.1.evil.example', 'localhost@evil.example', ''])(
    'answers 403 to the Host %j',
    async (host) => {
      expect(await from({ host })).toBe(403);
    },
  );

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
  ])('answers 403 to a page of another site: %j', async (headers) => {
    expect(await from({ host: 'localhost:3978', ...headers })).toBe(403);
    expect(await from({ host: 'localhost:3978', origin: 'http://localhost:56150' })).toBe(200);
  });

  it('answers 415 to a form that some web page posted', async () => {
    expect(await from({ host: 'localhost:3978', 'content-type': 'text/plain' })).toBe(415);
  });

  it('answers 403 where the way back leads off this machine', async () => {
    for (const url of [URL, 'http://localhost@evil.example/', 'http://127.0.0.1.evil.example/', 'ftp://localhost/'])
      expect(await statusOf(local(inChat('x', url)), anonymous)).toBe(403);
  });

  it('still keeps to the list of tenants when there is one', async () => {
    const listed = { ...anonymous, tenants: () => ['22222222-2222-2222-2222-222222222222'] };
    expect(await statusOf(local(body), listed)).toBe(403);
    expect(await statusOf(local(body), { ...anonymous, tenants: () => [TENANT.toUpperCase()] })).toBe(200);
  });
});
