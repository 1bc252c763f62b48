/** What follows from the fate of a send: it is done, it is tried again at some time, or it is given up. */
import type { Intent } from '../domain/commands.ts';
import type { Way } from '../domain/reach.ts';
import { type Instant, plusMs } from '../domain/time.ts';
import type { TriedWay } from './outbox.ts';
import type { Delivery, DeliveryResult, Receipt } from './ports.ts';
import {
  channelGiveUpAfter,
  channelRefusedMs,
  planOf,
  repeatAfterMs,
  retryInMs,
  rootRepeatAfterMs,
} from './retries.ts';
import type { Tries } from './tries.ts';

/** Why a message waits for the incident channel; whoever brings the channel back looks for these words. */
export const waitsForChannel = 'waits for the incident channel';

export type End =
  /** `receipt` null: there was nothing left to say. `carried`: by a way outside Teams, of which the case must hear. */
  | { end: 'delivered'; receipt: Receipt | null; carried?: Extract<Intent, { type: 'carried' }> }
  /** Not by this way, but by another one to the same person. `restUntil`: nothing goes by this one before. */
  | { end: 'moved'; to: Way; passedOver: readonly TriedWay[]; why: string; restUntil?: Instant }
  /** `holds`: what must not overtake it, the messages of the same lane; or its whole conversation takes nothing, and rests. `asked`: the carrier wants nothing before then. */
  | { end: 'later'; at: Instant; why: string; doubtful: number; holds: 'lane' | 'conversation'; asked?: Instant }
  /** `unreachable`: for good and for certain, so that somebody else must hear of it. `ways`: the routes that were tried. */
  | { end: 'failed'; why: string; unreachable: boolean; ways?: readonly string[] };

/** Who is asked: a person can be passed over, the incident channel cannot, and without the root post there is no thread. */
export type Kind = 'person' | 'thread' | 'channel' | 'root' | 'edit';

/** `before`: the tries without this one. */
export function endOf(delivery: Delivery, before: Tries, kind: Kind, now: Instant, plan = planOf('teams')): End {
  if (delivery.ok) return { end: 'delivered', receipt: delivery.receipt };
  const tries = before.begun + 1;
  const { reason } = delivery;
  switch (delivery.fate) {
    case 'retry': {
      if (tries >= plan.giveUpAfter && kind !== 'root')
        return { end: 'failed', why: `given up after ${tries} tries: ${reason}`, unreachable: true };
      const at = plusMs(now, retryInMs(tries, delivery.afterMs, plan));
      const asked = delivery.afterMs === undefined ? {} : { asked: plusMs(now, delivery.afterMs) };
      return { end: 'later', at, why: reason, doubtful: before.doubtful, holds: 'conversation', ...asked };
    }
    case 'ambiguous': {
      // An edit that comes twice does no harm.
      if (kind === 'edit')
        return { end: 'later', at: plusMs(now, retryInMs(tries, 0, plan)), why: reason, doubtful: 0, holds: 'lane' };
      const doubtful = before.doubtful + 1;
      if (plan.knowsRepeats && tries < plan.giveUpAfter)
        return { end: 'later', at: plusMs(now, retryInMs(tries, 0, plan)), why: reason, doubtful, holds: 'lane' };
      if (doubtful === 1) return { end: 'later', at: plusMs(now, repeatAfterMs), why: reason, doubtful, holds: 'lane' };
      if (kind === 'root')
        return { end: 'later', at: plusMs(now, rootRepeatAfterMs), why: reason, doubtful, holds: 'lane' };
      return { end: 'failed', why: `may have arrived, left to the next reminder: ${reason}`, unreachable: false };
    }
    case 'gone':
      return { end: 'failed', why: reason, unreachable: true };
    case 'refused':
      // Somebody must put the app back into the channel; what it has to say there should come then.
      if (kind === 'root' || (kind === 'channel' && delivery.shut && tries < channelGiveUpAfter)) {
        const why = `${waitsForChannel}: ${reason}`;
        return { end: 'later', at: plusMs(now, channelRefusedMs), why, doubtful: before.doubtful, holds: 'lane' };
      }
      return { end: 'failed', why: reason, unreachable: true };
  }
}

/** As it is counted; null: it was not tried, it only waits on. `before` and `begun`: sends begun without and with this turn. */
export function resultOf(sent: End & { begun: number }, before: number): DeliveryResult | null {
  switch (sent.end) {
    case 'delivered':
      return sent.receipt === null ? 'not-needed' : 'delivered';
    case 'moved':
      return 'other-way';
    case 'later':
      return sent.begun > before ? 'retry' : null;
    case 'failed':
      return 'failed';
  }
}
