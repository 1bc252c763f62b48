// What an operator does around a bot that runs: a second one on the same folder, a backup, a look at the record, a restore.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupsIn } from '../../src/backups.ts';
import { openStore } from '../../src/store/index.ts';
import { freePort } from './botProcess.ts';
import { House } from './house.ts';

let house: House;
beforeEach(async () => {
  house = await House.open();
});
afterEach(() => house.close());

it('backs up while it runs, is gone through, and goes on ticking from the backup', async () => {
  const bot = await house.running();
  await house.installed();
  const thread = await house.newCase('case new "outgoing mail blocked" sev:1 affects:email', 'INC-1');
  expect(await house.say('ticket open microsoft ref:1 "silent"', thread)).toBe(200);

  const backup = await house.script('backup');
  expect(backup).toMatchObject({ code: 0, err: '' });
  expect(backup.out).toMatch(
    /baton-.*\.db: \d+ facts of 1 cases, as they were written\.\nKeep this line elsewhere: entry \d+ of the book is [0-9a-f]{64}\n$/,
  );
  const [file = ''] = backupsIn(house.folder);
  const link = /[0-9a-f]{64}/.exec(backup.out)?.[0] ?? '';
  expect(await house.say('note "after the backup"', thread)).toBe(200);

  const kept = backupsIn(house.folder);
  const verified = await house.script('verify', '--head', link);
  expect(verified).toMatchObject({ code: 0, err: '' });
  expect(verified.out).toContain('has its database for itself, so it was asked for a copy of this moment.\n');
  const factsIn = (said: string) => Number(/(\d+) facts of 1 cases/.exec(said)?.[1]);
  expect(factsIn(verified.out), 'what came after the backup is looked at, too').toBeGreaterThan(factsIn(backup.out));
  const report = await house.script('report', 'inc-1');
  expect(report).toMatchObject({ code: 0, err: '' });
  const lines = report.out.trim().split('\n');
  expect(lines.map((line) => /INC-1-report\.(\w+) \(SHA-256 [0-9a-f]{64}\)$/.exec(line)?.[1])).toEqual([
    'html',
    'txt',
    'json',
  ]);
  const text = readFileSync(join(house.folder, 'reports', 'INC-1-report.txt'), 'utf8');
  expect(text).toMatch(/^INC-1: outgoing mail blocked\n[\s\S]*Ticket T1, Microsoft 1\n/);
  expect(backupsIn(house.folder)).toEqual(kept);
  expect(await house.script('report', 'INC-99')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/no case INC-99/),
  });

  const second = house.bot({ port: await freePort() });
  await second.go();
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(
    /Baton does not start\.\nAnother Baton is already running on .*: stop that one first/,
  );
  expect(await house.script('restore', file)).toMatchObject({
    code: 1,
    err: 'The bot is running: stop it first. Nothing was changed.\n',
  });
  expect(await house.say('note "and it goes on"', thread)).toBe(200);
  bot.kill('SIGTERM');
  await bot.ended;
  expect(await house.script('verify', '--head', 'f'.repeat(64))).toMatchObject({
    code: 1,
    err: expect.stringContaining('the record is not the one that wrote it, or was cut short'),
  });

  const restored = await house.script('restore', file);
  expect(restored).toMatchObject({ code: 0, err: '' });
  expect(readdirSync(house.folder).filter((name) => name.startsWith('baton.db.replaced-'))).toHaveLength(1);
  const before = house.fake.posts.length;
  const again = await house.running();
  // What was said after the backup is gone, and the ticket's silence is noticed all the same.
  await house.fake.until(before + 3, 30_000);
  const pinged = () =>
    house.fake.posts.slice(before).some(({ activity }) => JSON.stringify(activity).includes('"card":"ping"'));
  while (!pinged()) await house.fake.until(house.fake.posts.length + 1, 30_000);
  again.kill('SIGTERM');
  expect(await again.ended).toBe(0);
  const store = await openStore({ dataDir: house.folder });
  const facts = await store.load('INC-1');
  await store.close();
  expect(JSON.stringify(facts)).not.toContain('after the backup');
  expect(facts.some(({ body }) => body.type === 'pinged')).toBe(true);
});

it('names the first bad row and ends with 1 when somebody changed the record', async () => {
  const bot = await house.running();
  await house.installed();
  await house.newCase('case new "outgoing mail blocked" sev:4', 'INC-1');
  bot.kill('SIGTERM');
  await bot.ended;
  const db = new DatabaseSync(join(house.folder, 'baton.db'));
  db.exec(`update events set body = replace(body, 'outgoing', 'incoming') where seq = 1`);
  db.close();
  const { code, err } = await house.script('verify');
  expect(code).toBe(1);
  expect(err).toBe(
    'INC-1: fact 1 is not what was written there.\nThe record is not as it was written. The first bad row: fact 1 of INC-1.\n',
  );
});

describe('a file that it does not start on, and leaves as it is', () => {
  it.each([
    [
      'is damaged',
      (path: string) => writeFileSync(path, 'this is my shopping list\n'.repeat(400)),
      /is damaged or not a database: put a backup in its place; nothing was changed\./,
    ],
    [
      'is of a newer Baton',
      async (path: string) => {
        await (await openStore({ dataDir: house.folder })).close();
        const db = new DatabaseSync(path);
        db.exec("insert into kysely_migration (name, timestamp) values ('9999-tomorrow', '2030-01-01T00:00:00.000Z')");
        db.close();
      },
      /was written by a newer Baton \(it has 9999-tomorrow\): start that version or a later one; nothing was changed\./,
    ],
    [
      'is somebody else’s',
      (path: string) => {
        const db = new DatabaseSync(path);
        db.exec('create table recipes (name text)');
        db.close();
      },
      /is not one of Baton's: give Baton one of its own; nothing was changed\./,
    ],
  ])('%s', async (_what, make, why) => {
    const path = join(house.folder, 'baton.db');
    await make(path);
    const before = readFileSync(path);
    const bot = house.bot();
    await bot.go();
    expect(await bot.ended).toBe(1);
    expect(bot.output()).toMatch(/Baton does not start\.\nThe database .*baton\.db [^\n]*\n$/);
    expect(bot.output()).toMatch(why);
    expect(await house.script('verify')).toMatchObject({ code: 1, err: expect.stringMatching(why) });
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});
