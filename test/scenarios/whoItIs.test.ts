// Whoever at the vendor says that she is the wrong person is asked who it is; what she then writes is passed on as that, and is no answer.
import { afterEach, expect, it } from 'vitest';
import { buttons, read, readable, titles } from '../support/cardParts.ts';
import { type Day, openDay, openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

const who = 'It is Bob Smith, +46 8 555 12 34';

/** The vendor's person has written to Baton before; her ticket is of 08:35. */
async function opened(): Promise<{ day: Day; room: TeamsRoom }> {
  const day = await openDay();
  await day.world.engine.people.chatted('lynne');
  await day.say('08:35', 'megan', 'ticket open microsoft ref:4711 via:phone "blocked"');
  return { day, room: new TeamsRoom(day.world) };
}

async function asked(): Promise<{ day: Day; room: TeamsRoom }> {
  const { day, room } = await opened();
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
  expect(read(posts[0]?.card)).toContain('Is this who it is, your answer, or a question?');
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

it('a question of hers is passed on as that: it is no answer and no name, and she is told whom she can call', async () => {
  const { day, room } = await asked();
  const { world } = day;
  const due = await world.due('ticket:T1');
  const { posts } = await room.says('lynne', 'Who are you, and which ticket?');
  expect(read(posts[0]?.card)).toContain('Is this a question?');
  expect(read(posts[0]?.card)).not.toContain('Your answer');
  expect(titles(buttons(posts[0]?.card as object))[0]).toBe('This is a question');
  const said = await room.clicksOn('lynne', posts[0]?.card, 'This is a question');
  expect(said.toast).toContain('Your question has been passed on');
  expect(said.toast).toContain('You can also call Alex Wilber, +46 70 000 00 01');
  const state = await world.case();
  expect(state.disowned['lynne']?.words).toBeUndefined();
  expect(state.tickets[0]?.heardAt).toBe(world.instant('08:35'));
  expect(await world.due('ticket:T1')).toBe(due);
  const told = world.everything().findLast(({ message }) => message.kind === 'say' && message.to === 'thread');
  expect(told?.message).toMatchObject({ mention: ['megan', 'alex'] });
  const line = readable(told?.post.text ?? '');
  expect(line).toContain('Lynne Robbins asks');
  expect(line).toContain('“Who are you, and which ticket?”');
  expect(line).toContain('about T1');
  expect(line).toContain('call +46 70 000 00 06');
});

it('and it comes to the liaison and the coordinator in their own chats, and stands on the ticket until something of ours follows', async () => {
  const { day, room } = await asked();
  const { world } = day;
  const { posts } = await room.says('lynne', 'Which mail server is it?');
  await room.clicksOn('lynne', posts[0]?.card, 'This is a question');
  await world.engine.idle();
  for (const person of ['megan', 'alex']) {
    const text = readable(world.arrivals(person).at(-1)?.post.text ?? '');
    expect(text).toContain('Lynne Robbins asks');
    expect(text).toContain('ticket wants INC-1 T1 "…"');
  }
  const card = async () => read((await room.says('megan', 'ticket show INC-1 T1')).posts[0]?.card);
  expect(await card()).toMatch(/Lynne Robbins asks “Which mail server is it\?”\n.*nobody has answered/u);
  // A call to others, and one that reached nobody, leave it; one with her does not.
  await day.say('12:41', 'megan', 'ticket call T1 whom:support result:acted');
  await day.say('12:42', 'megan', 'ticket call T1 whom:lynne result:no-answer');
  expect(await card()).toContain('nobody has answered');
  await day.say('12:43', 'megan', 'ticket call T1 whom:lynne result:no-effect "told her"');
  expect(await card()).not.toContain('nobody has answered');
  await room.clicksOn('lynne', (await room.says('lynne', 'And since when?')).posts[0]?.card, 'This is a question');
  expect(await card()).toContain('And since when?');
  await day.say('12:45', 'megan', 'ticket wants T1 via:phone "which mail server"');
  expect(await card()).not.toContain('nobody has answered');
});

it('whom she names instead stands on the ticket', async () => {
  const { room } = await asked();
  const { posts } = await room.says('lynne', who);
  await room.clicksOn('lynne', posts[0]?.card, 'This is who it is');
  const card = read((await room.says('megan', 'ticket show INC-1 T1')).posts[0]?.card);
  expect(card).toMatch(/“It is Bob Smith, \+46 8 555 12 34”\nLynne Robbins says who it is/u);
});

it('asked about the ticket, then about the deadline: she was asked about the ticket all the same', async () => {
  const { day, room } = await opened();
  await day.until('12:40');
  const card = room.cardOf('lynne');
  await day.until('18:00');
  await room.clicksOn('lynne', card, 'Wrong person');
  const fact = (await day.world.engine.events('INC-1')).findLast(({ body }) => body.type === 'wrong-person');
  expect(fact?.body).not.toHaveProperty('unasked');
});

it('so is one of somebody who has not said that it is not hers', async () => {
  const { day, room } = await opened();
  const { posts } = await room.says('lynne', 'Which mail server is it?');
  await room.clicksOn('lynne', posts[0]?.card, 'This is a question');
  expect((await day.world.case()).tickets[0]?.heardAt).toBe(day.world.instant('08:35'));
});

it('whoever says that it is not hers hears what happens with the next tickets, and so it happens', async () => {
  const { day, room } = await opened();
  await day.until('12:40');
  const { toast } = await room.clicksOn('lynne', room.cardOf('lynne'), 'Wrong person');
  expect(toast).toContain(
    'About this and further tickets of the same incident you are not asked here until you write: a colleague of ours calls you.',
  );
  await day.say('12:45', 'megan', 'ticket open microsoft ref:4712 via:phone "and slow"');
  day.rang();
  await day.until('18:00');
  const after = day.rang();
  expect(after.filter((line) => line.includes('megan: ticket:T2')).length).toBeGreaterThan(0);
  expect(after.filter((line) => line.includes('lynne'))).toEqual([]);
  const calls = day.world
    .everything()
    .flatMap(({ message }) => (message.kind === 'ping' ? message.items : []))
    .filter(({ ping }) => ping.key === 'ticket:T2' && ping.callFor === 'lynne');
  expect(calls.length).toBeGreaterThan(0);
});

it('where somebody else is known at the vendor, they are asked, about the next tickets too', async () => {
  const day = await openDesk();
  const room = new TeamsRoom(day.world);
  await day.until('12:40');
  const { toast } = await room.clicksOn('lynne', room.cardOf('lynne'), 'Wrong person');
  expect(toast).toContain('Somebody else is asked instead, about further tickets of the same incident too.');
});
