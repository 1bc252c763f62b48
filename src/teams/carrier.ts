/** Brings posts into Teams: the engine's Carrier over the connector. Says what became of each, and never throws. */
import type { Organisation } from '../domain/organisation.ts';
import type { Instant } from '../domain/time.ts';
import type { Address, Carrier, Delivery, Post } from '../engine/ports.ts';
import type { Connector } from './connector.ts';
import { outboundOf } from './outbound.ts';
import type { ChannelReference, Reference, References } from './references.ts';
import type { Roster } from './roster.ts';

export interface CarrierOptions {
  connector: Connector;
  references: References;
  roster: Pick<Roster, 'member'>;
  organisation(): Organisation;
  now(): Instant;
}

export function teamsCarrier({ connector, references, roster, organisation, now }: CarrierOptions): Carrier {
  const outbound = (post: Post) => outboundOf(post, (person) => roster.member(person));

  /** The configured channel, else the first one that the app stands in. */
  function incidentChannel(): ChannelReference | null {
    const configured = organisation().teams.incidentChannel;
    if (!configured) return references.firstChannel();
    const known = references.channel(configured.channel);
    if (known) return known;
    // Not heard from yet, but the app stands in its team: channels of one team share service URL and tenant.
    const near = references.team(configured.team) ?? chatOfOurs();
    return near && { ...near, conversationId: configured.channel, teamId: configured.team };
  }

  /** Service URLs are a tenant's, so a chat with one of our own tells the channel's, too: it need not have been heard from. */
  function chatOfOurs(): Reference | null {
    const { people, roles } = organisation();
    const ours = [...roles.coordinator, ...Object.keys(people)].filter((id) => !people[id]?.organisation);
    for (const person of ours) {
      const chat = references.chat(person);
      if (chat) return chat;
    }
    return null;
  }

  async function toThread(conversationId: string, post: Post): Promise<Delivery> {
    const serviceUrl = references.serviceUrlOf(conversationId) ?? incidentChannel()?.serviceUrl;
    if (!serviceUrl) return { ok: false, fate: 'retry', reason: 'nothing was heard from this conversation yet' };
    return posted(serviceUrl, conversationId, post);
  }

  async function posted(serviceUrl: string, conversationId: string, post: Post): Promise<Delivery> {
    const sent = await connector.post(serviceUrl, conversationId, outbound(post));
    return sent.ok ? { ok: true, receipt: { conversationId, activityId: sent.id, serviceUrl } } : sent;
  }

  async function toChannel(post: Post): Promise<Delivery> {
    const channel = incidentChannel();
    if (!channel) return { ok: false, fate: 'retry', reason: channelMissing() ?? 'no channel' };
    const { serviceUrl, conversationId: channelId } = channel;
    const made = await connector.create(serviceUrl, {
      isGroup: true,
      bot: channel.bot,
      ...(channel.tenant !== null && { tenantId: channel.tenant }),
      channelData: {
        channel: { id: channelId },
        ...(channel.teamId !== null && { team: { id: channel.teamId } }),
        ...(channel.tenant !== null && { tenant: { id: channel.tenant } }),
      },
      activity: outbound(post),
    });
    if (!made.ok) return refusedWhenGone(made);
    const root = made.activityId || (made.conversationId.split(';messageid=')[1] ?? '');
    const conversationId = made.conversationId.includes(';messageid=')
      ? made.conversationId
      : `${channelId};messageid=${root}`;
    return { ok: true, receipt: { conversationId, activityId: root, serviceUrl } };
  }

  async function toPerson(person: string, post: Post): Promise<Delivery> {
    const chat = references.chat(person);
    const sent = chat && (await posted(chat.serviceUrl, chat.conversationId, post));
    // Where a chat is known nothing new is created, unless Teams itself says that it is no more.
    if (sent && (sent.ok || sent.fate !== 'gone')) return sent;
    const member = roster.member(person) ?? inFile(person);
    const from = newest(incidentChannel(), references.all());
    if (!member || !from) return { ok: false, fate: 'refused', reason: 'never met in Teams' };
    const made = await connector.create(from.serviceUrl, {
      isGroup: false,
      bot: from.bot,
      members: [{ id: member.id, name: member.name }],
      ...(from.tenant !== null && { tenantId: from.tenant, channelData: { tenant: { id: from.tenant } } }),
    });
    // A chat that was only opened has brought nothing yet, so a lost answer is no danger.
    if (!made.ok) return made.fate === 'ambiguous' ? { ...made, fate: 'retry' } : refusedWhenGone(made);
    const reference = { ...from, conversationId: made.conversationId };
    await references.created(person, plain(reference), now());
    return refusedWhenGone(await posted(reference.serviceUrl, reference.conversationId, post));
  }

  /** Teams takes the directory's id as well, so whom the file names by it need not have been met. */
  function inFile(person: string): { id: string; name: string } | null {
    const { aadObjectId, name } = organisation().people[person] ?? {};
    return aadObjectId === undefined ? null : { id: aadObjectId, name: name ?? '' };
  }

  function channelMissing(): string | null {
    if (incidentChannel()) return null;
    return organisation().teams.incidentChannel
      ? 'The app is not installed in the team of the incident channel, or nothing was heard from there yet.'
      : 'The app is not installed in any channel yet.';
  }

  return {
    channelMissing,
    send(to: Address, post) {
      if ('person' in to) return toPerson(to.person, post);
      if ('thread' in to) return toThread(to.thread.conversationId, post);
      return toChannel(post);
    },
    async edit(receipt, post) {
      const { conversationId, activityId } = receipt;
      // The newest address of the conversation counts; the receipt's own is from when the post was made.
      const serviceUrl = references.serviceUrlOf(conversationId) ?? receipt.serviceUrl;
      if (!serviceUrl) return { ok: false, fate: 'gone', reason: 'no service URL is known' };
      const sent = await connector.edit(serviceUrl, conversationId, activityId, outbound(post));
      return sent.ok ? { ok: true, receipt: { conversationId, activityId, serviceUrl } } : sent;
    },
  };
}

/** Nothing to post anew here: there is no such place. */
function refusedWhenGone(delivery: Delivery): Delivery {
  return !delivery.ok && delivery.fate === 'gone' ? { ...delivery, fate: 'refused', shut: true } : delivery;
}

function newest(channel: Reference | null, all: Reference[]): Reference | null {
  return channel ?? all.at(-1) ?? null;
}

function plain({ conversationId, serviceUrl, tenant, bot }: Reference): Reference {
  return { conversationId, serviceUrl, tenant, bot };
}
