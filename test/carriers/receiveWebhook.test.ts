// The receiver that docs/ gives to operators, against the carrier that Baton has.
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Letter, REPLAY_WINDOW, receiver, wrongWith } from '../../docs/receiveWebhook.ts';
import { webhookCarrier } from '../../src/carriers/webhook.ts';
import { gateway } from '../support/gateway.ts';

const secret = 'a secret of some length';
const letter = { subject: 'INC-1: Ask Microsoft', text: 'Idle 45 min: “Åsa”\n', short: 'INC-1' };
const hints = { caseId: 'INC-1', messageId: 'm', attempt: 1, possibleRepeat: false, key: 'abc:INC-1:4:0' };

let got: Letter[];
let server: ReturnType<typeof receiver>;
let url: string;
beforeEach(async () => {
  got = [];
  server = receiver(secret, (one) => void got.push(one));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

const carrier = (of: { secret?: string; now?: () => number } = {}) =>
  webhookCarrier({ receiver: () => ({ url, dependsOn: [] }), secret, timeoutMs: 5_000, ...of });

describe('the receiver in docs/', () => {
  it('takes what Baton sends, and a second try of it only once', async () => {
    expect(await carrier().send('@patti', letter, hints)).toMatchObject({ ok: true });
    expect(await carrier().send('@patti', letter, { ...hints, attempt: 2 })).toMatchObject({ ok: true });
    expect(got).toEqual([{ id: hints.key, to: '@patti', case: 'INC-1', ...letter }]);
  });

  it('turns away another secret, and what is older or newer than the window', async () => {
    const late = () => Date.now() - (REPLAY_WINDOW + 5) * 1000;
    const early = () => Date.now() + (REPLAY_WINDOW + 5) * 1000;
    for (const of of [{ secret: 'another secret, as long' }, { now: late }, { now: early }])
      expect(await carrier(of).send('@patti', letter, hints)).toEqual({
        ok: false,
        fate: 'refused',
        reason: 'HTTP 401',
      });
    expect(got).toEqual([]);
  });

  it('turns away a body, a time or a signature that was changed on the way', async () => {
    const between = await gateway();
    const there = webhookCarrier({ receiver: () => ({ url: between.url, dependsOn: [] }), secret, timeoutMs: 5_000 });
    await there.send('@patti', letter, hints);
    await between.close();
    const [taken] = between.taken;
    if (!taken) throw new Error('nothing came');
    const { headers, raw } = taken;
    const signed = {
      timestamp: String(headers['baton-timestamp']),
      signature: String(headers['baton-signature']),
      body: Buffer.from(raw),
    };
    const now = Number(signed.timestamp);
    expect(wrongWith(secret, signed, now)).toBeNull();
    expect(wrongWith(secret, signed, now + REPLAY_WINDOW)).toBeNull();
    expect(wrongWith(secret, { ...signed, body: Buffer.from(raw.replace('@patti', '@alex')) }, now)).not.toBeNull();
    expect(wrongWith(secret, { ...signed, timestamp: String(now + 1) }, now)).not.toBeNull();
    for (const signature of [
      '',
      'sha256=',
      `sha256=${'0'.repeat(64)}`,
      signed.signature.slice(0, -2),
      signed.signature.slice(7),
    ])
      expect(wrongWith(secret, { ...signed, signature }, now)).toBe('the signature does not hold');
    for (const timestamp of ['', 'now', '-1', '1e9'])
      expect(wrongWith(secret, { ...signed, timestamp }, now)).not.toBeNull();
  });
});
