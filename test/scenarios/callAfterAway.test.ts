// Whoever is to telephone gets the number, what to say and the outcomes at once, also by the first message after the bot was away.
import { afterEach, expect, it } from 'vitest';
import { buttons, read, readable, titles } from '../support/cardParts.ts';
import { openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

it('a rung to phone that fell due while the bot was away comes as the call card, which says that it was away', async () => {
  const day = await openDesk();
  const { world } = day;
  await day.until('09:21');
  await world.kill();
  await world.restart('10:30');
  const card = new TeamsRoom(world).cardOf('megan');
  expect(titles(buttons(card))).toEqual(expect.arrayContaining(['Acted', 'No effect', 'No answer', 'Wrong number']));
  expect(read(card)).toMatch(/^Contract \S+$/mu);
  expect(read(card)).toContain('Baton was away from Mon 31 Jul 09:21');
  expect(read(card)).toContain('Say this');
});

it('at the fixed deadline, and when it asks again, the call card and its notification say that it has passed', async () => {
  const { world } = await openDesk();
  for (const time of ['14:12', '20:12']) {
    await world.until(time);
    const { post } = world.arrivals('megan').findLast((one) => one.post.summary?.includes('Make Microsoft act')) ?? {};
    expect(readable(post?.summary ?? ''), time).toMatch(
      /^INC-1: Make Microsoft act, fixed deadline 14:12 has passed.*, Megan Bowen$/u,
    );
    expect(read(post?.card), time).toContain('Say this');
    expect(read(post?.card), time).toContain('Microsoft: fixed deadline 14:12 has passed');
    expect(readable(String(post?.card?.['speak'])), time).toContain('fixed deadline 14:12 has passed');
  }
});
