// When a way leads nowhere, what Baton asks for next is something that can be done: no wrong number, nobody who is not hers to answer, and a
// ticket that exists has its clocks though no way to the vendor works.
import { afterEach, expect, it } from 'vitest';
import { caseCard } from '../../src/cards/case/caseCard.ts';
import { ticketCard } from '../../src/cards/ticket/ticketCard.ts';
import { read, readable } from '../support/cardParts.ts';
import { openDay, openDesk } from '../support/day.ts';
import { aroundTheClock } from '../support/deskOrganisation.ts';
import { example } from '../support/story.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds, type World } from '../support/world.ts';

afterEach(closeWorlds);

const ticketOf = async (world: World) =>
  read(ticketCard(await world.case(), 'T1', { now: world.now, language: 'en' }) ?? {});
const caseOf = async (world: World) => read(caseCard(await world.case(), { now: world.now, language: 'en' }));

/** The example as it is: one number of the vendor's support, one account manager. */
async function alone() {
  const day = await openDay({ organisation: example.organisation });
  await day.world.engine.people.chatted('lynne');
  await day.say('08:35', 'megan', 'ticket open microsoft ref:4711 via:phone "mail is blocked"');
  return day;
}

it('a number that was wrong is not what to dial next', async () => {
  const day = await openDesk({ organisation: aroundTheClock() });
  const { world } = day;
  const line = 'ticket call T1 result:wrong-number whom:support via:';
  await day.say('09:00', 'megan', `${line}phone "a dentist"`);
  await day.until('10:05');
  expect(await ticketOf(world)).toContain('Phone Microsoft on +46 8 000 00 99');
  await world.say('megan', `${line}night "a baker"`);
  const card = await ticketOf(world);
  expect(card).toContain('Ask Microsoft by portal');
  expect(card).not.toMatch(/Phone Microsoft/);
});

it('the fixed deadline names those whom it will really ask', async () => {
  const day = await alone();
  expect(await caseOf(day.world)).toContain('Lynne Robbins is asked then');
  await day.world.say('alex', 'case set affects:+sso');
  const card = await caseOf(day.world);
  expect(card).not.toContain('Lynne Robbins is asked then');
  expect(card).toContain('Megan Bowen and Alex Wilber are asked then');
});

it('after Wrong person with nobody behind her she is asked who it is, and ours are told to find out, not to call her', async () => {
  const day = await alone();
  const { world } = day;
  const room = new TeamsRoom(world);
  await day.until('12:35');
  await world.say('megan', 'ticket call T1 result:wrong-number whom:lynne "a dentist"');
  const { toast } = await room.clicksOn('lynne', room.cardOf('lynne'), 'Wrong person');
  expect(toast).toContain('I know of nobody else with you: please write here who it is');
  expect(toast).not.toContain('Somebody else is asked');
  const { posts } = await room.says('alex', 'timeline INC-1');
  expect(read(posts[0]?.card)).toContain('Lynne Robbins says that it is not theirs: find out who it is at Microsoft');
  expect(read(posts[0]?.card)).not.toContain('Lynne Robbins must be called');
  expect(read(room.cardOf('megan'))).not.toMatch(/find another way to Lynne|call Lynne/i);
  const card = await ticketOf(world);
  expect(card).toContain('Lynne Robbins says that it is not theirs');
  expect(await caseOf(world)).toContain('Megan Bowen and Alex Wilber are asked then');
  const { posts: sheet } = await room.says('alex', 'ticket pressure T1 INC-1');
  expect(sheet.map(({ card, text }) => `${read(card ?? {})} ${readable(text ?? '')}`).join()).toContain(
    'Lynne Robbins says that it is not theirs',
  );
});

it('a ticket that exists is opened though no route works, and its clock runs', async () => {
  const day = await openDay({ organisation: example.organisation });
  const { world } = day;
  await world.say('alex', 'case set affects:+phones affects:+sso');
  const room = new TeamsRoom(world);
  const { posts } = await room.says('alex', 'ticket open microsoft INC-1 ref:888 via:phone "everything"');
  expect(readable(posts[0]?.text ?? '')).toContain('The ticket is open and its clocks run, but no way is kept with it');
  expect((await world.case()).tickets[0]).toMatchObject({ reference: '888', status: 'open', heardAt: world.now });
  expect(await world.due('ticket:T1')).toBe('08:57');
});

it('while another route works words cannot have gone by a dead one', async () => {
  const day = await openDay({ organisation: example.organisation });
  const no = await day.world.refused('alex', 'ticket open microsoft ref:888 via:mail "everything"');
  expect(no).toMatchObject({ no: 'dead-route', alive: ['phone', 'portal'] });
});

it('what one open case knows is not called good in another: a service that is down, a number that was wrong', async () => {
  const day = await openDesk();
  const { world } = day;
  await world.say('megan', 'ticket call T1 result:wrong-number whom:support via:phone "a dentist"');
  const second = { caseId: 'INC-2' };
  await world.say('alex', 'case new Printers sev:2 playbook:blank', second);
  const room = new TeamsRoom(world);
  const { posts } = await room.says('alex', 'ticket open microsoft INC-2 ref:9 via:mail "printers"');
  expect(readable(posts[0]?.text ?? '')).toContain('e-mail needs our e-mail, and INC-1 says that it is down');
  const { posts: shown } = await room.says('alex', 'ticket show T1 INC-2');
  const card = read(shown[0]?.card);
  expect(card).toMatch(/✕\nE.mail support@vendor.example\nE.mail: down in INC-1/u);
  expect(card).toMatch(/✕\nPhone \+46 8 000 00 00\nWas a wrong number 08:35 in INC-1/u);
  expect(card).not.toMatch(/✓\n(E.mail|Phone \+46 8 000 00 00\n)/u);
  // It is the case's own to say what is affected: its words could go by mail, and nothing is refused or blocked.
  expect((await world.case('INC-2')).tickets[0]?.sent[0]?.via).toBe('mail');
});
