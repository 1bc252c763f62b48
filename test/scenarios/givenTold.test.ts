// Whoever is given something, or has it no more, is called by name in the case's thread; whoever says "not mine" is told whose it is then.
import { afterEach, expect, it } from 'vitest';
import { readable } from '../support/cardParts.ts';
import { type Day, openDesk } from '../support/day.ts';
import { blocked } from '../support/recordingCarrier.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

/** The newest line of the thread, and whom it calls. */
const toldOf = ({ world }: Day) => {
  const told = world.everything().findLast(({ message }) => message.kind === 'say');
  return { text: readable(told?.post.text ?? ''), called: told?.post.mentions?.map(({ person }) => person) };
};

it.each([
  ['case own @isaiah', ['isaiah'], 'gave the case to Isaiah Langer'],
  ['step 4 assign @isaiah', ['isaiah'], 'goes to Isaiah Langer'],
  ['ticket own T1 @isaiah', ['isaiah'], 'Isaiah Langer owns T1'],
  ['role security @isaiah', ['isaiah'], 'Isaiah Langer'],
  ['step add "call KOM" due:1h owner:@isaiah', ['isaiah'], 'call KOM'],
  ['ticket open microsoft ref:2 owner:@isaiah via:phone "logs"', ['isaiah'], 'T2'],
])('%s', async (line, called, text) => {
  const day = await openDesk();
  await day.world.say('alex', line, { inThread: true });
  expect(toldOf(day).called).toEqual(called);
  expect(toldOf(day).text).toContain(text);
});

it('whoever takes something himself is not called, but whoever had the case is', async () => {
  const day = await openDesk();
  const before = day.world.everything().length;
  await day.world.say('megan', 'step 4 assign me', { inThread: true });
  expect(
    day.world
      .everything()
      .slice(before)
      .filter(({ message }) => message.kind === 'say'),
  ).toEqual([]);
  await day.world.say('adele', 'case own me', { inThread: true });
  expect(toldOf(day).called).toEqual(['alex']);
});

it('a hand-over that is accepted calls who gave it', async () => {
  const day = await openDesk();
  await day.world.say('alex', 'case handover @adele "lunch"', { inThread: true });
  await day.world.say('adele', 'case accept', { inThread: true });
  expect(toldOf(day).called).toEqual(['alex']);
});

it('whoever was asked because the receiver cannot be reached, and says that it is not his, hears whose it is and how to give it away', async () => {
  const day = await openDesk();
  const { world } = day;
  const room = new TeamsRoom(world);
  await world.say('alex', 'case own @isaiah');
  world.carrier.fail('adele', blocked);
  await world.say('isaiah', 'case handover @adele "lunch"');
  await day.until('09:06');
  const said = readable((await room.says('alex', 'decline handover INC-1')).posts[0]?.text ?? '');
  expect(said).toContain('That waits for Adele Vance, not for you: Accept or decline the hand-over of the case. ');
  expect(said).toContain('case handover INC-1 @… "…"');
  expect(said).not.toContain('You did this before');
});

it('an offered case that is not hers goes to the next in line but its owner, and with nobody left it is declined', async () => {
  const day = await openDesk();
  const { world } = day;
  await world.say('alex', 'case handover @adele "lunch"');
  await world.say('adele', 'decline');
  expect((await world.case()).passed['handover']?.to).toBe('megan');
  await world.say('megan', 'decline');
  const state = await world.case();
  expect(state.handover).toBeUndefined();
  expect(state.owner).toBe('alex');
});
