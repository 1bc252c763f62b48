import type { Selectable } from 'kysely';
import { instant } from './check.ts';
import type { Tables } from './schema.ts';
import { insertingRows, type Run, type Slot, statement } from './statement.ts';
import type { NewMessage, OutboxRow } from './types.ts';

interface NewRow extends Record<string, string | number | null> {
  id: string;
  caseId: string;
  audience: string;
  urgency: number;
  mergeKey: string | null;
  body: string;
  dueAt: string;
  reason: string | null;
}

const insert = insertingRows((db, rows: Slot<NewRow>[]) =>
  db.insertInto('outbox').values(
    rows.map((slot) => ({
      id: slot('id'),
      case_id: slot('caseId'),
      audience: slot('audience'),
      urgency: slot('urgency'),
      merge_key: slot('mergeKey'),
      body: slot('body'),
      due_at: slot('dueAt'),
      state: 'waiting',
      claimed_until: '',
      attempts: 0,
      reason: slot('reason'),
    })),
  ),
);

/** What nobody has in hand. */
const takeBack = statement((db, slot: Slot<{ caseId: string; audience: string; mergeKey: string }>) =>
  db
    .deleteFrom('outbox')
    .where('case_id', '=', slot('caseId'))
    .where('audience', '=', slot('audience'))
    .where('state', '=', 'waiting')
    .where('merge_key', '=', slot('mergeKey'))
    .where('claimed_until', '=', '')
    .returning(['due_at', 'urgency', 'reason']),
);

const ofCase = statement((db, slot: Slot<{ caseId: string }>) =>
  db.selectFrom('outbox').selectAll().where('case_id', '=', slot('caseId')).orderBy('ordinal'),
);

const purge = statement((db, slot: Slot<{ before: string }>) =>
  db.deleteFrom('outbox').where('state', '=', 'delivered').where('ended_at', '<', slot('before')),
);

/**
 * Queues messages. One with a merge key takes the place of an older one that nobody has begun to send, and its
 * urgency when that was greater. It keeps the earlier of the two due instants, else a card that changes all the time
 * would never be sent; but of one that was put off it keeps the later, because the other end asked for that time, and the reason with it.
 */
export async function queueMessages(run: Run, caseId: string, messages: readonly NewMessage[]): Promise<void> {
  let rows: NewRow[] = [];
  for (const message of messages) {
    const row = rowOf(caseId, message);
    const { audience, mergeKey } = row;
    if (mergeKey !== null) {
      for (const { due_at, urgency, reason } of await run(takeBack, { caseId, audience, mergeKey }))
        inPlaceOf(row, { dueAt: due_at, urgency, reason });
      const isOlder = (other: NewRow) => other.audience === audience && other.mergeKey === mergeKey;
      for (const older of rows.filter(isOlder)) inPlaceOf(row, older);
      rows = rows.filter((other) => !isOlder(other));
    }
    rows.push(row);
  }
  await insert(run, rows);
}

function rowOf(caseId: string, { id, audience, urgency, mergeKey, body, dueAt }: NewMessage): NewRow {
  const row = { id, caseId, audience, urgency, mergeKey: mergeKey ?? null, body: JSON.stringify(body) };
  return { ...row, dueAt: instant(dueAt), reason: null };
}

function inPlaceOf(row: NewRow, old: Pick<NewRow, 'dueAt' | 'urgency' | 'reason'>): void {
  const keepOld = old.reason !== null ? old.dueAt > row.dueAt : old.dueAt < row.dueAt;
  if (keepOld) [row.dueAt, row.reason] = [old.dueAt, old.reason];
  row.urgency = Math.max(row.urgency, old.urgency);
}

export async function messagesOf(run: Run, caseId: string): Promise<OutboxRow[]> {
  return (await run(ofCase, { caseId })).map(toMessage);
}

export async function purgeDelivered(run: Run, before: string): Promise<void> {
  await run(purge, { before: instant(before) });
}

/** A row of the table as the rest of the bot sees it. */
export function toMessage(row: Selectable<Tables['outbox']>): OutboxRow {
  const { conversation_id: conversationId, activity_id: activityId } = row;
  return {
    id: row.id,
    caseId: row.case_id,
    audience: row.audience,
    urgency: row.urgency,
    mergeKey: row.merge_key,
    body: JSON.parse(row.body) as Record<string, unknown>,
    dueAt: row.due_at,
    state: row.state,
    attempts: row.attempts,
    attemptedAt: row.attempted_at,
    claimedBy: row.claimed_by,
    claimedUntil: row.claimed_until === '' ? null : row.claimed_until,
    endedAt: row.ended_at,
    receipt: conversationId !== null && activityId !== null ? { conversationId, activityId } : null,
    reason: row.reason,
  };
}
