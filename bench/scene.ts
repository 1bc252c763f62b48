/** The bot as it is started for real, a Bot Connector in the measuring process, and two people who talk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredEvent } from '../src/store/index.ts';
import { openStore } from '../src/store/index.ts';
import { alex, type Fields, inChat, installed, megan } from '../test/support/activities.ts';
import { type FakeConnector, fakeConnector } from '../test/support/fakeConnector.ts';
import { type Child, startChild } from './child.ts';
import { load } from './load.ts';

export interface Scene {
  fake: FakeConnector;
  /** Starts a bot; `name` is that of its folder. */
  bot(name: string, environment?: Record<string, string>): Promise<Child>;
  /** Tells a bot that it stands in the incident channel. */
  install(bot: Child): Promise<void>;
  /** In turns by Alex and Megan, each in the own chat. */
  said(text: string, index: number): Fields;
  caseNew(index: number): Fields;
  /** Everything that a stopped bot has kept. */
  kept(name: string, databaseUrl?: string): Promise<StoredEvent[]>;
  end(): Promise<void>;
}

export async function openScene(): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const emails = ['alexw@example.com', 'meganb@example.com'];
  const fake = await fakeConnector([alex, megan].map((one, index) => ({ ...one, email: emails[index] })));
  const said = (text: string, index: number) => inChat(text, fake.url, index % 2 === 0 ? alex : megan);
  const organisation = 'env/organisation.demo.yaml';
  return {
    fake,
    said,
    bot: (name, environment = {}) =>
      startChild('src/index.ts', { DATA_DIR: join(folder, name), ORGANISATION_FILE: organisation, ...environment }),
    async install(bot) {
      await load(bot.port, [installed(fake.url)], 1);
    },
    caseNew: (index) =>
      said(`case new "Outgoing mail blocked ${index}" sev:3 playbook:mail-block affects:email`, index),
    async kept(name, databaseUrl) {
      const store = await openStore({ dataDir: join(folder, name), databaseUrl: databaseUrl ?? null });
      try {
        return (await Promise.all((await store.cases()).map(({ caseId }) => store.load(caseId)))).flat();
      } finally {
        await store.close();
      }
    },
    async end() {
      await fake.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** For the head of what is printed: figures mean nothing without it. */
export function machine(): string {
  return `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}`;
}
