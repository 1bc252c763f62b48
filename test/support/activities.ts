/** Activities as Teams sends them, with ids of nobody; tests change one thing at a time. */

export const TENANT = '11111111-1111-1111-1111-111111111111';
export const BOT = { id: '28:aaaaaaaa-0000-4000-8000-000000000001', name: 'Baton' };
export const CHANNEL = '19:incidents@thread.tacv2';
export const TEAM = '19:team@thread.tacv2';

export interface Fields {
  [key: string]: unknown;
}

/** Somebody of the example organisation, as Teams names them. */
export function teamsUser(name: string, number: number) {
  return { id: `29:user-${number}`, name, aadObjectId: `00000000-0000-4000-8000-00000000002${number}` };
}

export const alex = teamsUser('Alex Wilber', 0);
export const megan = teamsUser('Megan Bowen', 1);
export const lynne = teamsUser('Lynne Robbins', 5);

let counter = 1_690_783_800_000;

/** Ids count up as in Teams, where they are milliseconds. */
export function nextId(): string {
  counter += 17;
  return String(counter);
}

function common(from: Fields, serviceUrl: string): Fields {
  return {
    id: nextId(),
    timestamp: '2026-11-24T08:00:00.000Z',
    localTimezone: 'Europe/Stockholm',
    serviceUrl,
    channelId: 'msteams',
    from,
    recipient: { ...BOT },
    locale: 'en-GB',
    entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'SE', platform: 'Web', timezone: 'Europe/Stockholm' }],
  };
}

/** Plain text in somebody's own chat with the bot. */
export function inChat(text: string, serviceUrl: string, from: Fields = alex): Fields {
  return {
    ...common(from, serviceUrl),
    type: 'message',
    textFormat: 'plain',
    text,
    conversation: { conversationType: 'personal', tenantId: TENANT, id: `a:chat-of-${from['id']}` },
    channelData: { tenant: { id: TENANT } },
  };
}

/** In the incident channel with a mention of the bot; `root`: in that thread, else a post of its own. */
export function inChannel(text: string, serviceUrl: string, root?: string, from: Fields = alex): Fields {
  const base = common(from, serviceUrl);
  return {
    ...base,
    type: 'message',
    textFormat: 'plain',
    text: `<at>Baton</at> ${text}`,
    attachments: [{ contentType: 'text/html', content: `<div><span itemscope>Baton</span>&nbsp;${text}</div>` }],
    conversation: {
      isGroup: true,
      conversationType: 'channel',
      tenantId: TENANT,
      id: `${CHANNEL};messageid=${root ?? base['id']}`,
    },
    entities: [
      ...(base['entities'] as object[]),
      { type: 'mention', text: '<at>Baton</at>', mentioned: { ...BOT, name: 'Baton (incidents)' } },
    ],
    channelData: {
      teamsChannelId: CHANNEL,
      teamsTeamId: TEAM,
      channel: { id: CHANNEL },
      team: { id: TEAM },
      tenant: { id: TENANT },
    },
  };
}

/** In a group chat with a mention of the bot. */
export function inGroup(text: string, serviceUrl: string, from: Fields = alex): Fields {
  return {
    ...inChannel(text, serviceUrl, undefined, from),
    conversation: { isGroup: true, conversationType: 'groupChat', tenantId: TENANT, id: '19:group@thread.v2' },
    channelData: { tenant: { id: TENANT } },
  };
}

/** A click in the place of another activity: `execute` is an invoke, `submit` a message with a value and no text. */
export function click(data: Fields, way: 'execute' | 'submit', place: Fields, replyToId = '1690783000000'): Fields {
  const { text: _, textFormat: __, attachments: ___, entities: ____, ...rest } = place;
  const base = { ...rest, id: nextId(), replyToId };
  if (way === 'submit') return { ...base, type: 'message', value: data };
  return {
    ...base,
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: {
      action: { type: 'Action.Execute', title: 'Done', verb: data['verb'], data },
      trigger: 'manual',
    },
  };
}

/** The app was put into the team: the bare channel id, no name of who did it. */
export function installed(serviceUrl: string, action: 'add' | 'remove' | 'upgrade' = 'add'): Fields {
  const { name: _, ...from } = alex;
  return {
    ...common(from, serviceUrl),
    type: 'installationUpdate',
    action,
    conversation: { isGroup: true, conversationType: 'channel', tenantId: TENANT, id: CHANNEL },
    channelData: {
      settings: { selectedChannel: { id: CHANNEL } },
      channel: { id: CHANNEL },
      team: { id: TEAM, aadGroupId: '00000000-0000-4000-8000-000000000099' },
      eventType: action,
      tenant: { id: TENANT },
    },
  };
}

/** Somebody joined or left the team. */
export function membersChanged(serviceUrl: string, change: { added?: Fields[]; removed?: Fields[] }): Fields {
  const { name: _, ...from } = alex;
  const bare = (list: Fields[]) => list.map(({ id, aadObjectId }) => ({ id, aadObjectId }));
  return {
    ...common(from, serviceUrl),
    type: 'conversationUpdate',
    ...(change.added && { membersAdded: bare(change.added) }),
    ...(change.removed && { membersRemoved: bare(change.removed) }),
    conversation: { isGroup: true, conversationType: 'channel', tenantId: TENANT, id: TEAM },
    channelData: { team: { id: TEAM }, eventType: 'teamMemberRemoved', tenant: { id: TENANT } },
  };
}
