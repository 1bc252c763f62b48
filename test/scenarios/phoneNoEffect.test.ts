// "Phone had no effect at first": what is pressed on the call card counts, says whom it was to, and the second call in vain climbs.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buttons, read } from '../support/cardParts.ts';
import { type Day, openDesk } from '../support/day.ts';
import { aroundTheClock, deskOrganisation } from '../support/deskOrganisation.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

let day: Day;
let room: TeamsRoom;
async function begin(organisation = deskOrganisation): Promise<void> {
  day = await openDesk({ organisation });
  room = new TeamsRoom(day.world);
}
beforeEach(() => begin());
afterEach(closeWorlds);

const calls = async () =>
  (await day.world.engine.events('INC-1')).flatMap(({ body }) =>
    body.type === 'ticket-called' ? [`${body.result} ${body.whom} ${body.number}`] : [],
  );

it('two calls in vain on the phone rung climb at once to the duty manager, and the record says whom they reached', async () => {
  await day.until('10:05');
  day.rang();
  const first = room.cardOf('megan');
  expect(read(first)).toContain('Megan, call Microsoft now');
  const { posts, replaced } = await room.clicksOn('megan', first, 'No effect', { words: 'told to wait' });
  expect(posts).toEqual([]);
  expect(read(replaced[0]?.card)).toContain("T1: call to Microsoft's support, no effect");
  expect(buttons(replaced[0]?.card)).toEqual([]);
  expect(day.rang()).toEqual([]);
  await day.at('10:20');
  await day.world.say('megan', 'ticket call T1 result:no-effect "told to wait again"');
  expect(day.rang()).toEqual(['10:20 megan: ticket:T1 climb duty-manager', '10:20 alex: ticket:T1 climb duty-manager']);
  expect(read(room.cardOf('megan'))).toContain('Please put me through to the duty manager.');
  expect(await calls()).toEqual(['no-effect support +46 8 000 00 00', 'no-effect support +46 8 000 00 00']);
});

it('a call on which they acted climbs nowhere, and only their word resets the clock', async () => {
  await day.until('10:05');
  await room.clicksOn('megan', room.cardOf('megan'), 'Acted');
  await day.at('10:20');
  await day.world.say('megan', 'ticket call T1 result:no-effect');
  expect(await day.world.due('ticket:T1')).toBe('11:35');
  expect((await day.world.case()).tickets[0]?.heardAt).toBe(day.world.instant('08:35'));
});

it('a wrong number on the phone rung leaves the card with the next number of support to dial', async () => {
  // The ticket was opened by phone, and nobody has answered: the other number comes first.
  await begin(aroundTheClock());
  await day.until('10:05');
  day.rang();
  const { posts, replaced } = await room.clicksOn('megan', room.cardOf('megan'), 'Wrong number');
  expect(posts[0]?.text?.replaceAll('\u00a0', ' ')).toContain("Call next:** Microsoft's support, +46 8 000 00 00");
  const next = replaced[0]?.card;
  expect(read(next)).toContain('+46 8 000 00 00');
  expect(day.rang()).toEqual([]);
  await room.clicksOn('megan', next, 'No answer');
  expect(day.rang()).toEqual(['10:05 megan: ticket:T1 climb duty-manager', '10:05 alex: ticket:T1 climb duty-manager']);
  expect(await calls()).toEqual(['wrong-number support +46 8 000 00 99', 'no-answer support +46 8 000 00 00']);
});

it('two wrong numbers of support are not dialled again: the card goes on to whoever else of theirs has one', async () => {
  await begin(aroundTheClock());
  await day.until('10:05');
  const { replaced } = await room.clicksOn('megan', room.cardOf('megan'), 'Wrong number');
  const second = await room.clicksOn('megan', replaced[0]?.card, 'Wrong number');
  const said = read(second.replaced[0]?.card).replaceAll('\u00a0', ' ');
  expect(said).toMatch(/Call next:\W*Lynne Robbins, \+46 70 000 00 06/u);
});

it('a wrong number where the rung says to call the account manager climbs at once', async () => {
  await day.until('12:35');
  day.rang();
  const card = room.cardOf('megan');
  expect(read(card)).toContain('Megan, call Lynne Robbins now');
  const { replaced } = await room.clicksOn('megan', card, 'Wrong number');
  expect(day.rang()).toEqual(['12:35 grady: ticket:T1 climb call', '12:35 patti: ticket:T1 climb call']);
  expect(read(replaced[0]?.card)).toContain('wrong number');
  expect(buttons(replaced[0]?.card)).toEqual([]);
  expect(await calls()).toEqual(['wrong-number lynne +46 70 000 00 06']);
});
