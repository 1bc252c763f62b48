/** The tries of one message: each is written down before anything leaves the machine, so that after a crash it is known that it may have left. */
import { msBetween, plusMs } from '../domain/time.ts';
import type { Hand, OutboxRow, Store } from '../store/index.ts';
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

/** Nothing has left the machine: the message is in another process's hand. */
export class TakenOver extends Error {
  override readonly name = 'TakenOver';
}

export function tryingOf(
  { store, clock, hand }: { store: Pick<Store, 'attemptStarted' | 'stillInHand'>; clock: Clock; hand: Hand },
  row: OutboxRow,
): Trying {
  const tries = triesOf(row);
  let begun = row.attempts;
  /** A send that takes longer than the claim lasts (a mail server that thinks) keeps it; a frozen process does not. */
  function holding(): () => void {
    let cancel = clock.wake(plusMs(clock.now(), hand.claimMs / 2), again);
    let ended = false;
    function again(): void {
      // A claim that could not be kept is found out by whatever is written next.
      store.stillInHand(row.id, clock.now(), hand).catch(() => false);
      if (!ended) cancel = clock.wake(plusMs(clock.now(), hand.claimMs / 2), again);
    }
    return () => {
      ended = true;
      cancel();
    };
  }

  return {
    tries,
    begun: () => begun,
    async go(send) {
      const asked = clock.now();
      if (!(await store.attemptStarted(row.id, asked, hand, begun)))
        throw new TakenOver('another process has it in hand');
      // Frozen between the question and the answer: the claim may be over, and others about to send.
      if (msBetween(asked, clock.now()) > hand.claimMs / 4 || clock.isAgreed?.() === false)
        throw new TakenOver('the claim was asked for too long ago');
      begun += 1;
      const hints = { caseId: row.caseId, messageId: row.id, attempt: begun, possibleRepeat: tries.doubtful > 0 };
      const letGo = holding();
      try {
        return await send(hints);
      } catch (error) {
        return { ok: false, fate: 'ambiguous', reason: error instanceof Error ? error.message : String(error) };
      } finally {
        letGo();
      }
    },
    judge: (delivery, kind, plan) => endOf(delivery, { ...tries, begun: begun - 1 }, kind, clock.now(), plan),
  };
}
