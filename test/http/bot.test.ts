// The whole bot in this process: real server, real SDK, real store; only the Bot Connector is a fake one on this machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Baton } from '../../src/baton.ts';
import {
  alex,
  CHANNEL,
  click,
  type Fields,
  inChannel,
  inChat,
  inGroup,
  lynne,
  megan,
  membersChanged,
  nextId,
} from '../support/activities.ts';
import { buttons, read } from '../support/cardParts.ts';
import type { FakeConnector, Posted } from '../support/fakeConnector.ts';
import { patti, stranger, texts, WholeBot } from '../support/wholeBot.ts';

let bot: WholeBot;
let fake: FakeConnector;
let baton: Baton;
let folder: string;
let logged: WholeBot['logged'];

async function start(): Promise<void> {
  baton = await bot.start();
}

beforeAll(async () => {
  // The first import of the SDKs takes a second or two.
  await import('../../src/teams/adapter.ts');
}, 60_000);

beforeEach(async () => {
  bot = await WholeBot.open();
  ({ fake, folder, logged, baton } = bot);
});
afterEach(() => bot.close());

const send: WholeBot['send'] = (activity, headers) => bot.send(activity, headers);
const tell = (...activities: Fields[]) => bot.tell(...activities);
const settled = () => bot.settled();
const opened = () => bot.opened();

const isCard = ({ activity }: Posted) => Array.isArray(activity['attachments']);

describe('typed commands', () => {
  it('in a chat of one’s own: the answer there, the root post with the card in the incident channel', async () => {
    const { thread } = await opened();
    const there = fake.posts.filter(({ conversationId }) => conversationId === thread);
    const here = fake.said(`a:chat-of-${alex.id}`);
    expect(there.some(isCard)).toBe(true);
    expect(here.at(-1)).toContain('INC-1');
    expect((await baton.engine.read('INC-1'))?.owner).toBe('alex');
  });

  it('in the case’s thread by mention: the answer in the thread, the case is known from it', async () => {
    const { thread, root } = await opened();
    const posts = await tell(inChannel('note "bounces say 5.7.705"', fake.url, root, megan));
    const said = posts.filter(({ conversationId, method }) => conversationId === thread && method === 'POST');
    expect(texts(said).join('\n')).toContain('5.7.705'.replaceAll('.', '.'));
    expect(said).toHaveLength(1);
  });

  it('where several cases are open a form asks which, and its typed twin says which', async () => {
    await opened();
    await tell(inChat('case new Wi-Fi drops in the library', fake.url));
    const [asked] = await tell(inChat('timeline', fake.url));
    expect(JSON.stringify(asked?.activity)).toContain('INC-2 Wi-Fi drops in the library');
    expect(JSON.stringify(asked?.activity)).toMatch(/Or type: timeline INC-[12]/u);
    const [named] = await tell(inChat('note INC-2', fake.url));
    expect(JSON.stringify(named?.activity)).toContain('Or type: note INC-2 ');
  });

  it('a list is shown even when words are too many, and says which it left out and what may stand there', async () => {
    await opened();
    const [post] = await tell(inChat('case list foo', fake.url));
    const said = JSON.stringify(post?.activity);
    expect(said).toContain(
      'I do not know “foo” here, so I left it out. I understand: case list [open|mine|overdue|all]',
    );
    expect(said).toContain('Outgoing e');
  });

  it('elsewhere about a case: answered where it was typed, and the thread is told', async () => {
    const { thread } = await opened();
    const posts = await tell(inGroup('note INC-1 "seen in the group"', fake.url, megan));
    expect(posts.some(({ conversationId }) => conversationId === '19:group@thread.v2')).toBe(true);
    expect(posts.some(({ conversationId, method }) => conversationId === thread && method === 'POST')).toBe(true);
  });

  it('mention people: the mention becomes the assignee', async () => {
    const { root } = await opened();
    const activity = inChannel('step 2 assign <at>Patti Fernandez</at>', fake.url, root);
    (activity['entities'] as object[]).push({
      type: 'mention',
      text: '<at>Patti Fernandez</at>',
      mentioned: { id: patti.id, name: patti.name },
    });
    await tell(activity);
    expect((await baton.engine.read('INC-1'))?.steps.find(({ number }) => number === 2)?.assignee).toBe('patti');
  });

  it('without a mention: only a slash and a command is ours, everything else is left alone', async () => {
    const { root } = await opened();
    const unmentioned = (text: string) => ({ ...inChannel('', fake.url, root), text, entities: [] });
    const before = fake.posts.length;
    await tell(unmentioned('shall we ack this?'), unmentioned('/shrug nobody knows'), unmentioned('case list'));
    expect(fake.posts.length).toBe(before);
    await tell(unmentioned('/note "from a slash"'));
    expect(fake.posts.length).toBeGreaterThan(before);
  });

  it('as a real slash command: a private answer, and the thread is told of what was done', async () => {
    const { thread, root } = await opened();
    const activity = inChannel('', fake.url, root, megan);
    const posts = await tell({
      ...activity,
      text: 'note "typed in private"',
      recipient: { ...(activity['recipient'] as object), isTargeted: true },
    });
    const own = posts.find(({ targeted }) => targeted);
    expect(own?.activity).toMatchObject({
      recipient: { id: megan.id },
      entities: [{ type: 'targetedMessageInfo', messageId: activity['id'] }],
    });
    expect(posts.some((post) => !post.targeted && post.conversationId === thread && post.method === 'POST')).toBe(true);
  });

  it('a private answer that fails goes to the chat of one’s own', async () => {
    const { root } = await opened();
    await tell(inChat('help', fake.url, megan));
    fake.fail = ({ method, path }) =>
      method === 'POST' && path.startsWith(`conversations/${CHANNEL}`) ? { status: 403, code: 'BadSyntax' } : null;
    const activity = inChannel('case show', fake.url, root, megan);
    await tell({ ...activity, recipient: { ...(activity['recipient'] as object), isTargeted: true } });
    expect(fake.posts.at(-1)?.conversationId).toBe(`a:chat-of-${megan.id}`);
  });
});

