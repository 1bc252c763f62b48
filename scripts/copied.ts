/** While the bot runs its database file is its own: then the bot makes a copy, which is read and thrown away. */
import { rmSync } from 'node:fs';
import { askForBackup, backupsIn } from '../src/backups.ts';
import { CannotDo } from './operator.ts';

/** The bot looks every second; a large file on a slow disk takes the rest. */
const PATIENCE_MS = 60_000;

/** Throws CannotDo when whoever has the database open makes no copy. */
export async function ofRunningBot<T>(dataDir: string, read: (file: string) => Promise<T>): Promise<T> {
  const kept = backupsIn(dataDir);
  const copied = await askForBackup(dataDir, PATIENCE_MS);
  if (copied === null)
    throw new CannotDo(
      'Something has the database open and did not answer within a minute: is it the bot? Look into its log, then try again.',
    );
  if ('fault' in copied) throw new CannotDo(copied.fault);
  try {
    return await read(copied.file);
  } finally {
    // Two copies within one second are one: what was there before is somebody's backup.
    if (!kept.includes(copied.file)) rmSync(copied.file, { force: true });
  }
}
