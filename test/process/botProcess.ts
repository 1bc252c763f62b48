/** The bot as operators start it, in a process of its own that can be killed. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../..');

export interface BotProcess {
  pid: number | undefined;
  /** Lets the bot run as soon as its code is loaded, and resolves then. */
  go(): Promise<void>;
  /** Resolves when it listens; rejects with what it wrote when it ended before. */
  listening: Promise<void>;
  /** Resolves when the process has ended, however that came, with its exit code; null: a signal ended it. */
  ended: Promise<number | null>;
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Says a word to the modules that were loaded before it. */
  tell(word: string): void;
  /** What it wrote, for the message of a failure. */
  output(): string;
}

interface Settings {
  port: number;
  dataDir: string;
  organisationFile: string;
  /** Modules that are loaded before the bot's first line, beside warm.mjs. */
  imports?: string[];
  /** For those modules. */
  env?: Record<string, string>;
}

/** The environment of a bot, and of the scripts that go with it: anonymous, on the loopback address. */
export function environmentOf(settings: Settings): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    PORT: String(settings.port),
    HOST: '127.0.0.1',
    DATA_DIR: settings.dataDir,
    ORGANISATION_FILE: settings.organisationFile,
    LOG_LEVEL: 'info',
    // Where the bot itself keeps what was compiled: what is loaded before its first line needs it too.
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/baton'),
    // Whatever stands in env/ must not count here.
    BOT_ID: '',
    BOT_PASSWORD: '',
    BOT_TYPE: '',
    BOT_TENANT_ID: '',
    DATABASE_URL: '',
    ...settings.env,
  };
}

export function botProcess(settings: Settings): BotProcess {
  const modules = ['warm.mjs', ...(settings.imports ?? [])];
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(
    join(root, 'node_modules/.bin/node'),
    [...modules.flatMap((name) => ['--import', pathToFileURL(join(import.meta.dirname, name)).href]), 'src/index.ts'],
    { cwd: root, stdio: ['pipe', 'pipe', 'pipe'], env: environmentOf(settings) },
  );
  let written = '';
  const waiting = new Map<string, () => void>();
  const hear = (piece: Buffer) => {
    written = (written + piece.toString('utf8')).slice(-20_000);
    for (const [word, heard] of waiting) if (written.includes(word)) heard();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  child.stdin.on('error', () => {});
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const said = (word: string) => {
    const promise = Promise.race([
      new Promise<void>((resolve) => waiting.set(word, resolve)),
      ended.then(() => Promise.reject(new Error(`The bot ended before "${word}":\n${written}`))),
    ]);
    promise.catch(() => {});
    return promise;
  };
  const warm = said('warm');
  return {
    pid: child.pid,
    async go() {
      await warm;
      child.stdin.write('go\n');
    },
    listening: said('Baton listens'),
    ended,
    kill: (signal) => void child.kill(signal),
    tell: (word) => void child.stdin.write(`${word}\n`),
    output: () => written,
  };
}

/** A port that was free a moment ago; the same for every life of the bot, as it is for an operator. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
