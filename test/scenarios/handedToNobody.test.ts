// Something given to somebody whom Baton cannot reach: the answer says so at once, and the reminders go on to the next in line.
import { afterEach, expect, it } from 'vitest';
import { buttons, read, readable } from '../support/cardParts.ts';
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
  /▲ I could not reach Adele Vance the last time, Mon 31 Jul 08:55, Stockholm \(Baton is blocked there\): tell Adele Vance yourself, \+46 70 000 00 03[,.]/u;

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

it('the card of whoever gives it says that she cannot be reached and how to ring her, and has no button that only she can press', async () => {
  const { day, asks } = await blockedDesk();
  const room = new TeamsRoom(day.world);
  await asks('case handover @adele INC-1 "lunch"');
  for (const time of ['09:00', '09:15', '09:30', '09:45']) {
    await day.until(time);
    const card = room.cardOf('alex');
    const said = read(card);
    expect(said, time).toContain('Tell Adele Vance yourself');
    expect(said, time).toMatch(/Adele Vance cannot be reached\nNot delivered .*Baton is blocked there/u);
    expect(said, time).toContain('[+46 70 000 00 03](tel:+46700000003)');
    expect(said, time).toContain('case accept INC-1');
    expect(said, time).toMatch(/If nobody answers: \S+ (?:Alex Wilber|Patti Fernandez)/u);
    const titles = buttons(card).map(({ title }) => title);
    const held = time > '09:00';
    expect(titles, time).toEqual(
      held ? ["I'm on it", 'Keep the case', 'Snooze', 'Hand over'] : ['Keep the case', 'Hand over'],
    );
  }
});

it('with it the giver keeps the case, or asks somebody else', async () => {
  const { day, asks } = await blockedDesk();
  const room = new TeamsRoom(day.world);
  await asks('case handover @adele INC-1 "lunch"');
  const card = room.cardOf('alex');
  const form = await room.clicksOn('alex', card, 'Hand over');
  expect(read(form.posts[0]?.card)).toContain('Hand over');
  expect((await room.clicksOn('alex', card, 'Keep the case')).toast).toContain('Alex Wilber keeps the case');
  expect((await day.world.case()).handover).toBeUndefined();
});

it('whoever gives a case away hears of it first when it does not arrive', async () => {
  const day = await openDesk();
  day.world.carrier.fail('adele', blocked);
  await day.world.say('megan', 'case own me');
  day.rang();
  await day.world.say('megan', 'case handover @adele "lunch"');
  await day.world.until('08:36');
  expect(day.rang()).toEqual(['08:35 megan: handover undelivered']);
});

it('no card names under “If nobody answers” who cannot be reached, but who hears of it in her place', async () => {
  const { day } = await blockedDesk();
  const said = read(new TeamsRoom(day.world).cardOf('patti'));
  expect(said).toContain('step 4');
  expect(said).toMatch(/If nobody answers: \S+ Patti Fernandez/u);
  const lines = day.world
    .everything()
    .flatMap(({ message, post }) => (message.kind === 'thread-ping' ? [post.text] : []));
  expect(readable(lines.at(-1) ?? '')).not.toMatch(/If nobody answers: Adele/u);
});

it('management that is asked in her place accepts or declines, and passes nothing on that is not theirs', async () => {
  const { day, asks } = await blockedDesk();
  const room = new TeamsRoom(day.world);
  await asks('case handover @adele INC-1 "lunch"');
  await day.until('10:15');
  const titles = buttons(room.cardOf('patti')).map(({ title }) => title);
  expect(titles).toContain('Accept');
  expect(titles).toContain('Decline');
  expect(titles).not.toContain('Not mine');
});
