/**
 * What arrives from Teams, read into a shape of our own. Pure, and trusts nothing: any field can be missing, empty or of
 * another type (92 published activities showed most of the ways).
 */

export type Scope = 'personal' | 'group' | 'channel';

export interface Sender {
  /** Of the conversation's platform ("29:1…"); differs from bot to bot. */
  id: string;
  name: string;
  /** Of the directory; the one to recognise people by. */
  aadObjectId?: string;
}

/** Somebody else named in the text; `text` is how it stands there ("<at>Megan Bowen</at>"). */
export interface Named {
  id: string;
  name: string;
  text: string;
  aadObjectId?: string;
}

/** Where and by whom: what every activity has in common. */
export interface Inbound {
  /** Type, id and conversation: a reaction added and removed share one id, and ids are milliseconds, so two chats can, too. */
  key: string;
  type: string;
  id: string;
  name: string;
  from: Sender;
  bot: { id: string; name: string };
  tenant: string | null;
  serviceUrl: string;
  scope: Scope;
  /** As Teams gave it, with `;messageid=` where it stands in a thread. */
  conversationId: string;
  /** The thread's own conversation: for a root post in a channel the thread that an answer begins. Elsewhere the same as `conversationId`. */
  threadId: string;
  /** Only in channels: the conversation id of the channel itself. */
  channelId: string | null;
  teamId: string | null;
  /** Seen by nobody but the sender: a slash command. */
  targeted: boolean;
  locale: string;
  /** For clicks: the message that carries the card. */
  replyToId: string | null;
}

/** What it says. */
export type Said =
  | { kind: 'text'; text: string; mentionsUs: boolean; named: Named[] }
  /** `execute`: an invoke that waits for its answer; `submit`: a message with a value. */
  | { kind: 'click'; way: 'execute' | 'submit'; data: unknown }
  | { kind: 'members'; added: Sender[]; removed: Sender[] }
  | { kind: 'installation'; gone: boolean }
  /** Another invoke than a card's: it must be answered, if only with "not here". */
  | { kind: 'invoke' }
  | { kind: 'other' };

export type Reading = { ok: true; at: Inbound; said: Said } | { ok: false; missing: string };

type Fields = Record<string, unknown>;

/** The activity in our shape, or the first field without which nothing can be made of it. */
export function readActivity(body: unknown): Reading {
  const activity = fields(body);
  const from = fields(activity['from']);
  const recipient = fields(activity['recipient']);
  const conversation = fields(activity['conversation']);
  const channelData = fields(activity['channelData']);
  const type = text(activity['type']);
  const conversationId = text(conversation['id']);
  const serviceUrl = text(activity['serviceUrl']);

  const needed: [string, string][] = [
    ['type', type],
    ['from.id', text(from['id'])],
    ['recipient.id', text(recipient['id'])],
    ['conversation.id', conversationId],
    ['serviceUrl', serviceUrl],
  ];
  const missing = needed.find(([, value]) => value === '');
  if (missing) return { ok: false, missing: missing[0] };

  const id = text(activity['id']);
  const scope = scopeOf(conversation, channelData);
  const base = conversationId.split(';messageid=')[0] ?? conversationId;
  const inThread = conversationId.includes(';messageid=');
  const isMessage = type === 'message';
  const at: Inbound = {
    key: `${type}:${id}@${conversationId}`,
    type,
    id,
    name: text(activity['name']),
    from: sender(from),
    bot: { id: text(recipient['id']), name: text(recipient['name']) },
    tenant: tenantOf(conversation, channelData),
    serviceUrl,
    scope,
    conversationId,
    threadId:
      scope === 'channel' && !inThread && isMessage && id !== ''
        ? `${base};messageid=${text(activity['replyToId']) || id}`
        : conversationId,
    channelId: scope === 'channel' ? text(fields(channelData['channel'])['id']) || base : null,
    teamId: text(fields(channelData['team'])['id']) || null,
    targeted: recipient['isTargeted'] === true,
    locale: text(activity['locale']),
    replyToId: text(activity['replyToId']) || null,
  };
  return { ok: true, at, said: saidBy(activity, at) };
}

