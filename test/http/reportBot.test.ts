// The report as people get the whole of it: a link for those who are not in Teams, told from the facts and kept nowhere.
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { alex, inChat, lynne } from '../support/activities.ts';
import { nodes, read } from '../support/cardParts.ts';
import { texts, WholeBot } from '../support/wholeBot.ts';

let bot: WholeBot;
const outside = 'http://127.0.0.1:9';

beforeAll(async () => {
  await import('../../src/teams/adapter.ts');
}, 60_000);
beforeEach(async () => {
  bot = await WholeBot.open({ publicUrl: outside });
  await bot.opened();
});
afterEach(() => bot.close());

/** What whoever typed it sees in their own chat. */
async function seen(line: string, who = alex): Promise<{ text: string; card: unknown; link: string }> {
  const posts = await bot.tell(inChat(line, bot.fake.url, who));
  const answers = posts.filter(({ conversationId }) => conversationId === `a:chat-of-${who.id}`);
  const card = answers
    .flatMap(({ activity }) => (activity['attachments'] ?? []) as { content: unknown }[])
    .map(({ content }) => content)
    .at(-1);
  const link = String(nodes(card).find((node) => node['id'] === 'link')?.['value'] ?? '');
  return { text: texts(answers).join('\n'), card, link: link.replace(outside, `http://127.0.0.1:${bot.baton.port}`) };
}
const page = async (link: string) => {
  const answer = await fetch(link);
  return { status: answer.status, body: await answer.text() };
};
const facts = async () => (await bot.baton.engine.events('INC-1')).length;

it('without the word there is no link; with it the whole report stands behind it, in three forms, as of then', async () => {
  expect((await seen('report INC-1')).link).toBe('');
  const before = await facts();
  const { card, link } = await seen('report INC-1 link');
  expect(read(card)).toContain('Where the time went');
  expect(await facts()).toBe(before);
  const { status, body } = await page(link);
  expect([status, body.includes('<h2>Where the time went</h2>')]).toEqual([200, true]);
  expect((await page(`${link}/text`)).body).toContain(`facts 1 to ${before}.`);
  expect(JSON.parse((await page(`${link}/json`)).body)).toMatchObject({ format: 'baton-paper/1' });
  await bot.tell(inChat('note "later, and none of their business" INC-1', bot.fake.url, alex));
  expect((await page(link)).body).toBe(body);
  expect(body).not.toContain('none of their business');
});

it('is ended by one word, and then leads nowhere like any other', async () => {
  const { link } = await seen('report INC-1 link');
  expect((await seen('report INC-1 revoke')).text).toBe('1 download link of the report of INC-1 works no more.');
  const ended = await page(link);
  const guessed = await page(`http://127.0.0.1:${bot.baton.port}/reports/Zm9yIGEgdGVzdCBvbmx5`);
  expect([ended.status, ended.body]).toEqual([404, guessed.body]);
  expect((await seen('report INC-1 revoke')).text).toContain('nothing to revoke');
});

it('a second one says that the first works on, and one word ends both', async () => {
  const first = await seen('report INC-1 link');
  expect(read(first.card)).not.toContain('works too');
  const second = await seen('report INC-1 link');
  expect(read(second.card)).toMatch(/1 earlier link of this report works too.*To end them all: report INC-1 revoke/u);
  expect((await page(first.link)).status).toBe(200);
  expect((await seen('report INC-1 revoke')).text).toBe('2 download links of the report of INC-1 work no more.');
  await seen('ticket open microsoft ref:1 via:phone "mail blocked" INC-1');
  await seen('pack build T1 INC-1');
  expect((await seen('pack link INC-1')).text).not.toContain('works on');
  expect((await seen('pack link INC-1')).text).toContain('The link before it works on; that command ends both.');
});

it('a link that a vendor was given to a pack shows no report, nor the other way round', async () => {
  const other = await seen('report INC-1 link');
  expect((await page(other.link.replace('/reports/', '/packs/'))).status).toBe(404);
  await seen('ticket open microsoft ref:1 via:phone "mail blocked" INC-1');
  await seen('pack build T1 INC-1');
  const pack = await seen('pack link INC-1');
  expect((await page(pack.link)).status).toBe(200);
  expect((await page(pack.link.replace('/packs/', '/reports/'))).status).toBe(404);
});

it('the account manager gets neither', async () => {
  const { text, card, link } = await seen('report INC-1 link', lynne);
  expect(`${text}${read(card)}${link}`).not.toMatch(/reports\/|Where the time went/);
});

it('says what to do where nobody outside can reach the bot', async () => {
  await bot.close();
  bot = await WholeBot.open({});
  await bot.opened();
  expect((await seen('report INC-1 link')).text).toMatch(/PUBLIC_URL is not set: copy the text/);
});
