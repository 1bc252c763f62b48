// SMS and webhook against local servers that fail as real ones do.
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dialled, smsCarrier } from '../../src/carriers/sms.ts';
import { webhookCarrier } from '../../src/carriers/webhook.ts';
import type { OutsideCarrier } from '../../src/engine/index.ts';
import { type Gateway, gateway } from '../support/gateway.ts';

const letter = {
  subject: 'INC-1: Ask Microsoft',
  text: 'Idle 45 min: Ask Microsoft again.\n',
  short: 'INC-1: Idle 45 min',
};
const hints = { caseId: 'INC-1', messageId: 'INC-1:4:0', attempt: 1, possibleRepeat: false, key: 'abc:INC-1:4:0' };
const secret = 'a secret of some length';

let server: Gateway;
beforeEach(async () => {
  server = await gateway();
});
afterEach(() => server.close());

const sms = (timeoutMs = 5_000, token: string | null = 'sesame') =>
  smsCarrier({ gateway: () => ({ url: server.url, dependsOn: [] }), token, timeoutMs });
const webhook = (timeoutMs = 5_000, of: { secret?: string | null; now?: () => number } = {}) =>
  webhookCarrier({ receiver: () => ({ url: server.url, dependsOn: [] }), secret, timeoutMs, ...of });

describe('an SMS', () => {
  it('goes to the number as it is dialled, with the short text, the bearer token and an id', async () => {
    expect(await sms().send('+46 (70) 000-00 02', letter, hints)).toEqual({
      ok: true,
      receipt: { conversationId: 'sms', activityId: 'g1' },
    });
    expect(server.taken.map(({ body }) => body)).toEqual([
      { to: '+46700000002', text: letter.short, id: 'abc:INC-1:4:0' },
    ]);
    expect(server.taken[0]?.headers['authorization']).toBe('Bearer sesame');
  });

  it('goes without a token where there is none', async () => {
    await sms(5_000, null).send('+46700000002', letter, hints);
    expect(server.taken[0]?.headers['authorization']).toBeUndefined();
  });

  it.each([
    ['+46 70 000 00 02', '+46700000002'],
    ['070-000 00 02', '0700000002'],
    ['+46.70/000', '+4670000'],
  ])('%s is dialled %s', (written, number) => expect(dialled(written)).toBe(number));
});

describe('a webhook', () => {
  it('carries the whole letter, signed with the time over its exact bytes', async () => {
    const now = () => 1_690_797_600_000;
    expect(await webhook(5_000, { now }).send('@patti', letter, hints)).toMatchObject({ ok: true });
    const [got] = server.taken;
    expect(got?.body).toEqual({ id: hints.key, to: '@patti', case: 'INC-1', ...letter });
    expect(got?.headers['baton-timestamp']).toBe('1690797600');
    const right = createHmac('sha256', secret).update(`1690797600.${got?.raw}`).digest('hex');
    expect(got?.headers['baton-signature']).toBe(`sha256=${right}`);
  });

  it('is not sent unsigned', async () => {
    const sent = await webhook(5_000, { secret: null }).send('@patti', letter, hints);
    expect(sent).toEqual({ ok: false, fate: 'refused', reason: 'WEBHOOK_SECRET is not set' });
    expect(server.asked).toEqual([]);
  });
});

describe.each<[string, (timeoutMs?: number) => OutsideCarrier]>([
  ['an SMS gateway', sms],
  ['another chat', webhook],
])('%s that fails', (_, carrier) => {
  const send = (timeoutMs?: number) => carrier(timeoutMs).send('+46700000002', letter, hints);

  it.each([
    [500, 'retry'],
    [502, 'retry'],
    [503, 'retry'],
    [408, 'retry'],
    [429, 'retry'],
    [400, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [302, 'refused'],
  ] as const)('with %i: %s', async (status, fate) => {
    server.fail = () => ({ status, headers: { Location: server.url } });
    expect(await send()).toEqual({ ok: false, fate, reason: `HTTP ${status}` });
    expect(server.asked).toHaveLength(1);
  });

  it('with 429 and Retry-After says how long it wants to be left alone', async () => {
    server.fail = () => ({ status: 429, headers: { 'Retry-After': '90' } });
    expect(await send()).toMatchObject({ fate: 'retry', afterMs: 90_000 });
    server.fail = () => ({ status: 503, headers: { 'Retry-After': new Date(Date.now() + 60_000).toUTCString() } });
    const dated = await send();
    expect(!dated.ok && dated.fate === 'retry' && dated.afterMs).toBeGreaterThan(55_000);
  });

  it.each(['hang', 'drop'] as const)('after it has taken the letter (%s): nobody knows', async (fault) => {
    server.fail = () => fault;
    expect(await send(300)).toMatchObject({ ok: false, fate: 'ambiguous' });
    expect(server.taken).toHaveLength(1);
  });

  it('when nobody listens there: it is tried again', async () => {
    await server.close();
    expect(await send()).toMatchObject({ ok: false, fate: 'retry', reason: 'ECONNREFUSED' });
    server = await gateway();
  });
});

it('without a carrier in the file, the next way', async () => {
  const none = smsCarrier({ gateway: () => undefined, token: 'sesame', timeoutMs: 300 });
  expect(await none.send('+46700000002', letter, hints)).toMatchObject({ ok: false, fate: 'refused' });
});
