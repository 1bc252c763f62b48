/**
 * How to write into a conversation again: its id AND its service URL, from the newest authenticated activity that came from
 * there. Where one is known, nothing new is created. Kept in the store; in memory as well, because every activity asks.
 */
import type { PersonId } from '../domain/organisation.ts';
import type { Instant } from '../domain/time.ts';
import type { Store } from '../store/index.ts';
import type { Inbound } from './activity.ts';
import type { Trust } from './trust.ts';

export type ReferenceStore = Pick<Store, 'saveReference' | 'references'>;

/** What every conversation needs. */
export interface Reference {
  conversationId: string;
  serviceUrl: string;
  tenant: string | null;
  bot: { id: string; name: string };
  /** The bot was taken out of it. */
  gone?: boolean;
}

export interface ChannelReference extends Reference {
  teamId: string | null;
}

export interface References {
  /** The person's own chat. */
  chat(person: PersonId): Reference | null;
  /** Everybody whose own chat is known. */
  chatted(): PersonId[];
  channel(channelId: string): ChannelReference | null;
  /** The first channel that the app was installed in or heard from, for organisations that name none. */
  firstChannel(): ChannelReference | null;
  team(teamId: string): Reference | null;
  /** Where a conversation (without its thread) was last heard from. */
  serviceUrlOf(conversationId: string): string | null;
  /** Any conversation that is alive, newest last: to ask a thing of the platform that belongs to none. */
  all(): Reference[];
  /** To be called for every authenticated activity; `person` is its sender where that is somebody of the organisation. */
  seen(at: Inbound, person: PersonId | null, now: Instant): Promise<void>;
  /** A chat that we created ourselves. */
  created(person: PersonId, reference: Reference, now: Instant): Promise<void>;
  /** The bot was removed from (or put back into) the conversation. */
  gone(at: Inbound, gone: boolean, now: Instant): Promise<void>;
}

const base = (conversationId: string) => conversationId.split(';messageid=')[0] ?? conversationId;

/**
 * Reads what the store has; everything after that is answered from memory. What leads to an address that may not be spoken to
 * (kept by another version, in anonymous mode, or put there by somebody) is as if it were not there.
 */
export async function openReferences(store: ReferenceStore, mayCall: Trust['mayCall']): Promise<References> {
  const known = new Map<string, ChannelReference>();
  const texts = new Map<string, string>();
  const urls = new Map<string, string>();
  const rows = await Promise.all(['chat:', 'channel:', 'team:', 'first:'].map((kind) => store.references(kind)));
  for (const row of rows.flat().sort((a, b) => (a.at < b.at ? -1 : 1))) {
    const body = row.body as unknown as ChannelReference;
    if (mayCall(body.serviceUrl)) remember(row.key, body);
  }

  function remember(key: string, body: ChannelReference): boolean {
    const text = JSON.stringify(body);
    if (texts.get(key) === text) return false;
    known.delete(key);
    known.set(key, body);
    texts.set(key, text);
    urls.set(base(body.conversationId), body.serviceUrl);
    return true;
  }

  async function save(key: string, body: ChannelReference, now: Instant): Promise<void> {
    // Most activities change nothing; only what does costs a write.
    if (!remember(key, body)) return;
    try {
      await store.saveReference(key, { ...body }, now);
    } catch (error) {
      // It can be used, and is written down with the next word from there.
      texts.delete(key);
      throw error;
    }
  }

  async function note(at: Inbound, person: PersonId | null, now: Instant, gone: boolean): Promise<void> {
    const { serviceUrl, tenant, bot, teamId, channelId } = at;
    const shared = { serviceUrl, tenant, bot, teamId, ...(gone && { gone }) };
    if (at.scope === 'personal' && person !== null)
      await save(`chat:${person}`, { ...shared, teamId: null, conversationId: at.conversationId }, now);
    if (at.scope !== 'channel' || channelId === null) return;
    const channel = { ...shared, conversationId: channelId };
    await save(`channel:${channelId}`, channel, now);
    if (teamId !== null) await save(`team:${teamId}`, { ...shared, conversationId: teamId }, now);
    const first = known.get('first:channel');
    // An app that was taken out of its first channel finds its next one; whoever stays keeps the first.
    if (
      gone
        ? first?.conversationId === channelId
        : first === undefined || first.gone || first.conversationId === channelId
    )
      await save('first:channel', channel, now);
  }

  return {
    chat: (person) => alive(known.get(`chat:${person}`)),
    chatted: () => [...known.keys()].filter((key) => key.startsWith('chat:')).map((key) => key.slice(5)),
    channel: (channelId) => alive(known.get(`channel:${channelId}`)),
    firstChannel: () => alive(known.get('first:channel')),
    team: (teamId) => alive(known.get(`team:${teamId}`)),
    serviceUrlOf: (conversationId) => urls.get(base(conversationId)) ?? null,
    all: () => [...known.values()].filter(({ gone }) => !gone),
    seen: (at, person, now) => {
      urls.set(base(at.conversationId), at.serviceUrl);
      return note(at, person, now, false);
    },
    created: (person, reference, now) => save(`chat:${person}`, { ...reference, teamId: null }, now),
    gone: (at, gone, now) => note(at, null, now, gone),
  };
}

function alive<T extends Reference>(reference: T | undefined): T | null {
  return reference === undefined || reference.gone ? null : reference;
}
