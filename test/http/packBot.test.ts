// The evidence pack as people meet it: typed and clicked in Teams, answered in words and cards, followed from outside.
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alex, click, inChat, lynne, megan } from '../support/activities.ts';
import { buttons, nodes, read, titles } from '../support/cardParts.ts';
import type { Posted } from '../support/fakeConnector.ts';
import { texts, WholeBot } from '../support/wholeBot.ts';

let bot: WholeBot;

beforeAll(async () => {
  await import('../../src/teams/adapter.ts');
}, 60_000);
beforeEach(async () => {
  bot = await WholeBot.open({ publicUrl: 'http://127.0.0.1:9' });
  await bot.opened();
});
afterEach(() => bot.close());

const type = (line: string, who = megan) => bot.tell(inChat(line, bot.fake.url, who));
const cards = (posts: Posted[]): unknown[] =>
  posts.flatMap(({ activity }) =>
    ((activity['attachments'] ?? []) as { content: unknown }[]).map(({ content }) => content),
  );
/** What the person who typed it sees: words, and the cards below them. */
async function seen(line: string, who = megan): Promise<{ text: string; card: unknown }> {
  const posts = (await type(line, who)).filter(({ conversationId }) => conversationId === `a:chat-of-${who.id}`);
  const answers = posts.filter(({ method }) => method === 'POST');
  return { text: texts(answers).join('\n'), card: cards(answers).at(-1) };
}
const input = (card: unknown, id: string) => String(nodes(card).find((node) => node['id'] === id)?.['value'] ?? '');
const ticket = () => type('ticket open microsoft ref:2307310050000123 sev:A via:phone "outbound mail blocked" INC-1');

describe('from building to the proof of reading', () => {
  beforeEach(ticket);

  it('build: says whom it names, how to leave them out, how to send it; the card has the text to paste', async () => {
    const { text, card } = await seen('pack build INC-1');
    expect(text).toContain('Evidence pack 1 built for T1');
    expect(text).toMatch(/This pack names 2 people and 2 telephone numbers\./);
    expect(text).toContain('pack build INC-1 T1 without:people');
    expect(text).toContain('pack send INC-1 T1 via:portal');
    expect(read(card)).toContain('Not sent yet');
    expect(input(card, 'paste')).toBe((await bot.baton.engine.pack('INC-1', 1))?.text.body);
  });

  it('send: a code, who is in it, a link that is shown once and works; then the text is pasted with code and hash', async () => {
    await type('pack build INC-1');
    const { text, card } = await seen('pack send T1 via:portal INC-1');
    const word = (await bot.baton.engine.read('INC-1'))?.tickets[0]?.sent.at(-1);
    expect(text).toContain(word?.code);
    expect(text).toContain('This pack names');
    expect(text).toContain(`pack receipt INC-1 T1 "read by …, quoted ${word?.code}"`);
    const [, link = ''] = /\]\((http[^)]+)\)/.exec(text) ?? [];
    expect(input(card, 'link')).toBe(link);
    const answer = await fetch(link.replace('http://127.0.0.1:9', `http://127.0.0.1:${bot.baton.port}`));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<!doctype html>');
    const pasted = input(card, 'paste');
    const [pack] = (await bot.baton.engine.read('INC-1'))?.packs ?? [];
    expect(pasted).toMatch(new RegExp(`^Code ${word?.code}: please say it back`));
    expect(pasted).toContain(pack?.sha256.text);
    expect(pasted.length).toBeLessThan(4_000);
    // Nobody but whoever asked gets the address.
    const others = bot.fake.posts.filter(({ conversationId }) => conversationId !== `a:chat-of-${megan.id}`);
    expect(JSON.stringify(others)).not.toContain(link.split('/').at(-1));
  });

  it('receipt: what was unread is read, and the answer says that it is no answer', async () => {
    await type('pack build INC-1');
    await type('pack send T1 via:portal INC-1');
    const code = (await bot.baton.engine.read('INC-1'))?.tickets[0]?.sent.at(-1)?.code;
    const { text } = await seen(`pack receipt T1 INC-1 "read by Tom, quoted ${code}"`);
    expect(text).toMatch(/Microsoft has read evidence pack 1[\s\S]*does not count as an answer/);
    const shown = await seen('pack show INC-1');
    expect(read(shown.card)).toMatch(/Read; sent by portal/);
    expect(titles(buttons(shown.card))).toContain('Vendor replied');
  });

  it('speak: the number, and codes spelled; in the name of whoever asks', async () => {
    await type('pack build INC-1');
    const { card } = await seen('pack speak INC-1', alex);
    const said = read(card);
    expect(said).toContain('+46 8 000 00 00');
    expect(said).toContain('This is Alex Wilber of Contoso University.');
    expect(said).toContain('two three zero seven, three one zero zero');
    expect(titles(buttons(card))).toEqual(['I read it out', 'They read it']);
  });

  it('revoke: the link leads nowhere from then on', async () => {
    await type('pack build INC-1');
    const { text } = await seen('pack link INC-1');
    const [, path = ''] = /\]\(http:\/\/127\.0\.0\.1:9([^)]+)\)/.exec(text) ?? [];
    const follow = () => fetch(`http://127.0.0.1:${bot.baton.port}${path}`);
    expect((await follow()).status).toBe(200);
    expect((await seen('pack revoke INC-1')).text).toContain('Revoked: 1 download link');
    expect((await follow()).status).toBe(404);
  });

  it('every button of its card means something', async () => {
    await type('pack build INC-1');
    const { card } = await seen('pack show INC-1');
    const all = nodes(card).filter((node) => node['type'] === 'Action.Execute');
    expect(titles(all)).toEqual(['Send pack', 'Read out', 'Build again', 'Without people', 'New link']);
    for (const one of all) {
      const posts = await bot.tell(click(one['data'] as object as never, 'submit', inChat('', bot.fake.url, megan)));
      expect(texts(posts).join('\n'), String(one['title'])).not.toMatch(/do not know|not understood|Missing/i);
    }
    expect((await bot.baton.engine.read('INC-1'))?.packs.length).toBe(3);
  });

  it('the pressure sheet is a card with all of it as text', async () => {
    const { card } = await seen('ticket pressure T1 INC-1');
    expect(read(card)).toMatch(/Pressure sheet[\s\S]*Down for/);
    expect(input(card, 'copy')).toContain('Contoso University waits for Microsoft');
  });
});

