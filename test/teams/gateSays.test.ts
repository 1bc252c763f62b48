// What the gate says when it turns somebody away: to the sender a sentence that gives nothing away, to the operator's log why.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateOptions, gate, type Request } from '../../src/teams/gate.ts';
import { openKeys } from '../../src/teams/keys.ts';
import { checkToken } from '../../src/teams/token.ts';
import { isLocalUrl, isLoopbackAddress, microsoft, thisMachine } from '../../src/teams/trust.ts';
import { type Fields, inChat, TENANT } from '../support/activities.ts';
import { BOT_ID, type OpenId, openId, type Signing } from '../support/openId.ts';

const URL = 'https://smba.trafficmanager.net/emea/';
const LOCAL = 'http://localhost:56150/_connector';
const now = () => Date.now();
const minutes = (n: number) => Math.floor(Date.now() / 1000) + n * 60;
const credentials = { type: 'SingleTenant', id: BOT_ID, password: 'x', tenant: TENANT } as const;

let server: OpenId;
let signed: GateOptions;
const anonymous: GateOptions = { signed: null, mayCall: thisMachine.mayCall, tenants: () => [], now };

beforeAll(async () => {
  server = await openId();
  const keys = openKeys({ metadata: server.metadata, now });
  signed = { signed: { credentials, keys }, mayCall: microsoft.mayCall, tenants: () => [TENANT], now };
});
afterAll(() => server.close());

const says = {
  400: 'This is not an activity that the bot can read.',
  401: 'The request is not authorised.',
  403: 'The bot does not talk to this sender.',
  503: 'Baton could not take this now.',
} as const;

const refused = (status: keyof typeof says, why: string) => ({ pass: false, status, say: says[status], why });

type Change = Partial<Request> & { headers?: Request['headers'] };

function asked(body: unknown, headers: Request['headers'], more: Change): Request {
  return {
    repeated: [],
    body: async () => ({ ok: true, value: body }),
    remoteAddress: '127.0.0.1',
    ...more,
    headers: { 'content-type': 'application/json', ...headers, ...more.headers },
  };
}

/** The verdict on a request that is good but for a change. */
const withToken = (body: unknown, more: Change = {}, claims: Fields = {}, how: Signing = {}) =>
  gate(asked(body, { authorization: server.bearer(URL, claims, how) }, more), signed);
const locally = (body: unknown, more: Change = {}, options = anonymous) =>
  gate(asked(body, { host: 'localhost:3978' }, more), options);

const hello = () => inChat('hello', URL);

describe('a token that does not hold is 401, and the log says in what', () => {
  const entra = { iss: `https://login.microsoftonline.com/${TENANT}/v2.0` };
  it.each<[string, Fields, Signing?]>([
    ['the token is not of the Bot Connector', entra],
    ['the token is for another bot', { aud: 'bbbbbbbb-0000-4000-8000-000000000001' }],
    ['the token has expired', { exp: minutes(-6) }],
    ['the token is not valid yet', { nbf: minutes(6) }],
    ['a claim of the token does not hold', { exp: undefined }],
    ['the token is not signed as the Bot Connector signs', {}, { header: { alg: 'none' } }],
    ['the signing key is none of the Bot Connector’s', {}, { key: 'stranger' }],
    ['the signature does not hold', {}, { key: 'stranger', header: { kid: 'first' } }],
    ['the token cannot be read', {}, { header: { crit: 'all' } }],
    ['the service URL is not the one of the token', { serviceurl: 'https://smba.trafficmanager.net/amer/' }],
  ])('%s', async (why, claims, how) => {
    expect(await withToken(hello(), {}, claims, how)).toEqual(refused(401, why));
  });

  it.each(['', 'Basic eDp5', 'Bearer a.b', 'Bearer a.b.c.d', 'bearer a.b.c', ' Bearer a.b.c', 'Bearer a.b.c '])(
    'no signed token: %j',
    async (authorization) => {
      expect(await withToken(hello(), { headers: { authorization } })).toEqual(refused(401, 'no signed token'));
    },
  );

  it.each(['c', 'bnVsbA', 'WzFd', 'IngiIA', 'NQ'])('claims that are none: %s', async (claims) => {
    expect(await withToken(hello(), { headers: { authorization: `Bearer e30.${claims}.c` } })).toEqual(
      refused(401, 'the token is not of the Bot Connector'),
    );
  });

  it('so is one whose claims no signature covers', async () => {
    const [head, , signature] = server.bearer(URL).split('.');
    const forged = Buffer.from(
      JSON.stringify({ iss: 'https://api.botframework.com', aud: BOT_ID, exp: minutes(9), serviceurl: URL }),
    ).toString('base64url');
    expect(await withToken(hello(), { headers: { authorization: `${head}.${forged}.${signature}` } })).toEqual(
      refused(401, 'the signature does not hold'),
    );
  });
});

