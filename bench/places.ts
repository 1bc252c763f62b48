/** Where a measured store is: a folder of its own, or a database of its own on a PostgreSQL from npm whose commits reach the disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { StoreOptions } from '../src/store/index.ts';
import { startPostgres } from '../test/support/postgresServer.ts';

export interface Places {
  name: 'SQLite' | 'PostgreSQL';
  /** One with nothing in it. */
  next(): Promise<StoreOptions & { databaseUrl: string | null }>;
  end(): Promise<void>;
}

export async function onSqlite(): Promise<Places> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  return {
    name: 'SQLite',
    next: async () => ({ dataDir: mkdtempSync(join(folder, 'store-')), databaseUrl: null }),
    end: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function onPostgres(): Promise<Places> {
  const server = await startPostgres(true);
  let made = 0;
  return {
    name: 'PostgreSQL',
    async next() {
      const client = new pg.Client({ connectionString: server.urlOf('postgres') });
      await client.connect();
      made += 1;
      await client.query(`create database bench_${made}`);
      await client.end();
      return { dataDir: tmpdir(), databaseUrl: server.urlOf(`bench_${made}`) };
    },
    end: () => server.stop(),
  };
}
