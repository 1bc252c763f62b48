// `vendor list` and `vendor show` through the whole bot: anybody of ours, anywhere; nobody of a vendor's.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { click, type Fields, inChat, lynne } from '../support/activities.ts';
import { clicks, read, readable } from '../support/cardParts.ts';
import type { Posted } from '../support/fakeConnector.ts';
import { texts, WholeBot } from '../support/wholeBot.ts';

let bot: WholeBot;
beforeAll(async () => {
  bot = await WholeBot.open();
  await bot.opened();
});
afterAll(() => bot.close());

const cardOf = (post: Posted | undefined) =>
  ((post?.activity['attachments'] ?? []) as { content: unknown }[])[0]?.content;

const asked = async (line: string, from = inChat) => texts(await bot.tell(from(line, bot.fake.url))).map(readable);

it('shows the vendors, one vendor, and the only vendor there is', async () => {
  expect(await asked('vendor list')).toEqual(['Vendors, no open ticket']);
  expect(await asked('vendor')).toEqual(['Vendors, no open ticket']);
  for (const line of ['vendor show microsoft', 'vendor show Microsoft', 'vendor microsoft', 'vendor show'])
    expect(await asked(line)).toEqual(['Microsoft, no open ticket']);
});

it('counts a ticket from its commit on', async () => {
  await bot.tell(inChat('ticket open microsoft INC-1 via:phone "blocked"', bot.fake.url));
  expect(await asked('vendor show microsoft')).toEqual(['Microsoft, 1 open ticket']);
});

it('of a vendor that nobody knows it says which there are, with a list to choose from', async () => {
  const [post] = await bot.tell(inChat('vendor show foo', bot.fake.url));
  const card = readable(JSON.stringify(post?.activity));
  expect(card).toContain('I know no vendor “foo”. Known: microsoft.');
  expect(card).toContain('"value":"microsoft"');
});

it('a code misheard on the phone is chosen, not typed again: one click and it counts as read', async () => {
  await bot.tell(inChat('ticket sent T1 INC-1 via:portal "full description"', bot.fake.url));
  const codes = async () => (await bot.baton.engine.read('INC-1'))?.tickets[0]?.sent ?? [];
  const code = (await codes()).at(-1)?.code ?? '';
  const wrong = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`;
  const [post] = await bot.tell(inChat(`ticket heard T1 INC-1 "they are on it" quoted:${wrong}`, bot.fake.url));
  const card = cardOf(post);
  const text = read(card);
  expect(text).toContain(`“${wrong}” is mistyped or misheard. These are the nearest of this case: choose`);
  expect(text).toMatch(new RegExp(`${code}: T1 by portal, .*“full description”`));
  expect(text).toContain(`Or type: ticket heard T1 "they are on it" quoted:${code}`);
  expect((await codes()).some((word) => word.quotedAt)).toBe(false);
  const [send] = clicks(card).filter((one) => one['verb'] === 'ticket heard');
  const data = { ...(send?.['data'] as Fields), quoted: code, words: 'they are on it' };
  await bot.tell(click(data, 'execute', inChat('', bot.fake.url)));
  expect((await codes()).find((word) => word.code === code)?.quotedAt).toBeDefined();
});

it("tells nobody of a vendor's anything of it", async () => {
  for (const line of ['vendor list', 'vendor show microsoft']) {
    const said = await asked(line, (words, url) => inChat(words, url, lynne));
    expect(said.join()).not.toMatch(/Vendors|EA-4711|promise|open ticket/);
  }
});