describe('a token that holds', () => {
  it('of a key for another channel is 403', async () => {
    expect(await withToken(hello(), {}, {}, { key: 'unendorsed' })).toEqual(
      refused(403, 'the signing key is not endorsed for Teams'),
    );
  });

  it('while the keys cannot be had is 503, and the log says why they cannot', async () => {
    const dark = await openId();
    dark.down = true;
    const keys = openKeys({ metadata: dark.metadata, now });
    const request = asked(hello(), { authorization: dark.bearer(URL) }, {});
    expect(await gate(request, { ...signed, signed: { credentials, keys } })).toEqual(
      refused(503, 'the keys of the Bot Connector cannot be had: HTTP 503 for the keys'),
    );
    await dark.close();
  });

  it('gives its claims', async () => {
    const proof = await checkToken(server.bearer(URL), {
      credentials,
      keys: openKeys({ metadata: server.metadata, now }),
      now: now(),
    });
    expect(proof).toMatchObject({ ok: true, claims: { serviceurl: URL, aud: BOT_ID } });
  });
});

describe('what is no activity of Teams is 400', () => {
  it.each<[string, (activity: Fields) => unknown]>([
    ['the body is no activity', () => undefined],
    ['the body is no activity', () => null],
    ['the body is no activity', () => [hello()]],
    ['the body is no activity', () => 'x'],
    ['the channel is not msteams', (activity) => ({ ...activity, channelId: 'emulator' })],
    ['type is missing', () => ({})],
    ['from.id is missing', (activity) => ({ ...activity, from: undefined })],
    ['serviceUrl is missing', (activity) => ({ ...activity, serviceUrl: '' })],
  ])('%s', async (why, change) => {
    expect(await withToken(change(hello()))).toEqual(refused(400, why));
    expect(await locally(change(inChat('x', LOCAL)))).toEqual(refused(400, why));
  });

  it.each(['authorization', 'host', 'origin', 'content-type', 'content-length', 'transfer-encoding'])(
    'so is one where %s came twice',
    async (name) => {
      const why = `the header ${name} came twice`;
      expect(await withToken(hello(), { repeated: ['accept', name] })).toEqual(refused(400, why));
    },
  );
});

describe('a body', () => {
  it.each([
    ['text/plain', undefined],
    ['application/jsonx', undefined],
    ['x-application/json', undefined],
    [['application/json', 'text/plain'], undefined],
    ['application/json', 'gzip'],
    ['application/json', 'identity, gzip'],
    ['application/json', 'x-identity'],
  ])('as %j, packed %j, is 415', async (type, packed) => {
    const headers = { 'content-type': type, 'content-encoding': packed };
    const said = { pass: false, status: 415, say: 'Send JSON.', why: 'the body is not plain JSON' };
    expect(await withToken(hello(), { headers })).toEqual(said);
  });

  it.each([
    ['application/json', undefined],
    ['Application/JSON; charset=utf-8', 'identity'],
    ['application/json ;charset=utf-8', ''],
  ])('as %j, packed %j, is read', async (type, packed) => {
    const headers = { 'content-type': type, 'content-encoding': packed };
    expect(await withToken(hello(), { headers })).toMatchObject({ pass: true });
  });

  it('that cannot be taken is refused in the words of whoever read it', async () => {
    const body: Request['body'] = async () => ({ ok: false, status: 413, error: 'At most 256 kB.' });
    expect(await withToken(hello(), { body })).toEqual({
      pass: false,
      status: 413,
      say: 'At most 256 kB.',
      why: 'the body cannot be taken',
    });
  });

  it('goes on as it was sent, with what was read of it', async () => {
    const body = hello();
    expect(await withToken(body)).toMatchObject({
      pass: true,
      body,
      at: { tenant: TENANT, serviceUrl: URL },
      said: { kind: 'text', text: 'hello' },
    });
  });
});

