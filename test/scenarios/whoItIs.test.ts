// Whoever at the vendor says that she is the wrong person is asked who it is; what she then writes is passed on as that, and is no answer.
import { afterEach, expect, it } from 'vitest';
import { read, readable } from '../support/cardParts.ts';
import { type Day, openDay } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

const who = 'It is Bob Smith, +46 8 555 12 34';

async function asked(): Promise<{ day: Day; room: TeamsRoom }> {
  const day = await openDay();
  await day.world.engine.people.chatted('lynne');
  await day.say('08:35', 'megan', 'ticket open microsoft ref:4711 via:phone "blocked"');
  const room = new TeamsRoom(day.world);
  await day.until('12:40');
  const card = room.cardOf('lynne');
  expect((await room.clicksOn('lynne', card, 'Wrong person')).toast).toContain('please write here who it is');
  return { day, room };
}

it('her words are offered as who it is, are in the record, the owner of the ticket is told, and the clock goes on', async () => {
  const { day, room } = await asked();
  const { world } = day;
  const due = await world.due('ticket:T1');
  const { posts } = await room.says('lynne', who);
  expect(read(posts[0]?.card)).toContain('Is this who it is, or your answer?');
  const said = await room.clicksOn('lynne', posts[0]?.card, 'This is who it is');
  expect(said.toast).toMatch(/written down, and the people who wait for an answer have been told whom to ask/u);
  const state = await world.case();
  expect(state.disowned['lynne']).toMatchObject({ words: who });
  expect(state.tickets[0]?.heardAt).toBe(world.instant('08:35'));
  expect(await world.due('ticket:T1')).toBe(due);
  const told = world.everything().findLast(({ message }) => message.kind === 'say');
  expect(told?.message).toMatchObject({ to: 'thread', mention: ['megan'] });
  expect(readable(told?.post.text ?? '')).toContain(`Lynne Robbins says who it is instead`);
  expect(readable(told?.post.text ?? '')).toContain('Bob Smith');
  // The same again changes nothing.
  await room.clicksOn('lynne', posts[0]?.card, 'This is who it is');
  expect((await world.case()).version).toBe(state.version);
});

it('what is her answer after all is still taken as that', async () => {
  const { day, room } = await asked();
  const { posts } = await room.says('lynne', 'We lift the block at three');
  await room.clicksOn('lynne', posts[0]?.card, 'Here is the answer');
  const state = await day.world.case();
  expect(state.tickets[0]?.heardAt).toBe(day.world.now);
  expect(state.disowned).toEqual({});
});

it('two tickets under one number are told apart on her buttons', async () => {
  const day = await openDay();
  await day.world.engine.people.chatted('lynne');
  await day.say('08:35', 'megan', 'ticket open microsoft ref:4711 via:phone "blocked"');
  await day.say('08:40', 'megan', 'ticket open microsoft ref:4711 via:phone "slow"');
  const { posts } = await new TeamsRoom(day.world).says('lynne', 'We lift the block at three');
  const card = read(posts[0]?.card);
  expect(card).toContain('Here is the answer: 4711, the ticket of 08:35');
  expect(card).toContain('Here is the answer: 4711, the ticket of 08:40');
});

it('and, opened within one minute, by what is wrong', async () => {
  const day = await openDay();
  await day.world.engine.people.chatted('lynne');
  await day.say('08:35', 'megan', 'ticket open microsoft ref:4711 via:phone "blocked"');
  await day.say('08:35', 'megan', 'ticket open microsoft ref:4711 via:phone "slow"');
  const { posts } = await new TeamsRoom(day.world).says('lynne', 'We lift the block at three');
  const card = read(posts[0]?.card);
  expect(card).toContain('Here is the answer: 4711, “blocked”');
  expect(card).toContain('Here is the answer: 4711, “slow”');
});
