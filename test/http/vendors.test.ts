// `vendor list` and `vendor show` through the whole bot: anybody of ours, anywhere; nobody of a vendor's.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inChat, lynne } from '../support/activities.ts';
import { readable } from '../support/cardParts.ts';
import { texts, WholeBot } from '../support/wholeBot.ts';

let bot: WholeBot;
beforeAll(async () => {
  bot = await WholeBot.open();
  await bot.opened();
});
afterAll(() => bot.close());

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

it("tells nobody of a vendor's anything of it", async () => {
  for (const line of ['vendor list', 'vendor show microsoft']) {
    const said = await asked(line, (words, url) => inChat(words, url, lynne));
    expect(said.join()).not.toMatch(/Vendors|EA-4711|promise|open ticket/);
  }
});
