import { sql } from 'kysely';
import { instant } from './check.ts';
import { type Run, type Slot, statement } from './statement.ts';
import type { Reference } from './types.ts';

const save = statement((db, slot: Slot<{ key: string; body: string; at: string }>) =>
  db
    .insertInto('refs')
    .values({ key: slot('key'), body: slot('body'), at: slot('at') })
    .onConflict((clash) =>
      clash
        .column('key')
        .doUpdateSet((eb) => ({ body: eb.ref('excluded.body'), at: eb.ref('excluded.at') }))
        // Activities arrive out of order: an older one must not bring back an address that is gone.
        .whereRef('excluded.at', '>=', 'refs.at'),
    ),
);

const byKey = statement((db, slot: Slot<{ key: string }>) =>
  db.selectFrom('refs').selectAll().where('key', '=', slot('key')),
);

/** Not `like`: keys contain its signs, and it minds case in PostgreSQL only. */
const byPrefix = statement((db, slot: Slot<{ prefix: string; length: number }>) =>
  db
    .selectFrom('refs')
    .selectAll()
    .where(sql<string>`substr(${sql.ref('key')}, 1, ${slot('length')})`, '=', slot('prefix'))
    .orderBy('key'),
);

function toReference(row: { key: string; body: string; at: string }): Reference {
  return { key: row.key, body: JSON.parse(row.body) as Record<string, unknown>, at: row.at };
}

export async function saveReference(run: Run, key: string, body: Record<string, unknown>, at: string): Promise<void> {
  await run(save, { key, body: JSON.stringify(body), at: instant(at) });
}

export async function reference(run: Run, key: string): Promise<Record<string, unknown> | null> {
  const [row] = await run(byKey, { key });
  return row ? toReference(row).body : null;
}

export async function references(run: Run, prefix: string): Promise<Reference[]> {
  // The database counts characters, JavaScript halves of them.
  const rows = await run(byPrefix, { prefix, length: [...prefix].length });
  return rows.map(toReference);
}
