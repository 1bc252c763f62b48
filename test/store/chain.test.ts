// Whoever changes the record by hand is found out: every fact is sealed to the one before, and the book knows the heads.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openStore, type Verification, verifyFile } from '../../src/store/index.ts';
import { contentOf, linkOf } from '../../src/store/seal.ts';
import { aCommit, at, folder, freshStore } from './support.ts';

let path: string;

/** Three cases: of four, two and one facts; the book was closed before the last two facts and the last case. */
beforeEach(async () => {
  const dataDir = folder();
  const store = await openStore({ dataDir });
  await store.commit(aCommit({ events: ['opened', 'noted'] }));
  await store.commit(aCommit({ caseId: 'case-2', number: 2, events: ['opened', 'noted'] }));
  await store.closeBook(at('06:20'));
  await store.commit(aCommit({ expected: 2, events: ['noted'] }));
  await store.commit(aCommit({ expected: 3, events: ['closed'] }));
  await store.commit(aCommit({ caseId: 'case-3', number: 3 }));
  await store.close();
  path = join(dataDir, 'baton.db');
});

/** What is found after somebody did this with another tool. */
async function after(...statements: string[]): Promise<Verification> {
  const db = new DatabaseSync(path);
  for (const text of statements) db.exec(text);
  db.close();
  return verifyFile(path);
}

test('a record that nobody touched is whole, and its heads and the book’s can be kept elsewhere', async () => {
  const { flaws, facts, older, heads, book, links } = await verifyFile(path);
  expect(flaws).toEqual([]);
  expect({ facts, older }).toEqual({ facts: 7, older: 0 });
  expect(heads.map(({ caseId, seq }) => `${caseId} ${seq}`)).toEqual(['case-1 4', 'case-2 2', 'case-3 1']);
  expect(new Set(heads.map(({ link }) => link)).size).toBe(3);
  expect(book).toEqual({ entry: 1, at: at('06:20'), link: links.at(-1) });
  expect(await verifyFile(path)).toEqual(await verifyFile(path));
});

test.each([
  ['its words', `update events set body = replace(body, 'blocked', 'fine') where case_id = 'case-1' and seq = 3`],
  ['its time', `update events set at = '2023-07-31T06:11:00.000Z' where case_id = 'case-1' and seq = 3`],
  ['who did it', `update events set by = 'megan' where case_id = 'case-1' and seq = 3`],
  ['its command', `update events set command_id = 'other' where case_id = 'case-1' and seq = 3`],
  ['its version', `update events set version = 2 where case_id = 'case-1' and seq = 3`],
  ['its link', `update events set link = '' where case_id = 'case-1' and seq = 3`],
  ['its salt', `update events set salt = '' where case_id = 'case-1' and seq = 3`],
])('a fact that was changed in %s is named', async (_, text) => {
  expect((await after(text)).flaws).toEqual([{ kind: 'changed', caseId: 'case-1', seq: 3 }]);
});

test('a fact taken out of the middle is named, also when the later ones move up', async () => {
  const drop = `delete from events where case_id = 'case-1' and seq = 2`;
  expect((await after(drop)).flaws).toEqual([{ kind: 'missing', caseId: 'case-1', seq: 2 }]);
  const moved = await after(
    `update events set seq = 2 where case_id = 'case-1' and seq = 3`,
    `update events set seq = 3 where case_id = 'case-1' and seq = 4`,
  );
  expect(moved.flaws).toEqual([{ kind: 'changed', caseId: 'case-1', seq: 2 }]);
});

test('two facts that changed places are named', async () => {
  const swapped = await after(
    `update events set seq = 30 where case_id = 'case-1' and seq = 3`,
    `update events set seq = 3 where case_id = 'case-1' and seq = 4`,
    `update events set seq = 4 where case_id = 'case-1' and seq = 30`,
  );
  expect(swapped.flaws).toEqual([{ kind: 'changed', caseId: 'case-1', seq: 3 }]);
});

test('the newest facts cannot be cut off: the case knows its head', async () => {
  const cut = await after(`delete from events where case_id = 'case-1' and seq > 2`);
  expect(cut.flaws).toEqual([{ kind: 'cut', caseId: 'case-1', seq: 3 }]);
});

test('nor when the head is mended too, as far as the book knows it', async () => {
  const mended = await after(
    `delete from events where case_id = 'case-1' and seq > 1`,
    `update cases set seq = 1, booked = 1, link = (select link from events where case_id = 'case-1') where case_id = 'case-1'`,
  );
  expect(mended.flaws).toEqual([{ kind: 'cut', caseId: 'case-1', seq: 2 }]);
});

test('a case that is gone is missed: by its number, or by the book', async () => {
  const facts = `delete from events where case_id = 'case-2'`;
  expect((await after(facts)).flaws).toEqual([{ kind: 'cut', caseId: 'case-2', seq: 1 }]);
  const whole = await after(`delete from cases where case_id = 'case-2'`);
  expect(whole.flaws).toEqual([
    { kind: 'gone', caseId: '#2', seq: 0 },
    { kind: 'gone', caseId: 'case-2', seq: 0 },
  ]);
});

