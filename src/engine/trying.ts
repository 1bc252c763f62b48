/** The tries of one message: each is written down before anything leaves the machine, so that after a crash it is known that it may have left. */
import type { OutboxRow, Store } from '../store/index.ts';
import { type End, endOf, type Kind } from './ends.ts';
import type { Clock, Delivery, Hints } from './ports.ts';
import type { Plan } from './retries.ts';
import { type Tries, triesOf } from './tries.ts';

export interface Trying {
  /** As they stood before this turn. */
  readonly tries: Tries;
  /** Sends begun in all. */
  begun(): number;
  go(send: (hints: Hints) => Promise<Delivery>): Promise<Delivery>;
  /** What follows from the fate of the newest try. */
  judge(delivery: Delivery, kind: Kind, plan?: Plan): End;
}

export function tryingOf(
  { store, clock }: { store: Pick<Store, 'attemptStarted'>; clock: Clock },
  row: OutboxRow,
): Trying {
  const tries = triesOf(row);
  let begun = row.attempts;
  return {
    tries,
    begun: () => begun,
    async go(send) {
      await store.attemptStarted(row.id, clock.now());
      begun += 1;
      const hints = { caseId: row.caseId, messageId: row.id, attempt: begun, possibleRepeat: tries.doubtful > 0 };
      try {
        return await send(hints);
      } catch (error) {
        return { ok: false, fate: 'ambiguous', reason: error instanceof Error ? error.message : String(error) };
      }
    },
    judge: (delivery, kind, plan) => endOf(delivery, { ...tries, begun: begun - 1 }, kind, clock.now(), plan),
  };
}
