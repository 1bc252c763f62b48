// On a PostgreSQL an operator has to say that every bot is stopped; then nothing of the person is left in any row.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { verifyDatabase } from '../../src/store/index.ts';
import { ask } from '../support/databases.ts';
import { leaves, worked } from '../support/leaver.ts';
import { closeWorlds } from '../support/world.ts';
import { operatorScript } from './operatorScript.ts';

afterEach(closeWorlds);

const hers = /.{0,60}(adele|vance|70[ -]?000[ -]?00[ -]?03|29:3-of-teams|aaaa-3).{0,30}/i;

/** Whatever of her stands in a row of any table, or in a file of the folder. */
async function traces(databaseUrl: string, path: string): Promise<string[]> {
  const tables = await ask(databaseUrl, "select tablename from pg_tables where schemaname = 'public'");
  const found: string[] = [];
  for (const { tablename } of tables)
    for (const { row } of await ask(databaseUrl, `select t::text as row from "${tablename}" t`)) {
      const trace = hers.exec(String(row));
      if (trace !== null) found.push(`${tablename}: ${trace[0]}`);
    }
  return [...found, ...tracesIn(path)];
}

function tracesIn(path: string): string[] {
  if (statSync(path).isDirectory()) return readdirSync(path).flatMap((name) => tracesIn(join(path, name)));
  const trace = hers.exec(readFileSync(path, 'latin1'));
  return trace === null ? [] : [`${path}: ${trace[0]}`];
}

it('takes her out of every row once it was said that all bots are stopped, and the case goes on', async () => {
  const world = await worked();
  const { databaseUrl, folder: dataDir } = world;
  if (databaseUrl === null) throw new Error('This is about a PostgreSQL');
  const organisationFile = await leaves(world);
  const until = world.now;
  await world.kill();
  const before = await verifyDatabase(databaseUrl);
  expect(await traces(databaseUrl, dataDir), 'she is there before').not.toEqual([]);
  const erase = (...more: string[]) =>
    operatorScript('people', ['erase', 'AdeleV@example.com', ...more], {
      dataDir,
      organisationFile,
      env: { DATABASE_URL: databaseUrl },
    });

  expect(await erase()).toMatchObject({
    code: 1,
    err: expect.stringMatching(
      /^DATABASE_URL is set, so it cannot be seen .* say this again with --stopped at its end\.\n$/,
    ),
  });
  expect(await verifyDatabase(databaseUrl)).toEqual(before);

  const ran = await erase('--stopped');
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toMatch(
    /^AdeleV@example\.com is erased-person-1 from now on: \d+ facts and \d+ other rows were rewritten\.\nThe record can still be verified/,
  );
  expect(await traces(databaseUrl, dataDir)).toEqual([]);
  const { flaws, erasures, facts } = await verifyDatabase(databaseUrl);
  expect(flaws).toEqual([]);
  expect(facts).toBe(before.facts);
  expect(erasures).toEqual([{ name: 'erased-person-1', at: expect.any(String), rows: expect.any(Number) }]);

  await world.begin(until);
  expect((await world.case()).title).toBe('Outgoing e-mail blocked, says erased-person-1');
  const said = world.everything().length;
  await world.later(7_200_000);
  const pings = world
    .everything()
    .slice(said)
    .filter(({ message }) => message.kind === 'ping');
  expect(pings).not.toEqual([]);
  expect(await world.store.verify()).toMatchObject({ flaws: [] });
});