test('facts of a case that no list knows are named', async () => {
  const hidden = await after(`delete from cases where case_id = 'case-3'`);
  expect(hidden.flaws).toEqual([{ kind: 'unlisted', caseId: 'case-3', seq: 1 }]);
});

test('the book itself is a chain', async () => {
  const changed = await after(`update book set at = '2023-07-31T07:00:00.000Z'`);
  expect(changed.flaws).toEqual([{ kind: 'book', caseId: '', seq: 1 }]);
});

test('what was never erased cannot be passed off as erased', async () => {
  const forged = await after(
    `update events set body = '{"type":"noted"}', erased = (select salt from events limit 1) where case_id = 'case-1' and seq = 2`,
  );
  expect(forged.flaws).toEqual([{ kind: 'erasure', caseId: 'case-1', seq: 2 }]);
});

test('each case is checked by itself: one damaged case hides no other', async () => {
  const both = await after(`update events set by = 'nobody' where seq = 2`);
  expect(both.flaws.map(({ caseId }) => caseId)).toEqual(['case-1', 'case-2']);
});

/** Rewrites one fact of the first case, and its hash and link as they ought to be; `head`: the case's head as well. */
function forge(seq: number, { head = false } = {}): void {
  const db = new DatabaseSync(path);
  const of = (wanted: number) =>
    db.prepare(`select * from events where case_id = 'case-1' and seq = ?`).get(wanted) as Record<string, never>;
  const row = of(seq);
  const fact = { ...row, caseId: 'case-1', seq, commandId: row['command_id'], by: 'nobody' };
  const link = linkOf(of(seq - 1)['link'] as never, 'case-1', seq, contentOf(row['salt'] as never, fact as never));
  db.prepare(`update events set by = 'nobody', link = ? where case_id = 'case-1' and seq = ?`).run(link, seq);
  if (head) db.prepare(`update cases set link = ? where case_id = 'case-1'`).run(link);
  db.close();
}

test('a fact that was rewritten with its own hash and link is found by the next one', async () => {
  forge(3);
  expect((await verifyFile(path)).flaws).toEqual([{ kind: 'changed', caseId: 'case-1', seq: 4 }]);
});

describe('what it cannot do', () => {
  test('whoever rewrites the end with all its hashes is found by the book of a later day only', async () => {
    const copy = `${path}.copy`;
    copyFileSync(path, copy);
    forge(4, { head: true });
    expect((await verifyFile(path)).flaws).toEqual([]);

    copyFileSync(copy, path);
    const store = await openStore({ dataDir: join(path, '..') });
    const entry = await store.closeBook(at('09:00'));
    await store.close();
    forge(4, { head: true });
    const found = await verifyFile(path);
    expect(found.flaws).toEqual([{ kind: 'changed', caseId: 'case-1', seq: 4 }]);
    expect(found.links).toContain(entry?.link);
  });
});

test('the book gets an entry only when something has happened, and is in order', async () => {
  const store = await freshStore();
  expect(await store.closeBook(at('06:00'))).toBeNull();
  await store.commit(aCommit());
  const first = await store.closeBook(at('06:20'));
  expect(await store.closeBook(at('06:30'))).toEqual(first);
  await store.commit(aCommit({ expected: 1, events: ['noted'] }));
  await store.commit(aCommit({ caseId: 'case-2', number: 2 }));
  const second = await store.closeBook(at('06:40'));
  expect(second).toMatchObject({ entry: 2, kind: 'heads', at: at('06:40') });
  expect(JSON.parse(second?.body ?? '').heads).toMatchObject([
    { case: 'case-1', seq: 2 },
    { case: 'case-2', seq: 1 },
  ]);
  expect(await store.verify()).toMatchObject({ flaws: [], book: { entry: 2, link: second?.link } });
});

test('a whole record is gone through while others write, without a false alarm', async () => {
  const store = await freshStore();
  let running = true;
  const writer = (async () => {
    for (let seq = 0; running; seq += 1) {
      await store.commit(aCommit({ expected: seq, events: ['noted'] }));
      await store.commit(aCommit({ caseId: `new-${seq}`, number: seq + 2 }));
      if (seq % 5 === 0) await store.closeBook(at('06:10'));
    }
  })();
  onTestFinished(() => {
    running = false;
  });
  for (let round = 0; round < 20; round += 1) expect((await store.verify()).flaws).toEqual([]);
  running = false;
  await writer;
});

test('a file that is in use, damaged, foreign, older or not there is refused with its sentence', async () => {
  const dataDir = folder();
  const store = await openStore({ dataDir });
  await expect(verifyFile(join(dataDir, 'baton.db'))).rejects.toMatchObject({ code: 'in-use' });
  await store.close();
  await expect(verifyFile(join(dataDir, 'none.db'))).rejects.toMatchObject({ code: 'folder' });
  copyFileSync(new URL('./fixtures/v2.db', import.meta.url), join(dataDir, 'v2.db'));
  await expect(verifyFile(join(dataDir, 'v2.db'))).rejects.toThrow(/older Baton: start this version on it once/);
  const other = new DatabaseSync(join(dataDir, 'other.db'));
  other.exec('create table recipes (name text)');
  other.close();
  await expect(verifyFile(join(dataDir, 'other.db'))).rejects.toMatchObject({ code: 'foreign' });
});
