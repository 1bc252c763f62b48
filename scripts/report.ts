// `npm run report -- INC-7`: the report of a case as a page to print, as text and for programs, in DATA_DIR/reports.
// While the bot runs its database file is its own: then the bot makes a copy, which is read and thrown away.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askForBackup, backupsIn } from '../src/backups.ts';
import { reportOf } from '../src/domain/report/report.ts';
import { instant } from '../src/domain/time.ts';
import { factOf } from '../src/engine/history.ts';
import { sealed } from '../src/papers/index.ts';
import { reportPaper } from '../src/papers/reportPaper.ts';
import { reportFolder } from '../src/shelf.ts';
import { eventsInFile, type StoredEvent } from '../src/store/index.ts';
import { argumentsOf } from './arguments.ts';
import { CannotDo, openedStore, runScript, settings } from './operator.ts';

/** The bot looks every second; a large file on a slow disk takes the rest. */
const PATIENCE_MS = 60_000;

/** The name of a case is part of a file's name: nothing else may be. */
const CASE = /^[\w-]{1,40}$/u;

await runScript(async () => {
  const [caseId = ''] = argumentsOf({ command: 'report', words: '<case>' }).positionals;
  if (!CASE.test(caseId)) throw new CannotDo('Which case? For example: npm run report -- INC-7');
  const { dataDir, databaseUrl } = settings();
  const facts = (await factsOf(caseId, dataDir, databaseUrl)).map(factOf);
  const report = reportOf(facts, instant(Temporal.Now.instant().epochMilliseconds));
  if (report === null)
    throw new CannotDo(`There is no case ${caseId}. Its number stands on its card, for example INC-7.`);
  const { html, text, json } = sealed(reportPaper(report));
  const folder = reportFolder(dataDir);
  mkdirSync(folder, { recursive: true });
  const files = { html, txt: text, json };
  for (const [ending, { body, sha256 }] of Object.entries(files)) {
    const path = join(folder, `${caseId}-report.${ending}`);
    writeFileSync(path, body);
    console.log(`${path} (SHA-256 ${sha256})`);
  }
});

async function factsOf(caseId: string, dataDir: string, databaseUrl: string | null): Promise<StoredEvent[]> {
  if (databaseUrl === null && !existsSync(join(dataDir, 'baton.db')))
    throw new CannotDo(`There is no database in ${dataDir}: nothing was ever kept there.`);
  const store = await openedStore({ dataDir, databaseUrl });
  if (store === null) return fromRunning(caseId, dataDir);
  try {
    return await store.load(caseId);
  } finally {
    await store.close();
  }
}

async function fromRunning(caseId: string, dataDir: string): Promise<StoredEvent[]> {
  const kept = backupsIn(dataDir);
  const copied = await askForBackup(dataDir, PATIENCE_MS);
  if (copied === null)
    throw new CannotDo(
      'Something has the database open and did not answer within a minute: is it the bot? Look into its log, then try again.',
    );
  if ('fault' in copied) throw new CannotDo(copied.fault);
  try {
    return await eventsInFile(copied.file, caseId);
  } finally {
    // Two copies within one second are one: what was there before is somebody's backup.
    if (!kept.includes(copied.file)) rmSync(copied.file, { force: true });
  }
}
