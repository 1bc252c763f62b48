import type { Selectable } from 'kysely';
import { instant } from './check.ts';
import type { Tables } from './schema.ts';
import { type Run, type Slot, statement } from './statement.ts';
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

const insert = statement((db, slot: Slot<NewRow>) =>
  db.insertInto('outbox').values({
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
  }),
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
 * Queues a message. One with a merge key takes the place of an older one that nobody has begun to send, and its
 * urgency when that was greater. It keeps the earlier of the two due instants, else a card that changes all the time
 * would never be sent; but of one that was put off it keeps the later, because the other end asked for that time, and the reason with it.
 */
export async function queueMessage(run: Run, caseId: string, message: NewMessage): Promise<void> {
  let dueAt = instant(message.dueAt);
  let urgency = message.urgency;
  let reason: string | null = null;
  if (message.mergeKey !== undefined) {
    const { audience, mergeKey } = message;
    for (const old of await run(takeBack, { caseId, audience, mergeKey })) {
      const keepOld = old.reason !== null ? old.due_at > dueAt : old.due_at < dueAt;
      if (keepOld) [dueAt, reason] = [old.due_at, old.reason];
      urgency = Math.max(urgency, old.urgency);
    }
  }
  await run(insert, {
    id: message.id,
    caseId,
    audience: message.audience,
    urgency,
    mergeKey: message.mergeKey ?? null,
    body: JSON.stringify(message.body),
    dueAt,
    reason,
  });
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
