// What a card sends is somebody's word and no more: it may be forged, old, huge, or drawn for somebody else. Who may what comes from
// the state on the server, and from who signed in. And whoever sends too much is told so.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERSON } from '../../src/teams/pace.ts';
import { alex, click, type Fields, inChat, lynne, megan, teamsUser } from '../support/activities.ts';
import { type OpenId, openId } from '../support/openId.ts';
import { stranger, texts, WholeBot } from '../support/wholeBot.ts';

const adele = teamsUser('Adele Vance', 2);

let server: OpenId;
let bot: WholeBot;
let rev: number;

beforeAll(async () => {
  server = await openId();
  bot = await WholeBot.open({ signedBy: server });
  bot.fake.members.push({ ...adele, email: 'adelev@example.com' });
  await bot.opened();
  await bot.tell(inChat('ticket open microsoft ref:4711 "tenant blocked"', bot.fake.url, megan));
  await bot.tell(inChat('step 1 done INC-1 "as agreed"', bot.fake.url));
  ({ version: rev } = await state());
}, 60_000);
afterAll(async () => {
  await bot.close();
  await server.close();
});

async function state() {
  const found = await bot.baton.engine.read('INC-1');
  if (!found) throw new Error('no case');
  return found;
}

/** Sends a click; the sentence that it was answered with, by toast or by message. */
async function presses(who: Fields, data: unknown, way: 'execute' | 'submit' = 'execute'): Promise<string> {
  const place = inChat('', bot.fake.url, who);
  const before = bot.fake.posts.length;
  const answer = await bot.send(click(data as Fields, way, place));
  expect(answer.status).toBe(200);
  const said = await answer.text();
  await bot.settled();
  const toast = said === '' ? '' : String((JSON.parse(said) as Fields)['value']);
  const own = bot.fake.posts.slice(before).filter(({ conversationId }) => conversationId === `a:chat-of-${who['id']}`);
  return [toast, ...texts(own)].join('\n');
}

/** Facts that people have caused since. */
async function facts(since: number) {
  const people = Object.keys((await state()).directory.people);
  return (await bot.baton.engine.events('INC-1')).filter(({ seq, by }) => seq > since && people.includes(by));
}

const note = (more: Fields = {}): Fields => ({ baton: 1, verb: 'note', case: 'INC-1', rev, card: 'form', ...more });
const close = (more: Fields = {}): Fields => ({ baton: 1, verb: 'case close', case: 'INC-1', rev, ...more });
const deep = (depth: number): Fields => {
  let value: Fields = { end: 1 };
  for (let n = 0; n < depth; n += 1) value = { a: value };
  return value;
};
/** As JSON has it: a key of its own, whatever its name. */
const raw = (text: string): Fields => JSON.parse(text) as Fields;

/** None of these may change anything, whoever sends them. */
const forged: [string, () => unknown][] = [
  ...['INC-2', 'INC-999999999', 'INC-0', 'INC--1', 'INC-1 OR 1=1', '../INC-1', '__proto__', 'constructor', 'inc-٢'].map(
    (id): [string, () => unknown] => [`the case ${id}`, () => note({ case: id, words: 'forged' })],
  ),
  ['a case that is a list', () => note({ case: ['INC-1', 'INC-2'], verb: 'step done', step: '99' })],
  ['a ticket of no case', () => ({ ...note(), verb: 'ticket heard', ticket: 'T99', words: 'forged' })],
  ['a ticket of the prototype', () => ({ ...note(), verb: 'ticket heard', ticket: '__proto__', words: 'forged' })],
  ['a step of no case', () => ({ ...note(), verb: 'step done', step: '999' })],
  ['an old version', () => ({ ...note(), verb: 'step done', step: '1', rev: 0 })],
  ['a version that is none yet', () => ({ ...note(), verb: 'step done', step: '1', rev: 9e15 })],
  ['a version in words', () => ({ ...note(), verb: 'step done', step: '1', rev: 'newest' })],
  ['a version below nothing', () => ({ ...note(), verb: 'step done', step: '1', rev: -1 })],
  ['no version', () => ({ ...note(), verb: 'step done', step: '1', rev: null })],
  ['data of another bot', () => ({ ...note({ words: 'forged' }), baton: 2 })],
  ['nothing of ours', () => ({ verb: 'note', case: 'INC-1', words: 'forged' })],
  ['a verb that is none', () => note({ verb: 'case destroy' })],
  ['a verb of the machine', () => note({ verb: 'tick' })],
  ['another verb of the machine', () => note({ verb: 'undelivered', person: 'alex', keys: 'update', reason: 'x' })],
  ['a verb of the prototype', () => note({ verb: '__proto__' })],
  ['a verb that is a list', () => note({ verb: ['case', 'close'] })],
  ['a verb of 50,000 letters', () => note({ verb: 'x'.repeat(50_000) })],
  ['words of 500,000 letters', () => note({ words: 'x'.repeat(500_000) })],
  ['words that are an object', () => note({ words: { text: 'forged' } })],
  ['words nested 80 deep', () => note({ words: deep(80) })],
  ['data nested 80 deep', () => ({ ...deep(80), baton: 1, verb: 'note', case: 'INC-1' })],
  ['5,000 keys', () => note(Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`k${n}`, n])))],
  ['2,000 items to hold', () => ({ ...note(), card: 'ping', verb: 'ping done', keys: 'step:1,'.repeat(2_000) })],
  ['items of the prototype', () => ({ ...note(), card: 'ping', verb: 'ping done', keys: '__proto__,constructor' })],
  ['a form of no command', () => ({ ...note(), verb: 'form', command: '__proto__' })],
  ['a verb inherited', () => raw('{"baton":1,"case":"INC-1","__proto__":{"verb":"note","words":"forged"}}')],
  ['ours inherited', () => raw('{"__proto__":{"baton":1,"verb":"note","case":"INC-1","words":"forged"}}')],
  ['words inherited', () => raw('{"baton":1,"verb":"note","case":"INC-1","__proto__":{"words":"forged"}}')],
  [
    'words from inherited arguments',
    () => raw('{"baton":1,"verb":"note","case":"INC-1","args":{"__proto__":{"words":"forged"}}}'),
  ],
  [
    'a prototype that pollutes',
    () => raw('{"baton":1,"verb":"note","case":"INC-1","constructor":{"prototype":{"polluted":1}}}'),
  ],
  [
    'a prototype in the arguments',
    () => raw('{"baton":1,"verb":"note","case":"INC-1","args":{"__proto__":{"polluted":1}}}'),
  ],
];

