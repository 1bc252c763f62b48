import { type Kysely, PostgresAdapter } from 'kysely';

/** The type of a primary key that counts up by itself: SQLite does that with every integer. */
export function countsUp(db: Kysely<unknown>): 'integer' | 'bigserial' {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'bigserial' : 'integer';
}
