// "Only after pressure from the account manager was the case escalated and resolved": here she is asked on the first day, in her own
// chat, and what she answers there moves the ticket.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttons, read, titles } from '../support/cardParts.ts';
import { type Day, openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

let day: Day;
let room: TeamsRoom;
beforeEach(async () => {
  day = await openDesk();
  room = new TeamsRoom(day.world);
  await day.until('12:35');
  day.rang();
});
afterEach(closeWorlds);

const ticket = async () => (await day.world.case()).tickets[0];

it('she is asked on the first day with three buttons, and her word resolves it the same day', async () => {
  const card = room.cardOf('lynne');
  expect(titles(buttons(card))).toEqual(["I'm on it", 'Here is the answer', 'Wrong person']);
  const { toast } = await room.clicksOn('lynne', card, 'Send', { words: 'An engineer releases the block now' });
  expect(toast).toContain('Your answer is written down');
  expect((await ticket())?.contacts.at(-1)).toMatchObject({
    what: 'heard',
    by: 'lynne',
    words: 'An engineer releases the block now',
  });
  expect((await ticket())?.heardAt).toBe(day.world.instant('12:35'));
  expect(await day.world.due('ticket:T1')).toBe('13:20');
  for (const line of ['ticket fixed T1', 'ticket verify T1 ok "mail flows"', 'ticket close T1'])
    await day.world.say('megan', line);
  const state = await day.world.say('alex', 'case resolve "the block is lifted"');
  expect([state.status, day.world.local(state.resolvedAt ?? state.openedAt)]).toEqual(['resolved', '12:35']);
});

it('"I\'m on it" is a hold in her name, by one tap until the time that was shown, and then she is asked again', async () => {
  const { replaced } = await room.clicksOn('lynne', room.cardOf('lynne'), "I'm on it");
  expect((await day.world.case()).clocks['ticket:T1']?.hold).toMatchObject({
    by: 'lynne',
    until: day.world.instant('13:05'),
  });
  expect(read(replaced[0]?.card)).toContain('You are on it until 13:05');
  await day.until('13:05');
  expect(day.rang()).toEqual(['13:05 lynne: ticket:T1 reminder', '13:05 megan: ticket:T1 reminder']);
});

it('after others were asked her tap cannot hold them back: she is told so, and never that she was not asked', async () => {
  const card = room.cardOf('lynne');
  await day.world.say('megan', 'ticket escalate T1 "hours lost"');
  const next = await day.world.due('ticket:T1');
  const { toast, replaced } = await room.clicksOn('lynne', card, "I'm on it");
  expect(toast).toContain('Those who wait for it have been told that you are on it until');
  expect(toast).toContain('Others have been asked since');
  expect(read(replaced[0]?.card ?? {})).toContain('You said at 12:35 that you are on it until 13:05');
  const told = day.world.everything().findLast(({ message }) => message.kind === 'say');
  expect(told?.message).toMatchObject({ to: 'thread', mention: ['megan'] });
  expect(told?.post.text).toContain("Lynne Robbins says: I'm on it until");
  expect(await day.world.due('ticket:T1')).toBe(next);
  const { posts: again } = await room.says('lynne', 'ack by:20m');
  expect(again[0]?.text).toContain('I have an answer to this already');
  const { posts } = await room.says('lynne', 'ticket list');
  expect(read(posts.at(-1)?.card)).toContain('Others have been asked since');
});

it('a time that she chose counts, and never more than is allowed', async () => {
  await room.clicksOn('lynne', room.cardOf('lynne'), "I'm on it", { by: 'P1D' });
  expect((await day.world.case()).clocks['ticket:T1']?.hold?.until).toBe(day.world.instant('13:35'));
});

describe('Wrong person', () => {
  it('asks her deputy at once, and when nobody is left gives the vendor liaison a number to dial', async () => {
    await room.clicksOn('lynne', room.cardOf('lynne'), 'Wrong person');
    expect(day.rang()).toEqual(['12:35 nestor: ticket:T1 wrong-person']);
    await room.clicksOn('nestor', room.cardOf('nestor'), 'Wrong person');
    expect(day.rang()).toEqual(['12:35 megan: ticket:T1 wrong-person']);
    expect(read(room.cardOf('megan'))).toContain('Megan, call Grady Archie now');
  });
});

describe('what she types in her chat', () => {
  const sentences = [
    'Update: our engineers are lifting the block',
    'Ticket fixed, please check',
    'Decline in mail flow was caused by the filter',
    'note that Tom is on it',
    'Working',
  ];
  it.each(sentences)('is offered, written down only when she says so, and then as it stood: %s', async (text) => {
    const before = await day.world.case();
    const { posts } = await room.says('lynne', text);
    expect(posts).toHaveLength(1);
    expect(read(posts[0]?.card)).toContain('Is this your answer?');
    expect((await day.world.case()).version).toBe(before.version);
    await room.clicksOn('lynne', posts[0]?.card, 'Here is the answer');
    expect((await ticket())?.contacts.at(-1)).toMatchObject({ what: 'heard', by: 'lynne', words: text });
  });

  it('as she has mended it in the field', async () => {
    const { posts } = await room.says('lynne', 'We are on it');
    await room.clicksOn('lynne', posts[0]?.card, 'Here is the answer', { words: 'We are on it until four' });
    expect((await ticket())?.contacts.at(-1)?.words).toBe('We are on it until four');
  });

  it('what is no sentence gets her ticket', async () => {
    for (const text of ['help', 'case list', 'case show INC-1', '🔥', '']) {
      const { posts } = await room.says('lynne', text);
      expect(read(posts[0]?.card)).toContain('Contoso University needs Microsoft');
      expect(read(posts[0]?.card)).not.toContain('Is this your answer?');
    }
  });

  it('too much for one answer is offered as far as it goes, and says so', async () => {
    const { posts } = await room.says('lynne', 'We lift the block in stages. '.repeat(300));
    expect(read(posts[0]?.card)).toContain('this is the first part');
    await room.clicksOn('lynne', posts[0]?.card, 'Here is the answer');
    expect((await ticket())?.contacts.at(-1)?.by).toBe('lynne');
  });

  it('with two tickets of hers open there is a button for each', async () => {
    await day.world.say('megan', 'ticket open microsoft ref:REF-2 "sign-in is slow"');
    const { posts } = await room.says('lynne', 'Sign-in is fixed');
    await room.clicksOn('lynne', posts[0]?.card, 'Here is the answer: REF-2');
    const words = (await day.world.case()).tickets.map(({ contacts }) => contacts.at(-1)?.what);
    expect(words).toEqual(['opened', 'heard']);
  });
});
