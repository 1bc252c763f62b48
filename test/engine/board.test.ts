import { afterEach, expect, it } from 'vitest';
import { closeWorlds, openWorld } from '../support/world.ts';

afterEach(closeWorlds);

it('shows the cases that are not closed, the one due soonest first, in pages', async () => {
  const w = await openWorld({ start: '2023-07-31T06:10:00Z' });
  await w.say('alex', 'case new Slow sev:4');
  await w.say('alex', 'case new Fast sev:1', { caseId: 'INC-2' });
  await w.say('alex', 'case new Middle sev:2', { caseId: 'INC-3' });
  const board = (filter: 'open' | 'mine' | 'overdue' | 'all', page = 1) =>
    w.engine.board({ filter, person: 'adele', page, size: 2 });
  const open = await board('open');
  expect(open).toMatchObject({ page: 1, pages: 2, total: 3 });
  const ids = [...open.cases, ...(await board('open', 2)).cases].map(({ id }) => id);
  expect([...ids].sort()).toEqual(['INC-1', 'INC-2', 'INC-3']);
  expect((await board('open', 99)).page).toBe(2);
  expect((await board('overdue')).total).toBe(0);
  await w.until('09:30');
  expect((await board('overdue')).cases.map(({ id }) => id)).toContain('INC-2');
});
