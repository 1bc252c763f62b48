// A telephone of the vendor's that nobody answers at this hour: said wherever its number stands, and another way is named first.
import { afterEach, expect, it } from 'vitest';
import { outsiderPost } from '../../src/cards/outsider/outsiderCard.ts';
import type { Organisation } from '../../src/domain/organisation.ts';
import { buttons, read, readable, titles } from '../support/cardParts.ts';
import { openDesk } from '../support/day.ts';
import { deskOrganisation } from '../support/deskOrganisation.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

const number = '+46 8 000 00 00';

/** Support answers from noon to five; `ways`: which of its routes the file has. */
function noonToFive(...ways: string[]): Organisation {
  const { microsoft } = deskOrganisation.vendors;
  if (!microsoft) throw new Error('The example has no Microsoft any more');
  const routes = microsoft.routes
    .filter(({ id }) => ways.includes(id))
    .map((route) => (route.kind === 'phone' ? { ...route, hours: { from: '12:00', to: '17:00' } } : route));
  return { ...deskOrganisation, vendors: { ...deskOrganisation.vendors, microsoft: { ...microsoft, routes } } };
}

/** What the newest lines of the thread and Megan's newest card say. */
async function desk(organisation: Organisation) {
  const { world } = await openDesk({ organisation });
  const room = new TeamsRoom(world);
  const line = () => {
    const all = world.everything().flatMap(({ message, post }) => (message.kind === 'thread-ping' ? [post.text] : []));
    return readable(all.at(-1) ?? '');
  };
  const asks = async (typed: string) => {
    const { posts } = await room.says('megan', typed);
    return posts.map(({ text, card }) => (card ? read(card) : readable(text ?? ''))).join('\n');
  };
  return { world, card: () => room.cardOf('megan'), line, asks };
}

it('a rung names a way that is open first, and of a closed number when it opens', async () => {
  const { world, card, line, asks } = await desk(noonToFive('phone', 'portal'));
  await world.until('09:20');
  expect(line()).toContain('Ask Microsoft again by portal');
  await world.until('10:05');
  expect(line()).toContain('Ask Microsoft by portal');
  expect(line()).toContain('their phone is closed now, opens 12:00');
  expect(line()).not.toContain(number);
  expect(read(card())).toMatch(/Portal .*\nWorks/u);
  const ticket = await asks('ticket show T1 INC-1');
  expect(ticket).toMatch(/○\nPhone \+46 8 000 00 00\nClosed now, opens 12:00/u);
  expect(ticket.indexOf('Portal')).toBeLessThan(ticket.indexOf(`Phone ${number}`));
});

it('where nothing else works the number is named with its hours; at an hour when somebody answers, without', async () => {
  const { world, card, line } = await desk(noonToFive('phone'));
  await world.until('10:05');
  expect(line()).toContain(`Phone Microsoft on ${number} (closed now, opens 12:00)`);
  await world.until('10:45');
  await world.say('megan', 'ticket heard T1 "working on it"');
  await world.until('12:15');
  expect(line()).toContain(`Phone Microsoft on ${number}`);
  expect(line()).not.toContain('closed now');
  expect(read(card())).toContain('Megan, call Microsoft now');
});

it('while their support is closed the call card leads with the account manager, and shows the closed number small', async () => {
  const { world, card } = await desk(noonToFive('phone', 'portal'));
  await world.until('10:05');
  const call = read(card());
  expect(call).toMatch(/^Megan, call Lynne Robbins now\nINC-1 · T1 · account manager, Microsoft\n/u);
  expect(call.indexOf('[+46 70 000 00 06]')).toBeLessThan(call.indexOf('Say this'));
  expect(call).toMatch(/Next in line · Nestor Wilke/u);
  expect(call).toMatch(/\+46 8 000 00 00\].*\nMicrosoft · support · 12:00⁠?–⁠?17:00, closed now, opens 12:00/u);
  // Whoever leads is whom the outcome is written down for, and who is asked for what they can do.
  expect(call).not.toContain('duty manager');
  expect(buttons(card())[0]?.['data']).toMatchObject({ args: { whom: 'lynne', via: 'mobile' } });
  const after = await world.say('megan', 'ticket call T1 result:no-answer');
  expect(after.tickets[0]?.contacts.at(-1)).toMatchObject({ whom: 'lynne', number: '+46 70 000 00 06' });
});

it('a closed telephone is not said to work: it stands apart, with when it opens', async () => {
  const { world, asks } = await desk(noonToFive('phone', 'portal', 'mail'));
  await world.until('10:05');
  await asks('pack build T1 INC-1');
  expect(await asks('pack show 1 INC-1')).toContain('These work: portal. Phone opens 12:00\n');
  const said = await asks('ticket wants T1 INC-1 "tenant details" via:mail');
  expect(said).toContain('These work: portal. Phone +46 8 000 00 00 opens 12:00.');
  expect(said).toContain('please take it by portal or by phone from 12:00');
  const refused = await asks('ticket sent T1 INC-1 via:mail "tenant details"');
  expect(refused).toContain('These work: portal. Phone +46 8 000 00 00 opens 12:00. Type');
});

it('on the account manager’s card they take it by what is open, by phone from when it opens', async () => {
  const { world } = await desk(noonToFive('phone', 'portal', 'mail'));
  await world.say('megan', 'ticket wants T1 "tenant details" via:mail');
  const card = outsiderPost('T1', await world.case(), { now: world.now, language: 'en', person: 'lynne' })?.card;
  expect(read(card)).toContain('please have it taken by portal or by phone from 12:00');
});

it('where only a closed telephone is left, nothing is said to work', async () => {
  const { world, asks } = await desk(noonToFive('phone', 'mail'));
  await world.until('10:05');
  const said = await asks('ticket wants T1 INC-1 "tenant details" via:mail');
  expect(said).toContain('None is open now: phone +46 8 000 00 00 opens 12:00.');
  expect(said).not.toMatch(/These work|works\b/u);
  expect(await asks('ticket show T1 INC-1')).toContain('Answer them by phone (closed now, opens 12:00)');
  await asks('pack build T1 INC-1');
  expect(await asks('pack show 1 INC-1')).toContain('Send it when a way opens\nNone is open now: phone opens 12:00\n');
});

it('who says that it is not hers does not lead', async () => {
  const { world, card } = await desk(noonToFive('phone', 'portal'));
  await world.say('lynne', 'decline');
  await world.until('10:05');
  expect(read(card())).toContain('Megan, call Nestor Wilke now');
});

it('where no number of theirs is open the first line says so, and when the first opens', async () => {
  const organisation = noonToFive('phone', 'portal');
  const people = Object.entries(organisation.people).map(([id, person]) => {
    const routes = person.routes?.map((route) => ({ ...route, hours: { from: '13:00', to: '17:00' } }));
    return [id, person.organisation === undefined || !routes ? person : { ...person, routes }] as const;
  });
  const { world, card } = await desk({ ...organisation, people: Object.fromEntries(people) });
  await world.until('10:05');
  const call = read(card());
  expect(call).toMatch(/^No number of Microsoft is open now; the first opens 12:00\n/u);
  expect(call).toMatch(/^Phone · 12:00⁠?–⁠?17:00, closed now, opens 12:00$/mu);
  expect(call).not.toMatch(/call .* now/u);
  expect(call).toMatch(/Portal .*\nWorks/u);
  expect(call).toMatch(/○\nLynne Robbins \+46 70 000 00 06\nClosed now, opens 13:00 · account manager/u);
  expect(titles(buttons(card()))).toContain('Acted');
});
