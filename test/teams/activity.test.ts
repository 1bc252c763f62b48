import { describe, expect, it } from 'vitest';
import { type Inbound, readActivity, type Said } from '../../src/teams/activity.ts';
import {
  alex,
  BOT,
  CHANNEL,
  click,
  type Fields,
  inChannel,
  inChat,
  inGroup,
  installed,
  megan,
  membersChanged,
  TEAM,
  TENANT,
} from '../support/activities.ts';

const URL = 'https://smba.trafficmanager.net/emea/11111111-1111-1111-1111-111111111111/';

function read(activity: Fields): { at: Inbound; said: Said } {
  const reading = readActivity(activity);
  if (!reading.ok) throw new Error(`missing ${reading.missing}`);
  return reading;
}

function textOf(activity: Fields): string {
  const { said } = read(activity);
  return said.kind === 'text' ? said.text : `(${said.kind})`;
}

describe('where and by whom', () => {
  it('takes thread, channel, team and tenant of a reply in a thread', () => {
    const { at } = read(inChannel('step list', URL, '1690783811111'));
    expect(at).toMatchObject({
      scope: 'channel',
      conversationId: `${CHANNEL};messageid=1690783811111`,
      threadId: `${CHANNEL};messageid=1690783811111`,
      channelId: CHANNEL,
      teamId: TEAM,
      tenant: TENANT,
      targeted: false,
    });
  });

  it('answers a root post that carries the bare channel id in the thread it begins', () => {
    const activity = inChannel('case list', URL);
    activity['conversation'] = { ...(activity['conversation'] as Fields), id: CHANNEL };
    expect(read(activity).at.threadId).toBe(`${CHANNEL};messageid=${activity['id']}`);
  });

  it('tells a personal chat, a group chat and a two-person group apart', () => {
    expect(read(inChat('hello', URL)).at.scope).toBe('personal');
    expect(read(inGroup('hello', URL)).at.scope).toBe('group');
    const pair = inGroup('hello', URL);
    pair['conversation'] = { conversationType: 'groupChat', id: '19:aa_bb@unq.gbl.spaces', tenantId: TENANT };
    expect(read(pair).at).toMatchObject({ scope: 'group', threadId: '19:aa_bb@unq.gbl.spaces' });
  });

  it('trusts no tenant when the two places differ', () => {
    const activity = inChat('hello', URL);
    activity['channelData'] = { tenant: { id: '22222222-2222-2222-2222-222222222222' } };
    expect(read(activity).at.tenant).toBeNull();
  });

  it('sees that a slash command was for our eyes only', () => {
    const activity = inChannel('case list', URL);
    activity['recipient'] = { ...BOT, isTargeted: true };
    expect(read(activity).at.targeted).toBe(true);
  });

  it('gives adding and removing a reaction different keys though Teams gives them one id', () => {
    const added = { ...inChat('', URL), type: 'messageReaction', id: '1' };
    expect(read(added).at.key).not.toBe(read({ ...added, type: 'messageReactionRemoved' }).at.key);
  });

  it('gives one id in two conversations different keys, because ids are milliseconds', () => {
    const here = { ...inChat('a', URL), id: '1690783800000' };
    const there = { ...inChat('a', URL, megan), id: '1690783800000' };
    expect(read(here).at.key).not.toBe(read(there).at.key);
  });

  it.each(['from', 'recipient', 'conversation', 'serviceUrl', 'type'])('says that %s is missing', (field) => {
    const activity = inChat('hello', URL);
    delete activity[field];
    expect(readActivity(activity)).toMatchObject({ ok: false, missing: expect.stringContaining(field) });
  });

  it.each([null, 7, 'text', [], {}, { type: 5, from: [], conversation: 'x' }])('survives %j', (body) => {
    expect(readActivity(body).ok).toBe(false);
  });
});

