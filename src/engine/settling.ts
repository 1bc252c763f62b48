/** What became of a message is written down, and its case hears of what concerns it: first the case, then the row, so that a crash in between repeats and never forgets. */
import type { Command } from '../domain/commands.ts';
import type { PersonId } from '../domain/organisation.ts';
import type { OutboxRow, Store } from '../store/index.ts';
import type { Aside } from './aside.ts';
import { resultOf, waitsForChannel } from './ends.ts';
import { personOf } from './lanes.ts';
import type { Office } from './offices.ts';
import { addressed, carriedId, keysOf, parcelOf } from './outbox.ts';
import type { Outcome } from './outcome.ts';
import type { Clock, Log, Meters, Receipt } from './ports.ts';
import type { Sent } from './sending.ts';
import { reasonOf } from './tries.ts';

/** Kept by the store where a message was done without a post, because nothing of it was worth saying any more. */
const nothingPosted: Receipt = { conversationId: '', activityId: '' };

export interface SettlingOptions {
  store: Pick<Store, 'delivered' | 'readdress' | 'retryLater' | 'failed'>;
  clock: Clock;
  log: Log;
  meters: Meters;
  /** Which part of the outbox this courier brings. */
  office: Office;
  /** Names this process in claims. */
  worker: string;
  handle(command: Command): Promise<Outcome>;
  /** Something was brought to this person. */
  reached(person: PersonId): Promise<void>;
  /** A message goes by another office now. */
  moved(to: Office): void;
}

/** `again`: what became of it could not be written down before, but was counted. */
export type Settle = (row: OutboxRow, sent: Sent, again?: boolean) => Promise<void>;

export function settlerOf(options: SettlingOptions, aside: Aside): Settle {
  const { store, clock, log, office, worker } = options;
  return settle;

  async function settle(row: OutboxRow, sent: Sent, again = false): Promise<void> {
    const now = clock.now();
    const about = { caseId: row.caseId, messageId: row.id, audience: row.audience, tries: sent.begun };
    const person = personOf(row);
    const result = resultOf(sent, row.attempts);
    if (result !== null && !again) options.meters.delivery(office, result);
    switch (sent.end) {
      case 'delivered':
        // First the case hears of it, then the row ends: a crash in between finds that it has heard.
        if (sent.carried) await tell(row, sent.carried, carriedId(row));
        kept(row, await store.delivered(row.id, now, sent.receipt ?? nothingPosted, worker));
        if (person !== null && sent.receipt !== null) await options.reached(person);
        break;
      case 'moved': {
        log.warn({ ...about, why: sent.why, to: sent.to.kind }, 'goes another way');
        const parcel = { ...parcelOf(row), passedOver: sent.passedOver };
        kept(row, await store.readdress(row.id, { ...addressed(parcel, sent.to), dueAt: now }, worker));
        options.moved(sent.to.kind);
        break;
      }
      case 'later':
        if (sent.begun > row.attempts)
          log.warn({ ...about, why: sent.why, next: sent.at }, 'not delivered, trying again');
        if (row.audience === 'channel' && sent.why.startsWith(waitsForChannel))
          await channelShut(row, sent.why.slice(waitsForChannel.length + 2));
        kept(row, await store.retryLater(row.id, sent.at, reasonOf(sent, sent.why), worker));
        aside.put(
          { ...row, attempts: sent.begun, reason: reasonOf(sent, sent.why) },
          { why: sent.why, head: true, rests: sent.holds === 'conversation', until: sent.at, now },
        );
        break;
      case 'failed':
        log.error({ ...about, why: sent.why }, 'not delivered for good');
        // First the case hears of it, then the row ends: a crash in between only says it twice, under one id.
        if (person !== null && sent.unreachable) await tellCase(row, person, sent);
        kept(row, await store.failed(row.id, now, sent.why, worker));
    }
    if (sent.end !== 'later') aside.gone(row);
  }

  /** What became of a message that another process has taken over meanwhile is not written: that one will find out itself. */
  function kept(row: OutboxRow, written: boolean): void {
    if (!written)
      log.warn({ caseId: row.caseId, messageId: row.id }, 'a message was taken over while it was under way');
  }

  async function tellCase(row: OutboxRow, person: PersonId, { why, ways = [] }: Extract<Sent, { end: 'failed' }>) {
    await tell(row, { type: 'undelivered', person, keys: keysOf(row), reason: why, ways: [...ways] });
  }

  /** What waits for the channel may wait long: those who would have been mentioned there hear of it now. */
  async function channelShut(row: OutboxRow, reason: string): Promise<void> {
    const keys = keysOf(row);
    if (keys.length > 0 && !aside.has(row)) await tell(row, { type: 'channel-shut', keys, reason });
  }

  /** Under one id for a row, so that a crash in between says nothing twice. */
  async function tell(row: OutboxRow, intent: Command['intent'], id = `undelivered:${row.id}`): Promise<void> {
    const { caseId } = row;
    await options.handle({ id, caseId, at: clock.now(), by: { kind: 'system' }, intent });
  }
}
