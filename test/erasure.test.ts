// Somebody leaves and asks to be forgotten: nothing of hers is left in what Baton keeps, the record can be verified, the case goes
// on, and a backup from before brings her back nowhere.
import { hash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import { obligationsOf } from '../src/domain/obligations.ts';
import { addErasure, applyErasures, erasedAmong, erasuresFile } from '../src/erasures.ts';
import { openStore, verifyFile } from '../src/store/index.ts';
import { operatorScript } from './process/operatorScript.ts';
import { folder, freshStore } from './store/support.ts';
import { leaves, without, worked } from './support/leaver.ts';
import { closeWorlds } from './support/world.ts';

afterEach(closeWorlds);

const traits = {
  ids: ['adele'],
  phrases: ['adelev@example.com', 'Adele Vance'],
  names: ['Adele', 'Vance'],
  phones: ['+46 70 000 00 03'],
};
const at = '2026-11-25T10:00:00.000Z';

/** Whatever of her stands in a file or a folder, also in bytes that no row shows any more. */
function tracesIn(path: string): string[] {
  if (statSync(path).isDirectory()) return readdirSync(path).flatMap((name) => tracesIn(join(path, name)));
  const found = /.{0,60}(adele|vance|70[ -]?000[ -]?00[ -]?03|29:3-of-teams|aaaa-3).{0,30}/i.exec(
    readFileSync(path, 'latin1'),
  );
  return found === null ? [] : [`${path}: ${found[0]}`];
}

test('she is in nothing that is kept, the record can be verified, and the case goes on', async () => {
  const world = await worked();
  const dataDir = world.folder;
  const organisationFile = await leaves(world);
  const owed = obligationsOf(await world.case()).map(({ key }) => key);
  for (const name of ['grab-bag', 'patches', 'reports']) mkdirSync(join(dataDir, name));
  writeFileSync(join(dataDir, 'grab-bag', 'grab-bag-2023-07-31.txt'), 'Adele Vance +46 70 000 00 03\nAlex Wilber');
  writeFileSync(join(dataDir, 'reports', 'INC-1-report.html'), '<li>done by Adele Vance</li>');
  writeFileSync(join(dataDir, 'patches', 'adele.patch'), '+ adele: 2023');
  const until = world.now;
  await world.kill();
  expect(tracesIn(dataDir), 'she is there before').not.toEqual([]);

  const ran = await operatorScript('people', ['erase', 'AdeleV@example.com'], { dataDir, organisationFile });
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toMatch(
    /^AdeleV@example\.com is erased-person-1 from now on: \d+ facts and \d+ other rows were rewritten\.\nThe record can still be verified/,
  );
  expect(tracesIn(dataDir)).toEqual([]);
  expect(readFileSync(join(dataDir, 'grab-bag', 'grab-bag-2023-07-31.txt'), 'utf8')).toBe(
    'erased-person-1 erased-person-1\nAlex Wilber',
  );
  expect(readFileSync(join(dataDir, 'reports', 'INC-1-report.html'), 'utf8')).toBe('<li>done by erased-person-1</li>');
  const { flaws, erasures, facts } = await verifyFile(join(dataDir, 'baton.db'));
  expect(flaws).toEqual([]);
  expect(erasures).toEqual([{ name: 'erased-person-1', at: expect.any(String), rows: expect.any(Number) }]);
  expect(erasures[0]?.rows).toBeLessThan(facts);

  await world.begin(until);
  const state = await world.case();
  expect(state.title).toBe('Outgoing e-mail blocked, says erased-person-1');
  expect(obligationsOf(state).map(({ key }) => key)).toEqual(owed);
  const pack = await world.engine.pack('INC-1', 1);
  expect(pack?.text.body).toContain('erased-person-1');
  for (const { body, sha256 } of Object.values(pack ?? {})) expect(hash('sha256', body, 'hex')).toBe(sha256);
  const before = world.everything().length;
  await world.later(7_200_000);
  expect(
    world
      .everything()
      .slice(before)
      .filter(({ message }) => message.kind === 'ping'),
  ).not.toEqual([]);
  expect(await world.store.verify()).toMatchObject({ flaws: [] });
  expect(world.log.filter(({ level }) => level === 'error')).toEqual([]);
});

test('a backup from before is rewritten the first time it is opened, and only then', async () => {
  const world = await worked();
  const backup = join(folder(), 'before.db');
  await world.store.backup(backup);
  await world.kill();
  const dataDir = folder();
  expect(addErasure(dataDir, { ...traits, ids: [...traits.ids, '29:3-of-teams', 'aaaa-3'] }, at)).toBe(
    'erased-person-1',
  );
  copyFileSync(backup, join(dataDir, 'baton.db'));
  const salts = saltsIn(backup);
  const store = await openStore({ dataDir });
  expect(await applyErasures(store, dataDir, at)).toMatchObject([{ name: 'erased-person-1' }]);
  expect(await applyErasures(store, dataDir, at)).toEqual([]);
  await store.close();
  expect(tracesIn(dataDir)).toEqual([]);
  const { flaws, erasures } = await verifyFile(join(dataDir, 'baton.db'));
  expect(flaws).toEqual([]);
  // With its salt the hash of a row could be tried against guessed names.
  const left = saltsIn(join(dataDir, 'baton.db')).filter((salt) => salts.includes(salt));
  expect(left).toHaveLength(salts.length - (erasures[0]?.rows ?? 0));
});

function saltsIn(path: string): string[] {
  const db = new DatabaseSync(path);
  const rows = db.prepare('select salt from events').all();
  db.close();
  return rows.map(({ salt }) => String(salt));
}

test('whoever is in the organisation file, or holds something, or whose bot is running, is not erased', async () => {
  const world = await worked();
  const dataDir = world.folder;
  const still = { dataDir, organisationFile: 'env/organisation.example.yaml' };
  const gone = join(folder(), 'organisation.yaml');
  writeFileSync(gone, without);
  const erase = (settings: typeof still) => operatorScript('people', ['erase', 'adelev@example.com'], settings);
  const running = erase({ dataDir, organisationFile: gone });
  expect(await running).toMatchObject({ code: 1, err: 'The bot is running: stop it first. Nothing was changed.\n' });
  await world.kill();
  const [inFile, holds, nobody] = await Promise.all([
    erase(still),
    erase({ dataDir, organisationFile: gone }),
    operatorScript('people', ['erase'], still),
  ]);
  expect(inFile).toMatchObject({ code: 1, err: expect.stringMatching(/is still in .*Take the person out of it/) });
  expect(holds).toMatchObject({
    code: 1,
    err: expect.stringMatching(/still holds something in open cases\..*\n {2}INC-1: /),
  });
  expect(nobody).toMatchObject({ code: 1, err: expect.stringMatching(/^Say whom: npm run people -- erase <e-mail>/) });
  expect((await verifyFile(join(dataDir, 'baton.db'))).erasures).toEqual([]);
});

test('a second erasure of rows that an earlier one rewrote keeps the chain, and each is told', async () => {
  const world = await worked();
  const dataDir = world.folder;
  await world.kill();
  addErasure(dataDir, traits, at);
  addErasure(dataDir, { ids: ['megan'], phrases: ['Megan Bowen'], names: ['Megan'], phones: [] }, at);
  const store = await openStore({ dataDir });
  expect(await applyErasures(store, dataDir, at)).toHaveLength(2);
  const { flaws, erasures } = await store.verify();
  expect(flaws).toEqual([]);
  expect(erasures.map(({ name }) => name)).toEqual(['erased-person-1', 'erased-person-2']);
  const facts = JSON.stringify(await store.load('INC-1'));
  expect(facts).toContain('erased-person-2');
  expect(facts).not.toMatch(/adele|megan bowen/i);
  await store.close();
  const path = join(dataDir, 'baton.db');
  expect((await verifyFile(path)).flaws).toEqual([]);
});

test('the list names nobody, is told apart from a broken one, and knows who is erased', async () => {
  const dataDir = folder();
  const store = await freshStore();
  expect(await applyErasures(store, dataDir, at)).toEqual([]);
  addErasure(dataDir, traits, at);
  expect(tracesIn(erasuresFile(dataDir))).toEqual([]);
  expect(statSync(erasuresFile(dataDir)).mode & 0o077).toBe(0);
  expect(erasedAmong(dataDir, ['alexw@example.com', 'ADELEV@example.com'])).toEqual(['ADELEV@example.com']);
  writeFileSync(erasuresFile(dataDir), '{}');
  await expect(applyErasures(store, dataDir, at)).rejects.toThrow(/cannot be read: put its copy back/);
  rmSync(erasuresFile(dataDir));
});
