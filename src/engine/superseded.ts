/** News that went stale while it waited: a reminder that a newer one, on its heels in the same lane, says again and says better. */
import { type Instant, msBetween, plusMs } from '../domain/time.ts';
import type { OutboxRow, Store } from '../store/index.ts';
import { laneOf } from './lanes.ts';
import { keysOf, parcelOf } from './outbox.ts';

/** What comes within so long (ms) is on the heels of what goes out now: it was due as well, and the limits have put it off. */
const onItsHeelsMs = 5_000;

/** Whether what has waited need not be posted any more. What goes out at its time has nothing on its heels. */
export async function isStale(row: OutboxRow, store: Pick<Store, 'messagesOf'>, now: Instant): Promise<boolean> {
  if (row.reason === null && msBetween(row.dueAt as Instant, now) < onItsHeelsMs) return false;
  const reminds = keysRemindedBy(row);
  if (reminds === null) return false;
  const kept = await store.messagesOf(row.caseId);
  const after = kept.slice(kept.findIndex(({ id }) => id === row.id) + 1);
  const heels = plusMs(now, onItsHeelsMs);
  return isSuperseded(
    row,
    reminds,
    after.filter(({ state, dueAt, reason }) => state === 'waiting' && dueAt <= (reason === null ? now : heels)),
  );
}

/** What is asked for; null where facts are told, or that the bot was away: that is never left out. */
function keysRemindedBy(row: OutboxRow): readonly string[] | null {
  const { message } = parcelOf(row);
  return 'items' in message && message.away === undefined ? keysOf(row) : null;
}

/**
 * Whether a reminder need not be posted, because one of `later` asks the same people for all that it asks for. After
 * an hour in which nothing could be posted a person hears of each thing once, not once for every rung that passed.
 */
function isSuperseded(row: OutboxRow, keys: readonly string[], later: readonly OutboxRow[]): boolean {
  const { message } = parcelOf(row);
  return later.some((other) => {
    const newer = parcelOf(other).message;
    if (newer.kind !== message.kind || laneOf(other) !== laneOf(row)) return false;
    const known = new Set(keysOf(other));
    return keys.every((key) => known.has(key)) && isSubset(peopleOf(message), peopleOf(newer));
  });
}

function peopleOf(message: ReturnType<typeof parcelOf>['message']): string[] {
  if (message.kind === 'ping') return [message.person];
  return 'people' in message ? message.people : [];
}

function isSubset(some: readonly string[], all: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
}
