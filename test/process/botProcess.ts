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
  /** Lets the bot run as soon as its code is loaded, and resolves then. */
  go(): Promise<void>;
  /** Resolves when it listens; rejects with what it wrote when it ended before. */
  listening: Promise<void>;
  /** Resolves when the process has ended, however that came. */
  ended: Promise<void>;
  kill(signal: 'SIGKILL' | 'SIGTERM'): void;
  /** What it wrote, for the message of a failure. */
  output(): string;
}

/** Spawns it with this environment; anonymous, on the loopback address. */
export function botProcess(settings: { port: number; dataDir: string; organisationFile: string }): BotProcess {
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(
    join(root, 'node_modules/.bin/node'),
    ['--import', pathToFileURL(join(import.meta.dirname, 'warm.mjs')).href, 'src/index.ts'],
    {
      cwd: root,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
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
      },
    },
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
  const ended = once(child, 'exit').then(() => undefined);
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
    async go() {
      await warm;
      child.stdin.write('go\n');
    },
    listening: said('Baton listens'),
    ended,
    kill: (signal) => void child.kill(signal),
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
