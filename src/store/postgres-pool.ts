import pg from 'pg';
import { OLD_PLAN } from './postgres-errors.ts';

/** To reach a server that is there takes milliseconds; whoever waits for an answer in Teams is given up on after 15 s. */
const CONNECT_MS = 5_000;

/** A query that got no answer in this time never will: the server is frozen, or the network swallows what is sent. */
const ANSWER_MS = 12_000;

/** Connections of one process. Each is a process of some 10 MB on the server, whose usual limit is 100 in all. */
const CONNECTIONS = 10;

/** The type `bigint`, which pg hands over as text because JavaScript cannot count so far; the outbox never will. */
const INT8 = 20;

/**
 * What the server does for every session of ours, in milliseconds. A process that was frozen in the middle of a
 * transaction holds its locks until the server ends it, and that must be well within the time in which others take over.
 */
const SESSION = { statement_timeout: 10_000, lock_timeout: 5_000, idle_in_transaction_session_timeout: 10_000 };

/** The server's default, said again for those whose operator has set another: what was answered is on the disk. */
const DURABLE = '-c synchronous_commit=on';

/** Each text of a query under a name: a connection reads and plans it once and keeps that, until a plan of its turns out to be old. */
const names = new Map<string, string>();

function named(text: string): string {
  const name = names.get(text) ?? `baton-${names.size + 1}`;
  names.set(text, name);
  return name;
}

/** Ends its connection when the server does not answer: given back to the pool it would keep the next one waiting, too. */
class ImpatientClient extends pg.Client {
  constructor(config: pg.ClientConfig, answerMs: number) {
    super(config);
    // Without a listener a connection that breaks between two queries would end the process. Whoever queries next is told.
    this.on('error', () => undefined);
    const ask = this.query.bind(this) as (...args: unknown[]) => Promise<unknown>;
    let plans = true;
    const patient = async (...args: unknown[]): Promise<unknown> => {
      const timer = setTimeout(() => void this.end().catch(() => undefined), answerMs);
      try {
        const [text, values, ...rest] = args;
        const planned = plans && typeof text === 'string' && Array.isArray(values) && values.length > 0;
        return await (planned ? ask({ name: named(text), text, values }, ...rest) : ask(...args));
      } catch (error) {
        if ((error as { code?: unknown }).code === OLD_PLAN) plans = false;
        throw error;
      } finally {
        clearTimeout(timer);
      }
    };
    this.query = patient as typeof this.query;
  }
}

function clientOf(answerMs: number): new (config?: string | pg.ClientConfig) => pg.Client {
  return class extends ImpatientClient {
    constructor(config: string | pg.ClientConfig = {}) {
      super(typeof config === 'string' ? { connectionString: config } : config, answerMs);
    }
  };
}

/**
 * Connections to the database of this URL, made when they are needed; a broken one is replaced by the next query.
 * `answerMs`: how long a query may take before its connection counts as dead.
 */
export function openPool(databaseUrl: string, answerMs = ANSWER_MS): pg.Pool {
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8, Number);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    Client: clientOf(answerMs),
    types,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'baton',
    options: DURABLE,
    ...SESSION,
  });
  // Without a listener a server that goes away would end the process, although nobody was asking it anything.
  pool.on('error', () => undefined);
  return pool;
}

/** Where the database is, for sentences: never with user or password. */
export function placeOf(databaseUrl: string): string {
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `${hostname}:${port || '5432'}${pathname}`;
}
