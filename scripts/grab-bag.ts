// `npm run grab-bag`: everything that is needed on the day when Teams is down, as a page to print and as text, in DATA_DIR/grab-bag.
// While the bot runs its database file is its own: then the newest bag that it has laid down is named instead.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from '../src/domain/case.ts';
import { evolve } from '../src/domain/fold.ts';
import { instant } from '../src/domain/time.ts';
import { factOf } from '../src/engine/history.ts';
import { faultText, loadOrganisation } from '../src/organisation/index.ts';
import { grabBag } from '../src/papers/grabBag.ts';
import { htmlOf, textOf } from '../src/papers/index.ts';
import { days, grabBagFolder, shelfIn } from '../src/shelf.ts';
import type { Store } from '../src/store/index.ts';
import { CannotDo, openedStore, runScript, settings } from './operator.ts';

async function runningCases(store: Store): Promise<Case[]> {
  const found: Case[] = [];
  for (const { caseId } of await store.cases({ status: ['open', 'resolved'] })) {
    const state = (await store.load(caseId)).map(factOf).reduce<Case | null>(evolve, null);
    if (state !== null) found.push(state);
  }
  return found;
}

await runScript(async () => {
  const { dataDir, databaseUrl, organisationFile } = settings();
  const shelf = grabBagFolder(dataDir);
  const store =
    databaseUrl !== null || existsSync(join(dataDir, 'baton.db'))
      ? await openedStore({ dataDir, databaseUrl })
      : undefined;
  if (store === null) {
    const [newest] = existsSync(shelf) ? days(shelf) : [];
    if (newest === undefined)
      throw new CannotDo(
        'The bot is running and has not laid down a grab bag yet: wait a minute, or stop it and try again.',
      );
    console.log(`The bot is running and lays one down every night. The newest is of ${newest}:`);
    console.log(join(shelf, `grab-bag-${newest}.html`));
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
