// `Wrong person` from an account manager whom nobody has asked yet: it is taken down, and her rung goes to the next in line.
import { afterEach, expect, it } from 'vitest';
import { readable } from '../support/cardParts.ts';
import { type Day, openDay, openDesk } from '../support/day.ts';
import { type Answered, TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

const text = ({ posts, toast }: Answered) => [toast, ...posts.map((post) => readable(post.text ?? ''))].join('\n');
const facts = (day: Day) =>
  day.world
    .everything()
    .flatMap(({ message }) =>
      message.kind === 'say' ? message.events.map(({ body }) => ({ said: body.type, to: message.mention })) : [],
    );

it('pressed: she is thanked, the owner of the ticket hears it, nobody is asked sooner, and at her rung it is the next', async () => {
  const day = await openDesk();
  const room = new TeamsRoom(day.world);
  await day.at('08:50');
  day.rang();
  const card = (await room.says('lynne', 'hello')).posts.find((post) => post.card)?.card;
  expect(text(await room.clicksOn('lynne', card, 'Wrong person'))).toMatch(
    /Thank you for telling me\. You are not asked, about further tickets of the same incident either: when it is time, somebody else is\./u,
  );
  expect(facts(day)).toContainEqual({ said: 'wrong-person', to: ['megan'] });
  expect(day.rang()).toEqual([]);
  await day.until('12:40');
  const rang = day.rang();
  expect(rang).toContain('12:35 nestor: ticket:T1 rung call');
  expect(rang.join()).not.toContain('lynne');
});

it('typed, and typed again: the second says when she said it', async () => {
  const day = await openDesk();
  const room = new TeamsRoom(day.world);
  await day.at('08:50');
  expect(text(await room.says('lynne', 'decline'))).toContain('Thank you for telling me.');
  expect(text(await room.says('lynne', 'decline'))).toMatch(/an answer to this already, from Mon 31 Jul 08:50/u);
});

it('where there is nobody else she is asked who it is, and asked again at her rung: then it becomes a call', async () => {
  const day = await openDay();
  await day.world.engine.people.chatted('lynne');
  await day.say('08:35', 'megan', 'ticket open microsoft ref:4711 via:phone "blocked"');
  const room = new TeamsRoom(day.world);
  expect(text(await room.says('lynne', 'decline'))).toContain('please write here who it is');
  await day.until('12:40');
  expect(day.rang()).toContain('12:35 lynne: ticket:T1 rung call');
  await room.clicksOn('lynne', room.cardOf('lynne'), 'Wrong person');
  expect(day.rang()).toEqual(['12:40 megan: ticket:T1 wrong-person']);
});
