// The report of a case that was closed and opened again: that it was, by whom and why, and times that hold.
import { afterEach, expect, it } from 'vitest';
import { nodes, read } from '../support/cardParts.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds, openWorld } from '../support/world.ts';

afterEach(closeWorlds);

it('keeps the earlier end as what it was, and counts nothing while it was closed', async () => {
  const world = await openWorld({ start: '2023-07-31T06:10:00Z', pollMs: 86_400_000 });
  const room = new TeamsRoom(world);
  await world.say('alex', 'case new "Printers are slow" sev:3 playbook:blank affects:network');
  for (const { number } of (await world.case()).steps) await world.say('alex', `step ${number} done "done"`);
  await world.at('09:00');
  await world.say('alex', 'case resolve "cable"');
  await world.at('10:00');
  await world.say('alex', 'retro done "buy a cable"');
  await world.say('alex', 'case close');
  const report = async () => {
    const card = (await room.says('patti', 'report INC-1')).posts[0]?.card;
    const text = String(nodes(card).find((node) => node['id'] === 'copy')?.['value']);
    return { card: read(card), text: text.replaceAll(/\s+/gu, ' ') };
  };
  expect((await report()).text).toContain('Case closed: Mon 31 Jul 10:00');
  await world.at('12:00');
  await world.say('megan', 'case reopen "slow again"');
  await world.at('12:30');
  const open = await report();
  expect(open.card).toContain('Reopened 12:00 by Megan Bowen\n“slow again”');
  expect(open.card).not.toContain('Case closed after');
  expect(open.text).toContain('All the times that it did not work, together so far: 1 h 20 m');
  expect(open.text).toContain(
    'Reopened: Mon 31 Jul 12:00 by Megan Bowen: slow again; closed for 2 h in between, which counts for nobody',
  );
  expect(open.text).toContain(
    'It seemed to work again: Mon 31 Jul 09:00, after 50 min Case closed for the time being: Mon 31 Jul 10:00, after 1 h 50 m Reopened',
  );
  expect(open.text).toContain('Alex Wilber: Mon 31 Jul 08:10 to Mon 31 Jul 10:00 (1 h 50 m), opened it');
  expect(open.text).toContain('Alex Wilber: Mon 31 Jul 12:00 to now (30 min), had it again when it was reopened');
  await world.at('13:00');
  await world.say('megan', 'case resolve "the other cable"');
  await world.at('13:30');
  const mended = await report();
  expect(mended.card).toContain('until it worked again, 13:00');
  expect(mended.text).toContain('It works again: Mon 31 Jul 13:00, after 4 h 50 m');
});
