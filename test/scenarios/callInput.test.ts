// A call that is written down wrongly: each mistake gets a sentence that says what to do next, a form that has lost nothing, and changes nothing.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodes, read } from '../support/cardParts.ts';
import { type Day, openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

let day: Day;
let room: TeamsRoom;
beforeEach(async () => {
  day = await openDesk();
  room = new TeamsRoom(day.world);
});
afterEach(closeWorlds);

const lastCall = async () => (await day.world.case()).tickets[0]?.contacts.findLast(({ what }) => what === 'call');
const known = 'Known: support, lynne, nestor, grady. Write whom:support';

it.each([
  [
    'an unknown outcome',
    'result:banana',
    '“banana” is none of acted, no-effect, voicemail, no-answer, wrong-number and refused',
  ],
  ['somebody unknown', 'result:refused whom:nobody', `“nobody” is nobody to call about that ticket. ${known}`],
  ['somebody of ours', 'result:refused whom:megan', known],
  ['somebody of another vendor', 'result:refused whom:ines', known],
  [
    'a way that she has not',
    'result:refused whom:lynne via:fax',
    'I know no route “fax” to that vendor. Known: mobile.',
  ],
  ['no outcome at all', '', 'Still missing: the outcome'],
])('%s', async (_, line, sentence) => {
  const before = (await day.world.case()).version;
  const { posts } = await room.says('megan', `ticket call T1 ${line} "they hung up"`);
  expect(read(posts[0]?.card)).toContain(sentence);
  expect(JSON.stringify(nodes(posts[0]?.card).filter(({ id }) => id === 'words'))).toContain('they hung up');
  expect((await day.world.case()).version).toBe(before);
});

it('whom by id, by name and by the word; when it is not said, whom the ladder meant', async () => {
  for (const [line, whom] of [
    ['whom:lynne', 'lynne'],
    ['whom:"Nestor Wilke"', 'nestor'],
    ['whom:Support', 'support'],
    ['', 'support'],
  ]) {
    await room.says('megan', `ticket call T1 result:acted ${line} "x"`);
    expect(await lastCall(), line).toMatchObject({ whom, result: 'acted' });
  }
});

it('the form asks whom, and offers only those whom the ticket has', async () => {
  const { posts } = await room.says('megan', 'ticket call T1');
  const field = nodes(posts[0]?.card).find(({ id }) => id === 'whom');
  expect(field).toMatchObject({ label: 'Whom did you call?', value: 'support' });
  const offered = (field?.['choices'] ?? []) as object[];
  expect(offered.map((one) => Object.values(one)[0])).toEqual([
    'Support',
    'Lynne Robbins',
    'Nestor Wilke',
    'Grady Archie',
  ]);
});

it('help with a command that names ways says which of them are dead in the case that is meant', async () => {
  const { posts } = await room.says('megan', 'help ticket sent');
  expect(read(posts[0]?.card)).toMatch(/Do not use e.mail: it needs our e.mail, which is down/u);
  const { posts: others } = await room.says('megan', 'help note');
  expect(read(others[0]?.card)).not.toContain('Do not use');
});
