import { afterEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { type BoardFilter, boardOf } from '../../src/engine/board.ts';
import type { CaseIndexRow } from '../../src/store/index.ts';
import { quietCase, replayAt } from '../support/exampleCases.ts';
import { closeWorlds, openWorld } from '../support/world.ts';

afterEach(closeWorlds);

it('shows the cases that are not closed, in pages', async () => {
  const w = await openWorld({ start: '2023-07-31T06:10:00Z' });
  await w.say('alex', 'case new Slow sev:4');
  await w.say('alex', 'case new Fast sev:1', { caseId: 'INC-2' });
  await w.say('alex', 'case new Middle sev:2', { caseId: 'INC-3' });
  const board = (filter: BoardFilter, page = 1) => w.engine.board({ filter, person: 'adele', page, size: 2 });
  const open = await board('open');
  expect(open).toMatchObject({ page: 1, pages: 2, total: 3, late: 0 });
  const ids = [...open.cases, ...(await board('open', 2)).cases].map(({ id }) => id);
  expect([...ids].sort()).toEqual(['INC-1', 'INC-2', 'INC-3']);
  expect((await board('open', 99)).page).toBe(2);
  expect((await board('overdue')).total).toBe(0);
  await w.until('09:30');
  const late = await board('overdue');
  expect([late.cases[0]?.id, late.total, late.late]).toEqual(['INC-2', 3, 3]);
});

const noon = replayAt('2023-07-31 11:47', ['10:10']);
const as = ({ state }: { state: Case }, number: number): Case => ({ ...state, number, id: `INC-${number}` });

/** A store of these cases, and what was read of them. */
function holding(all: readonly Case[]) {
  const read: string[] = [];
  const row = ({ id, number, status, title, severity, owner, openedAt }: Case): CaseIndexRow => ({
    caseId: id,
    number,
    status,
    title,
    severity,
    owner,
    openedAt,
    nextAt: null,
    threadId: null,
  });
  const store = {
    cases: async ({ status }: { status?: readonly string[] } = {}) =>
      all.filter((one) => !status || status.includes(one.status)).map(row),
  };
  const ask = (filter: BoardFilter, { person = 'alex', page = 1 } = {}) =>
    boardOf(
      store,
      {},
      async (id) => {
        read.push(id);
        return all.find((one) => one.id === id) ?? null;
      },
      { filter, person, page, size: 8, now: noon.now },
    );
  const ids = async (filter: BoardFilter, of = {}) => (await ask(filter, of)).cases.map(({ id }) => id);
  return { ask, ids, read };
}

describe('what stands on the board', () => {
  const closed = replayAt('2023-08-28 09:00');
  const b = holding([as(closed, 1), as(quietCase(), 2), as(noon, 3), as(replayAt('2023-07-31 20:35'), 4)]);

  it('the most urgent first, the closed last', async () => {
    expect(await b.ids('all')).toEqual(['INC-3', 'INC-2', 'INC-4', 'INC-1']);
  });

  it('what was asked for, and nothing else', async () => {
    expect(await b.ids('open')).toEqual(['INC-3', 'INC-2', 'INC-4']);
    expect(await b.ids('overdue')).toEqual(['INC-3']);
    expect(await b.ids('mine', { person: 'isaiah' })).toEqual(['INC-2']);
    expect(await b.ids('mine', { person: 'lynne' })).toEqual([]);
  });
});

describe('very many cases', () => {
  const closed = replayAt('2023-08-28 09:00');
  const many = [
    ...Array.from({ length: 3_000 }, (_, i) => as(closed, i + 1)),
    ...Array.from({ length: 20 }, (_, i) => as(noon, 3_001 + i)),
  ];

  it('every one has its page, and of the closed only those of the page are read', async () => {
    const b = holding(many);
    expect(await b.ask('all')).toMatchObject({ page: 1, pages: 378, total: 3_020, late: 20 });
    expect(b.read).toHaveLength(20);
    // The page on which the open ones end and the closed begin: newest first.
    expect(await b.ids('all', { page: 3 })).toEqual([
      'INC-3004',
      'INC-3003',
      'INC-3002',
      'INC-3001',
      'INC-3000',
      'INC-2999',
      'INC-2998',
      'INC-2997',
    ]);
    expect(await b.ids('all', { page: 378 })).toEqual(['INC-4', 'INC-3', 'INC-2', 'INC-1']);
    expect(await b.ids('all', { page: 200 })).toHaveLength(8);
    const seen = new Set<string>();
    for (let page = 1; page <= 378; page++) for (const id of await b.ids('all', { page })) seen.add(id);
    expect(seen.size).toBe(3_020);
  }, 30_000);
});
