// The check of contacts through the whole bot: by typing and by clicking, and the patch that an operator takes from it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
const file = () => join(bot.folder, 'organisation.yaml');
const patches = () => readdirSync(join(bot.folder, 'patches'));

it('answers a change with a patch, keeps it, and leaves the organisation file alone', async () => {
  const before = readFileSync(file(), 'utf8');
  const [said] = await asked('vendor changed lynne phone:"+46 70 999 99 99"');
  expect(said).toMatch(/git apply|patch -p1/);
  expect(said).toContain('Lynne Robbins');
  expect(said).toContain('+46 70 999 99 99');
  expect(said).toContain('--- a/organisation.yaml');
  expect(readFileSync(file(), 'utf8')).toBe(before);
  expect(patches()[0]).toMatch(/lynne\.patch$/);
  expect(readFileSync(join(bot.folder, 'patches', patches()[0] ?? ''), 'utf8')).toContain('+46 70 999 99 99');
  const [listed] = await bot.tell(inChat('vendor check', bot.fake.url));
  expect(readable(JSON.stringify(listed?.activity))).toContain('Alex Wilber found a change');
});

it('names the file as it is copied into a shell: no invisible characters in it', async () => {
  expect(texts(await bot.tell(inChat('vendor changed lynne phone:"+46 70 999 99 99"', bot.fake.url))).join()).toMatch(
    /`[\x20-\x7e]+lynne\.patch`/,
  );
});

it('makes the patch from the file as it is now', async () => {
  writeFileSync(file(), `# changed meanwhile\n${readFileSync(file(), 'utf8')}`);
  expect((await asked('vendor changed @lynne phone:"+46 70 999 99 99"'))[0]).toMatch(/@@ -\d+,\d+ \+\d+,\d+ @@/);
});

it.each([
  ['vendor check', /Contacts to check/],
  ['vendor check microsoft', /Contacts to check/],
  ['vendor check foo', /I do not know “foo” here/],
  ['vendor right nobody', /I know nobody|nobody/],
  ['vendor right', /Still missing|contact/i],
  ['vendor changed lynne', /Say what changed/],
  ['vendor changed microsoft email:"a@b.example"', /only the number/],
  ['vendor changed lynne phone:"abc"', /“abc” is no telephone number.*write it with its country/],
  ['vendor changed lynne phone:"070 1234567"', /is no telephone number.*write it with its country/],
  ['vendor right microsoft', /This patch does it for \*\*Microsoft, support\*\*/],
])('%s gets a clear sentence', async (line, sentence) => {
  const posts = await bot.tell(inChat(line, bot.fake.url));
  expect(readable(JSON.stringify(posts.map(({ activity }) => activity)))).toMatch(sentence);
});

it("tells nobody of a vendor's who is checked, and takes no word from her", async () => {
  const before = patches().length;
  for (const line of ['vendor check', 'vendor right lynne', 'vendor changed lynne phone:"1"', 'vendor changed lynne']) {
    const said = await asked(line, (words, url) => inChat(words, url, lynne));
    expect(said.join()).not.toMatch(/Contacts to check|patch|Say what changed|\+46/);
  }
  expect(patches()).toHaveLength(before);
});
