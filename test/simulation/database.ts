// One database in memory, with the real store over it, and a second look at its rows that passes the store by.
// Not here: what goes wrong; whoever opens it says so before each transaction.
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { groupWriter } from '../../src/store/group.ts';
import type { Store } from '../../src/store/index.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { letGoOfClaims } from '../../src/store/outbox-claim.ts';
import type { Tables } from '../../src/store/schema.ts';
import { nodeSqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { compiler } from '../../src/store/statement.ts';
import { storeOver } from '../../src/store/store.ts';
import { upcast } from '../../src/store/upcast.ts';

/** `before`: nothing of the transaction is kept; `after`: all of it is, and whoever asked is told that it was not. */
export type Trouble = 'before' | 'after' | null;

export interface Database {
  store: Store;
  /** For whoever looks on. */
  rows: DatabaseSync;
  /** What a process does first that has the database for itself. */
  takeUp(): Promise<void>;
}

/** `time`: what it takes for the time, where several processes share it. */
export async function openDatabase(trouble: () => Trouble, time?: () => string): Promise<Database> {
  const rows = new DatabaseSync(':memory:');
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(rows, ':memory:') });
  const runOn = compiler(db);
  const run = runOn(db);
  await migrate(db as Kysely<unknown>, migrations, ':memory:');
  // Facts are for ever: the database itself says who changes or drops one.
  for (const verb of ['update', 'delete'])
    rows.exec(`create trigger facts_${verb} before ${verb} on events begin select raise(abort, 'FACT ${verb}d'); end`);

  const writer = groupWriter(async (work) => {
    const what = trouble();
    if (what === 'before') throw new Error('disk I/O error');
    const value = await db.transaction().execute((transaction) => work(runOn(transaction)));
    if (what === 'after') throw new Error('disk I/O error at commit');
    return value;
  });
  const store = storeOver(
    {
      run,
      write: (work) => writer.write(work),
      ...(time && { time: async () => time() }),
      backup: async () => undefined,
      scrub: async () => undefined,
      close: async () => rows.close(),
    },
    (event) => upcast(event),
  );
  return { store, rows, takeUp: () => letGoOfClaims(run) };
}
