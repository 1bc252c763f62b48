// The check of contacts where it is clicked: pressed is seen to be pressed, and nothing is said twice.
import { afterEach, expect, it } from 'vitest';
import { changed } from '../domain/sentences/support.ts';
import { buttons, clicks, read, titles } from '../support/cardParts.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds, openWorld } from '../support/world.ts';

afterEach(closeWorlds);

const patch = '--- a/organisation.yaml\n+++ b/organisation.yaml';

async function roomToCheck() {
  const organisation = changed((o) => {
    if (o.people['lynne']) o.people['lynne'].verified = '2023-01-01';
  });
  const patches = { make: async () => ({ patch, file: '/data/patches/lynne.patch' }) };
  const world = await openWorld({ start: '2023-07-31T06:10:00Z', organisation, upkeep: { patches } });
  const room = new TeamsRoom(world);
  const { posts } = await room.says('alex', 'vendor check');
  return { world, room, list: posts[0]?.card };
}

it('`Still right` stands on the card once it was pressed, cannot be pressed twice, and its words are said once', async () => {
  const { world, room, list } = await roomToCheck();
  const of = (card: unknown) => titles(buttons(card as object)).filter((title) => title === 'Still right');
  const before = of(list).length;
  const right = clicks(list).find(({ data }) => JSON.stringify(data).includes('"lynne"'))?.data;
  const { posts, replaced, toast } = await room.presses('alex', right);
  expect(posts.map(({ text }) => text).join()).toContain(patch);
  expect(toast).toBe('Written down for Lynne Robbins; the patch for the organisation file stands below.');
  const [card] = replaced.map((post) => post.card);
  expect(read(card)).toMatch(/✓\nLynne Robbins\n.*Alex Wilber found it right 08:10 · the file does not say so yet/);
  expect(of(card)).toHaveLength(before - 1);
  // Until the file says so it is asked again: on another day.
  await world.at('2023-08-01 09:00');
  expect(of((await room.says('alex', 'vendor check')).posts[0]?.card)).toHaveLength(before);
});

it('a sentence of one line is said under the card alone, and as it reads', async () => {
  const { room } = await roomToCheck();
  const press = { baton: 1, verb: 'vendor changed', card: 'form', args: { contact: 'lynne', phone: 'abc' } };
  expect(await room.presses('alex', press)).toEqual({
    posts: [],
    replaced: [],
    toast:
      '“abc” is no telephone number that can be dialled from anywhere: write it with its country, as in phone:"+46 70 000 00 06".',
  });
  const { posts } = await room.presses('alex', press, 'submit');
  expect(posts).toHaveLength(1);
});

it('who changed without what gets the form, filled with who, and the whole line to type', async () => {
  const { room } = await roomToCheck();
  const { posts } = await room.says('alex', 'vendor changed lynne');
  expect(posts).toHaveLength(1);
  const card = posts[0]?.card;
  expect(read(card)).toMatch(/Say what changed: the telephone number, the e-mail address, or both/u);
  expect(read(card)).toContain('Telephone number now');
  const line = /Or type: (vendor changed .*)/.exec(read(card))?.[1] ?? '';
  expect((await room.says('alex', line)).posts.map(({ text }) => text).join()).toContain(patch);
  const send = clicks(card).at(-1)?.data;
  const { replaced } = await room.presses('alex', { ...(send as object), contact: 'lynne', phone: '+46 70 000 00 07' });
  expect(replaced.map((post) => read(post.card)).join()).toMatch(/Lynne Robbins\nAlex Wilber found a change 08:10/);
});

it('`Still right` beside a change that is not in the file yet would bring the old number back, and is refused', async () => {
  const { world, room } = await roomToCheck();
  await room.says('megan', 'vendor changed lynne phone:"+46 70 000 00 07"');
  const said = async () => (await room.says('alex', 'vendor right lynne')).posts.map(({ text }) => text).join();
  expect(await said()).toMatch(
    /^Not written down: Megan Bowen \(.*08:10.*\) said what changed of \*\*Lynne Robbins\*\*/,
  );
  expect(await said()).not.toContain(patch);
  // Taken over on the same day.
  world.organisation = changed((o) => {
    if (o.people['lynne']) o.people['lynne'].verified = '2023-07-31';
  });
  expect(await said()).toContain(patch);
});

it('a form that was sent gives way to what was done, and what it says to type is taken', async () => {
  const { room } = await roomToCheck();
  const changedForm = { baton: 1, verb: 'form', card: 'vendor', args: { command: 'vendor changed', contact: 'lynne' } };
  const { posts } = await room.presses('alex', changedForm);
  const line = /Or type: (vendor changed .*)/.exec(read(posts[0]?.card))?.[1] ?? '';
  expect(line).toBe('vendor changed lynne phone:"+46 70 000 00 06"');
  expect((await room.says('alex', line)).posts.map(({ text }) => text).join()).toContain(patch);
  const send = { baton: 1, verb: 'vendor changed', card: 'form', contact: 'lynne', phone: '+46 70 000 00 07' };
  const { replaced } = await room.presses('alex', send);
  expect(replaced.map(({ card }) => read(card)).join()).toMatch(/Lynne Robbins\nAlex Wilber found a change 08:10/);
});
