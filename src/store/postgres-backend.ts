import { Kysely, sql } from 'kysely';
import { StoreError } from './errors.ts';
import type { Work } from './group.ts';
import { checkSteps, migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { postgresDialect, storable } from './postgres-dialect.ts';
import { fromPostgres, isBrokenOff, isContested } from './postgres-errors.ts';
import { openPool, placeOf } from './postgres-pool.ts';
import { queues } from './queues.ts';
import type { Tables } from './schema.ts';
import { compiler, type Run, type Slot, statement } from './statement.ts';
import type { Backend } from './store.ts';

/** Of several works that met one ends well each time; and a process has no more connections that can all be dead. */
const MOST_TRIES = 12;

/** Released by the server when the transaction ends, or with the connection of whoever held it. */
const lock = statement((db, slot: Slot<{ lane: string }>) =>
  db.selectNoFrom(sql`pg_advisory_xact_lock(hashtextextended(${slot('lane')}, 0))`.as('held')),
);

const time = statement((db, _slot: Slot<Record<string, never>>) =>
  db.selectNoFrom(sql<string>`to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`.as('at')),
);

/**
 * A database that several processes share. Each work has a transaction of its own (READ COMMITTED). Those of one lane
 * come one after the other: within the process in the order in which they were asked for, between processes by a lock
 * that the server holds until the transaction ends, and that a dead process loses with its connection.
 */
export async function openPostgres(databaseUrl: string): Promise<Backend> {
  const place = placeOf(databaseUrl);
  const db = new Kysely<Tables>({ dialect: postgresDialect(openPool(databaseUrl)) });
  const plain = compiler(db, storable);
  const lanes = queues();
  const underWay = new Set<Promise<unknown>>();

  function runOn(on: Kysely<Tables>): Run {
    const run = plain(on);
    return async (statement, values) => {
      try {
        return await run(statement, values);
      } catch (error) {
        throw fromPostgres(error, place);
      }
    };
  }

  async function transact<T>(work: Work<T>, lane: string | undefined, begins: () => void): Promise<T> {
    let broken: { reason: unknown } | null = null;
    const inside = async (transaction: Kysely<Tables>): Promise<T> => {
      try {
        // Before the first look at anything: each statement then sees what those before in the lane have committed.
        if (lane !== undefined) await runOn(transaction)(lock, { lane });
        begins();
        return await work(runOn(transaction));
      } catch (reason) {
        broken = { reason };
        throw reason;
      }
    };
    try {
      return await db.transaction().execute(inside);
    } catch (error) {
      // On a connection that is gone the rollback fails as well: the first reason is the one to tell.
      throw (broken as { reason: unknown } | null)?.reason ?? fromPostgres(error, place);
    }
  }

  function write<T>(work: Work<T>, lane?: string): Promise<T> {
    let begun = false;
    return again(
      () => transact(work, lane, () => (begun = true)),
      (error) => isContested(error) || (!begun && isBrokenOff(error)),
    );
  }

  function counted<T>(task: Promise<T>): Promise<T> {
    const mine: Promise<T> = task.finally(() => underWay.delete(mine));
    underWay.add(mine);
    return mine;
  }

  const one = runOn(db);
  // Outside of a transaction there are only questions, which can be asked again.
  const run: Run = (statement, values) =>
    counted(
      again(
        () => one(statement, values),
        (error) => isBrokenOff(error) || isContested(error),
      ),
    );
  await ready(db, place, () => migrate(db as unknown as Kysely<unknown>, migrations, `at ${place}`));
  return {
    run,
    write: (work, lane) => counted(lane === undefined ? write(work) : lanes.run(lane, () => write(work, lane))),
    change: (work) => counted(work(one)),
    async time() {
      const [row] = await run(time, {});
      if (!row) throw new StoreError('failed', 'The database did not say the time.');
      return row.at;
    },
    async backup() {
      throw new StoreError(
        'backup',
        `The database at ${place} is PostgreSQL: make the backup with pg_dump, as docs/postgresql.md says.`,
      );
    },
    async scrub() {
      // Rows as they were are in the tables' files until those are written anew.
      await sql`vacuum full`.execute(db);
    },
    async close() {
      await Promise.allSettled([...underWay]);
      await db.destroy();
    },
  };
}

/** Reads a database that is of this shape, also while others write, and changes nothing in it. */
export async function readPostgres<T>(databaseUrl: string, work: (run: Run) => Promise<T>): Promise<T> {
  const place = placeOf(databaseUrl);
  const db = new Kysely<Tables>({ dialect: postgresDialect(openPool(databaseUrl)) });
  await ready(db, place, () => checkSteps(db as unknown as Kysely<unknown>, migrations, `at ${place}`));
  try {
    return await work(compiler(db, storable)(db));
  } catch (error) {
    throw fromPostgres(error, place);
  } finally {
    await db.destroy();
  }
}

/** The first questions to a server: what goes wrong with them is for the operator, and leaves no connection behind. */
async function ready(db: Kysely<Tables>, place: string, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    await db.destroy();
    const reason = error instanceof StoreError && error.code === 'failed' ? (error.cause ?? error) : error;
    throw fromPostgres(reason, place);
  }
}

async function again<T>(task: () => Promise<T>, isHarmless: (error: unknown) => boolean): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await task();
    } catch (error) {
      if (tries === MOST_TRIES || !isHarmless(error)) throw error;
    }
  }
}
