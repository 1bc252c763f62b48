import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isPostgres } from './dialect.ts';

/**
 * A hold says who is at something for the next seconds, and every tick takes one and gives it back. It need not outlive a crash of the
 * server, so nobody waits for a disk to take it: where two are at one thing after all, the facts have one winner.
 */
export const lightHolds: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    if (isPostgres(db)) await sql`alter table holds set unlogged`.execute(db);
  },
};
