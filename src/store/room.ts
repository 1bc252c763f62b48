/**
 * Whether what people say can be kept again after something could not be: a mark of the clock goes into a page that is there
 * already, also on a full disk, so it proves nothing.
 */

import { StoreError, type StoreErrorCode } from './errors.ts';
import type { Work } from './group.ts';
import { setMeta } from './meta.ts';
import { type Slot, statement } from './statement.ts';

const KEY = 'room';
/** Sixteen pages: more than a command needs. */
const BYTES = 65_536;

/** What the disk, and not the caller, is to blame for. */
const ofTheDisk: readonly StoreErrorCode[] = ['full', 'failed', 'folder'];

const drop = statement((db, slot: Slot<{ key: string }>) => db.deleteFrom('meta').where('key', '=', slot('key')));

export interface Room {
  /** Runs a write, and remembers when it could not be kept. */
  watched<T>(write: () => Promise<T>): Promise<T>;
  /** Rejects while something that could not be kept still could not be. */
  check(): Promise<void>;
}

/** One for each store. */
export function roomIn(backend: { write<T>(work: Work<T>): Promise<T> }): Room {
  let doubtful = false;
  return {
    async watched(write) {
      try {
        return await write();
      } catch (error) {
        if (error instanceof StoreError && ofTheDisk.includes(error.code)) doubtful = true;
        throw error;
      }
    },
    async check() {
      if (!doubtful) return;
      // Kept and dropped by two writes: in one, the pages would never reach the disk.
      await backend.write((run) => setMeta(run, KEY, 'x'.repeat(BYTES)));
      await backend.write(async (run) => {
        await run(drop, { key: KEY });
      });
      doubtful = false;
    },
  };
}
