// What is offered instead works when it is typed, and nothing that was typed is dropped without a word.
import { afterEach, expect, it } from 'vitest';
import { read, readable } from '../support/cardParts.ts';
import { openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

async function desk() {
  const day = await openDesk();
  const { world } = day;
  const room = new TeamsRoom(world);
  const typed = async (person: string, line: string) => {
    const { posts } = await room.saysUnder('INC-1', person, line);
    return posts.map((post) => readable(post.text ?? read(post.card ?? {}))).join('\n');
  };
  return { day, world, room, typed };
}

it('the number of a second step is no proof of the first: nothing is done, and both lines are said', async () => {
  const { world, typed } = await desk();
  const before = (await world.case()).version;
  for (const line of ['step done 10 11', 'step 10 done 11 and 12']) {
    const said = await typed('adele', line);
    expect(said).toContain('One step at a time: step 10 done, then step 11 done');
  }
  expect((await world.case()).version).toBe(before);
  expect(await typed('adele', 'step done 10 4711')).toContain('Step 10 done');
});

it('whoever is named behind the last argument owns the new step, and a name in the words is asked about', async () => {
  const { world, typed } = await desk();
  const newest = async () => (await world.case()).steps.at(-1);
  await typed('alex', 'step add call KOM again due:10m @isaiah');
  expect(await newest()).toMatchObject({ text: 'call KOM again', assignee: 'isaiah' });
  await typed('alex', 'step add "call KOM once more" @isaiah');
  expect(await newest()).toMatchObject({ text: 'call KOM once more', assignee: 'isaiah' });
  const said = await typed('alex', 'step add ask for the logs of @isaiah');
  const { number, text, assignee } = (await newest()) ?? {};
  expect([text, assignee]).toEqual(['ask for the logs of @isaiah', undefined]);
  expect(said).toContain(`If Isaiah Langer is to do step ${number}: **step ${number} assign isaiah**`);
  await typed('alex', `step ${number} assign isaiah`);
  expect(await newest()).toMatchObject({ assignee: 'isaiah' });
});

it('closing a ticket that nobody has called fixed offers what works, a mistake too', async () => {
  const { world, typed } = await desk();
  await typed('megan', 'ticket open microsoft ref:2 via:phone "twice"');
  const said = await typed('alex', 'ticket close T2');
  expect(said).toContain('**ticket fixed T2**, then **ticket verify T2 ok "…"**');
  expect(said).toContain('Opened by mistake? Coordinator or management: **ticket close T2 reason:mistake**');
  await typed('alex', 'ticket close T2 reason:mistake');
  expect((await world.case()).tickets[1]?.status).toBe('mistake');
});

it('the same number twice in one case offers to close the second ticket as a mistake', async () => {
  const { typed } = await desk();
  const said = await typed('megan', 'ticket open microsoft ref:2307310050000123 via:phone "twice"');
  expect(said).toContain('If it is the same ticket, opened twice: **ticket close T2 reason:mistake**');
});

it('a number on a form that was used without one is not dropped without a word', async () => {
  const { world, room } = await desk();
  const { posts } = await room.saysUnder('INC-1', 'megan', 'ticket open microsoft');
  const form = posts.at(-1)?.card;
  await room.clicksOn('megan', form, 'No number yet', { vendor: 'microsoft', words: 'no mail' });
  const again = await room.clicksOn('megan', form, 'Open ticket', { vendor: 'microsoft', words: 'no mail', ref: '77' });
  const offer = 'The number 77 was not taken. To give it to T2: ticket ref INC-1 T2 77';
  expect(readable(again.toast).replaceAll('*', '')).toContain(offer);
  expect(again.replaced.map(({ card }) => read(card)).join()).toContain(offer);
  await room.saysUnder('INC-1', 'megan', 'ticket ref T2 77');
  expect((await world.case()).tickets[1]?.reference).toBe('77');
});

it('the last one in line is offered what is allowed: time for this very thing, and somebody by name', async () => {
  const { day, world, room, typed } = await desk();
  await day.until('09:20');
  await typed('megan', 'decline T1');
  await world.say('isaiah', 'case handover @alex "the train"', { inThread: true }).catch(() => undefined);
  const said = await typed('alex', 'decline T1');
  expect(said).toContain('Buy time with **ack by:30m T1**. Name somebody else: **ticket own T1 @…**');
  expect((await room.saysUnder('INC-1', 'alex', 'ack by:30m T1')).posts[0]?.text).toContain('Alex Wilber');
  expect((await world.case()).clocks['ticket:T1']?.hold).toMatchObject({ by: 'alex' });
  expect(await typed('alex', 'decline T1')).toMatch(/T1\. Name somebody else: \*\*ticket own T1 @…\*\*/u);
  await typed('alex', 'ticket own T1 @isaiah');
  expect((await world.case()).tickets[0]?.owner).toBe('isaiah');
});

it('whoever comes first for a role hears what is theirs by it, and gets a card for what is late', async () => {
  const { world, room, typed } = await desk();
  await world.until('10:12');
  const before = world.pings('isaiah').length;
  const said = await typed('alex', 'role coordinator @isaiah');
  expect(said).toMatch(/Isaiah Langer comes first for coordinator.* · and has now: .*step 11/u);
  expect(world.pings('isaiah').length).toBe(before + 1);
  expect(read(room.cardOf('isaiah'))).toContain('Tell sister organisations');
});

it('the sheet for the account manager has what was tried in order, and the fix that did not hold', async () => {
  const { day, world, room } = await desk();
  await day.say('09:00', 'megan', 'ticket call T1 result:voicemail "first"');
  await world.say('lynne', 'decline T1').catch(() => undefined);
  await day.say('09:10', 'megan', 'ticket fixed T1');
  await day.say('09:15', 'megan', 'ticket verify T1 fail "still bounces"');
  await day.say('09:20', 'megan', 'ticket call T1 result:no-answer "second"');
  const { posts } = await room.says('megan', 'ticket pressure T1 INC-1');
  const text = posts.map(({ card }) => readable(read(card ?? {}))).join();
  expect(text).toMatch(/first[\s\S]*Said to be fixed: we checked, and it was not, “still bounces”[\s\S]*second/u);
});

it('whoever is not in the file is told whom to tell, and by which number', async () => {
  const { world, room } = await desk();
  const { name, phone } = world.organisation.people['alex'] ?? {};
  const said = (await room.says(null, 'mail is down')).posts[0]?.text ?? '';
  expect(phone).toBeDefined();
  expect(readable(said)).toContain(`Please tell ${name} (${phone})`);
});
