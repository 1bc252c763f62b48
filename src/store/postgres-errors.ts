import { StoreError } from './errors.ts';

/**
 * What several writers at once can meet and what ends well when the work is done again: it then reads what the other
 * wrote, and says conflict or duplicate as a value (https://www.postgresql.org/docs/18/errcodes-appendix.html).
 */
const SERIALIZATION_FAILURE = '40001';
/** What a connection keeps of a question was made wrong by a change of the tables; it keeps nothing more (postgres-pool.ts). */
export const OLD_PLAN = '0A000';
const DEADLOCK = '40P01';
const UNIQUE_VIOLATION = '23505';

/** The keys of which two writers may want the same: of facts, answers, numbers. A doubled message id is a fault of ours. */
const CONTESTED = [
  'events_pk',
  'answers_pkey',
  'cases_pkey',
  'cases_number',
  'timers_pk',
  'book_pkey',
  'waits_pk',
  'posts_pk',
];

const DISK_FULL = '53100';
const NO_SUCH_DATABASE = '3D000';
const READ_ONLY = '25006';
const LOCK_NOT_AVAILABLE = '55P03';

/** Who is not let in: wrong password, unknown role, no rule in pg_hba.conf, no right on a table or schema. */
const NOT_LET_IN = ['28000', '28P01', '42501'];

/** Connection exceptions, shutdown and start of the server, too many clients. */
const AWAY = /^(08|57P0[1-5]|53300)/;

/** Node's own words for a server that is not there, and those of pg for one that went away. */
const NO_ANSWER = /^(ECONN|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|ENOENT)/;
const BROKEN_OFF = /Connection terminated|Client has encountered a connection error|Client was closed/;
const NO_CONNECTION = /timeout exceeded when trying to connect/;

/** The server ends the sessions because somebody shuts it down, or because it crashed. */
const SHUT_DOWN = ['57P01', '57P02'];

interface Said {
  code?: unknown;
  constraint?: unknown;
  message?: unknown;
  errors?: unknown;
}

/** Whether nothing was kept and the same work will find out what others did meanwhile. */
export function isContested(error: unknown): boolean {
  const { code, constraint } = ((error instanceof StoreError ? error.cause : error) ?? {}) as Said;
  if (code === SERIALIZATION_FAILURE || code === DEADLOCK || code === OLD_PLAN) return true;
  return code === UNIQUE_VIOLATION && CONTESTED.includes(String(constraint));
}

/** Whether a connection that was there broke: the server may be back already, and the others in the pool may be as dead. */
export function isBrokenOff(error: unknown): boolean {
  const { code, message } = ((error instanceof StoreError ? error.cause : error) ?? {}) as Said;
  return SHUT_DOWN.includes(String(code)) || code === 'ECONNRESET' || BROKEN_OFF.test(String(message));
}

/** What PostgreSQL or the way to it threw, as a StoreError that says in one sentence what an operator can do. */
export function fromPostgres(error: unknown, place: string): StoreError {
  if (error instanceof StoreError) return error;
  const cause = { cause: error };
  const { code: given, message, errors } = (error ?? {}) as Said;
  // A name with several addresses fails with one fault for each of them.
  const code = String(given ?? (Array.isArray(errors) ? (errors[0] as Said | undefined)?.code : undefined) ?? '');
  const said = typeof message === 'string' && message !== '' ? message : code;
  const away = code === READ_ONLY || code === LOCK_NOT_AVAILABLE || AWAY.test(code) || NO_ANSWER.test(code);
  if (away || BROKEN_OFF.test(said) || NO_CONNECTION.test(said))
    return new StoreError(
      'away',
      `The database at ${place} cannot be used now (${said}): see that PostgreSQL runs there and that DATABASE_URL names it.`,
      cause,
    );
  if (NOT_LET_IN.includes(code))
    return new StoreError(
      'refused',
      `The database at ${place} does not let Baton in (${said}): check the user and the password in DATABASE_URL.`,
      cause,
    );
  if (code === NO_SUCH_DATABASE)
    return new StoreError('refused', `There is no database at ${place}: make it with "create database".`, cause);
  if (code === DISK_FULL)
    return new StoreError('full', `There is no room left on the disk of ${place}: the change was not kept.`, cause);
  return new StoreError('failed', `The database at ${place} could not do what was asked (${said}).`, cause);
}
