// The whole bot with a mail server and an SMS gateway: Teams turns somebody away, and the answer comes back from outside.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inChat, megan } from '../support/activities.ts';
import { type Gateway, gateway } from '../support/gateway.ts';
import { type MailServer, mailServer } from '../support/mailServer.ts';
import { WholeBot, type WholeBotOptions } from '../support/wholeBot.ts';

let sms: Gateway;
let mail: MailServer;
let bot: WholeBot | undefined;

beforeAll(async () => {
  await import('../../src/teams/adapter.ts');
}, 60_000);
beforeEach(async () => {
  sms = await gateway();
  mail = await mailServer({ user: 'baton', password: 'open sesame' });
});
afterEach(async () => {
  await bot?.close();
  bot = undefined;
  await sms.close();
  await mail.close();
});

const routes = 'routes: [ { id: teams, kind: teams, dependsOn: [teams] }, { id: sms, kind: sms, dependsOn: [] } ]';

/** The example with two carriers and a route for SMS of Megan's. */
function withCarriers(text: string): string {
  return text
    .replace('phone: "+46 70 000 00 02" }', `phone: "+46 70 000 00 02", ${routes} }`)
    .replace(
      /^carriers:.*$/mu,
      `carriers:\n  email: { host: 127.0.0.1, port: ${mail.port}, from: baton@example.com, dependsOn: [] }\n  sms: { url: "${sms.url}", dependsOn: [] }`,
    );
}

async function open(options: WholeBotOptions = {}): Promise<WholeBot> {
  const secrets = { smsToken: 'sesame', smtp: { user: 'baton', password: 'open sesame' }, ...options.secrets };
  bot = await WholeBot.open({ publicUrl: 'http://localhost', organisation: withCarriers, ...options, secrets });
  return bot;
}

/** Teams turns the bot away from Megan's chat, and her ticket climbs to her. */
async function askedMegan(options?: WholeBotOptions): Promise<WholeBot> {
  return askMegan(await open(options));
}

async function askMegan(it: WholeBot): Promise<WholeBot> {
  await it.opened();
  await it.tell(inChat('ticket open microsoft ref:4711 INC-1 "tenant blocked"', it.fake.url, megan));
  it.fake.fail = ({ method, path }) =>
    method === 'POST' && path.includes('user-1') ? { status: 403, code: 'ConversationBlockedByUser' } : null;
  await it.tell(inChat('ticket escalate T1 INC-1 "now"', it.fake.url));
  await sms.until(1);
  await it.settled();
  return it;
}

const hold = async (it: WholeBot) => (await it.baton.engine.read('INC-1'))?.clocks['ticket:T1']?.hold?.by;
const at = (it: WholeBot, path: string) => `http://127.0.0.1:${it.baton.port}${path}`;

describe('Teams refuses with 403', () => {
  it('and she gets an SMS at once, with the ask and a link; the answer by SMS holds', async () => {
    const it = await askedMegan();
    const [text] = sms.taken.map(({ body }) => body['text']);
    expect(text).toMatch(/^INC-1: Idle \d+ s: Ask Microsoft again by phone and quote K-/u);
    expect((await it.baton.engine.read('INC-1'))?.carried).toMatchObject([{ person: 'megan', way: 'sms' }]);
    const hooked = await fetch(at(it, '/hooks/sms'), {
      method: 'POST',
      headers: { Authorization: 'Bearer sesame' },
      body: JSON.stringify({ from: '+46700000002', text: 'OK 20m', id: 'm1' }),
    });
    expect(hooked.status).toBe(200);
    await sms.until(2);
    expect(sms.taken[1]?.body['text']).toMatch(/^Noted: you are on it until /u);
    expect(await hold(it)).toBe('megan');
  });

  it('the link in the SMS answers, once', async () => {
    const it = await askedMegan();
    const path = /http:\/\/localhost(\/answers\/[\w-]+)/u.exec(sms.taken[0]?.body['text'] ?? '')?.[1] ?? '';
    expect((await fetch(at(it, path))).status).toBe(200);
    const body = new URLSearchParams({ answer: 'on-it', for: 'PT30M' });
    expect((await fetch(at(it, path), { method: 'POST', body })).status).toBe(200);
    expect((await fetch(at(it, path), { method: 'POST', body })).status).toBe(410);
    expect(await hold(it)).toBe('megan');
  });

  it('no link and no page where nobody can reach the bot', async () => {
    const it = await askedMegan({ publicUrl: null });
    expect(sms.taken[0]?.body['text']).not.toContain('http');
    expect((await fetch(at(it, '/answers/AbCdEfGhIjKlMnOpQrStUvWx'))).status).toBe(404);
  });
});

describe('at start', () => {
  const warnings = (it: WholeBot) => it.logged.filter(({ level }) => level === 'warn').map(({ message }) => message);

  it('a carrier without its secret is named, and the bot runs', async () => {
    const it = await open({ secrets: { smsToken: null, smtp: null } });
    expect(warnings(it).filter((one) => one.startsWith('carriers.'))).toEqual([
      expect.stringMatching(/^carriers\.email: .*SMTP_USER/u),
      expect.stringMatching(/^carriers\.sms: .*SMS_TOKEN/u),
    ]);
    expect((await fetch(at(it, '/hooks/sms'), { method: 'POST', body: '{}' })).status).toBe(503);
  });

  it('a webhook that could not be signed is refused in a sentence', async () => {
    const organisation = (text: string) =>
      withCarriers(text).replace(
        'carriers:\n',
        'carriers:\n  webhook: { url: "http://127.0.0.1:9/", dependsOn: [] }\n',
      );
    await expect(open({ organisation })).rejects.toThrow(/^carriers\.webhook: .*WEBHOOK_SECRET is not set/u);
  });

  it('carriers that are added later are in force without a restart', async () => {
    const it = await open({ organisation: (text) => text });
    const file = join(it.folder, 'organisation.yaml');
    writeFileSync(file, withCarriers(readFileSync(file, 'utf8')));
    await expect.poll(() => it.logged.map(({ message }) => message)).toContain('the organisation file was read anew');
    await askMegan(it);
    expect(sms.taken[0]?.body['to']).toBe('+46700000002');
  });

  it('no secret is ever in the log', async () => {
    const it = await askedMegan();
    expect(JSON.stringify(it.logged)).not.toMatch(/sesame/u);
  });
});
