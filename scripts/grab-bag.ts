// `npm run grab-bag`: everything that is needed on the day when Teams is down, as a page to print and as text, in DATA_DIR/grab-bag.
// While the bot runs its database file is its own: then the bot is asked to lay down a fresh one.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Case } from '../src/domain/case.ts';
import { evolve } from '../src/domain/fold.ts';
import { instant } from '../src/domain/time.ts';
import { factOf } from '../src/engine/history.ts';
import { faultText, loadOrganisation } from '../src/organisation/index.ts';
import { grabBag } from '../src/papers/grabBag.ts';
import { htmlOf, textOf } from '../src/papers/index.ts';
import { askForOne, days, grabBagFolder, shelfIn } from '../src/shelf.ts';
import type { Store } from '../src/store/index.ts';
import { argumentsOf } from './arguments.ts';
import { CannotDo, openedStore, runScript, settings } from './operator.ts';

/** Seconds; the bot looks every thirty. */
const longestWait = 75;

async function runningCases(store: Store): Promise<Case[]> {
  const found: Case[] = [];
  for (const { caseId } of await store.cases({ status: ['open', 'resolved'] })) {
    const state = (await store.load(caseId)).map(factOf).reduce<Case | null>(evolve, null);
    if (state !== null) found.push(state);
  }
  return found;
}

/** The path of one that the running bot lays down now. */
async function freshOne(shelf: string): Promise<string> {
  const newest = () => {
    const [day] = existsSync(shelf) ? days(shelf) : [];
    return day === undefined ? null : join(shelf, `grab-bag-${day}.html`);
  };
  const timeOf = (path: string | null) => (path === null ? 0 : statSync(path).mtimeMs);
  const before = timeOf(newest());
  askForOne(shelf);
  for (let tries = 0; tries < longestWait * 5; tries++) {
    await setTimeout(200);
    const path = newest();
    if (path !== null && timeOf(path) > before) return path;
  }
  const old = newest();
  throw new CannotDo(
    `The bot did not lay one down within ${longestWait} s. ${old === null ? 'There is none yet' : `The newest is ${old}`}: see whether the bot is well, or stop it and try again.`,
  );
}

await runScript(async () => {
  argumentsOf({ command: 'grab-bag' });
  const { dataDir, databaseUrl, organisationFile } = settings();
  const shelf = grabBagFolder(dataDir);
  const store =
    databaseUrl !== null || existsSync(join(dataDir, 'baton.db'))
      ? await openedStore({ dataDir, databaseUrl })
      : undefined;
  if (store === null) {
    console.log('The bot is running: it is asked for a fresh one.');
    console.log(`Print this: ${await freshOne(shelf)}`);
    return;
  }
  const loaded = loadOrganisation(organisationFile, Temporal.Now.plainDateISO().year);
  if ('faults' in loaded) throw new CannotDo(loaded.faults.map(faultText).join('\n'));
  const cases = store === undefined ? [] : await runningCases(store);
  await store?.close();
  const { organisation } = loaded;
  const paper = grabBag({ organisation, cases, now: instant(Temporal.Now.instant().epochMilliseconds) });
  const day = Temporal.Now.plainDateISO(organisation.timeZone).toString();
  await shelfIn(dataDir).put(day, { html: htmlOf(paper), text: textOf(paper) });
  console.log(`Print this: ${join(shelf, `grab-bag-${day}.html`)}`);
});
