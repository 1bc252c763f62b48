// Something given to somebody whom Baton cannot reach: the answer says so at once, and the reminders go on to the next in line.
import { afterEach, expect, it } from 'vitest';
import { readable } from '../support/cardParts.ts';
import { openDesk } from '../support/day.ts';
import { blocked } from '../support/recordingCarrier.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

/** Adele has blocked the bot, which shows when her step rings at 08:56. */
async function blockedDesk() {
  const day = await openDesk();
  const { world } = day;
  world.carrier.fail('adele', blocked);
  await world.say('alex', 'step 4 assign @adele due:20m');
  await day.world.until('09:00');
  const room = new TeamsRoom(world);
  const asks = async (line: string) => readable((await room.says('alex', line)).posts[0]?.text ?? '');
  day.rang();
  return { day, asks };
}

const warning =
  /▲ I could not reach Adele Vance the last time, Mon 31 Jul 08:55, Stockholm \(Baton is blocked there\)/u;

it('a hand-over: who could not be reached, why, how she can answer, who can be reached; the reminders go on', async () => {
  const { day, asks } = await blockedDesk();
  const said = await asks('case handover @adele INC-1 "lunch"');
  expect(said).toMatch(warning);
  expect(said).toContain('who can answer with **case accept INC-1**. The reminders go on. I can reach Megan Bowen, ');
  await day.until('09:35');
  expect(day.rang()).toContain('09:30 alex: handover rung');
});

it.each(['step 9 assign @adele INC-1', 'ticket own T1 @adele INC-1', 'role operations @adele INC-1'])(
  '%s',
  async (line) => {
    const { asks } = await blockedDesk();
    expect(await asks(line)).toMatch(warning);
  },
);

it('nothing is said of somebody who has been heard of since, nor of oneself', async () => {
  const { day, asks } = await blockedDesk();
  expect(await asks('step 9 assign me INC-1')).not.toContain('could not reach');
  await day.world.say('adele', 'note "I am back"');
  expect(await asks('case handover @adele INC-1 "lunch"')).not.toContain('could not reach');
});

it('whoever has left is refused, and nothing changes', async () => {
  const { day, asks } = await blockedDesk();
  await day.world.leaves('adele');
  expect(await asks('case handover @adele INC-1 "lunch"')).toMatch(/Adele Vance is not here/u);
  expect((await day.world.case()).handover).toBeUndefined();
});
