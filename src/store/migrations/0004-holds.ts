import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What one of several processes does, which one, and until when: the tick of a case, the upkeep. */
export const holds: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('holds')
      .addColumn('name', 'text', (c) => c.primaryKey().notNull())
      .addColumn('worker', 'text', (c) => c.notNull())
      .addColumn('until', 'text', (c) => c.notNull())
      .execute();
  },
};
