/** What should be said becomes rows of the outbox: who hears it, how urgent it is, what a newer one replaces. */
import type { Case } from '../domain/case.ts';
import type { Message } from '../domain/message.ts';
import { SEVERITIES } from '../domain/organisation.ts';
import type { Instant } from '../domain/time.ts';
import type { NewMessage, OutboxRow } from '../store/index.ts';

/** What a row carries: never a rendered card, because it is drawn from the newest state when it is sent. */
export interface Parcel {
  message: Message;
  /** The version of the case that caused it: what is drawn must be at least as new. */
  version: number;
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
    audience: audienceOf(message),
    urgency: urgencyOf(message, after),
    ...(message.kind === 'refresh' && { mergeKey: 'refresh' }),
    body: { message, version: after.version } satisfies Parcel as unknown as NewMessage['body'],
    dueAt,
  }));
}

export function parcelOf(row: OutboxRow): Parcel {
  return row.body as unknown as Parcel;
}
