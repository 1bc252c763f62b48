// Whoever changes the record by hand is found out: every fact is sealed to the one before, and the book knows the heads.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openStore, type Store, type Verification, verifyDatabase, verifyFile } from '../../src/store/index.ts';
import { contentOf, linkOf } from '../../src/store/seal.ts';
import { ask, emptyPlace, type Place } from '../support/databases.ts';
import { aCommit, at, folder, freshStore } from './support.ts';

let dataDir: string;
let place: Place;

const open = (): Promise<Store> => openStore({ dataDir, databaseUrl: place.databaseUrl });

/** Three cases: of four, two and one facts; the book was closed before the last two facts and the last case. */
beforeEach(async () => {
  dataDir = folder();
  place = await emptyPlace();
  onTestFinished(() => place.giveBack());
  const store = await open();
  await store.commit(aCommit({ events: ['opened', 'noted'] }));
  await store.commit(aCommit({ caseId: 'case-2', number: 2, events: ['opened', 'noted'] }));
  await store.closeBook(at('06:20'));
  await store.commit(aCommit({ expected: 2, events: ['noted'] }));
  await store.commit(aCommit({ expected: 3, events: ['closed'] }));
  await store.commit(aCommit({ caseId: 'case-3', number: 3 }));
  await store.close();
});

/** Whoever works on the rows past the store, with another tool. */
async function byHand(statement: string): Promise<Record<string, unknown>[]> {
  if (place.databaseUrl !== null) return ask(place.databaseUrl, statement);
  const db = new DatabaseSync(join(dataDir, 'baton.db'));
  const rows = db.prepare(statement).all();
  db.close();
  return rows;
}

function verified(): Promise<Verification> {
  return place.databaseUrl === null ? verifyFile(join(dataDir, 'baton.db')) : verifyDatabase(place.databaseUrl);
}

/** What is found after somebody did this with another tool. */
async function after(...statements: string[]): Promise<Verification> {
  for (const statement of statements) await byHand(statement);
  return verified();
}

test('a record that nobody touched is whole, and its heads and the book’s can be kept elsewhere', async () => {
  const { flaws, facts, older, heads, book, links } = await verified();
  expect(flaws).toEqual([]);
  expect({ facts, older }).toEqual({ facts: 7, older: 0 });
  expect(heads.map(({ caseId, seq }) => `${caseId} ${seq}`)).toEqual(['case-1 4', 'case-2 2', 'case-3 1']);
  expect(new Set(heads.map(({ link }) => link)).size).toBe(3);
  expect(book).toEqual({ entry: 1, at: at('06:20'), link: links.at(-1) });
  expect(await verified()).toEqual(await verified());
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
async function forge(seq: number, { head = false } = {}): Promise<void> {
  const of = async (wanted: number) => {
    const [row] = await byHand(`select * from events where case_id = 'case-1' and seq = ${wanted}`);
    return row as Record<string, never>;
  };
  const row = await of(seq);
  const fact = { ...row, caseId: 'case-1', seq, commandId: row['command_id'], by: 'nobody' };
  const before = (await of(seq - 1))['link'] as never;
  const link = linkOf(before, 'case-1', seq, contentOf(row['salt'] as never, fact as never));
  await byHand(`update events set by = 'nobody', link = '${link}' where case_id = 'case-1' and seq = ${seq}`);
  if (head) await byHand(`update cases set link = '${link}' where case_id = 'case-1'`);
}

test('a fact that was rewritten with its own hash and link is found by the next one', async () => {
  await forge(3);
  expect((await verified()).flaws).toEqual([{ kind: 'changed', caseId: 'case-1', seq: 4 }]);
});

describe('what it cannot do', () => {
  test('whoever rewrites the end with all its hashes is found by the book of a later day only', async () => {
    const [own] = await byHand(`select link from events where case_id = 'case-1' and seq = 4`);
    await forge(4, { head: true });
    expect((await verified()).flaws).toEqual([]);

    // As it was, and the book is closed once more.
    await byHand(`update events set by = 'alex', link = '${own?.['link']}' where case_id = 'case-1' and seq = 4`);
    await byHand(`update cases set link = '${own?.['link']}' where case_id = 'case-1'`);
    expect((await verified()).flaws).toEqual([]);
    const store = await open();
    const entry = await store.closeBook(at('09:00'));
    await store.close();
    await forge(4, { head: true });
    const found = await verified();
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
