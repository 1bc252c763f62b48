import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fateOfError } from '../../src/engine/requestFates.ts';
import { type Connector, connectorOf } from '../../src/teams/connector.ts';
import { fateOfAnswer } from '../../src/teams/fates.ts';
import { microsoft, thisMachine } from '../../src/teams/trust.ts';
import { type FakeConnector, fakeConnector } from '../support/fakeConnector.ts';

let fake: FakeConnector;
let connector: Connector;
let tokens: string[];

beforeEach(async () => {
  fake = await fakeConnector(
    [1, 2, 3, 4, 5].map((n) => ({
      id: `29:${n}`,
      name: `Person ${n}`,
      objectId: `oid-${n}`,
      email: `p${n}@example.com`,
    })),
  );
  tokens = ['first', 'second'];
  connector = connectorOf({
    token: async (fresh) => (fresh ? tokens[1] : tokens[0]) ?? null,
    userAgent: 'test',
    mayCall: thisMachine.mayCall,
    timeoutMs: 300,
  });
});
afterEach(() => fake.close());

const text = { type: 'message', text: 'hello' };

describe('posting', () => {
  it('posts into a thread whose id has signs in it, with our token', async () => {
    const sent = await connector.post(`${fake.url}/`, '19:a@thread.tacv2;messageid=17', text);
    expect(sent).toMatchObject({ ok: true });
    expect(fake.posts[0]).toMatchObject({
      conversationId: '19:a@thread.tacv2;messageid=17',
      activity: text,
      authorization: 'Bearer first',
      targeted: false,
    });
  });

  it('asks for a private message by the query parameter', async () => {
    await connector.post(fake.url, 'c', text, true);
    expect(fake.posts[0]?.targeted).toBe(true);
  });

  it('fetches a fresh token once when the old one is turned away', async () => {
    let refused = 0;
    fake.fail = () => (refused++ === 0 ? { status: 401 } : null);
    expect(await connector.post(fake.url, 'c', text)).toMatchObject({ ok: true });
    expect(fake.posts.map(({ authorization }) => authorization)).toEqual(['Bearer second']);
  });

  it('never repeats a post by itself', async () => {
    let asked = 0;
    fake.fail = () => {
      asked += 1;
      return { status: 503 };
    };
    expect(await connector.post(fake.url, 'c', text)).toMatchObject({ ok: false, fate: 'retry' });
    expect(asked).toBe(1);
  });

  it('calls a post that was never answered ambiguous: it may stand in the chat', async () => {
    fake.fail = () => ({ status: 0, hang: true });
    expect(await connector.post(fake.url, 'c', text)).toMatchObject({ ok: false, fate: 'ambiguous' });
    expect(fake.posts).toHaveLength(1);
  });

  it('calls a post that could not even connect a matter of trying again', async () => {
    await fake.close();
    expect(await connector.post(fake.url, 'c', text)).toMatchObject({
      ok: false,
      fate: 'retry',
      reason: 'ECONNREFUSED',
    });
  });

  it('sends nothing when there is no token to be had', async () => {
    connector = connectorOf({
      token: async () => {
        throw new Error('invalid_client');
      },
      userAgent: 'test',
      mayCall: thisMachine.mayCall,
    });
    expect(await connector.post(fake.url, 'c', text)).toMatchObject({ ok: false, fate: 'retry' });
    expect(fake.posts).toHaveLength(0);
  });
});

