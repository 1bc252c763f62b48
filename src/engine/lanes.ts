/** What belongs together on the way to people: lanes are kept in order, conversations within their limits. */
import type { PersonId } from '../domain/organisation.ts';
import type { Lane, OutboxRow } from '../store/index.ts';
import type { Office } from './offices.ts';
import { parcelOf } from './outbox.ts';

/** Whom a message is for, if for one person. */
export function personOf(row: OutboxRow): PersonId | null {
  const { message } = parcelOf(row);
  if (message.kind === 'ping') return message.person;
  return message.kind === 'say' && typeof message.to === 'object' ? message.to.person : null;
}

export function limitsOf(office: Office): string {
  return `keeps within the limits of ${office === 'teams' ? 'Teams' : office}`;
}

export function laneOf({ caseId, audience }: Lane): string {
  return `${caseId} ${audience}`;
}

/** A refresh may be replaced by a newer one while it waits: then that one waits in its stead. */
export function asideKey(row: OutboxRow): string {
  return row.mergeKey === null ? row.id : `${laneOf(row)} ${row.mergeKey}`;
}

export function byLane(rows: readonly OutboxRow[]): Map<string, OutboxRow[]> {
  return Map.groupBy(rows, laneOf);
}

/** What the limits count together: somebody's chat, a case's thread with its cards, the channel itself. */
export function conversationOf(row: OutboxRow): string {
  const { message } = parcelOf(row);
  if (message.kind === 'ping' || row.audience.startsWith('person:') || row.audience === 'channel') return row.audience;
  return message.kind === 'root' ? 'channel' : `thread:${row.caseId}`;
}
