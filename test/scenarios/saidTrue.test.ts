// What is said to people of a vendor and to ours is what stands in the case: nobody is left with a card that is over, told a time that is
// not so, or left without a word of what concerns them.
import { afterEach, expect, it } from 'vitest';
import { caseCard } from '../../src/cards/case/caseCard.ts';
import { ticketCard } from '../../src/cards/ticket/ticketCard.ts';
import { read, readable } from '../support/cardParts.ts';
import { type Day, openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds, type World } from '../support/world.ts';

afterEach(closeWorlds);

const ticketOf = async (world: World) =>
  read(ticketCard(await world.case(), 'T1', { now: world.now, language: 'en' }) ?? {});
const rooms = new WeakMap<Day, TeamsRoom>();
const answerOf = async (day: Day, person: string, line: string) => {
  const room = rooms.get(day) ?? new TeamsRoom(day.world);
  rooms.set(day, room);
  const { posts } = await room.says(person, line.replace(/^(\S+ \S+)/u, '$1 INC-1'));
  return readable(posts[0]?.text ?? '');
};

it('whoever at the vendor was asked hears when the ticket is solved, once, and nobody who was not asked', async () => {
  const day = await openDesk();
  const { world } = day;
  await day.until('12:35');
  await world.say('megan', 'ticket fixed T1');
  const before = world.arrivals('lynne').length;
  await world.say('megan', 'ticket verify T1 ok');
  expect(world.arrivals('lynne').slice(before)).toHaveLength(1);
  expect(readable(world.arrivals('lynne').at(-1)?.post.text ?? '')).toMatch(
    /^Ticket 2307310050000123 of Contoso University is solved: we confirmed it Mon 31 Jul 12:35/u,
  );
  expect(world.arrivals('nestor')).toEqual([]);
  await world.say('megan', 'ticket close T1');
  expect(world.arrivals('lynne').slice(before)).toHaveLength(1);
});

it('whom Teams does not name at the moment nothing is taken from, and nobody says that she is in no file', async () => {
  const { world } = await openDesk();
  const room = new TeamsRoom(world);
  const before = (await world.case()).version;
  const [typed] = (await room.says(undefined, 'note INC-1 "hello"')).posts;
  const { toast } = await room.presses(undefined, { verb: 'note', case: 'INC-1', words: 'hello' });
  for (const said of [typed?.text, toast])
    expect(said).toMatch(/^Teams does not tell me at the moment who you are, so I have not taken this/u);
  expect((await world.case()).version).toBe(before);
});

it('a service taken off by a slip and put back was down all the time', async () => {
  const day = await openDesk();
  const { world } = day;
  await day.say('09:00', 'alex', 'case set affects:-email');
  await day.say('09:05', 'alex', 'case set affects:+email');
  expect((await world.case()).affectedSince['email']).toBe(world.instant('08:10'));
  await day.say('09:10', 'alex', 'case set affects:-email');
  await day.say('09:30', 'alex', 'case set affects:+email');
  expect((await world.case()).affectedSince['email']).toBe(world.instant('09:30'));
});

it('a second request does not take the place of the first, and one word that answers both says so', async () => {
  const day = await openDesk();
  const { world } = day;
  await day.say('09:00', 'megan', 'ticket wants T1 "logs" via:portal due:30m');
  const said = await answerOf(day, 'megan', 'ticket wants T1 "more logs" via:phone due:3h');
  expect(said).toContain('They still wait for “logs” too: all of it is owed by Mon 31 Jul 09:30');
  expect(said).not.toMatch(/longest allowed|Understood as/u);
  expect(await ticketOf(world)).toMatch(/They want “logs”[\s\S]*They want “more logs”/u);
  expect(await answerOf(day, 'megan', 'ticket sent T1 via:phone "all of it"')).toContain(
    'This counts as the answer to all that they asked for: “logs” and “more logs”',
  );
  expect(await ticketOf(world)).not.toContain('They want “logs”');
});

it('a duty that somebody waives is told to whoever would have to do it, and the pressure sheet does not hide it', async () => {
  const day = await openDesk();
  const { world } = day;
  await world.say('alex', 'notice waive se-state-2020 reason:"no" by:alexw@example.com', { inThread: true });
  const told = world.everything().findLast(({ message }) => message.kind === 'say');
  expect(told?.message).toMatchObject({ to: 'thread', mention: ['patti'] });
  const { posts } = await new TeamsRoom(world).says('alex', 'ticket pressure T1 INC-1');
  expect(posts.map(({ card }) => read(card ?? {})).join()).toMatch(/not told; waived by Alex Wilber, 08:35/u);
});

