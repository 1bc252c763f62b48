import { type Kysely, PostgresAdapter } from 'kysely';

/** For the few steps that one of the two databases alone needs. */
export function isPostgres(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** The type of a primary key that counts up by itself: SQLite does that with every integer. */
export function countsUp(db: Kysely<unknown>): 'integer' | 'bigserial' {
  return isPostgres(db) ? 'bigserial' : 'integer';
}
