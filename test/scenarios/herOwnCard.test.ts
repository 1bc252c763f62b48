// What a card says of what its reader has just done herself, and whom it leaves her to turn to.
import { afterEach, expect, it } from 'vitest';
import { ticketCard } from '../../src/cards/ticket/ticketCard.ts';
import { read, readable } from '../support/cardParts.ts';
import { openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds, openWorld } from '../support/world.ts';

afterEach(closeWorlds);

it('the account manager who is on it reads that first, and after her answer which ticket it went to and what she said', async () => {
  const day = await openDesk();
  const room = new TeamsRoom(day.world);
  await day.until('12:35');
  const on = await room.clicksOn('lynne', room.cardOf('lynne'), "I'm on it");
  const card = on.replaced.at(-1)?.card;
  expect(read(card)).toMatch(/Thank you, Lynne\nYou are on it until 13:05\nWhat we still need: get an engineer/u);
  expect(read(card)).not.toContain('Lynne, please');
  const said = await room.clicksOn('lynne', card, 'Send', { words: 'we lift it now' });
  expect(read(said.replaced.at(-1)?.card)).toContain('“we lift it now”\nYour ticket 2307310050000123');
  await day.until('13:40');
  expect(read(room.cardOf('lynne'))).not.toContain('You are on it');
});

it('a reopened ticket names its last real answer, and the reopening is none', async () => {
  const day = await openDesk();
  const { world } = day;
  await world.say('megan', 'ticket heard T1 "we look at the filter"');
  await day.say('09:00', 'megan', 'ticket fixed T1');
  await world.say('megan', 'ticket verify T1 ok');
  await day.say('09:10', 'megan', 'ticket reopen T1 "again"');
  const card = read(ticketCard(await world.case(), 'T1', { now: world.now, language: 'en' }) ?? {});
  expect(card).toContain('Reopened at 09:10, no real answer since · Last real answer 08:35');
});

it('whoever asks for more and gets only our own people asked is told whom at the vendor one could call', async () => {
  const day = await openDesk();
  const room = new TeamsRoom(day.world);
  const ask = async () => readable((await room.says('megan', 'ticket escalate T1 INC-1')).posts[0]?.text ?? '');
  await day.at('08:40');
  expect(await ask()).toMatch(
    /asks our own people only\. Further up you can call Lynne Robbins now, \+46 70 000 00 06; our reminders come to the account manager Mon 31 Jul 11:55/u,
  );
  // Where the next in line is at the vendor, there is nothing to add.
  for (const time of ['08:50', '09:00', '09:10']) {
    await day.at(time);
    await ask();
  }
  await day.at('09:20');
  expect(await ask()).not.toContain('Further up');
});

it('when no number is left to dial the answer names whoever is reached in Teams', async () => {
  const world = await openWorld({ start: '2023-07-31T06:10:00Z' });
  await world.engine.people.chatted('lynne');
  const room = new TeamsRoom(world);
  await world.say('alex', 'case new Outgoing e-mail blocked sev:1 playbook:mail-block affects:email');
  await world.say('alex', 'ticket open microsoft ref:4711 via:phone "blocked"');
  await room.says('alex', 'ticket call T1 INC-1 whom:support result:wrong-number');
  const { posts } = await room.says('alex', 'ticket call T1 INC-1 whom:lynne result:wrong-number');
  expect(readable(posts[0]?.text ?? '')).toContain('What still works: portal and Lynne Robbins in Teams.');
});

it('a fix that did not hold reaches the account manager although the vendor still waits for an answer of ours', async () => {
  const day = await openDesk();
  const room = new TeamsRoom(day.world);
  await day.say('08:40', 'megan', 'ticket wants T1 "logs" via:portal');
  await day.say('08:50', 'megan', 'ticket fixed T1');
  await day.say('09:00', 'megan', 'ticket verify T1 fail "still bounces"');
  await day.until('09:05');
  expect(read(room.cardOf('lynne'))).toContain('Lynne, please');
  expect(read(room.cardOf('lynne'))).not.toContain('not had to ask you');
  expect(read(room.cardOf('megan'))).toContain('Megan, call Lynne Robbins now');
  // Nobody is asked after them while the vendor's ladder stands still.
  expect(read(room.cardOf('megan'))).toContain("Microsoft's clock stands still");
  expect(read(room.cardOf('megan'))).not.toContain('If nobody answers');
  const card = room.cardOf('lynne');
  expect((await room.clicksOn('lynne', card, "I'm on it")).toast).toMatch(/Thank you.*09:35/u);
  expect((await room.clicksOn('lynne', card, 'Wrong person')).toast).toContain('Thank you for telling me');
});

it('whoever presses a button of hers when it is solved is not asked to write more, for nobody waits for it', async () => {
  const day = await openDesk();
  const room = new TeamsRoom(day.world);
  await day.until('12:35');
  const card = room.cardOf('lynne');
  await day.world.say('megan', 'ticket fixed T1');
  await day.world.say('megan', 'ticket verify T1 ok');
  for (const { toast } of [
    await room.clicksOn('lynne', card, "I'm on it"),
    await room.clicksOn('lynne', card, 'Wrong person'),
  ]) {
    expect(toast).not.toContain('write it here');
    expect(toast).toContain('Nothing waits for you there any more');
  }
});