describe('the data of a card', () => {
  it.each(forged)('%s: nothing is done, and it is answered', async (_, data) => {
    const { version } = await state();
    for (const [who, way] of [
      [megan, 'execute'],
      [adele, 'submit'],
    ] as const)
      expect((await presses(who, data(), way)).trim().length).toBeGreaterThan(3);
    expect(await facts(version)).toEqual([]);
    expect(await bot.baton.engine.read('INC-2')).toBeNull();
    expect(bot.logged.filter(({ level }) => level === 'error')).toEqual([]);
    expect(({} as Fields)['polluted']).toBeUndefined();
  });

  it('who pressed it is who signed in, whatever the data says', async () => {
    const { version } = await state();
    const claims = { person: 'alex', by: { kind: 'system' }, sender: 'alex', at: '2020-01-01T00:00:00Z', id: 'x' };
    await presses(adele, note({ words: 'said by Adele', ...claims, args: claims }));
    const [said] = await facts(version);
    expect(said).toMatchObject({ by: 'adele', body: { type: 'noted', words: 'said by Adele' } });
    expect(said?.at.startsWith('2020')).toBe(false);
  });

  it('a form that was drawn for a coordinator gives nobody a coordinator’s rights', async () => {
    const { version } = await state();
    // Drawn for Alex, and pressed by him it would be a list of what is still owed.
    for (const more of [{}, { person: 'alex' }, { role: 'coordinator' }, { from: 'x', all: 'update' }])
      expect(await presses(adele, close(more))).toMatch(/coordinator/i);
    expect(await presses(lynne, close())).not.toContain('INC-1');
    expect(await presses(stranger, close())).toMatch(/do not know you/);
    expect(await facts(version)).toEqual([]);
  });

  it('a ping that somebody else got is not theirs to hold or to pass on', async () => {
    const { version } = await state();
    for (const verb of ['ack', 'decline', 'outsider on-it', 'outsider wrong'])
      await presses(adele, { ...note(), card: 'ping', verb, by: '23:59', target: 'ticket:T1', keys: 'ticket:T1' });
    expect(await facts(version)).toEqual([]);
  });
});

describe('too much at once', () => {
  it('is stopped with a sentence that says what was not done and how long to wait; others are heard meanwhile', async () => {
    const press = () => bot.send(click({ baton: 1, verb: 'nothing' }, 'execute', inChat('', bot.fake.url, alex)));
    for (let n = 0; n < PERSON.burst + 20; n += 20) await Promise.all(Array.from({ length: 20 }, press));
    await bot.settled();
    const { version } = await state();
    const pressed = await presses(alex, note({ words: 'lost' }));
    expect(pressed).toMatch(/NOT done.*Please wait \d+ seconds/);
    // A typed line is covered by what was said a moment ago: no message for each of a thousand.
    const typed = await bot.tell(...Array.from({ length: 20 }, () => inChat('note INC-1 "lost"', bot.fake.url, alex)));
    expect(typed.length).toBeLessThanOrEqual(1);
    expect(await facts(version)).toEqual([]);
    expect(texts(await bot.tell(inChat('case list', bot.fake.url, megan)))).toEqual(['1 case']);
    expect(bot.logged.filter(({ message }) => message === 'somebody is too fast').length).toBeLessThan(5);
  });
});
