import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { countsUp } from './dialect.ts';

/** The first released shape. Never edit it: what it made is on people's disks. */
export const first: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db;
    await schema
      .createTable('events')
      .addColumn('case_id', 'text', (c) => c.notNull())
      .addColumn('seq', 'integer', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('command_id', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('events_pk', ['case_id', 'seq'])
      .execute();

    await schema
      .createTable('timers')
      .addColumn('case_id', 'text', (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('timers_pk', ['case_id', 'key'])
      .execute();
    // The case is in it so that "who is due" is answered from the index alone.
    await schema.createIndex('timers_at').on('timers').columns(['at', 'case_id']).execute();

    await schema
      .createTable('outbox')
      .addColumn('ordinal', countsUp(db), (c) => c.primaryKey())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('case_id', 'text', (c) => c.notNull())
      .addColumn('audience', 'text', (c) => c.notNull())
      .addColumn('urgency', 'integer', (c) => c.notNull())
      .addColumn('merge_key', 'text')
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('due_at', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('claimed_until', 'text', (c) => c.notNull())
      .addColumn('claimed_by', 'text')
      .addColumn('attempts', 'integer', (c) => c.notNull())
      .addColumn('attempted_at', 'text')
      .addColumn('ended_at', 'text')
      .addColumn('conversation_id', 'text')
      .addColumn('activity_id', 'text')
      .addColumn('reason', 'text')
      .addUniqueConstraint('outbox_id', ['id'])
      .execute();
    await schema.createIndex('outbox_due').on('outbox').columns(['state', 'due_at']).execute();
    await schema.createIndex('outbox_lane').on('outbox').columns(['case_id', 'audience', 'state', 'ordinal']).execute();

    await schema
      .createTable('answers')
      .addColumn('command_id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .execute();

    await schema
      .createTable('cases')
      .addColumn('case_id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('severity', 'text', (c) => c.notNull())
      .addColumn('owner', 'text', (c) => c.notNull())
      .addColumn('opened_at', 'text', (c) => c.notNull())
      .addColumn('next_at', 'text')
      .addColumn('thread_id', 'text')
      .addUniqueConstraint('cases_number', ['number'])
      .execute();
    await schema.createIndex('cases_thread').on('cases').column('thread_id').execute();

    await schema
      .createTable('refs')
      .addColumn('key', 'text', (c) => c.primaryKey().notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .execute();

    await schema
      .createTable('posts')
      .addColumn('case_id', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('conversation_id', 'text', (c) => c.notNull())
      .addColumn('activity_id', 'text', (c) => c.notNull())
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('service_url', 'text')
      .addPrimaryKeyConstraint('posts_pk', ['case_id', 'name'])
      .execute();

    await schema
      .createTable('meta')
      .addColumn('key', 'text', (c) => c.primaryKey().notNull())
      .addColumn('value', 'text', (c) => c.notNull())
      .execute();
  },
};
