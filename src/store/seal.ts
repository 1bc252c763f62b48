/** How a fact is sealed: what stands in the database for it is a hash of its content, chained to the fact before. */
import { hash, randomFillSync } from 'node:crypto';

/** Everything of a row that must not change unnoticed; `body` is the stored text, so no spelling of JSON comes into it. */
export interface Sealed {
  caseId: string;
  seq: number;
  at: string;
  by: string;
  commandId: string;
  version: number;
  body: string;
}

const SALT = 16;
/** Asked for by the page: one call to the system costs as much as both hashes of a fact. */
const pool = Buffer.alloc(256 * SALT);
let used = pool.length;

/**
 * 128 random bits beside each row. An erasure throws them away, and then nobody can find out by trying whether a hash
 * was made of a certain name.
 */
export function newSalt(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += SALT;
  return pool.toString('hex', used - SALT, used);
}

/** The hash of a row's content: SHA-256 in hex over a JSON list, which no two contents can share. */
export function contentOf(salt: string, { caseId, seq, at, by, commandId, version, body }: Sealed): string {
  return sha256([salt, caseId, seq, at, by, commandId, version, body]);
}

/** The link of a row: made of the link before it ('' for a case's first), so that no row can be left out or changed places. */
export function linkOf(before: string, caseId: string, seq: number, content: string): string {
  return sha256([before, caseId, seq, content]);
}

/** The link of an entry of the book, made of the entry before it ('' for the first). */
export function entryOf(before: string, entry: number, at: string, kind: string, body: string): string {
  return sha256([before, entry, at, kind, body]);
}

function sha256(parts: readonly (string | number)[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex');
}
