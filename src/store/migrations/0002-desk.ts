import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How long each vendor let us wait, for its profile over all cases; and links that work without signing in. */
export const desk: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db;
    await schema
      .createTable('waits')
      .addColumn('case_id', 'text', (c) => c.notNull())
      .addColumn('ticket', 'text', (c) => c.notNull())
      .addColumn('vendor', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('waits_pk', ['case_id', 'ticket'])
      .execute();
    await schema.createIndex('waits_vendor').on('waits').column('vendor').execute();

    await schema
      .createTable('links')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('case_id', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('made_at', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .addColumn('ended_at', 'text')
      .execute();
    await schema.createIndex('links_case').on('links').columns(['case_id', 'kind']).execute();
  },
};
