import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** What a column can hold. */
export type Value = string | number | null;

/** Stands in a query where the value of that name is put in when it runs. */
class Hole {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export type Slot<V> = <K extends keyof V & string>(name: K) => V[K];

/** A query that is compiled once for each database and run with different values. */
export interface Statement<V extends Record<string, Value>, R> {
  build(db: Kysely<Tables>, slot: Slot<V>): Compilable<R>;
}

/** Names a query: `statement((db, slot: Slot<{ id: string }>) => db.selectFrom(…).where('id', '=', slot('id')))`. */
export function statement<V extends Record<string, Value>, R>(
  build: (db: Kysely<Tables>, slot: Slot<V>) => Compilable<R>,
): Statement<V, R> {
  return { build };
}

/** More values in one statement would gain little. */
const mostRows = 16;

/**
 * A query that takes as many rows as there are, so that they need one way to the database and not one each: one text is compiled for
 * each number of rows. `insertingRows((db, rows: Slot<Row>[]) => db.insertInto(…).values(rows.map((slot) => ({ id: slot('id') }))))`
 */
export function insertingRows<V extends Record<string, Value>>(
  build: (db: Kysely<Tables>, rows: Slot<V>[]) => Compilable<unknown>,
): (run: Run, rows: readonly V[]) => Promise<void> {
  const byCount = new Map<number, Statement<Record<string, Value>, unknown>>();

  function ofCount(count: number): Statement<Record<string, Value>, unknown> {
    const known =
      byCount.get(count) ??
      statement((db, slot: Slot<Record<string, Value>>) =>
        build(
          db,
          Array.from({ length: count }, (_, row) => ((name: string) => slot(`${row} ${name}`)) as Slot<V>),
        ),
      );
    byCount.set(count, known);
    return known;
  }

  return async (run, rows) => {
    for (let from = 0; from < rows.length; from += mostRows) {
      const some = rows.slice(from, from + mostRows);
      const values = some.flatMap((row, i) =>
        Object.entries(row).map(([name, value]) => [`${i} ${name}`, value] as const),
      );
      await run(ofCount(some.length), Object.fromEntries(values));
    }
  };
}

/** Runs a statement, outside or inside of a transaction; that is all the rest of the folder knows of a database. */
export type Run = <V extends Record<string, Value>, R>(statement: Statement<V, R>, values: V) => Promise<R[]>;

/**
 * Keeps the compiled text of each statement: kysely takes longer to write a query than SQLite to run it.
 * The returned function gives a `Run` for the database itself or for a transaction of it. `storable`: what becomes of a
 * value on its way into this database.
 */
export function compiler(
  root: Kysely<Tables>,
  storable: (value: Value) => Value = (value) => value,
): (db: Kysely<Tables>) => Run {
  const compiled = new Map<unknown, CompiledQuery>();

  function textOf<V extends Record<string, Value>, R>(wanted: Statement<V, R>): CompiledQuery<R> {
    let text = compiled.get(wanted);
    if (!text) {
      // The hole travels through kysely as a value and comes out among the parameters.
      text = wanted.build(root, ((name: string) => new Hole(name)) as unknown as Slot<V>).compile();
      compiled.set(wanted, text);
    }
    return text as CompiledQuery<R>;
  }

  return (db) =>
    async <V extends Record<string, Value>, R>(wanted: Statement<V, R>, values: V): Promise<R[]> => {
      const text = textOf(wanted);
      const parameters = text.parameters.map((p) => (p instanceof Hole ? storable(values[p.name] as Value) : p));
      const { rows } = await db.executeQuery<R>({ ...text, parameters });
      return rows;
    };
}