it('whoever offered the case hears that it was declined, and who owns it still', async () => {
  const day = await openDesk();
  const { world } = day;
  await world.say('alex', 'case handover meganb@example.com "to the train"');
  await world.say('megan', 'case decline');
  const told = world.everything().findLast(({ message }) => message.kind === 'say');
  expect(told?.message).toMatchObject({ mention: ['alex'] });
  expect(readable(told?.post.text ?? '')).toContain('Alex Wilber still owns the case');
});

it('a call that moved nothing says what a second one does', async () => {
  const day = await openDesk();
  expect(await answerOf(day, 'megan', 'ticket call T1 result:voicemail "left word"')).toContain(
    'A second call to Microsoft that moves nothing, before the next reminder, goes to the next people at once',
  );
});

it('after a fix that did not hold the head of her card says that', async () => {
  const day = await openDesk();
  await day.say('09:00', 'megan', 'ticket fixed T1');
  await day.world.say('megan', 'ticket verify T1 fail "still bounces"');
  const card = read(new TeamsRoom(day.world).cardOf('lynne') ?? {});
  expect(card).toContain('It was said to be fixed, and is not: we checked it 09:00');
  expect(card).not.toContain('No real answer from');
});

it('a promise whose fix did not hold is not called kept on her card', async () => {
  const day = await openDesk();
  await day.say('08:50', 'megan', 'ticket promise T1 by:10:00 "patch"');
  await day.say('09:00', 'megan', 'ticket heard T1 "the patch is in"');
  await day.say('09:05', 'megan', 'ticket fixed T1');
  await day.world.say('megan', 'ticket verify T1 fail "still bounces"');
  const card = read(new TeamsRoom(day.world).cardOf('lynne') ?? {});
  expect(card).toContain('Promised by 10:00: “patch”\nanswered in time, but the fix did not hold');
  expect(card).not.toMatch(/\nkept/u);
});

it('her card at the fixed deadline says why she is asked again, first of all', async () => {
  const day = await openDesk();
  await day.until('14:12');
  const cards = day.world.arrivals('lynne').map(({ post }) => ({ text: read(post.card ?? {}), toast: post.summary }));
  const [rung, deadline] = [cards[0], cards.at(-1)];
  expect(cards.length).toBeGreaterThan(1);
  expect(rung?.text).not.toContain('deadline');
  const why =
    'We asked you at 12:35. Our fixed deadline, 14:12, has passed since: you are asked again, whatever has been said.';
  expect(deadline?.text).toContain(why);
  expect(readable(deadline?.toast ?? '')).toContain('We asked you at 12:35');
  await day.say('20:00', 'megan', 'ticket fixed T1');
  await day.until('20:12');
  const checking = read(new TeamsRoom(day.world).cardOf('lynne') ?? {});
  expect(checking).toContain('Our fixed deadline, 14:12, goes on until we have checked. It is said to be fixed');
  expect(checking).not.toContain('please answer now');
});

it('a ticket is not told of a fixed deadline that passed before it was there', async () => {
  const day = await openDesk();
  const { world } = day;
  await day.until('14:12');
  await day.at('15:00');
  const said = await answerOf(day, 'megan', 'ticket open microsoft ref:2 via:phone "and sign-in"');
  expect(said).toContain(
    'The fixed deadline on Microsoft has passed: Mon 31 Jul 14:12, Stockholm, counted from what came first. Its people are asked again every 6 h, next Mon 31 Jul 20:12',
  );
  const card = read(ticketCard(await world.case(), 'T2', { now: world.now, language: 'en' }) ?? {});
  expect(card).toContain(
    'Fixed deadline 14:12, counted from an earlier ticket\nLynne Robbins · asked again every 6 h, next 20:12',
  );
  expect(card).not.toContain('Fixed deadline 14:12 has passed');
  expect(await ticketOf(world)).toContain('Fixed deadline 14:12 has passed');
  // One instant that nobody moves: what comes after it are reminders of it, on every card.
  await day.until('20:12');
  const again = 'asked again every 6 h, next Tue 1 Aug 02:12';
  expect(await ticketOf(world)).toMatch(
    new RegExp(`Fixed deadline 14:12 has passed\\n.* were pinged 20:12 · ${again}`, 'u'),
  );
  expect(read(caseCard(await world.case(), { now: world.now, language: 'en' }))).toContain(
    `Microsoft: fixed deadline 14:12 has passed\nLynne Robbins · ${again}`,
  );
  expect(read(new TeamsRoom(world).cardOf('lynne') ?? {})).toContain('Our fixed deadline, 14:12, has passed');
  const { posts } = await new TeamsRoom(world).says('alex', 'ticket pressure T1 INC-1');
  expect(posts.map(({ card: sheet }) => read(sheet ?? {})).join()).toContain('Fixed deadline 14:12 has passed');
});