describe('before the app is said to be installed', () => {
  it('the first words are enough to know who is in the team: whoever never spoke is reached', async () => {
    await tell(inChat('case new Printers', fake.url));
    expect(baton.engine.people.presence()).toMatchObject({
      rosterKnown: true,
      roster: ['alex', 'lynne', 'megan', 'patti'],
    });
    await tell(inChat('case handover INC-1 pattif@example.com "lunch"', fake.url));
    expect(fake.created.map((body) => body['members'])).toContainEqual([{ id: patti.id, name: patti.name }]);
    expect(fake.said(`a:created-${patti.id}`)).toHaveLength(1);
  });

  it('the first words find out who says them also where the platform tells only whole teams', async () => {
    fake.fail = ({ path }) => (/\/members\//.test(path) ? { status: 404 } : null);
    await tell(inChat('case new Printers', fake.url));
    expect((await baton.engine.read('INC-1'))?.openedBy).toBe('alex');
  });

  it('a team that cannot be read yet is read when its channel is heard from', async () => {
    fake.fail = ({ path }) => (path.endsWith('/pagedmembers') ? { status: 403 } : null);
    await tell(inChat('case new Printers', fake.url));
    expect(baton.engine.people.presence().rosterKnown).toBe(false);
    fake.fail = () => null;
    await tell(inChannel('case list', fake.url));
    expect(baton.engine.people.presence().rosterKnown).toBe(true);
  });
});

describe('the same thing again', () => {
  it('a redelivered activity does nothing twice and is not answered twice', async () => {
    await opened();
    const activity = inChat('step add "once"', fake.url);
    const before = (await baton.engine.read('INC-1'))?.steps.length ?? 0;
    await Promise.all([send(activity), send(activity)]);
    await send(activity);
    await settled();
    expect((await baton.engine.read('INC-1'))?.steps.length).toBe(before + 1);
    expect(fake.said('a:chat-of').filter((text) => text.includes('once'))).toHaveLength(1);
  });

  it('not after a restart either', async () => {
    await opened();
    const activity = inChat('step add "once"', fake.url);
    await tell(activity);
    const before = (await baton.engine.read('INC-1'))?.steps.length;
    await baton.stop();
    await start();
    await tell(activity);
    expect((await baton.engine.read('INC-1'))?.steps.length).toBe(before);
  });

  it('a click is answered by the request itself, and again under a new id changes nothing', async () => {
    const { thread, root } = await opened();
    const version = (await baton.engine.read('INC-1'))?.version;
    const data = {
      baton: 1,
      verb: 'step done',
      case: 'INC-1',
      rev: version,
      card: 'case',
      args: { step: '2' },
      words: 'read',
    };
    const place = inChannel('', fake.url, root, megan);
    const first = await send(click(data, 'execute', place, root));
    expect(await first.json()).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.activity.message' });
    await settled();
    const after = (await baton.engine.read('INC-1'))?.version;
    const again = await send(click(data, 'execute', place, root));
    expect(await again.json()).toMatchObject({ statusCode: 200 });
    await settled();
    expect((await baton.engine.read('INC-1'))?.version).toBe(after);
    expect(fake.posts.some(({ conversationId, method }) => conversationId === thread && method === 'PUT')).toBe(true);
  });

  it('a stale click by somebody else says who was first and when, for Execute and Submit alike', async () => {
    const { root } = await opened();
    const rev = (await baton.engine.read('INC-1'))?.version;
    const data = { baton: 1, verb: 'step done', case: 'INC-1', rev, card: 'case', args: { step: '2' }, words: 'read' };
    await send(click(data, 'execute', inChannel('', fake.url, root, megan), root));
    await settled();
    const after = (await baton.engine.read('INC-1'))?.version;
    const late = await send(click(data, 'execute', inChannel('', fake.url, root, patti), root));
    const toast = ((await late.json()) as { value: string }).value;
    expect(toast).toContain('Megan Bowen');
    expect(toast).toMatch(/\d\d:\d\d/);
    const submitted = await tell(
      click({ ...data, words: 'me too' }, 'submit', inChannel('', fake.url, root, patti), root),
    );
    expect(texts(submitted).join()).toContain('Megan Bowen');
    expect((await baton.engine.read('INC-1'))?.version).toBe(after);
  });
});

describe('a ping whose item somebody has ended since', () => {
  it('`Done` asks for no form: it says who ended it and when', async () => {
    await opened();
    const rev = (await baton.engine.read('INC-1'))?.version;
    await tell(inChat('update INC-1 "still down"', fake.url, megan));
    const data = { baton: 1, verb: 'ping done', case: 'INC-1', rev, card: 'ping', args: { keys: 'update' } };
    const before = fake.posts.length;
    const late = await send(click(data, 'execute', inChat('', fake.url)));
    expect(((await late.json()) as { value: string }).value).toMatch(
      /Megan Bowen was first: status update posted, .*\d\d:\d\d/,
    );
    await settled();
    expect(fake.posts.slice(before).some(isCard)).toBe(false);
  });
});

describe('an answered card', () => {
  const cardOf = ({ activity }: Posted) => (activity['attachments'] as { content: Fields }[])[0]?.content;

  it.each(['execute', 'submit'] as const)('is replaced where it stands, and nothing is said twice: %s', async (way) => {
    const { thread } = await opened();
    await tell(inChat('help', fake.url, patti));
    const asked = await tell(inChat('case handover INC-1 pattif@example.com "I must sleep"', fake.url));
    const ping = asked.find((post) => isCard(post) && post.conversationId === `a:chat-of-${patti.id}`);
    if (!ping) throw new Error('Patti was not asked');
    const accept = buttons(cardOf(ping)).find((one) => one['title'] === 'Accept');
    const there = inChat('', fake.url, patti);
    const said = await tell(click(accept?.['data'] as Fields, way, there, ping.activityId));
    const hers = said.filter(({ conversationId }) => conversationId === ping.conversationId);
    expect(hers.map(({ method, activityId }) => [method, activityId])).toEqual([['PUT', ping.activityId]]);
    const [replaced] = hers as [Posted];
    expect(buttons(cardOf(replaced))).toEqual([]);
    expect(read(cardOf(replaced))).toMatch(/Patti Fernandez owns the case\n\d\d:\d\d/u);
    const told = said.filter(({ conversationId, method }) => conversationId === thread && method === 'POST');
    expect(texts(told).filter((text) => text.includes('owns the case'))).toHaveLength(1);
    expect((await baton.engine.read('INC-1'))?.owner).toBe('patti');
  });

  it('that cannot be replaced is answered in words', async () => {
    await opened();
    const form = (await tell(inChat('note', fake.url))).find(isCard);
    if (!form) throw new Error('no form');
    fake.fail = ({ method }) => (method === 'PUT' ? { status: 404, code: 'ActivityNotFoundInConversation' } : null);
    const data = { ...(buttons(cardOf(form))[0]?.['data'] as Fields), words: 'bounces say 5.7.705' };
    const said = await tell(click(data, 'submit', inChat('', fake.url), form.activityId));
    expect(texts(said).filter((text) => text.includes('Note:') && !text.includes('INC-1'))).not.toEqual([]);
  });
});

describe('input that is not what we hoped for', () => {
  it('gets a sentence or a card, in a chat and in a channel', async () => {
    await opened();
    const lines = {
      'an empty message': '',
      'only a mention': ' ',
      'only an emoji': '🔥',
      '30 KB of text': 'x '.repeat(15_000),
      'a mistyped command': 'cas lst',
      'a command with nothing behind it': 'ticket open',
      'a case that there is not': 'case show INC-99',
      markup: '<script>alert(1)</script> [x](http://x) ** {{DATE(2020-01-01,SHORT)}}',
    };
    for (const [what, text] of Object.entries(lines)) {
      expect((await tell(inChat(text, fake.url))).length, what).toBeGreaterThan(0);
      expect((await tell(inChannel(text, fake.url))).length, what).toBeGreaterThan(0);
    }
    expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('a mention alone, a hello or an emoji is answered with three lines, never with the whole help', async () => {
    const { root } = await opened();
    for (const text of ['', 'hi', '🔥', 'the coffee machine is broken']) {
      const posts = await tell(inChannel(text, fake.url, root));
      const said = JSON.stringify(posts[0]?.activity);
      expect(posts, text).toHaveLength(1);
      expect(said, text).toMatch(/Next:.*step 1/u);
      expect(said, text).toMatch(/case new.*"help"/u);
      expect(said.length, text).toBeLessThan(4_000);
    }
    expect(JSON.stringify((await tell(inChat('help', fake.url)))[0]?.activity).length).toBeGreaterThan(8_000);
  });

  it('a click with nonsense gets a sentence', async () => {
    await opened();
    const clicks: Record<string, Fields> = {
      'a verb nobody knows': { baton: 1, verb: 'case explode', case: 'INC-1', rev: 1, card: 'case' },
      'a card of another bot': { hello: 'there' },
      'a card from an older version': { baton: 0, verb: 'done', step: 2 },
      'nothing at all': {},
      'a case that there is not': {
        baton: 1,
        verb: 'step done',
        case: 'INC-77',
        rev: 1,
        card: 'case',
        args: { step: '1' },
      },
      'nonsense in every field': { baton: 'x', verb: 7, case: [], rev: 'x', card: null, args: 'x' },
    };
    for (const [what, data] of Object.entries(clicks)) {
      const answer = await send(click(data, 'execute', inChat('', fake.url)));
      expect(answer.status, what).toBe(200);
      expect((await answer.json()) as object, what).toMatchObject({
        statusCode: 200,
        value: expect.stringMatching(/\w/),
      });
    }
    await settled();
    expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('a click that lost its inputs still gets an answer', async () => {
    await opened();
    const data = { baton: 1, verb: 'ticket open', case: 'INC-1', rev: 1, card: 'form' };
    for (const way of ['execute', 'submit'] as const)
      expect((await send(click(data, way, inChat('', fake.url)))).status).toBe(200);
    await settled();
    expect(fake.posts.length).toBeGreaterThan(0);
  });

  it('what is no activity is answered with 400', async () => {
    const chat = inChat('x', fake.url);
    const bodies = ['{"type":', '{}', 'null', '[]', { ...chat, from: undefined }, { ...chat, conversation: null }];
    for (const body of bodies) expect((await send(body)).status, JSON.stringify(body)).toBe(400);
    expect(fake.posts).toEqual([]);
  });

  it('another tenant is answered with 403', async () => {
    const other = inChat('help', fake.url);
    other['conversation'] = { ...(other['conversation'] as Fields), tenantId: '22222222-2222-2222-2222-222222222222' };
    other['channelData'] = {};
    expect((await send(other)).status).toBe(403);
    expect(fake.posts).toEqual([]);
  });

  it('an invoke that is no card’s is answered, too, and is no fault of ours', async () => {
    const answer = await send({ ...inChat('', fake.url), type: 'invoke', name: 'task/fetch', value: {} });
    expect(answer.status).toBe(404);
  });

  it('200 at once: each is answered, none is lost', async () => {
    await opened();
    const before = fake.posts.length;
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => send({ ...inChat(`note INC-1 "number ${n}"`, fake.url), id: nextId() })),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    await baton.teams.idle();
    const mine = fake.posts.slice(before).filter(({ conversationId }) => conversationId.startsWith('a:chat-of'));
    expect(mine.length).toBe(200);
    const noted = (await baton.engine.events('INC-1')).filter(({ body }) => body.type === 'noted');
    expect(noted).toHaveLength(200);
  }, 60_000);

  it('a store that fails is answered with an apology and a reference that the log has, too', async () => {
    await opened();
    await baton.engine.stop();
    await send(inChat('note INC-1 "too late"', fake.url));
    await baton.teams.idle();
    const sorry = fake.said('a:chat-of').at(-1) ?? '';
    const ref = /ref (\w{4})/.exec(sorry)?.[1];
    expect(ref).toBeDefined();
    expect(JSON.stringify(logged.filter(({ level }) => level === 'error'))).toContain(ref);
    expect(sorry).not.toMatch(/at .*\.ts|Error:/);
  });
});

describe('who may', () => {
  it('a stranger gets a kind sentence and nothing else', async () => {
    await opened();
    const posts = await tell(inChat('case list', fake.url, stranger));
    expect(texts(posts)).toEqual([expect.stringContaining('Contoso University')]);
    const answer = await send(click({ baton: 1, verb: 'case list' }, 'execute', inChat('', fake.url, stranger)));
    expect(JSON.stringify(await answer.json())).toContain('Contoso University');
  });

  it('an outsider without a ticket learns nothing of the case; with one sees only that', async () => {
    const { root } = await opened();
    for (const line of ['case list', 'case show INC-1', 'timeline INC-1', 'note INC-1 "x"', 'help']) {
      const posts = await tell(inChat(line, fake.url, lynne));
      const said = JSON.stringify(posts.filter(({ conversationId }) => conversationId === `a:chat-of-${lynne.id}`));
      expect(said.length).toBeGreaterThan(50);
      expect(said).not.toContain('Outgoing e-mail blocked');
      expect(said).not.toContain('INC-1');
    }
    await tell(inChannel('ticket open microsoft ref:4711 "tenant blocked"', fake.url, root));
    const hers = await tell(inChat('hello?', fake.url, lynne));
    expect(hers.some(isCard)).toBe(true);
    expect(JSON.stringify(hers)).toContain('tenant blocked');
    await tell(inChat('ticket heard T1 "an engineer looks at it now"', fake.url, lynne));
    expect((await baton.engine.read('INC-1'))?.tickets[0]?.contacts.at(-1)).toMatchObject({
      what: 'heard',
      by: 'lynne',
    });
  });

  it('the coordinator is taken out of the team: the next one owns the case, and the thread is told', async () => {
    await opened();
    const before = fake.posts.length;
    await tell(membersChanged(fake.url, { removed: [alex] }));
    expect((await baton.engine.read('INC-1'))?.owner).toBe('megan');
    expect(texts(fake.posts.slice(before)).join()).toContain('Megan Bowen');
  });
});

describe('the organisation file is edited while the bot runs', () => {
  it('with a fault: the coordinator is told the line and the old one counts; mended: which cases run on old ladders', async () => {
    await opened();
    const path = join(folder, 'organisation.yaml');
    const good = readFileSync(path, 'utf8');
    const told = async (what: string) => {
      while (!fake.said('a:').some((text) => text.includes(what))) await fake.until(fake.posts.length + 1);
      return fake.said('a:').find((text) => text.includes(what)) ?? '';
    };
    writeFileSync(path, good.replace('accountManager: [lynne]', 'acountManager: [lynne]'));
    expect(await told('fault')).toMatch(/line \d+/);
    writeFileSync(path, good);
    expect(await told('no faults any more')).toContain('again the one');
    writeFileSync(path, good.replace('verifyFixWithin: { sev1: PT2H', 'verifyFixWithin: { sev1: PT3H'));
    expect(await told('case adopt')).toContain('INC-1');
    expect((await baton.engine.read('INC-1'))?.policy.limits.verifyFixWithin.sev1).toBe('PT2H');
    await tell(inChat('case adopt INC-1', fake.url));
    expect((await baton.engine.read('INC-1'))?.policy.limits.verifyFixWithin.sev1).toBe('PT3H');
  });

  it('the coordinator is taken out of it: the next one owns the case', async () => {
    await opened();
    const path = join(folder, 'organisation.yaml');
    const good = readFileSync(path, 'utf8');
    const without = good
      .split('\n')
      .filter((line) => !line.startsWith('  alex:'))
      .join('\n')
      .replaceAll('[alex, megan]', '[megan]')
      .replaceAll('[megan, alex]', '[megan]');
    writeFileSync(path, without);
    while ((await baton.engine.read('INC-1'))?.owner !== 'megan') await fake.until(fake.posts.length + 1);
    await settled();
    expect(fake.said(CHANNEL).join()).toContain('Megan Bowen');
  });
});

describe('health', () => {
  it('is well while it runs and says why when it is not', async () => {
    const url = `http://127.0.0.1:${baton.port}/healthz`;
    const well = await fetch(url);
    expect([well.status, await well.json()]).toMatchObject([200, { ok: true, reasons: [] }]);
  });
});
