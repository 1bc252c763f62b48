// What the store's tests share: a folder that goes away, and commits that read like what they are about.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type Commit,
  type NewMessage,
  newSalt,
  openStore,
  type Store,
  type StoreOptions,
} from '../../src/store/index.ts';
import { emptyPlace } from '../support/databases.ts';

/** 2023-07-31 at this time of day, UTC: `at('06:10')`. */
export const at = (time: string): string =>
  `2023-07-31T${time.length === 5 ? `${time}:00` : time}${time.includes('.') ? '' : '.000'}Z`;

export function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'baton-store-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** An empty store of the kind that this run is about; it is closed when the test ends. */
export async function freshStore(options: Partial<StoreOptions> = {}): Promise<Store> {
  const { databaseUrl, giveBack } = await emptyPlace();
  const store = await openStore({ dataDir: folder(), databaseUrl, ...options });
  onTestFinished(async () => {
    await store.close();
    await giveBack();
  });
  return store;
}

interface Wanted extends Partial<Omit<Commit, 'events' | 'index' | 'answer'>> {
  /** Types of the events, in order. */
  events?: string[];
  number?: number;
  /** The id of the command, whose answer is kept. */
  command?: string;
}

export function aCommit(wanted: Wanted = {}): Commit {
  const { caseId = 'case-1', expected = 0, number = 1, command } = wanted;
  return {
    caseId,
    expected,
    events: (wanted.events ?? ['opened']).map((type, i) => ({
      caseId,
      seq: expected + i + 1,
      at: at('06:10'),
      by: 'alex',
      commandId: command ?? 'command-1',
      version: 1,
      body: { type, title: 'Outgoing e-mail blocked' },
      salt: newSalt(),
    })),
    timers: wanted.timers ?? [],
    messages: wanted.messages ?? [],
    index: {
      caseId,
      number,
      status: 'open',
      title: 'Outgoing e-mail blocked',
      severity: '1',
      owner: 'alex',
      openedAt: at('06:10'),
      nextAt: null,
    },
    ...(command === undefined
      ? {}
      : { answer: { commandId: command, at: at('06:10'), body: { said: `answer to ${command}` } } }),
  };
}

export function aMessage(id: string, wanted: Partial<NewMessage> = {}): NewMessage {
  return { id, audience: 'thread', urgency: 0, body: { kind: 'say' }, dueAt: at('06:10'), ...wanted };
}
