// What Teams refuses, end to end: the connector answers as documented, and it is asked who heard what all the same.
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHANNEL, inChat, megan } from '../support/activities.ts';
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
    '(403 %s) the next contact is pinged at once, and the case says so',
    async (code) => {
      await bot.opened();
      await bot.tell(inChat('help', fake.url, megan), inChat('help', fake.url, patti));
      refuses(`a:chat-of-${megan.id}`, 403, code);
      await bot.tell(inChat('case handover INC-1 meganb@example.com "I must sleep"', fake.url));
      const state = await bot.baton.engine.read('INC-1');
      expect(state?.undelivered['megan']?.reason).toContain(code);
      const asked = fake.said(`a:chat-of-`).concat(fake.said(CHANNEL)).join('\n');
      expect(asked).toContain('hand-over');
    },
  );
});
