// Where a test's store is: a file in its own folder, or, in a run on PostgreSQL, an empty database of that server.
// Making a database takes a quarter of a second, emptying one a millisecond: so they are used again.
import pg from 'pg';
import { inject } from 'vitest';
import { urlOf } from './postgresServer.ts';

export interface Place {
  /** Null: a file. */
  databaseUrl: string | null;
  /** To be called when every store in it is closed. */
  giveBack(): Promise<void>;
}

const idle: string[] = [];
let made = 0;

/** A place with nothing in it that nobody else uses. */
export async function emptyPlace(): Promise<Place> {
  const port = inject('postgresPort');
  if (port === undefined) return { databaseUrl: null, giveBack: async () => undefined };
  const name = idle.pop() ?? (await create(port));
  return {
    databaseUrl: urlOf(port, name),
    async giveBack() {
      await clear(urlOf(port, name));
      idle.push(name);
    },
  };
}

/** A database without any table, for what is done once in its life; null: a file. */
export async function newDatabase(): Promise<string | null> {
  const port = inject('postgresPort');
  return port === undefined ? null : urlOf(port, await create(port));
}

async function create(port: number): Promise<string> {
  made += 1;
  const name = `test_${process.pid}_${made}`;
  await ask(urlOf(port, 'postgres'), `create database ${name}`);
  return name;
}

/** Every table but the migrations' own; a database that was never opened has none. */
async function clear(url: string): Promise<void> {
  await ask(
    url,
    `do $$ declare name text; begin
       for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
         execute format('delete from %I', name);
       end loop; end $$`,
  );
}

/** One query past the store. */
export async function ask(url: string, query: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}
