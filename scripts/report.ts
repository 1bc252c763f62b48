// `npm run report -- INC-7`: the report of a case as a page to print, as text and for programs, in DATA_DIR/reports.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportOf } from '../src/domain/report/report.ts';
import { instant } from '../src/domain/time.ts';
import { factOf } from '../src/engine/history.ts';
import { sealed } from '../src/papers/index.ts';
import { reportPaper } from '../src/papers/reportPaper.ts';
import { reportFolder } from '../src/shelf.ts';
import { eventsInFile, type StoredEvent } from '../src/store/index.ts';
import { argumentsOf } from './arguments.ts';
import { ofRunningBot } from './copied.ts';
import { CannotDo, openedStore, runScript, settings } from './operator.ts';

/** The name of a case is part of a file's name: nothing else may be. */
const CASE = /^[\w-]{1,40}$/u;

await runScript(async () => {
  const [typed = ''] = argumentsOf({ command: 'report', words: '<case>' }).positionals;
  const caseId = typed.toUpperCase();
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
  if (store === null) return ofRunningBot(dataDir, (file) => eventsInFile(file, caseId));
  try {
    return await store.load(caseId);
  } finally {
    await store.close();
  }
}