describe('whom the bot does not talk to is 403', () => {
  const body = () => inChat('x', LOCAL);
  const strangers = { ...inChat('x', URL), conversation: { id: 'a:1' }, channelData: {} };

  it('a service URL that is not one of Teams', async () => {
    const elsewhere = 'https://evil.example/';
    expect(await withToken(inChat('x', elsewhere), {}, { serviceurl: elsewhere })).toEqual(
      refused(403, 'the service URL is not one of Teams'),
    );
  });

  it('a tenant that is not on the list', async () => {
    expect(await withToken(strangers)).toEqual(refused(403, 'the tenant is not on the list'));
    const listed = { ...anonymous, tenants: () => [TENANT] };
    expect(await locally({ ...body(), conversation: { id: 'a:1' }, channelData: {} }, {}, listed)).toEqual(
      refused(403, 'the tenant is not on the list'),
    );
  });

  it('but a tenant of the list, however either writes its letters', async () => {
    const letters = 'abcdefab-0000-4000-8000-00000000000a';
    const of = (id: string) => ({
      ...body(),
      conversation: { id: 'a:1', conversationType: 'personal', tenantId: id },
      channelData: { tenant: { id } },
    });
    for (const [listed, sent] of [
      [letters.toUpperCase(), letters],
      [letters, letters.toUpperCase()],
    ] as const)
      expect(await locally(of(sent), {}, { ...anonymous, tenants: () => ['another', listed] })).toMatchObject({
        pass: true,
      });
  });

  it.each<[string, Change]>([
    ['without credentials only this machine may speak', { remoteAddress: '10.0.0.5' }],
    ['the Host is not of this machine', { headers: { host: 'evil.example' } }],
    ['the Host is not of this machine', { headers: { host: undefined } }],
    ['the Origin is not of this machine', { headers: { origin: 'https://evil.example' } }],
    ['the Origin is not of this machine', { headers: { origin: '' } }],
    ['a page of another site sent this', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['a page of another site sent this', { headers: { 'sec-fetch-site': 'Cross-Site' } }],
  ])('%s', async (why, change) => {
    expect(await locally(body(), change)).toEqual(refused(403, why));
  });

  it('but not whoever comes from a page of this machine', async () => {
    for (const site of ['same-origin', 'same-site', 'none', 'not-cross-site', 'cross-site-not'])
      expect(await locally(body(), { headers: { 'sec-fetch-site': site } })).toMatchObject({ pass: true });
  });

  it('a way back that leads off this machine', async () => {
    expect(await locally(inChat('x', URL))).toEqual(
      refused(403, 'without credentials the service URL must be of this machine'),
    );
  });
});

describe('an address', () => {
  it.each([
    ['http://localhost:56150/_connector', true],
    ['https://localhost/', true],
    ['http://[::1]:3978/', true],
    ['http://127.8.9.1/', true],
    ['http://128.0.0.1/', false],
    ['http://1.127.0.0/', false],
    ['http://localhost.example/', false],
    ['http://127.example/', false],
    ['http://[::2]/', false],
    ['xhttp://localhost/', false],
    ['ws://localhost/', false],
    ['http://localhost/?', false],
    ['http://localhost/#', false],
    ['http://user@localhost/', false],
    ['http://localhost\\@evil.example/', false],
    ['nothing', false],
  ])('%s is of this machine: %s', (address, expected) => {
    expect(isLocalUrl(address)).toBe(expected);
  });

  it.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['::FFFF:127.3.2.1', true],
    ['12::ffff:7.0.0.1', false],
    ['127.0.0.1.evil.example', false],
    ['10.0.0.127', false],
    ['::', false],
    ['', false],
    [undefined, false],
  ])('%s is one of its own: %s', (address, expected) => {
    expect(isLoopbackAddress(address)).toBe(expected);
  });

  it.each([
    ['https://smba.trafficmanager.net/', true],
    ['https://a-1.b.teams.microsoft.com/x', true],
    ['https://teams.microsoft.com/', false],
    ['https://a.teams.microsoft.com.evil.example/', false],
    ['https://a.teamsxmicrosoft.com/', false],
    ['https://a_b.teams.microsoft.com/', false],
    ['https://xsmba.trafficmanager.net/', false],
    ['http://a.teams.microsoft.com/', false],
    ['https://a.teams.microsoft.com:444/', false],
  ])('%s is one of Teams: %s', (address, expected) => {
    expect(microsoft.mayCall(address)).toBe(expected);
  });

  it('of the keys is Microsoft’s', () => {
    expect(microsoft.metadata).toBe('https://login.botframework.com/v1/.well-known/openidconfiguration');
  });
});
