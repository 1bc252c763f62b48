// `npm run backup`: a copy of the database in DATA_DIR/backups, also while the bot runs: then the bot makes it. The copy is gone through at once.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { askForBackup, type Copied, makeBackup } from '../src/backups.ts';
import { verifyFile } from '../src/store/index.ts';
import { sentenceOf } from '../src/words/en/record.ts';
import { argumentsOf } from './arguments.ts';
import { CannotDo, fileSettings, openedStore, runScript } from './operator.ts';

/** The bot looks every second; a large file on a slow disk takes the rest. */
const PATIENCE_MS = 60_000;

await runScript(async () => {
  argumentsOf({ command: 'backup' });
  const { dataDir } = fileSettings();
  if (!existsSync(join(dataDir, 'baton.db')))
    throw new CannotDo(`There is no database in ${dataDir}: nothing was ever kept there.`);
  const copied = await copy(dataDir);
  if ('fault' in copied) throw new CannotDo(copied.fault);
  const { file, book } = copied;
  const { facts, heads, flaws } = await verifyFile(file);
  for (const flaw of flaws) console.error(sentenceOf(flaw));
  if (flaws.length > 0) throw new CannotDo(`The copy is there, but the record in it is not as it was written: ${file}`);
  console.log(`${file}: ${facts} facts of ${heads.length} cases, as they were written.`);
  if (book !== null) console.log(`Keep this line elsewhere: entry ${book.entry} of the book is ${book.link}`);
});

async function copy(dataDir: string): Promise<Copied> {
  const store = await openedStore({ dataDir });
  if (store === null) {
    const answer = await askForBackup(dataDir, PATIENCE_MS);
    if (answer !== null) return answer;
    throw new CannotDo(
      'Something has the database open and did not answer within a minute: is it the bot? Look into its log, then try again.',
    );
  }
  try {
    return await makeBackup(store, dataDir, new Date().toISOString());
  } finally {
    await store.close();
  }
}
