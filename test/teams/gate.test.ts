import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../src/teams/credentials.ts';
import { gate, type Request } from '../../src/teams/gate.ts';
import { type Fields, inChat, TENANT } from '../support/activities.ts';

const URL = 'https://smba.trafficmanager.net/emea/';
const ID = 'aaaaaaaa-0000-4000-8000-000000000001';
const credentials: Credentials = { type: 'SingleTenant', id: ID, password: 'x', tenant: TENANT };
const claims = { iss: 'https://api.botframework.com', aud: ID, serviceurl: URL, exp: 4_000_000_000 };

function token(payload: Fields = claims, alg = 'RS256'): string {
  const part = (value: Fields) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `Bearer ${part({ alg, typ: 'JWT', kid: 'k' })}.${part(payload)}.c2lnbmF0dXJl`;
}

function signed(body: unknown, authorization = token()): Request {
  return { headers: { authorization, 'content-type': 'application/json' }, body, remoteAddress: '52.112.0.1' };
}

function local(body: unknown, more: Partial<Request> = {}): Request {
  return {
    headers: { host: '127.0.0.1:3978', 'content-type': 'application/json' },
    body,
    remoteAddress: '127.0.0.1',
    ...more,
  };
}

const withCredentials = { credentials, tenants: () => [TENANT] };
const anonymous = { credentials: null, tenants: () => [] };

function statusOf(request: Request, options: Parameters<typeof gate>[1] = withCredentials): number {
  const verdict = gate(request, options);
  return verdict.pass ? 200 : verdict.status;
}

describe('with credentials', () => {
  it('lets a token of the Bot Connector for us go on to the SDK', () => {
    expect(gate(signed(inChat('hello', URL)), withCredentials)).toMatchObject({ pass: true, authorization: token() });
  });

  it.each([
    ['none', ''],
    ['a password instead', 'Basic eDp5'],
    ['no token after Bearer', 'Bearer '],
    ['three words of nothing', 'Bearer a.b.c'],
    ['alg none', token(claims, 'none')],
    [
      'an issuer of Entra, though the audience is ours',
      token({ ...claims, iss: `https://login.microsoftonline.com/${TENANT}/v2.0` }),
    ],
    [
      'an issuer of the old emulator',
      token({ ...claims, iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' }),
    ],
    ['another bot’s audience', token({ ...claims, aud: 'bbbbbbbb-0000-4000-8000-000000000001' })],
    ['a list of audiences', token({ ...claims, aud: [ID] })],
    ['another service URL than the body’s', token({ ...claims, serviceurl: 'https://evil.example/' })],
    ['no service URL', token({ ...claims, serviceurl: undefined })],
  ])('answers 401 to %s', (_, authorization) => {
    expect(statusOf(signed(inChat('hello', URL), authorization))).toBe(401);
  });

  it('compares the audience without regard to case', () => {
    expect(statusOf(signed(inChat('hello', URL), token({ ...claims, aud: ID.toUpperCase() })))).toBe(200);
  });

  it.each([
    [
      'another tenant',
      {
        ...inChat('x', URL),
        conversation: { id: 'a:1', tenantId: '22222222-2222-2222-2222-222222222222' },
        channelData: {},
      },
    ],
    ['no tenant', { ...inChat('x', URL), conversation: { id: 'a:1' }, channelData: {} }],
  ])('answers 403 to %s', (_, body) => {
    expect(statusOf(signed(body))).toBe(403);
  });

  it('lets nobody in when the list of tenants is empty', () => {
    expect(statusOf(signed(inChat('x', URL)), { credentials, tenants: () => [] })).toBe(403);
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
  ])('answers 400 to %s', (_, body) => {
    expect(statusOf(signed(body))).toBe(400);
  });
});

describe('without credentials', () => {
  const body = inChat('hello', 'http://localhost:56150/_connector');

  it('takes whoever is on this machine', () => {
    for (const remoteAddress of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
      expect(statusOf(local(body, { remoteAddress }), anonymous)).toBe(200);
  });

  it.each(['10.0.0.5', '192.168.1.7', '::ffff:10.0.0.5', undefined])(
    'answers 403 to the address %s',
    (remoteAddress) => {
      expect(statusOf({ ...local(body), remoteAddress }, anonymous)).toBe(403);
    },
  );

  it.each(['evil.example', 'evil.example:3978', '127.0.0.1.evil.example', ''])('answers 403 to the Host %j', (host) => {
    expect(statusOf(local(body, { headers: { host, 'content-type': 'application/json' } }), anonymous)).toBe(403);
  });

  it('answers 400 to a form that some web page posted', () => {
    expect(
      statusOf(local(body, { headers: { host: 'localhost:3978', 'content-type': 'text/plain' } }), anonymous),
    ).toBe(400);
  });

  it('answers 403 where the way back leads off this machine', () => {
    expect(statusOf(local(inChat('x', URL)), anonymous)).toBe(403);
  });

  it('still keeps to the list of tenants when there is one', () => {
    const listed = { credentials: null, tenants: () => ['22222222-2222-2222-2222-222222222222'] };
    expect(statusOf(local(body), listed)).toBe(403);
    expect(statusOf(local(body), { credentials: null, tenants: () => [TENANT.toUpperCase()] })).toBe(200);
  });
});
