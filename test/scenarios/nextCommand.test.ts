// Whatever was typed that is no command as it stands, the one that was meant is offered: for the right case, and never for a guessed one.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodes, read, readable } from '../support/cardParts.ts';
import { type Day, openDesk } from '../support/day.ts';
import { type Answered, TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

let day: Day;
let room: TeamsRoom;
/** INC-1 with T1, INC-2 without a ticket. */
beforeAll(async () => {
  day = await openDesk();
  room = new TeamsRoom(day.world);
  await day.world.say('alex', 'case new "Sign-in is slow" sev:2 playbook:mail-block', { caseId: 'INC-2' });
  await day.world.engine.idle();
});
afterAll(closeWorlds);

const said = ({ posts }: Answered) =>
  posts.map(({ card, text }) => (card ? read(card) : readable(text ?? ''))).join('\n');
const values = ({ posts }: Answered) =>
  Object.fromEntries(
    nodes(posts[0]?.card).flatMap(({ id, value }) => (typeof id === 'string' && value ? [[id, value]] : [])),
  );

it.each(['INC-1 step 3 done', '#1 step 3 done "note"', 'INC-1: step 3 done'])('%s offers step done', async (line) => {
  const answer = await room.saysUnder('INC-2', 'megan', line);
  expect(said(answer)).toContain('Step done');
  expect(said(answer)).toContain('INC-1');
  expect(values(answer)).toMatchObject({ step: '3' });
});

it('a number first, then the verb', async () => {
  expect(said(await room.says('megan', '#1 step 4 undo'))).toMatch(/step 4 undo INC-1/u);
  const heard = await room.saysUnder('INC-1', 'megan', 'T1 heard "they look"');
  expect(said(heard)).toContain('ticket heard T1 "they look"');
  expect(said(await room.saysUnder('INC-1', 'megan', 'INC-1 stpe list'))).toContain('step list');
});

it('the number of a ticket alone shows it', async () => {
  expect(said(await room.saysUnder('INC-1', 'megan', 'T1'))).toContain('2307310050000123');
});

it('a ticket that stands in another case is told with the command for that one', async () => {
  expect(said(await room.saysUnder('INC-2', 'megan', 'ticket heard T1 "they answered"'))).toContain(
    'There is no ticket T1 in this case, but INC-1 has one. If you mean that: **ticket heard INC-1 T1 "they answered"**',
  );
  expect(said(await room.saysUnder('INC-2', 'megan', 'ticket show T1'))).toContain('**ticket show INC-1 T1**');
  expect(said(await room.says('megan', 'ticket heard INC-2 T1 "they answered"'))).toContain(
    '**ticket heard INC-1 T1 "they answered"**',
  );
  expect(said(await room.saysUnder('INC-2', 'megan', 'ticket show T9'))).toContain('Open one');
});

it('which of several cases is meant nobody guesses', async () => {
  const answer = await room.says('megan', 'step 4 done');
  expect(said(answer)).toContain('step 4 done INC-…');
  const again = await room.says('megan', 'note INC-… "hello"');
  expect(said(again)).toMatch(/which case/iu);
  expect(values(again)).toMatchObject({ words: 'hello' });
});

it('a severity is offered as it is written', async () => {
  expect(said(await room.says('megan', 'case new Mail sev:A'))).toContain('case new Mail sev:1');
});

it('what a new case is given afterwards is not offered as a line that would change the case of the thread', async () => {
  const asked = said(await room.saysUnder('INC-1', 'alex', 'case new Wi-Fi down in library sev:3 aware:04:00'));
  expect(asked).toMatch(/with the number of the new case, case set INC-… aware:04:00/u);
  const before = await day.world.case();
  expect(said(await room.saysUnder('INC-1', 'alex', 'case set INC-… aware:04:00'))).toContain('Say which case');
  expect(await day.world.case()).toEqual(before);
});

it('whoever is last in line is offered what gives this to somebody else', async () => {
  await day.until('09:20');
  await room.saysUnder('INC-1', 'megan', 'decline T1');
  expect(said(await room.saysUnder('INC-1', 'alex', 'decline T1'))).toMatch(
    /You are the last one who could take this.*Name somebody else: \*\*ticket own T1 @…\*\*/u,
  );
});

it('a ticket that is reopened is answered with who is asked when, as an opened one is', async () => {
  await day.world.say('megan', 'ticket fixed T1');
  await day.world.say('megan', 'ticket verify T1 ok');
  await day.world.say('megan', 'ticket close T1');
  const reopened = said(await room.saysUnder('INC-1', 'megan', 'ticket reopen T1 "blocked again"'));
  expect(reopened).toMatch(/If no real answer comes from Microsoft .*\n- 10:05 /u);
  expect(reopened).toContain('The fixed deadline on Microsoft is Mon 31 Jul 14:12');
});
