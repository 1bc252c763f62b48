// A report to an authority that was written down by mistake is taken back: what it settled is owed again.
import { afterEach, expect, it } from 'vitest';
import { read, readable } from '../support/cardParts.ts';
import { openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

async function desk() {
  const { world } = await openDesk();
  const room = new TeamsRoom(world);
  const says = async (who: string, line: string) => {
    const { posts } = await room.says(who, line);
    return posts.map(({ text, card }) => (card ? read(card) : readable(text ?? ''))).join('\n');
  };
  const sent = async () => (await world.case()).notices[0]?.sent.map((one) => `${one.stage} ${one.reference}`);
  return { world, says, sent };
}

it('it is said what was taken back and what is owed again, in the timeline too; the only notice needs no name', async () => {
  const { says, sent } = await desk();
  await says('patti', 'notice reported INC-1 se-state-2020 ref:CERT-77');
  const answer = await says('adele', 'notice undo INC-1');
  expect(answer).toMatch(/Taken back, as if never reported to .*: early warning/u);
  expect(answer).toContain('CERT-77');
  expect(answer).toContain('due Mon 31 Jul 14:10');
  expect(await sent()).toEqual([]);
  expect(await says('alex', 'timeline INC-1')).toContain('Taken back, as if never reported');
  expect(await says('alex', 'help notice')).toContain('notice undo');
  expect(await says('alex', 'notice undo INC-1 se-state-2020')).toContain('there is nothing to take back');
});

it('the thread is told, and whose duty it is again', async () => {
  const { world } = await desk();
  await world.say('patti', 'notice reported se-state-2020 ref:CERT-77', { inThread: false });
  await world.say('adele', 'notice undo se-state-2020', { inThread: false });
  expect((await world.inThread()).filter((line) => line.includes('notice'))).toEqual([
    '08:35 notice-sent',
    '08:35 notice-undone',
  ]);
});
