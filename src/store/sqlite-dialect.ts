import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { keepable } from './check.ts';
import { StoreError } from './errors.ts';
import { fromSqlite } from './sqlite-errors.ts';

/** kysely rolls a failed migration back only when told that SQLite can: it can. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * The one connection. Statements are kept by their text: of one commit's time on the processor, compiling them anew
 * would be a third. Their number is that of the queries in this folder.
 */
class NodeSqliteConnection implements DatabaseConnection {
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #statements = new Map<string, { statement: StatementSync; reads: boolean }>();

  constructor(db: DatabaseSync, file: string) {
    this.#db = db;
    this.#file = file;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const parameters = query.parameters.map(keepable);
    try {
      const { statement, reads } = this.#prepared(query.sql);
      if (reads) return { rows: statement.all(...parameters) as R[] };
      const { changes } = statement.run(...parameters);
      return { rows: [], numAffectedRows: BigInt(changes) };
    } catch (error) {
      throw fromSqlite(error, this.#file);
    }
  }

  // biome-ignore lint/correctness/useYield: nothing here is large enough to be streamed
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new StoreError('failed', 'The SQLite store does not stream.');
  }

  #prepared(text: string): { statement: StatementSync; reads: boolean } {
    const known = this.#statements.get(text);
    if (known) return known;
    const statement = this.#db.prepare(text);
    const made = { statement, reads: statement.columns().length > 0 };
    this.#statements.set(text, made);
    return made;
  }
}

class NodeSqliteDriver implements Driver {
  readonly #db: DatabaseSync;
  readonly #connection: NodeSqliteConnection;

  constructor(db: DatabaseSync, file: string) {
    this.#db = db;
    this.#connection = new NodeSqliteConnection(db, file);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async beginTransaction(): Promise<void> {
    // Not a plain `begin`: that takes the write lock at the first write, after the reads it is based on.
    await this.#connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(): Promise<void> {
    await this.#connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(): Promise<void> {
    // SQLite ends the transaction by itself when the disk is full; a rollback then fails and would hide the reason.
    if (this.#db.isTransaction) await this.#connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
  }
}

/**
 * kysely's SQLite over Node's own `node:sqlite`. The adapter says that there is one connection, so kysely lets queries
 * and transactions in one after the other: nobody reads what is not committed.
 */
export function nodeSqliteDialect(db: DatabaseSync, file: string): Dialect {
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new NodeSqliteDriver(db, file),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