describe('what goes wrong says what to do next', () => {
  it('no ticket yet', async () => {
    expect((await seen('pack show INC-1')).text).toMatch(/no ticket T1, and none at all yet\. Open one: .*ticket open/);
    expect(read((await seen('pack build INC-1')).card)).toMatch(/This case has no ticket yet\. Open one: ticket open/);
    expect(read((await seen('ticket pressure INC-1')).card)).toMatch(/no ticket yet/);
  });

  describe('with a ticket', () => {
    beforeEach(ticket);

    it.each([
      ['no pack yet', 'pack show INC-1', /no evidence pack yet that fits T1\. Build one: .*pack build INC-1 T1/],
      ['nothing to send', 'pack send T1 via:portal INC-1', /no evidence pack yet that fits T1\. Build one/],
      ['nothing to read out', 'pack speak INC-1', /Build one: .*pack build INC-1 T1/],
      ['a ticket of another case', 'pack build T7 INC-1', /no ticket T7 in this case\. Tickets: T1/],
      ['a sheet for a ticket that is not there', 'ticket pressure T7 INC-1', /no ticket T7 in this case\. Tickets: T1/],
      ['nothing to revoke', 'pack revoke INC-1', /No download link works any more: there is nothing to revoke/],
      ['a case that does not exist', 'pack show INC-99', /INC-99/],
    ])('%s', async (_, line, words) => {
      expect((await seen(line)).text).toMatch(words);
    });

    it('an unknown version, in every command that names one', async () => {
      await type('pack build INC-1');
      for (const line of [
        'pack show 9',
        'pack speak 9',
        'pack link 9',
        'pack revoke 9',
        'pack send T1 via:portal pack:9',
      ])
        expect((await seen(`${line} INC-1`)).text, line).toMatch(
          /There is no evidence pack 9\. There is only pack 1: .*pack show INC-1 1/,
        );
      expect(read((await seen('pack show nine INC-1')).card)).toMatch(/Evidence pack/);
    });

    it('a way that does not exist, and one that is dead', async () => {
      await type('pack build INC-1');
      expect(read((await seen('pack send T1 via:fax INC-1')).card)).toMatch(
        /no route “fax” to that vendor\. Known: portal, phone/,
      );
      expect((await seen('pack send T1 via:mail INC-1')).text).toMatch(
        /Do not use mail: it needs our e.mail, which is down\. These work: [\s\S]*phone[\s\S]*portal/u,
      );
    });

    it('a code that was misheard, that is nobody’s, or that is missing', async () => {
      await type('pack build INC-1');
      await type('pack send T1 via:portal INC-1');
      const code = (await bot.baton.engine.read('INC-1'))?.tickets[0]?.sent.at(-1)?.code ?? '';
      const wrong = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`;
      const near = read((await seen(`pack receipt T1 INC-1 "read, quoted ${wrong}"`)).card);
      expect(near).toMatch(/mistyped or misheard/);
      expect(near).toContain(code);
      expect((await seen('pack receipt T1 INC-1 "read by Tom"')).text).toMatch(
        /Only the code proves[\s\S]*pack receipt INC-1 T1/,
      );
      expect((await seen('pack receipt T1 INC-1 "quoted K-22222"')).text).toMatch(/no code of ours/);
    });
  });
});

it('somebody of the vendor’s gets her ticket, whatever of this she types', async () => {
  await ticket();
  await type('pack build INC-1');
  await type('pack send T1 via:portal INC-1');
  const done = async () =>
    (await bot.baton.engine.events('INC-1')).map(({ body }) => body.type).filter((one) => one !== 'people-changed');
  const before = await done();
  for (const line of ['pack show', 'pack speak', 'pack link', 'pack build T1', 'pack revoke', 'ticket pressure T1']) {
    const { text, card } = await seen(`${line} INC-1`, lynne);
    expect(`${text}\n${read(card)}`, line).not.toMatch(/Evidence pack|SHA-256|Pressure|packs\//);
  }
  expect(await done()).toEqual(before);
});
