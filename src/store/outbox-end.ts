import { instant, later } from './check.ts';
import { type Run, type Slot, statement } from './statement.ts';
import type { Hand, Lane, Receipt } from './types.ts';

// What became of a claimed message. Only the worker who has it in hand can say so: one who was frozen for longer than the
// claim lasts finds that it is somebody else's, or nobody's, and changes nothing.

/** The claim begins anew with it: it must outlive the send. */
const attempt = statement((db, slot: Slot<{ id: string; at: string; worker: string; until: string; begun: number }>) =>
  db
    .updateTable('outbox')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), attempted_at: slot('at'), claimed_until: slot('until') }))
    .where('id', '=', slot('id'))
    .where('state', '=', 'waiting')
    .where('claimed_by', '=', slot('worker'))
    .where('attempts', '=', slot('begun'))
    .returning('id'),
);

/** The claim begins anew while the send goes on. */
const keep = statement((db, slot: Slot<{ id: string; worker: string; until: string }>) =>
  db
    .updateTable('outbox')
    .set({ claimed_until: slot('until') })
    .where('id', '=', slot('id'))
    .where('state', '=', 'waiting')
    .where('claimed_by', '=', slot('worker'))
    .returning('id'),
);

interface Delivered extends Record<string, string> {
  id: string;
  at: string;
  worker: string;
  conversationId: string;
  activityId: string;
}

const deliver = statement((db, slot: Slot<Delivered>) =>
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
    .where('id', '=', slot('id'))
    .where('state', '=', 'waiting')
    .where('claimed_by', '=', slot('worker'))
    .returning('id'),
);

const fail = statement((db, slot: Slot<{ id: string; at: string; worker: string; reason: string }>) =>
  db
    .updateTable('outbox')
    .set({ state: 'failed', ended_at: slot('at'), reason: slot('reason'), claimed_until: '' })
    .where('id', '=', slot('id'))
    .where('state', '=', 'waiting')
    .where('claimed_by', '=', slot('worker'))
    .returning('id'),
);

const retry = statement((db, slot: Slot<{ id: string; dueAt: string; worker: string; reason: string }>) =>
  db
    .updateTable('outbox')
    .set({ due_at: slot('dueAt'), reason: slot('reason'), claimed_until: '', claimed_by: null })
    .where('id', '=', slot('id'))
    .where('state', '=', 'waiting')
    .where('claimed_by', '=', slot('worker'))
    .returning('id'),
);

const move = statement(
  (db, slot: Slot<{ id: string; audience: string; body: string; dueAt: string; worker: string }>) =>
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
      .where('state', '=', 'waiting')
      .where('claimed_by', '=', slot('worker'))
      .returning('id'),
);

/** A refresh that was in hand when a newer one was queued: the newer one says it all. */
const dropReplaced = statement((db, slot: Slot<{ id: string; worker: string }>) =>
  db
    .deleteFrom('outbox')
    .where('id', '=', slot('id'))
    .where('state', '=', 'waiting')
    .where('claimed_by', '=', slot('worker'))
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
    )
    .returning('id'),
);

/** What nobody has in hand. */
const hasten = statement((db, slot: Slot<Record<keyof Lane | 'dueAt', string>>) =>
  db
    .updateTable('outbox')
    .set({ due_at: slot('dueAt') })
    .where('case_id', '=', slot('caseId'))
    .where('audience', '=', slot('audience'))
    .where('state', '=', 'waiting')
    .where('claimed_until', '=', '')
    .where('reason', 'is not', null),
);

/** False: the message is not this worker's any more, or is not as this worker knows it, so nothing may be sent. */
export async function attemptStarted(
  run: Run,
  id: string,
  at: string,
  { worker, claimMs }: Hand,
  begun: number,
): Promise<boolean> {
  return (await run(attempt, { id, at: instant(at), worker, until: later(at, claimMs), begun })).length > 0;
}

/** While a send takes long; false: it is in another hand now. */
export async function stillInHand(run: Run, id: string, at: string, { worker, claimMs }: Hand): Promise<boolean> {
  return (await run(keep, { id, worker, until: later(at, claimMs) })).length > 0;
}

export async function delivered(run: Run, id: string, at: string, receipt: Receipt, worker: string): Promise<boolean> {
  const { conversationId, activityId } = receipt;
  return (await run(deliver, { id, at: instant(at), worker, conversationId, activityId })).length > 0;
}

export async function failed(run: Run, id: string, at: string, reason: string, worker: string): Promise<boolean> {
  return (await run(fail, { id, at: instant(at), reason, worker })).length > 0;
}

export async function retryLater(
  run: Run,
  id: string,
  dueAt: string,
  reason: string,
  worker: string,
): Promise<boolean> {
  if ((await run(dropReplaced, { id, worker })).length > 0) return true;
  return (await run(retry, { id, dueAt: instant(dueAt), reason, worker })).length > 0;
}

/** In one statement: a crash leaves it on the old way or on the new one. */
export async function readdress(
  run: Run,
  id: string,
  to: { audience: string; body: Record<string, unknown>; dueAt: string },
  worker: string,
): Promise<boolean> {
  const values = { audience: to.audience, body: JSON.stringify(to.body), dueAt: instant(to.dueAt) };
  return (await run(move, { id, ...values, worker })).length > 0;
}

/** What was put back in these lanes is due now, unless somebody has it in hand. */
export async function dueNow(run: Run, lanes: readonly Lane[], at: string): Promise<void> {
  for (const { caseId, audience } of lanes) await run(hasten, { caseId, audience, dueAt: instant(at) });
}
