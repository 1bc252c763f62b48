import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { contentOf, entryOf, linkOf, newSalt } from '../seal.ts';

/** The columns that this step reads and writes, as they were then. */
interface Then {
  events: {
    case_id: string;
    seq: number;
    at: string;
    by: string;
    command_id: string;
    version: number;
    body: string;
    salt: string;
    link: string;
    erased: string | null;
  };
  cases: { case_id: string; number: number; seq: number; link: string; booked: number };
  book: { entry: number; at: string; kind: string; body: string; link: string };
}

/**
 * The record becomes a chain: each fact is sealed to the one before it, each case knows its head, and a book keeps the
 * heads of all cases. Facts that were there before get their seals now, so that what is changed from here on is noticed;
 * what was changed before cannot be. The first entry of the book says how many they were.
 */
export const chain: Migration = {
  async up(untyped: Kysely<unknown>): Promise<void> {
    const db = untyped as Kysely<Then>;
    const { schema } = db;
    await schema
      .alterTable('events')
      .addColumn('salt', 'text', (c) => c.notNull().defaultTo(''))
      .execute();
    await schema
      .alterTable('events')
      .addColumn('link', 'text', (c) => c.notNull().defaultTo(''))
      .execute();
    // What was sealed first, where an erasure has rewritten the row since.
    await schema.alterTable('events').addColumn('erased', 'text').execute();
    await schema
      .alterTable('cases')
      .addColumn('seq', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await schema
      .alterTable('cases')
      .addColumn('link', 'text', (c) => c.notNull().defaultTo(''))
      .execute();
    // Up to which fact the book knows the case.
    await schema
      .alterTable('cases')
      .addColumn('booked', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await schema
      .createTable('book')
      .addColumn('entry', 'integer', (c) => c.primaryKey().notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('link', 'text', (c) => c.notNull())
      .execute();
    await sealOldRows(db);
  },
};

async function sealOldRows(db: Kysely<Then>): Promise<void> {
  const cases = await db.selectFrom('events').select('case_id').distinct().orderBy('case_id').execute();
  const heads: { case: string; seq: number; link: string }[] = [];
  let rows = 0;
  for (const { case_id: caseId } of cases) {
    let link = '';
    let seq = 0;
    const facts = await db.selectFrom('events').selectAll().where('case_id', '=', caseId).orderBy('seq').execute();
    for (const { at, by, command_id: commandId, version, body, ...fact } of facts) {
      const salt = newSalt();
      seq = fact.seq;
      link = linkOf(link, caseId, seq, contentOf(salt, { caseId, seq, at, by, commandId, version, body }));
      await db.updateTable('events').set({ salt, link }).where('case_id', '=', caseId).where('seq', '=', seq).execute();
      rows += 1;
    }
    await db.updateTable('cases').set({ seq, link, booked: seq }).where('case_id', '=', caseId).execute();
    heads.push({ case: caseId, seq, link });
  }
  if (rows === 0) return;
  const at = new Date().toISOString();
  const body = JSON.stringify({ rows, heads });
  await db
    .insertInto('book')
    .values({ entry: 1, at, kind: 'begun', body, link: entryOf('', 1, at, 'begun', body) })
    .execute();
}
