// `npm run restore -- <backup>`: puts a backup in the place of the database, which is set aside and never deleted. The bot must be stopped.
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { backupsIn } from '../src/backups.ts';
import { applyErasures } from '../src/erasures.ts';
import { openStore, StoreError, verifyFile } from '../src/store/index.ts';
import { sentenceOf } from '../src/words/en/record.ts';
import { argumentsOf } from './arguments.ts';
import { CannotDo, fileSettings, runScript } from './operator.ts';

await runScript(async () => {
  const [file] = argumentsOf({ command: 'restore', words: '<backup>' }).positionals;
  const { dataDir } = fileSettings();
  if (file === undefined) {
    const there = backupsIn(dataDir);
    const list = there.length === 0 ? 'There are none in DATA_DIR/backups.' : `There are:\n${there.join('\n')}`;
    throw new CannotDo(`Say which backup: npm run restore -- <file>. ${list}`);
  }
  // What cannot be read would be worse than what is there.
  const older = await checked(file);
  mkdirSync(dataDir, { recursive: true });
  const aside = await setAside(dataDir);
  const path = join(dataDir, 'baton.db');
  copyFileSync(file, `${path}.part`);
  const copy = openSync(`${path}.part`, 'r+');
  fsyncSync(copy);
  closeSync(copy);
  renameSync(`${path}.part`, path);
  // Brings it up to date.
  const store = await openStore({ dataDir });
  const erased = await applyErasures(store, dataDir, new Date().toISOString());
  await store.close();
  console.log(`${file} is in place${older ? ', brought up to date' : ''}.`);
  for (const { name, facts } of erased) console.log(`${name} was erased again: ${facts} facts.`);
  if (aside !== null) console.log(`What was there before is ${aside}.`);
  console.log('Start the bot: it says what fell due meanwhile. What was sent after the backup may be sent once more.');
});

/** True for one of an older Baton, whose record is sealed when it is opened. */
async function checked(file: string): Promise<boolean> {
  try {
    const { flaws } = await verifyFile(file);
    for (const flaw of flaws) console.error(sentenceOf(flaw));
    if (flaws.length > 0)
      console.error('The record in this backup is not as it was written. It is put in place all the same.');
    return false;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'older') return true;
    throw error;
  }
}

/** Moves the database away with the log that belongs to it: left behind, it would be written into the restored one. */
async function setAside(dataDir: string): Promise<string | null> {
  const path = join(dataDir, 'baton.db');
  if (!existsSync(path)) return null;
  try {
    // Whoever opens it has it alone, and closing it folds its log into it.
    await (await openStore({ dataDir })).close();
  } catch (error) {
    if (error instanceof StoreError && error.code === 'in-use')
      throw new CannotDo('The bot is running: stop it first. Nothing was changed.');
    if (!(error instanceof StoreError)) throw error;
  }
  const aside = join(dataDir, `baton.db.replaced-${new Date().toISOString().replaceAll(/[:.]/g, '')}`);
  for (const ending of ['', '-wal', '-shm']) if (existsSync(path + ending)) renameSync(path + ending, aside + ending);
  return aside;
}
