// A promise that was broken is said to whoever has to act on it: on the call card, in the line of the thread, in what was tried; and
// of several promises the nearest counts.
import { afterEach, expect, it } from 'vitest';
import { caseCard } from '../../src/cards/case/caseCard.ts';
import { read, readable } from '../support/cardParts.ts';
import { type Day, openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

const lastInThread = (day: Day) =>
  readable(day.world.everything().findLast(({ message }) => message.kind === 'thread-ping')?.post.text ?? '');
const lastSaid = (day: Day) =>
  readable(day.world.everything().findLast(({ message }) => message.kind === 'say')?.post.text ?? '');
const rowOf = async ({ world }: Day) => {
  const lines = read(caseCard(await world.case(), { now: world.now, language: 'en' })).split('\n');
  return lines[lines.indexOf('T1 Microsoft') + 1];
};

it('the ping and the line in the thread say that the promise was broken, and which', async () => {
  const day = await openDesk();
  await day.until('09:20');
  await day.say('09:30', 'megan', 'ticket promise T1 by:09:50 "unblock done"');
  await day.until('09:50');
  expect(lastInThread(day)).toContain('escalated at once: the promise of 09:50 was broken');
  const card = read(new TeamsRoom(day.world).cardOf('megan'));
  expect(card).toContain(
    'has had no real answer since 08:35. You promised “unblock done” by 09:50, and did not keep it.',
  );
  expect(card).toContain('Support promised by 09:50: “unblock done”, broken');
});

it('each cause of a climb is said with it', async () => {
  const day = await openDesk();
  await day.say('09:00', 'megan', 'ticket call T1 result:no-effect "told to wait"');
  await day.say('09:05', 'megan', 'ticket call T1 result:no-effect "told to wait"');
  expect(lastInThread(day)).toContain('escalated at once: two calls in vain');
  await day.say('09:30', 'megan', 'ticket fixed T1');
  await day.say('09:35', 'megan', 'ticket verify T1 fail "still bounces"');
  expect(lastInThread(day)).toContain('escalated at once: the fix did not hold');
});

it('a promise that is broken while nothing climbs is told in the thread all the same', async () => {
  const day = await openDesk();
  await day.say('09:00', 'megan', 'ticket promise T1 by:09:30 "unblock done"');
  await day.say('09:10', 'megan', 'ticket fixed T1');
  await day.until('09:30');
  expect(lastSaid(day)).toContain('T1: Microsoft broke the promise of Mon 31 Jul 09:30');
});

it("the case's row of a ticket names the nearest of several promises, and after a climb who is asked next", async () => {
  const day = await openDesk();
  await day.say('08:40', 'megan', 'ticket promise T1 by:09:10 "unblock done"');
  await day.say('08:41', 'megan', 'ticket promise T1 by:13:00 "report"');
  expect(await rowOf(day)).toMatch(/^Promised by 09:10/u);
  await day.world.say('megan', 'ticket escalate T1 "now"');
  expect(await rowOf(day)).toMatch(/^Idle 6 min since 08:35 · if nobody answers: .* · promised by 09:10$/u);
});
