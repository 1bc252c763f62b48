import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from './errors.ts';

/** Makes the folder of a bot's data, with those above it. Throws a StoreError (`folder`) whose sentence names it and what is wrong. */
export function makeFolder(folder: string): void {
  try {
    make(folder);
  } catch (cause) {
    const said = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new StoreError('folder', `The data folder ${folder} cannot be made (${said}): check DATA_DIR.`, { cause });
  }
}

/** One after the other: asked for a whole path below /proc, Node's own `recursive` tries for ever. */
function make(folder: string): void {
  if (existsSync(folder)) return;
  make(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(folder)) throw error;
  }
}
