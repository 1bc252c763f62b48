// A world whose people are also reached by mail, SMS and webhook: real carriers, real servers on this machine that can be told to fail.

import { letterOf } from '../../src/cards/letter.ts';
import { openCarriers } from '../../src/carriers/index.ts';
import type { Organisation } from '../../src/domain/organisation.ts';
import { type Gateway, gateway } from './gateway.ts';
import { type MailServer, mailServer, textOf } from './mailServer.ts';
import { outside } from './outside.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

export interface Ways {
  world: World;
  mail: MailServer;
  sms: Gateway;
  hook: Gateway;
  /** The texts that have arrived by SMS, each once: `+46700000002: …`. */
  texts(to?: string): string[];
  /** The mails that have arrived: `meganb@example.com: …`. */
  mails(): string[];
}

const open: (() => Promise<void>)[] = [];

/** Closes the servers; the worlds have their own `closeWorlds`. */
export async function closeWays(): Promise<void> {
  for (const close of open.splice(0)) await close();
}

const secrets = { smtp: null, smsToken: 'sesame', webhookSecret: 'a secret of some length' };

export async function openWays(
  options: Omit<WorldOptions, 'outside'> & {
    without?: readonly ('email' | 'sms' | 'webhook')[];
  },
): Promise<Ways> {
  const [mail, sms, hook] = [await mailServer(), await gateway(), await gateway()];
  open.push(mail.close, sms.close, hook.close);
  const { publicUrl = 'https://baton.example.org', without = [], ...rest } = options;
  const all: Organisation['carriers'] = {
    email: { host: '127.0.0.1', port: mail.port, from: 'baton@example.com', dependsOn: ['email'] },
    sms: { url: sms.url, dependsOn: [] },
    webhook: { url: hook.url, dependsOn: ['network'] },
  };
  const carriers = Object.fromEntries(
    Object.entries(all).filter(([kind]) => !(without as readonly string[]).includes(kind)),
  ) as Organisation['carriers'];
  const organisation = { ...(options.organisation ?? outside), carriers };
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const carry = openCarriers({ organisation: () => world.organisation, secrets, log, timeoutMs: 300 });
  const world: World = await openWorld({
    ...rest,
    organisation,
    outside: { carriers: carry, letter: letterOf, smsAnswers: true },
    publicUrl,
  });
  return {
    world,
    mail,
    sms,
    hook,
    texts: (to) =>
      sms.taken
        .map(({ body }) => `${body['to']}: ${body['text']}`)
        .filter((text) => to === undefined || text.startsWith(to)),
    mails: () => mail.taken.map((one) => `${one.to.join()}: ${textOf(one)}`),
  };
}
