import { instant } from './check.ts';
import { type Run, type Slot, statement } from './statement.ts';
import type { Receipt } from './types.ts';

// What became of a claimed message.

const attempt = statement((db, slot: Slot<{ id: string; at: string }>) =>
  db
    .updateTable('outbox')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), attempted_at: slot('at') }))
    .where('id', '=', slot('id')),
);

const deliver = statement((db, slot: Slot<{ id: string; at: string; conversationId: string; activityId: string }>) =>
  db
    .updateTable('outbox')
    .set({
      state: 'delivered',
      ended_at: slot('at'),
      conversation_id: slot('conversationId'),
      activity_id: slot('activityId'),
      reason: null,
      claimed_until: '',
    })
    .where('id', '=', slot('id')),
);

/** One that was delivered stays delivered, whatever a slower worker reports. */
const fail = statement((db, slot: Slot<{ id: string; at: string; reason: string }>) =>
  db
    .updateTable('outbox')
    .set({ state: 'failed', ended_at: slot('at'), reason: slot('reason'), claimed_until: '' })
    .where('id', '=', slot('id'))
    .where('state', '=', 'waiting'),
);

const retry = statement((db, slot: Slot<{ id: string; dueAt: string; reason: string }>) =>
  db
    .updateTable('outbox')
    .set({ due_at: slot('dueAt'), reason: slot('reason'), claimed_until: '', claimed_by: null })
    .where('id', '=', slot('id'))
    .where('state', '=', 'waiting'),
);

const move = statement((db, slot: Slot<{ id: string; audience: string; body: string; dueAt: string }>) =>
  db
    .updateTable('outbox')
    .set({
      audience: slot('audience'),
      body: slot('body'),
      due_at: slot('dueAt'),
      attempts: 0,
      reason: null,
      claimed_until: '',
      claimed_by: null,
    })
    .where('id', '=', slot('id'))
    .where('state', '=', 'waiting'),
);

/** A refresh that was in hand when a newer one was queued: the newer one says it all. */
const dropReplaced = statement((db, slot: Slot<{ id: string }>) =>
  db
    .deleteFrom('outbox')
    .where('id', '=', slot('id'))
    .where('state', '=', 'waiting')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('outbox as newer')
          .select('newer.ordinal')
          .whereRef('newer.case_id', '=', 'outbox.case_id')
          .whereRef('newer.audience', '=', 'outbox.audience')
          .where('newer.state', '=', 'waiting')
          .whereRef('newer.ordinal', '>', 'outbox.ordinal')
          .whereRef('newer.merge_key', '=', 'outbox.merge_key'),
      ),
    ),
);

export async function attemptStarted(run: Run, id: string, at: string): Promise<void> {
  await run(attempt, { id, at: instant(at) });
}

export async function delivered(run: Run, id: string, at: string, receipt: Receipt): Promise<void> {
  const { conversationId, activityId } = receipt;
  await run(deliver, { id, at: instant(at), conversationId, activityId });
}

export async function failed(run: Run, id: string, at: string, reason: string): Promise<void> {
  await run(fail, { id, at: instant(at), reason });
}

export async function retryLater(run: Run, id: string, dueAt: string, reason: string): Promise<void> {
  await run(dropReplaced, { id });
  await run(retry, { id, dueAt: instant(dueAt), reason });
}

/** In one statement: a crash leaves it on the old way or on the new one. */
export async function readdress(
  run: Run,
  id: string,
  to: { audience: string; body: Record<string, unknown>; dueAt: string },
): Promise<void> {
  await run(move, { id, audience: to.audience, body: JSON.stringify(to.body), dueAt: instant(to.dueAt) });
}