describe('addresses that are none of Teams', () => {
  const asks = (of: Connector, url: string) => [
    () => of.post(url, 'c', text),
    () => of.edit(url, 'c', '1', text),
    () => of.create(url, {}),
    () => of.member(url, 'c', 'u'),
    () => of.has(url, 'c', 'u'),
    () => of.members(url, 'c'),
  ];

  it('get not one byte, and no token is even fetched for them', async () => {
    let fetched = 0;
    const real = connectorOf({
      token: async () => {
        fetched += 1;
        return 'secret';
      },
      userAgent: 'test',
      mayCall: microsoft.mayCall,
    });
    const heard: string[] = [];
    fake.fail = ({ path }) => {
      heard.push(path);
      return null;
    };
    for (const ask of asks(real, fake.url)) await ask();
    expect([heard, fetched]).toEqual([[], 0]);
    expect(await real.post(fake.url, 'c', text)).toEqual({
      ok: false,
      fate: 'refused',
      reason: 'not an address of Teams',
    });
  });

  it('are not followed to, either', async () => {
    const other = await fakeConnector();
    fake.fail = () => ({ status: 307, headers: { Location: `${other.url}/v3/conversations/c/activities` } });
    for (const ask of asks(connector, fake.url)) await ask();
    expect(other.posts).toEqual([]);
    await other.close();
  });

  it('an id with half of a sign in it is asked for all the same, and ends nothing', async () => {
    expect(await connector.post(fake.url, 'a:\ud800', text)).toMatchObject({ ok: true });
    expect(await connector.edit(fake.url, 'c', '\udfff', text)).toMatchObject({ ok: true });
  });

  it('an id cannot lead to another path', async () => {
    const paths: string[] = [];
    fake.fail = ({ path }) => {
      paths.push(path);
      return null;
    };
    for (const id of ['.', '..']) {
      expect(await connector.post(fake.url, id, text)).toMatchObject({ fate: 'refused' });
      expect(await connector.edit(fake.url, 'c', id, text)).toMatchObject({ fate: 'refused' });
      expect(await connector.member(fake.url, 'c', id)).toBeNull();
    }
    await connector.edit(fake.url, 'c', '../../attachments', text);
    expect(paths).toEqual(['conversations/c/activities/../../attachments']);
  });
});

describe('members', () => {
  it('reads all pages, and both names of the directory id', async () => {
    const members = await connector.members(fake.url, 'team');
    expect(members?.map(({ id }) => id)).toEqual(['29:1', '29:2', '29:3', '29:4', '29:5']);
    expect(members?.[0]).toMatchObject({ aadObjectId: 'oid-1', email: 'p1@example.com' });
  });

  it('says null, not an empty team, when the platform does not tell', async () => {
    fake.fail = () => ({ status: 403 });
    expect(await connector.members(fake.url, 'team')).toBeNull();
    expect(await connector.member(fake.url, 'team', '29:1')).toBeNull();
  });
});

describe('what an answer means', () => {
  const fate = (status: number, code = '', retryAfter: string | null = null) =>
    fateOfAnswer({ status, retryAfter, body: JSON.stringify({ error: { code } }) });

  it.each([412, 429, 502, 503, 504])('%i: again later', (status) => {
    expect(fate(status).fate).toBe('retry');
  });

  it.each([
    [400, 'BadSyntax'],
    [401, ''],
    [403, 'ConversationBlockedByUser'],
    [403, 'BotNotInConversationRoster'],
    [403, 'BotDisabledByAdmin'],
    [403, 'MessageWritesBlocked'],
    [413, 'MessageSizeTooBig'],
    [500, 'ServiceError'],
  ])('%i %s: never, and the reason is kept', (status, code) => {
    expect(fate(status, code)).toMatchObject({ fate: 'refused', reason: expect.stringContaining(code) });
  });

  it('what is not there: post the card, open the chat anew', () => {
    expect(fate(404, 'ActivityNotFoundInConversation').fate).toBe('gone');
    expect(fate(400, 'ActivityNotFoundInConversation').fate).toBe('gone');
    expect(fate(404, 'ConversationNotFound').fate).toBe('gone');
  });

  it('a Retry-After in seconds or as a date is kept to', () => {
    expect(fate(429, '', '12')).toMatchObject({ fate: 'retry', afterMs: 12_000 });
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    const found = fate(429, '', inAMinute);
    expect(found.fate === 'retry' && found.afterMs).toBeGreaterThan(50_000);
    expect(fate(429, '', 'soon')).not.toHaveProperty('afterMs');
  });

  it('an answer that is no JSON has no code', () => {
    expect(fateOfAnswer({ status: 502, retryAfter: null, body: '<html>' }).reason).toBe('HTTP 502');
  });

  it('an error of fetch is judged by what caused it', () => {
    const fetchFailed = (code: string) =>
      new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
    expect(fateOfError(fetchFailed('ENOTFOUND'))).toMatchObject({ fate: 'retry' });
    expect(fateOfError(fetchFailed('ECONNRESET'))).toMatchObject({ fate: 'ambiguous' });
    const both = new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]);
    expect(fateOfError(new TypeError('fetch failed', { cause: both }))).toMatchObject({ fate: 'retry' });
  });
});
