/** What should be said becomes rows of the outbox: who hears it, how urgent it is, what a newer one replaces. */
import type { Case } from '../domain/case.ts';
import type { PassedOver } from '../domain/commands.ts';
import type { Message } from '../domain/message.ts';
import { SEVERITIES } from '../domain/organisation.ts';
import { nextWay, type Way } from '../domain/reach.ts';
import type { Instant } from '../domain/time.ts';
import type { NewMessage, OutboxRow } from '../store/index.ts';
import { audienceAt, officeOf } from './offices.ts';

/** What a row carries: never a rendered card, because it is drawn from the newest state when it is sent. */
export interface Parcel {
  message: Message;
  /** The version of the case that caused it: what is drawn must be at least as new. */
  version: number;
  /** The route of a person's by which a ping goes outside Teams; absent: in Teams. */
  way?: string;
  /** The ways that were tried before it. */
  passedOver?: readonly TriedWay[];
}

/** A way that would not do, with the id of its route. */
export interface TriedWay extends PassedOver {
  route: string;
}

/** Those that hear one after the other. A live card and its edits are one lane, the root post with its card. */
export function audienceOf(message: Message): string {
  switch (message.kind) {
    case 'root':
      return 'card:case';
    case 'refresh':
      return `card:${message.card}`;
    case 'ticket':
      return `card:${message.ticket}`;
    case 'ping':
      return `person:${message.person}`;
    case 'thread-ping':
      return 'thread';
    case 'channel-ping':
      return 'channel';
    case 'say':
      return typeof message.to === 'string' ? message.to : `person:${message.to.person}`;
  }
}

/** The root post first, because a thread waits for it; then pings, then what is only told, then what only looks better. */
const urgencies: Record<Message['kind'], number> = {
  root: 60,
  ping: 50,
  'channel-ping': 45,
  'thread-ping': 40,
  say: 30,
  ticket: 20,
  refresh: 10,
};

/** The greater the sooner. Of two of a kind, that of the graver case. */
export function urgencyOf(message: Message, state: Case): number {
  return urgencies[message.kind] * 10 + (SEVERITIES.length - SEVERITIES.indexOf(state.severity));
}

/** The rows for the messages that a command caused. Ids are unique because every command with facts ends at a new version. */
export function rowsOf(messages: readonly Message[], after: Case, dueAt: Instant): NewMessage[] {
  return messages.map((message, index) => ({
    id: `${after.id}:${after.version}:${index}`,
    urgency: urgencyOf(message, after),
    ...(message.kind === 'refresh' && { mergeKey: 'refresh' }),
    ...addressed({ message, version: after.version }, message.kind === 'ping' ? nextWay(after, message.person) : null),
    dueAt,
  }));
}

/** A parcel for this way; null: where the message belongs in Teams. */
export function addressed(
  { way: _, ...parcel }: Parcel,
  way: Way | null,
): Pick<NewMessage, 'audience'> & { body: NewMessage['body'] } {
  const { message } = parcel;
  const outside = way !== null && way.kind !== 'teams' && message.kind === 'ping';
  const body: Parcel = outside ? { ...parcel, way: way.route } : parcel;
  return {
    audience: outside ? audienceAt(way.kind, message.person) : audienceOf(message),
    body: body as unknown as NewMessage['body'],
  };
}

/** Whether a row stands at this way already. */
export function standsAt(row: OutboxRow, way: Way): boolean {
  return officeOf(row.audience) === way.kind && (way.kind === 'teams' || parcelOf(row).way === way.route);
}

export function parcelOf(row: OutboxRow): Parcel {
  return row.body as unknown as Parcel;
}

/** What the pings of a message were about. */
export function keysOf(row: OutboxRow): string[] {
  const { message } = parcelOf(row);
  return 'items' in message ? [...new Set(message.items.map(({ ping }) => ping.key))] : [];
}

/** The command by which the case hears that a ping went outside Teams: its answer is there when it has heard. */
export function carriedId(row: OutboxRow): string {
  return `carried:${row.id}`;
}
