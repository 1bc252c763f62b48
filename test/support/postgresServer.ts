// A real PostgreSQL from npm, in a folder of its own, at a port of its own. Not here: databases and stores in it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresProgram } from './postgresProgram.ts';

export interface PostgresServer {
  port: number;
  /** `postgres://…` of one of its databases. */
  urlOf(database: string): string;
  /** Starts it again after `halt`, on the same port with the same data. */
  start(): Promise<void>;
  /** Ends it as a power cut would be felt by those connected: at once. Its data stays. */
  halt(): Promise<void>;
  /** Ends it and takes its folder away. */
  stop(): Promise<void>;
}

const prefix = 'baton-postgres-';
const user = 'baton';
const password = 'baton';

/**
 * What is thrown away afterwards need not reach the disk. Its text sorts as in Swedish: whatever leans on the order of
 * the server's language instead of on bytes is found out.
 */
const initdb = ['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=sv'];
const settings = {
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  shared_buffers: '32MB',
  max_connections: '200',
  autovacuum_naptime: '10s',
  unix_socket_directories: '',
  listen_addresses: '127.0.0.1',
};

/** `postgres://…` of a database of the server at this port. */
export function urlOf(port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/** As a server is that keeps what it has said to be kept. */
const durably: Partial<typeof settings> = { fsync: 'on', full_page_writes: 'on' };

/**
 * Makes and starts one: some two seconds. As root it runs as the user `postgres`, who is made when he is missing. `durable`: its
 * commits reach the disk, as they must where they are measured.
 */
export async function startPostgres(durable = false): Promise<PostgresServer> {
  endOrphans();
  const databaseDir = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const port = await freePort();
  const Program = await postgresProgram(`${prefix}${process.pid}-`);
  const server = new Program({
    databaseDir,
    port,
    user,
    password,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: initdb,
    postgresFlags: Object.entries({ ...settings, ...(durable && durably) }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    port,
    urlOf: (database) => urlOf(port, database),
    start: () => server.start(),
    async halt() {
      const pid = postmasterOf(databaseDir);
      // SIGQUIT is the immediate shutdown; `stop` then only waits for its end.
      if (pid !== null) process.kill(pid, 'SIGQUIT');
      await server.stop();
    },
    async stop() {
      await server.stop();
      rmSync(databaseDir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A run that was killed leaves its server behind: it is known by its folder, whose name has the pid of that run. */
function endOrphans(): void {
  for (const name of readdirSync(tmpdir())) {
    const parent = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (parent === undefined || isRunning(Number(parent))) continue;
    const folder = join(tmpdir(), name);
    const pid = postmasterOf(folder);
    if (pid !== null && isRunning(pid) && commandOf(pid).includes(folder)) process.kill(pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  }
}

function postmasterOf(folder: string): number | null {
  try {
    return Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Empty where there is no /proc: then nothing is ended that might be somebody else's. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
