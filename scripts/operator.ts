/** What the scripts for operators share: the settings, and an end with one sentence. */
import { type Config, configOf, readEnvironment } from '../src/config.ts';
import { openStore, type Store, StoreError } from '../src/store/index.ts';

/** Something that the operator has to mend or to know; the message is for them. */
export class CannotDo extends Error {
  override readonly name = 'CannotDo';
}

/** The bot's own settings, read as the bot reads them. Throws CannotDo with every wrong value. */
export function settings(): Config {
  const folder = process.cwd();
  const read = configOf(readEnvironment(folder), folder);
  if (!read.ok) throw new CannotDo(read.faults.join('\n'));
  return read.config;
}

/** Null: the bot has it open. */
export async function openedStore(dataDir: string): Promise<Store | null> {
  try {
    return await openStore({ dataDir });
  } catch (error) {
    if (error instanceof StoreError && error.code === 'in-use') return null;
    throw error;
  }
}

/** Runs a script; a fault that the operator can mend is one sentence, and the exit code says that it was one. */
export async function runScript(script: () => Promise<void>): Promise<void> {
  try {
    await script();
  } catch (error) {
    console.error(error instanceof CannotDo || error instanceof StoreError ? error.message : error);
    process.exitCode = 1;
  }
}
