/**
 * Takes a person out of everything that is kept. Facts stay where they are: the hash of what was sealed first stays too, so
 * that the chain still holds, and the book says which rows are not what they were. Their salts are thrown away: nobody can
 * find out by trying whether a name stood there.
 */
import { addEntry, type Erasure } from './book.ts';
import { getMeta, setMeta } from './meta.ts';
import { contentOf, newSalt } from './seal.ts';
import { type Run, type Slot, statement } from './statement.ts';

/** Which erasures this database has seen: JSON, a list of their names. */
const APPLIED = 'erasures.applied';

export interface ErasureWish {
  /** What stands in place of the person from now on; also names the erasure. */
  name: string;
  /** When it is carried out here. */
  at: string;
  /** Takes the person out of a text, which may be JSON; hands the same text back where she does not stand in it. */
  rewrite(text: string): string;
}

/** How much was rewritten or dropped. */
export interface Erased {
  facts: number;
  /** Of everything else: messages, answers, links, how to reach her. */
  others: number;
}

const cases = statement((db, _slot: Slot<Record<string, never>>) =>
  db.selectFrom('events').select('case_id').distinct().orderBy('case_id'),
);

const facts = statement((db, slot: Slot<{ caseId: string }>) =>
  db.selectFrom('events').selectAll().where('case_id', '=', slot('caseId')).orderBy('seq'),
);

interface Rewritten extends Record<string, string | number> {
  caseId: string;
  seq: number;
  by: string;
  commandId: string;
  body: string;
  salt: string;
  erased: string;
}

const rewriteFact = statement((db, slot: Slot<Rewritten>) =>
  db
    .updateTable('events')
    .set({
      by: slot('by'),
      command_id: slot('commandId'),
      body: slot('body'),
      salt: slot('salt'),
      erased: slot('erased'),
    })
    .where('case_id', '=', slot('caseId'))
    .where('seq', '=', slot('seq')),
);

/** Every other table that can name somebody: what identifies a row, which of its columns are rewritten, or that the row goes. */
const OTHERS = [
  { table: 'cases', key: ['case_id'], texts: ['title', 'owner'] },
  { table: 'timers', key: ['case_id', 'key'], texts: ['key'] },
  { table: 'outbox', key: ['id'], texts: ['id', 'audience', 'merge_key', 'body', 'reason', 'conversation_id'] },
  { table: 'answers', key: ['command_id'], texts: ['command_id', 'body'] },
  { table: 'waits', key: ['case_id', 'ticket'], texts: ['body'] },
  { table: 'links', key: ['id'], texts: ['body'] },
  { table: 'posts', key: ['case_id', 'name'], texts: ['name', 'conversation_id'] },
  { table: 'meta', key: ['key'], texts: ['key', 'value'] },
  { table: 'refs', key: ['key'], texts: ['key', 'body'], drop: true },
] as const;

type Row = Record<string, string | number | null>;

const others = OTHERS.map((other) => {
  const where = other.key.map((column, index) => [column, `key${index}`] as const);
  return {
    ...other,
    all: statement((db, _slot: Slot<Record<string, never>>) =>
      db.selectFrom(other.table).select([...new Set([...other.key, ...other.texts])] as never[]),
    ),
    change: statement((db, slot: Slot<Row>) => {
      const set = Object.fromEntries(other.texts.map((column) => [column, slot(`text_${column}`)]));
      let query = db.updateTable(other.table).set(set as never);
      for (const [column, hole] of where) query = query.where(column as never, '=', slot(hole) as never);
      return query;
    }),
    remove: statement((db, slot: Slot<Row>) => {
      let query = db.deleteFrom(other.table);
      for (const [column, hole] of where) query = query.where(column as never, '=', slot(hole) as never);
      return query;
    }),
  };
});

/** Null: this database has seen an erasure of that name already. To be run in a transaction. */
export async function erase(run: Run, wish: ErasureWish): Promise<Erased | null> {
  const applied = JSON.parse((await getMeta(run, APPLIED)) ?? '[]') as string[];
  if (applied.includes(wish.name)) return null;
  const rows: Erasure['rows'] = [];
  for (const { case_id: caseId } of await run(cases, {})) rows.push(...(await eraseInCase(run, caseId, wish)));
  let changed = 0;
  for (const other of others) {
    for (const row of (await run(other.all, {})) as Row[]) if (await eraseInRow(run, other, row, wish)) changed += 1;
  }
  await addEntry(run, 'erased', wish.at, { name: wish.name, rows });
  await setMeta(run, APPLIED, JSON.stringify([...applied, wish.name]));
  return { facts: rows.length, others: changed };
}

async function eraseInCase(run: Run, caseId: string, { rewrite }: ErasureWish): Promise<Erasure['rows']> {
  const changed: Erasure['rows'] = [];
  for (const row of await run(facts, { caseId })) {
    const { seq, at, version, salt } = row;
    const before = { caseId, seq, at, by: row.by, commandId: row.command_id, version, body: row.body };
    const after = { ...before, by: rewrite(row.by), commandId: rewrite(row.command_id), body: rewrite(row.body) };
    if (after.by === before.by && after.commandId === before.commandId && after.body === before.body) continue;
    const fresh = newSalt();
    const { by, commandId, body } = after;
    await run(rewriteFact, {
      caseId,
      seq,
      by,
      commandId,
      body,
      salt: fresh,
      erased: row.erased ?? contentOf(salt, before),
    });
    changed.push([caseId, seq, contentOf(fresh, after)]);
  }
  return changed;
}

async function eraseInRow(run: Run, other: (typeof others)[number], row: Row, wish: ErasureWish): Promise<boolean> {
  const texts = other.texts.map((column) => {
    const before = row[column] ?? null;
    return [column, before, typeof before === 'string' ? wish.rewrite(before) : before] as const;
  });
  if (texts.every(([, before, after]) => before === after)) return false;
  const key = Object.fromEntries(other.key.map((column, index) => [`key${index}`, row[column] ?? null]));
  if ('drop' in other) await run(other.remove, key);
  else
    await run(other.change, {
      ...key,
      ...Object.fromEntries(texts.map(([column, , after]) => [`text_${column}`, after])),
    });
  return true;
}
