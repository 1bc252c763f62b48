// The same report to an authority told twice is one report: the next stage is never settled by a repeat, and the answer says how it is on purpose.
import { afterEach, expect, it } from 'vitest';
import { read, readable } from '../support/cardParts.ts';
import { openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

const sent = 'notice reported INC-1 se-state-2020 ref:MCF-1';

it('the same reference once more, by anybody, files nothing: it is told who did and when, and how the next report is filed', async () => {
  const { world } = await openDesk();
  const room = new TeamsRoom(world);
  await room.says('patti', sent);
  for (const [person, who] of [
    ['patti', 'you'],
    ['alex', 'Patti Fernandez'],
  ] as const) {
    const { posts } = await room.says(person, sent.toLowerCase());
    expect(readable(posts[0]?.text ?? '')).toContain(
      `was reported with this reference already: ${who}, Mon 31 Jul 08:35, Stockholm. Nothing was done twice. Next comes the final report, due Mon 28 Aug 08:35, Stockholm. When that has gone out: **notice final INC-1 se-state-2020 ref:mcf-1**`,
    );
  }
  const [notice] = (await world.case()).notices;
  expect(notice?.sent.map(({ stage }) => stage)).toEqual(['warning']);
});

it('on purpose it is filed with the same reference, as authorities give one for the whole incident', async () => {
  const { world } = await openDesk();
  const room = new TeamsRoom(world);
  await room.says('patti', sent);
  await room.says('patti', 'notice final se-state-2020 INC-1 ref:MCF-1');
  const [notice] = (await world.case()).notices;
  expect(notice?.sent.map(({ stage }) => stage)).toEqual(['warning', 'final']);
});

it('whoever is asked for the final report and presses Done is given its own form, which takes the same reference', async () => {
  const { world } = await openDesk();
  const room = new TeamsRoom(world);
  await room.says('patti', sent);
  const keys = 'notice:se-state-2020:final';
  const { posts } = await room.presses('patti', {
    baton: 1,
    verb: 'ping done',
    case: 'INC-1',
    card: 'ping',
    args: { keys },
  });
  expect(read(posts[0]?.card)).toContain('Final report');
});
