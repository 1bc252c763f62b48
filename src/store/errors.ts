/**
 * - `in-use`: another process (or this one) has the same file open
 * - `newer`: written by a newer version of Baton
 * - `older`: last opened by an older one, where it is only to be read
 * - `foreign`: a database, but not one of Baton's
 * - `corrupt`: damaged, or no database
 * - `folder`: the data folder cannot be made or written
 * - `away`: the database server cannot be reached or used now; the same will do later
 * - `refused`: the database server does not let us in
 * - `full`: no room on the disk; nothing of that write was kept
 * - `backup`: the copy was not made
 * - `closed`: used after close()
 * - `wrong-value`: the caller handed in what cannot be kept (a fault of ours)
 * - `no-case`: the case is not known
 * - `failed`: anything else, with its cause
 */
export type StoreErrorCode =
  | 'in-use'
  | 'newer'
  | 'older'
  | 'foreign'
  | 'corrupt'
  | 'folder'
  | 'away'
  | 'refused'
  | 'full'
  | 'backup'
  | 'closed'
  | 'wrong-value'
  | 'no-case'
  | 'failed';

/** A fault of the store: the message is one sentence for an operator, the cause is what the database said. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
