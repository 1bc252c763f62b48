/** A server under measurement, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const PATIENCE_MS = 60_000;

export interface Child {
  port: number;
  /** Milliseconds from the spawn to the first 200 of /healthz. */
  startMs: number;
  /** Megabytes of memory in use (VmRSS); null where there is no /proc. */
  rss(): number | null;
  /** Milliseconds of the processor since it began; null where there is no /proc. */
  cpuMs(): number | null;
  stop(): Promise<void>;
}

/** Starts a script of the project and waits until it is well. */
export async function startChild(script: string, environment: Record<string, string>): Promise<Child> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [script], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      BOT_ID: '',
      BOT_PASSWORD: '',
      BOT_TYPE: '',
      BOT_TENANT_ID: '',
      DATABASE_URL: '',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const endWithUs = () => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  while (!(await isWell(port))) {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}`);
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`${script} was not well within a minute`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return {
    port,
    startMs: performance.now() - begun,
    rss: () => rssOf(child),
    cpuMs: () => cpuMsOf(child),
    async stop() {
      process.removeListener('exit', endWithUs);
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function rssOf({ pid }: ChildProcess): number | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

/** Of the kernel's account, in hundredths of a second: fields 14 and 15, counted after the name, which may hold anything. */
function cpuMsOf({ pid }: ChildProcess): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

function isWell(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: '/healthz', agent: false }, (res) => {
      res.resume();
      resolve(res.statusCode === 200);
    });
    asked.on('error', () => resolve(false));
    asked.end();
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
