// A silent vendor, seen from outside: clocks of seconds, and only what arrives at the Bot Connector is looked at.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { alex, CHANNEL, click, inChannel, inChat, lynne, megan } from '../support/activities.ts';
import { buttons, clicks, read, titles } from '../support/cardParts.ts';
import type { Posted } from '../support/fakeConnector.ts';
import { patti, WholeBot } from '../support/wholeBot.ts';

let bot: WholeBot;

beforeAll(async () => {
  await import('../../src/teams/adapter.ts');
}, 60_000);
beforeEach(async () => {
  bot = await WholeBot.open();
  await bot.baton.stop();
  const path = join(bot.folder, 'organisation.yaml');
  let rung = 0;
  const quick = readFileSync(path, 'utf8').replace(/\{ after: \w+, +ping/g, (line) =>
    ++rung > 6 ? line : `{ after: PT${(rung * 8) / 10}S, ping`,
  );
  writeFileSync(path, quick);
  await bot.start();
});
afterEach(() => bot.close());

const cardOf = ({ activity }: Posted) => (activity['attachments'] as { content: object }[] | undefined)?.[0]?.content;
const mentions = ({ activity }: Posted) =>
  ((activity['entities'] ?? []) as { type: string; text: string; mentioned: { id: string } }[]).filter(
    ({ type }) => type === 'mention',
  );
const toPerson = (id: string) =>
  bot.fake.posts.filter(({ conversationId }) => conversationId.startsWith(`a:`) && conversationId.endsWith(id));

/** Waits until so many cards have come to somebody. */
async function cards(id: string, count: number): Promise<Posted[]> {
  while (toPerson(id).filter(cardOf).length < count) await bot.fake.until(bot.fake.posts.length + 1, 10_000);
  return toPerson(id).filter(cardOf);
}

it('each rung is one card in the own chat and one line with a real mention; the channel is a root post of its own', async () => {
  const { thread, root } = await bot.opened();
  await bot.tell(inChannel('ticket open microsoft ref:4711 via:phone "tenant blocked"', bot.fake.url, root, megan));
  const ticket = bot.fake.posts.findLast((post) => post.conversationId === thread && cardOf(post));
  while (!bot.fake.posts.some((post) => isRoot(post) && post.conversationId !== thread))
    await bot.fake.until(bot.fake.posts.length + 1, 15_000);
  await bot.settled();

  // On a busy machine two rungs may come together; then they are one message.
  const hers = toPerson(megan.id)
    .filter(cardOf)
    .map((post) => titles(buttons(cardOf(post))));
  const call = ['Acted', 'No effect', 'No answer', 'Voicemail', 'Wrong number', 'Refused'];
  expect(hers.length).toBeLessThanOrEqual(4);
  expect(hers).toContainEqual(call);
  for (const shown of hers) expect([["I'm on it", 'Done', 'Snooze', 'Not mine'], call]).toContainEqual(shown);
  expect(toPerson(lynne.id)).toHaveLength(1);
  expect(titles(clicks(cardOf(toPerson(lynne.id)[0] as Posted)))).toEqual(
    expect.arrayContaining(["I'm on it", 'Wrong person']),
  );

  const lines = bot.fake.posts.filter((post) => post.conversationId === thread && mentions(post).length > 0);
  const mentioned = lines.map((post) => mentions(post).map((one) => one.mentioned.id));
  expect(new Set(mentioned.flat())).toEqual(new Set([megan.id, alex.id, patti.id]));
  expect(mentioned.filter((ids) => ids.includes(megan.id))).toHaveLength(hers.length);
  for (const post of lines) for (const { text } of mentions(post)) expect(post.activity['text']).toContain(text);

  const [own, ...more] = bot.fake.posts.filter((post) => isRoot(post) && post.conversationId !== thread);
  expect(more).toEqual([]);
  expect(own && mentions(own).map(({ mentioned }) => mentioned.id)).toEqual([alex.id, megan.id]);

  expect(bot.fake.posts.some(({ method, activityId }) => method === 'PUT' && activityId === ticket?.activityId)).toBe(
    true,
  );
  expect(bot.fake.posts.some(({ method, activityId }) => method === 'PUT' && activityId === root)).toBe(true);
  for (const post of bot.fake.posts) {
    expect(JSON.stringify(post.activity).length).toBeLessThan(25_000);
    if (cardOf(post)) expect(post.activity['summary']).toMatch(/\w/);
    else expect(post.activity['text']).toMatch(/\w/);
  }
}, 40_000);

it('a hold by button keeps the next rungs back, and the vendor’s answer begins the ladder anew', async () => {
  const { root } = await bot.opened();
  await bot.tell(inChannel('ticket open microsoft ref:4711 via:phone "tenant blocked"', bot.fake.url, root, megan));
  const [first] = await cards(megan.id, 1);
  const onIt = clicks(first && cardOf(first)).find(({ title }) => title === "I'm on it") as
    | { data: object }
    | undefined;
  const answer = await bot.send(
    click({ ...onIt?.data }, 'execute', inChat('', bot.fake.url, megan), first?.activityId),
  );
  expect(await answer.json()).toMatchObject({ statusCode: 200, value: expect.stringContaining('Megan Bowen') });
  await bot.settled();
  const before = toPerson(megan.id).length;
  const since = (ticket: string) =>
    toPerson(megan.id)
      .slice(before)
      .filter((post) => new RegExp(`\\b${ticket}\\b`).test(read(cardOf(post))));
  const cameOf = async (ticket: string, count: number) => {
    while (since(ticket).length < count) await bot.fake.until(bot.fake.posts.length + 1, 10_000);
  };
  // Another ticket's rungs show that time goes by.
  await bot.tell(inChannel('ticket open microsoft ref:4712 via:phone "and more"', bot.fake.url, root, megan));
  await cameOf('T2', 2);
  expect(since('T1')).toEqual([]);
  await bot.tell(inChannel('ticket heard T1 "an engineer looks at it"', bot.fake.url, root, megan));
  await cameOf('T1', 1);
}, 40_000);

function isRoot({ method, conversationId, activityId }: Posted): boolean {
  return method === 'POST' && conversationId === `${CHANNEL};messageid=${activityId}`;
}
