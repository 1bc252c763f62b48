// A command that was offered and is sent as it stands, with the word in it that only shows where something has to stand, does nothing but say so.
import { afterEach, expect, it } from 'vitest';
import { read, readable } from '../support/cardParts.ts';
import { openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

it.each([
  ['ticket ref INC-1 T1 number', 'number'],
  ['notice reported INC-1 se-state-2020 ref:number', 'number'],
  ['ticket reopen INC-1 T1 "why"', 'why'],
  ['case reopen INC-1 "why"', 'why'],
  ['pack receipt INC-1 T1 "read by …"', 'read by …'],
  ['note INC-1 "lower the severity because …"', 'lower the severity because …'],
  ['case new <title>', '<title>'],
  ['step add INC-1 "…"', null],
  ['ticket own INC-1 T1 @name', '@name'],
  ['ack INC-1 by:time', 'time'],
  ['ticket ref INC-1 T1 …', null],
  ['notice reported INC-1 se-state-2020 ref:…', null],
  ['ticket open INC-1 … "…"', null],
  ['ticket own INC-1 T1 @…', null],
  ['case handover INC-1 @… "…"', null],
  ['role INC-1 legal @…', null],
  ['case set INC-1 affects:-…', null],
  ['ticket verify INC-1 T1 ok|fail', 'ok|fail'],
  ['ticket verify INC-1 T1 ok|fail "mail flows"', 'ok|fail'],
  ['ticket call INC-1 T1 result:acted|no-effect|voicemail|no-answer|wrong-number|refused', 'acted|no-effect|'],
])('%s', async (line, heard) => {
  const { world } = await openDesk();
  const room = new TeamsRoom(world);
  const before = (await world.case()).version;
  const { posts } = await room.says('megan', line);
  const said = posts.map(({ card, text }) => (card ? read(card) : readable(text ?? ''))).join('\n');
  if (heard !== null) expect(said).toContain(`“${heard}`);
  expect(said).toMatch(
    /only shows where something of yours has to stand|Still missing|Say what to change|I do not know “@name”|is not a time/u,
  );
  expect((await world.case()).version).toBe(before);
  expect(await world.engine.read('INC-2')).toBeNull();
});

it('a number that takes the place of another names it', async () => {
  const { world } = await openDesk();
  const room = new TeamsRoom(world);
  const { posts } = await room.says('megan', 'ticket ref INC-1 T1 4712');
  expect(readable(posts[0]?.text ?? '')).toContain('T1 has the number 4712');
  expect(readable(posts[0]?.text ?? '')).toContain('before it was 2307310050000123');
});
