// What a form, a read-out pack or a misspelt line offers: nothing that is known to lead nowhere is called good, and what was said is not lost.
import { afterEach, expect, it } from 'vitest';
import { clicks, inputs, read, readable } from '../support/cardParts.ts';
import { deskOrganisation } from '../support/deskOrganisation.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds, openWorld, type World } from '../support/world.ts';

afterEach(closeWorlds);

async function begun(): Promise<{ world: World; room: TeamsRoom }> {
  const world = await openWorld({ start: '2023-07-31T12:02:00.000Z', organisation: deskOrganisation });
  await world.say('alex', 'case new Outgoing e-mail blocked sev:1 playbook:blank affects:email');
  await world.say('alex', 'ticket open microsoft ref:4711 via:phone "mail blocked"');
  return { world, room: new TeamsRoom(world) };
}

/** The lines of one list of a command's form. */
async function offered(room: TeamsRoom, command: string, field: string, args: object, caseId = 'INC-1') {
  const data = { baton: 1, verb: 'form', card: 'case', case: caseId, args: { command, ...args } };
  const { posts } = await room.presses('alex', data);
  const list = inputs(posts[0]?.card).find((one) => one['id'] === field);
  return (list?.['choices'] as { title: string }[] | undefined)?.map(({ title }) => readable(title));
}

it('a number that was wrong stands last in every form and says so, in the case itself and in another', async () => {
  const { world, room } = await begun();
  await world.say('alex', 'ticket call T1 whom:support via:phone result:wrong-number "a dentist"');
  const last = 'Phone: this number was wrong 14:02';
  for (const command of ['ticket sent', 'ticket wants', 'pack send'])
    expect([command, (await offered(room, command, 'via', { ticket: 'T1' }))?.join('\n')]).toEqual([
      command,
      expect.stringMatching(new RegExp(`Portal[\\s\\S]*\n${last}`)),
    ]);
  await world.say('alex', 'case new Printers sev:2 playbook:blank', { caseId: 'INC-2' });
  const other = await offered(room, 'ticket open', 'via', { vendor: 'microsoft' }, 'INC-2');
  expect(other?.slice(-2)).toEqual(
    expect.arrayContaining([`${last} in INC-1`, 'E-mail (mail): INC-1 says that E-mail is down']),
  );
});

it('the versions of a pack say for which ticket they were made, and another vendor is offered none', async () => {
  const { world, room } = await begun();
  await world.say('alex', 'ticket open microsoft ref:4712 via:phone "and sign-in"');
  await world.say('alex', 'ticket open telia ref:9 via:desk "uplink"');
  await world.say('alex', 'pack build T1');
  await world.say('alex', 'pack build T2');
  expect(await offered(room, 'pack send', 'pack', { ticket: 'T2' })).toEqual([
    'Pack 2 (for T2, 14:02)',
    'Pack 1 (for T1, 14:02)',
  ]);
  expect(await offered(room, 'pack send', 'pack', { ticket: 'T3' })).toBeUndefined();
});

it('a pack to read out names the number that may be right, with what another case knows of it', async () => {
  const { world, room } = await begun();
  await world.say('alex', 'pack build T1');
  const dialled = async () =>
    read((await room.says('alex', 'pack speak 1 INC-1')).posts[0]?.card).split('Say first')[0];
  expect(await dialled()).toContain('[+46 8 000 00 00]');
  await world.say('alex', 'case new Telephones sev:2 playbook:blank affects:phones', { caseId: 'INC-2' });
  expect(await dialled()).toMatch(/\+46 8 000 00 00[\s\S]*✕ Telephones?: down in INC-2/u);
  await world.say('alex', 'case set affects:-phones', { caseId: 'INC-2' });
  await world.say('alex', 'ticket call T1 whom:support via:phone result:wrong-number');
  expect(await dialled()).toContain('[+46 8 000 00 99]');
  await world.say('alex', 'ticket call T1 whom:support via:night result:wrong-number');
  expect(await dialled()).toContain('No telephone number of theirs works');
});

it('the list of vendors counts each number that was wrong among the contacts to check', async () => {
  const { world, room } = await begun();
  const listed = async () => read((await room.says('alex', 'vendor list')).posts[0]?.card);
  const before = Number(/(\d+) contacts? to check/u.exec(await listed())?.[1] ?? 0);
  await world.say('alex', 'ticket call T1 whom:support via:phone result:wrong-number');
  expect(await listed()).toContain(`${before + 1} contact`);
});

it('a misspelt line that only shows something is offered as it was said, with a button that runs it', async () => {
  const { world, room } = await begun();
  await world.say('alex', 'ticket open microsoft ref:4712 via:phone "and sign-in"');
  const card = (await room.says('alex', 'tiket show T2')).posts[0]?.card;
  expect(read(card)).toContain('Did you mean this?\nticket show T2');
  const { posts } = await room.clicksOn('alex', card, 'Show a ticket');
  expect(read(posts[0]?.card)).toMatch(/^T2 · Microsoft/u);
  // With nothing to run there is the help, as ever.
  const help = (await room.says('alex', 'tiket show')).posts[0]?.card;
  expect(clicks(help).map((one) => one['title'])).not.toContain('Show a ticket');
});