describe('what was typed', () => {
  it('is the text without our mention, whatever space follows it', () => {
    for (const gap of [' ', '\u00a0', '\r\n', '&nbsp;']) {
      const activity = inChannel('', URL);
      activity['text'] = `<at>Baton</at>${gap}case list`;
      expect(textOf(activity)).toBe('case list');
    }
  });

  it('drops our mention by id, though its name is not the bot’s and it comes second and twice', () => {
    const activity = inChannel('', URL);
    activity['text'] = '<at>Megan Bowen</at> <at>Battle</at> please <at>Battle</at> look';
    activity['entities'] = [
      { type: 'mention', text: '<at>Megan Bowen</at>', mentioned: { id: megan.id, name: megan.name } },
      { type: 'mention', text: '<at>Battle</at>', mentioned: { id: BOT.id, name: 'Battle' } },
      { type: 'mention', text: '<at>Battle</at>', mentioned: { id: BOT.id, name: 'Battle' } },
    ];
    const { said } = read(activity);
    expect(said).toMatchObject({
      kind: 'text',
      mentionsUs: true,
      named: [{ id: megan.id, text: '<at>Megan Bowen</at>' }],
    });
    expect(textOf(activity).replace(/\s+/g, ' ')).toBe('<at>Megan Bowen</at> please look');
  });

  it('drops our mention even where its entity has no text', () => {
    const activity = inChannel('', URL);
    activity['text'] = '<at>Baton</at> case list';
    activity['entities'] = [{ type: 'mention', mentioned: { id: BOT.id, name: 'Baton' } }];
    expect(textOf(activity)).toBe('case list');
  });

  it('keeps the mention of somebody else where ours has no text and none stands there', () => {
    const activity = inChannel('', URL);
    activity['text'] = '<at>Megan Bowen</at> knows';
    activity['entities'] = [
      { type: 'mention', mentioned: { id: BOT.id, name: 'Baton' } },
      { type: 'mention', text: '<at>Megan Bowen</at>', mentioned: { id: megan.id, name: megan.name } },
    ];
    expect(textOf(activity)).toBe('<at>Megan Bowen</at> knows');
  });

  it('takes a text/html attachment beside plain text for no file and the text as it stands', () => {
    const activity = inChat('note "a &lt; b &amp; c"', URL);
    activity['attachments'] = [{ contentType: 'text/html', content: '<p>…</p>' }];
    expect(textOf(activity)).toBe('note "a < b & c"');
  });

  it.each([
    ['nothing', ''],
    ['an emoji', '🔥'],
    ['30 KB', 'x'.repeat(30_000)],
  ])('takes %s as text', (_, text) => {
    expect(textOf(inChat(text, URL))).toBe(text);
  });

  it('survives a text that is no text, and entities that are none', () => {
    const activity = { ...inChat('hello', URL), text: { no: 'text' }, entities: ['x', null, { type: 'mention' }] };
    expect(textOf(activity)).toBe('');
  });

  // As large as a request may be: work that grew with the square of it would never end here.
  it('reads to the end of a text made of half mentions', () => {
    const activity = inChannel('', URL);
    activity['text'] = '<at>'.repeat(250_000);
    activity['entities'] = [{ type: 'mention', mentioned: { id: BOT.id, name: 'Baton' } }];
    expect(read(activity).said.kind).toBe('text');
  });
});

describe('what was clicked', () => {
  const data = { baton: 1, verb: 'step done', case: 'INC-1', rev: 4, card: 'case', args: { step: '2' } };

  it('is the same for Action.Execute and Action.Submit', () => {
    const place = inChannel('x', URL, '1690783811111');
    const execute = read(click(data, 'execute', place)).said;
    const submit = read(click(data, 'submit', place)).said;
    expect(execute).toEqual({ kind: 'click', way: 'execute', data });
    expect(submit).toEqual({ kind: 'click', way: 'submit', data });
  });

  it('keeps the verb when Teams has lost the data', () => {
    const activity = click(data, 'execute', inChat('x', URL));
    activity['value'] = { action: { type: 'Action.Execute', verb: 'step done' } };
    expect(read(activity).said).toEqual({ kind: 'click', way: 'execute', data: { baton: 1, verb: 'step done' } });
  });

  it('knows that another invoke is none of ours', () => {
    expect(read({ ...inChat('x', URL), type: 'invoke', name: 'task/fetch', value: {} }).said.kind).toBe('invoke');
  });
});

describe('who came and went', () => {
  it('reads members without names', () => {
    const { said } = read(membersChanged(URL, { added: [alex], removed: [megan] }));
    expect(said).toMatchObject({ kind: 'members', added: [{ id: alex.id, name: '' }], removed: [{ id: megan.id }] });
  });

  it('tells adding, upgrading and removing the app apart', () => {
    expect(read(installed(URL)).said).toEqual({ kind: 'installation', gone: false });
    expect(read(installed(URL, 'upgrade')).said).toEqual({ kind: 'installation', gone: false });
    expect(read(installed(URL, 'remove')).said).toEqual({ kind: 'installation', gone: true });
  });
});