function saidBy(activity: Fields, at: Inbound): Said {
  switch (at.type) {
    case 'message': {
      const typed = text(activity['text']);
      // A click of Action.Submit is a message with a value; some clients put an empty or echoed text beside it.
      if (isData(activity['value'])) return { kind: 'click', way: 'submit', data: activity['value'] };
      return typedBy(typed, mentionsOf(activity), at.bot.id);
    }
    case 'invoke': {
      if (at.name !== 'adaptiveCard/action') return { kind: 'invoke' };
      return { kind: 'click', way: 'execute', data: executeData(activity['value']) };
    }
    case 'conversationUpdate':
      return {
        kind: 'members',
        added: senders(activity['membersAdded']),
        removed: senders(activity['membersRemoved']),
      };
    case 'installationUpdate':
      return { kind: 'installation', gone: text(activity['action']).startsWith('remove') };
    default:
      return { kind: 'other' };
  }
}

/** The data of the button; Teams also sends the button's own verb, which is what is left when it loses the data. */
function executeData(value: unknown): unknown {
  const action = fields(fields(value)['action']);
  const data = fields(action['data']);
  if (Object.keys(data).length > 0) return data;
  const verb = text(action['verb']);
  return verb === '' ? {} : { baton: 1, verb };
}

interface Mention extends Named {
  /** Absent `text` is how some clients send it; then it stands in the text as `<at>` with some name. */
  hasText: boolean;
}

function mentionsOf(activity: Fields): Mention[] {
  const entities = Array.isArray(activity['entities']) ? activity['entities'].slice(0, 100) : [];
  return entities.map(fields).flatMap((entity) => {
    if (entity['type'] !== 'mention') return [];
    const mentioned = fields(entity['mentioned']);
    const id = text(mentioned['id']);
    if (id === '') return [];
    const aadObjectId = text(mentioned['aadObjectId']);
    return [
      {
        id,
        name: text(mentioned['name']),
        text: text(entity['text']),
        hasText: text(entity['text']) !== '',
        ...(aadObjectId !== '' && { aadObjectId }),
      },
    ];
  });
}

/** Ours is told by its id (its name can differ from the bot's), wherever it stands and however often. */
function typedBy(raw: string, mentions: Mention[], botId: string): Said {
  const ours = mentions.filter((mention) => mention.id === botId);
  let rest = raw;
  for (const mention of ours) if (mention.hasText) rest = rest.split(mention.text).join(' ');
  // Without its own text our mention is the leading <at>…</at> that no other entity claims.
  if (ours.some((mention) => !mention.hasText)) {
    const leading = /^\s*<at[^>]{0,100}>[^<]{0,200}<\/at>/.exec(rest)?.[0];
    const claimed = mentions.some(
      (mention) => mention.id !== botId && mention.hasText && leading?.includes(mention.text),
    );
    if (leading !== undefined && !claimed) rest = rest.slice(leading.length);
  }
  const named = mentions
    .filter((mention) => mention.id !== botId && mention.hasText)
    .map(({ hasText: _, ...mention }) => ({ ...mention, text: tidy(mention.text) }));
  return { kind: 'text', text: tidy(rest), mentionsUs: ours.length > 0, named };
}

/** As it was typed: Teams puts no-break spaces and a few entities where there were spaces and signs. */
function tidy(words: string): string {
  return words
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('\u00a0', ' ')
    .trim();
}

function scopeOf(conversation: Fields, channelData: Fields): Scope {
  const type = text(conversation['conversationType']);
  if (type === 'channel') return 'channel';
  if (type === 'groupChat') return 'group';
  if (type === 'personal') return 'personal';
  if (text(fields(channelData['channel'])['id']) !== '') return 'channel';
  return conversation['isGroup'] === true ? 'group' : 'personal';
}

/** Where both places name one and they differ, neither can be trusted. */
function tenantOf(conversation: Fields, channelData: Fields): string | null {
  const one = text(conversation['tenantId']).toLowerCase();
  const other = text(fields(channelData['tenant'])['id']).toLowerCase();
  if (one !== '' && other !== '' && one !== other) return null;
  return one || other || null;
}

function senders(list: unknown): Sender[] {
  return Array.isArray(list)
    ? list
        .map(fields)
        .map(sender)
        .filter(({ id }) => id !== '')
    : [];
}

function sender(of: Fields): Sender {
  const aadObjectId = text(of['aadObjectId']);
  return { id: text(of['id']), name: text(of['name']), ...(aadObjectId !== '' && { aadObjectId }) };
}

function isData(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
