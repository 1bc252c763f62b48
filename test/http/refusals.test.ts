// What Teams refuses, end to end: the connector answers as documented, and it is asked who heard what all the same.
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alex, CHANNEL, inChat, installed, megan } from '../support/activities.ts';
import type { FakeConnector, Posted } from '../support/fakeConnector.ts';
import { patti, texts, WholeBot } from '../support/wholeBot.ts';

let bot: WholeBot;
let fake: FakeConnector;

beforeAll(async () => {
  await import('../../src/teams/adapter.ts');
}, 60_000);
beforeEach(async () => {
  bot = await WholeBot.open();
  fake = bot.fake;
});
afterEach(() => bot.close());

/** From now on every request to a path that contains this is answered so. */
function refuses(part: string, status: number, code: string): void {
  fake.fail = ({ method, path }) => (method !== 'GET' && path.includes(part) ? { status, code } : null);
}

const note = (words: string) => inChat(`note INC-1 "${words}"`, fake.url);
const roots = (posts: Posted[]) =>
  posts.filter(({ method, conversationId, activityId }) => method === 'POST' && conversationId.endsWith(activityId));

describe('a thread that is gone', () => {
  it.each([
    [404, 'ActivityNotFoundInConversation'],
    [404, 'ConversationNotFound'],
    [404, ''],
    [403, 'ConversationNotFound'],
    [400, 'ConversationNotFound'],
    [410, 'Gone'],
  ])(
    '(%i %s) the case gets a new root post with its card, and what was to be said stands there',
    async (status, code) => {
      const { thread } = await bot.opened();
      refuses(`messageid=${thread.split('=')[1]}`, status, code);
      const posts = await bot.tell(note('bounces say 5.7.705'));
      const [root, ...more] = roots(posts);
      expect(more).toEqual([]);
      expect(root?.activity['summary']).toContain('INC-1');
      expect(texts(posts.filter(({ conversationId }) => conversationId === root?.conversationId)).join()).toContain(
        '5.7',
      );
      // From then on that is the case's thread, and its card is the one that is edited.
      const later = await bot.tell(note('a second note'));
      expect(roots(later)).toEqual([]);
      expect(later.some((post) => post.method === 'PUT' && post.activityId === root?.activityId)).toBe(true);
      expect(await bot.baton.engine.caseOf(root?.conversationId ?? '')).toBe('INC-1');
    },
  );

  it('gets one new root post, though several things had to be said there', async () => {
    const { thread } = await bot.opened();
    refuses(`messageid=${thread.split('=')[1]}`, 404, 'ConversationNotFound');
    const posts = await bot.tell(inChat('ticket open microsoft ref:4711 "tenant blocked"', fake.url), note('one'));
    expect(roots(posts)).toHaveLength(1);
  });

  it('does not fill the channel with root posts when the new thread cannot be written to either', async () => {
    await bot.opened();
    refuses('messageid=', 404, 'ConversationNotFound');
    const posts = await bot.tell(note('one'));
    expect(roots(posts).length).toBeLessThanOrEqual(2);
    expect(texts(posts).join()).toContain('one');
  });
});

describe('a person whom Teams refuses', () => {
  it.each(['ConversationBlockedByUser', 'BotDisabledByAdmin', 'MessageWritesBlocked', 'BotNotInConversationRoster'])(
    '(403 %s) the next contact is pinged at once, and the thread is told',
    async (code) => {
      const { thread } = await bot.opened();
      // Patti is asked to take over the case and cannot be reached; of the coordinators Megan comes next.
      await bot.tell(inChat('help', fake.url, megan), inChat('help', fake.url, patti));
      refuses(`a:chat-of-${patti.id}`, 403, code);
      const posts = await bot.tell(inChat('case handover INC-1 pattif@example.com "I must sleep"', fake.url));
      const heard = (conversation: string) =>
        texts(posts.filter(({ conversationId }) => conversationId === conversation)).join('\n');
      expect((await bot.baton.engine.read('INC-1'))?.undelivered['patti']?.reason).toContain(code);
      expect(heard(`a:chat-of-${alex.id}`) + heard(`a:chat-of-${megan.id}`)).toContain('hand-over');
      expect(heard(thread)).toContain('Patti Fernandez could not be reached');
    },
  );
});

describe('what could not be delivered', () => {
  /** Patti could not be reached about a hand-over. */
  async function unreachable(): Promise<void> {
    await bot.opened();
    await bot.tell(inChat('help', fake.url, patti));
    refuses(`a:chat-of-${patti.id}`, 403, 'ConversationBlockedByUser');
    await bot.tell(inChat('case handover INC-1 pattif@example.com "I must sleep"', fake.url));
  }
  const shown = async () => JSON.stringify(await bot.tell(inChat('case show INC-1', fake.url)));
  const says = 'Baton is blocked there';

  it('shows on every drawing of the case, also after a restart', async () => {
    await unreachable();
    expect(JSON.stringify(fake.posts.findLast(({ method }) => method === 'PUT'))).toContain(says);
    expect(await shown()).toContain(says);
    await bot.baton.stop();
    await bot.start();
    expect(await shown()).toContain(says);
  });

  it('is over as soon as that person is heard of again, whatever they say, and after a restart too', async () => {
    await unreachable();
    await bot.baton.stop();
    await bot.start();
    fake.fail = () => null;
    const posts = await bot.tell(inChat('hello', fake.url, patti));
    const edit = posts.findLast(({ method }) => method === 'PUT');
    expect(JSON.stringify(edit)).toContain('INC-1');
    expect(JSON.stringify(edit)).not.toContain(says);
    expect(await shown()).not.toContain(says);
  });

  it('is over as soon as something reaches them', async () => {
    await unreachable();
    fake.fail = () => null;
    await bot.tell(inChat('case decline INC-1', fake.url));
    await bot.tell(inChat('case handover INC-1 pattif@example.com "I must sleep now"', fake.url));
    expect((await bot.baton.engine.read('INC-1'))?.undelivered).toEqual({});
    expect(await shown()).not.toContain(says);
  });
});

describe('a channel that Teams refuses', () => {
  it.each(['BotNotInConversationRoster', 'BotDisabledByAdmin', 'MessageWritesBlocked'])(
    '(403 %s) what was to be said waits, and goes out when the app is put back',
    async (code) => {
      await bot.opened();
      fake.fail = ({ method, path }) =>
        method === 'POST' && (path === 'conversations' || path.includes('messageid=')) ? { status: 403, code } : null;
      await bot.tell(note('bounces say 5.7.705'));
      expect(fake.said(CHANNEL).join()).not.toContain('5.7');
      const { waiting } = await bot.baton.engine.health();
      expect(waiting).toContainEqual(expect.objectContaining({ caseId: 'INC-1', why: expect.stringContaining(code) }));
      fake.fail = () => null;
      await bot.tell(installed(fake.url));
      expect(fake.said(CHANNEL).join()).toContain('5.7');
      expect((await bot.baton.engine.health()).waiting).toEqual([]);
    },
  );

  it('does not wait with a message that Teams finds wrong in itself', async () => {
    await bot.opened();
    fake.fail = ({ method, path }) =>
      method === 'POST' && (path === 'conversations' || path.includes('messageid='))
        ? { status: 400, code: 'BadSyntax' }
        : null;
    await bot.tell(note('one'));
    expect((await bot.baton.engine.health()).waiting).toEqual([]);
  });
});
