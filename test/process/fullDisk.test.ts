// The disk is full under a bot that runs: what it says it did is kept, what it could not keep it says it could not, its health is
// red, and it goes on by itself when there is room again. The database is what has no room here; `npm run disk` has a real file system.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fillDisk } from './fillDisk.ts';
import { House } from './house.ts';

let house: House;
beforeEach(async () => {
  house = await House.open();
});
afterEach(() => house.close());

it('acknowledges nothing that it cannot keep, says so, and goes on when there is room again', async () => {
  const bot = await house.running({ imports: ['faults.mjs'] });
  await house.installed();
  const room = { take: () => bot.tell('full'), give: () => bot.tell('room') };
  const filled = await fillDisk(house, bot, house.folder, room);
  expect(filled.refused).toHaveLength(5);
  expect(filled.kept).toEqual(filled.acknowledged);
  expect(filled.acknowledged.at(-1)).toBe('and on');
  expect(filled.output).toMatch(/There is no room left on the disk of .*baton\.db: the change was not kept\./);
  expect(filled.reasons).toContain('There is no room left on the disk');
  expect(filled.flaws).toBe(0);
});
