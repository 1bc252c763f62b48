/** A ping after an answer to it: what of its list still waits, and the card that says so in its place. */
import type { Case } from '../../domain/case.ts';
import type { ObligationKey } from '../../domain/commands.ts';
import { clockOf } from '../../domain/ladder.ts';
import type { PingItem } from '../../domain/message.ts';
import { obligationOf } from '../../domain/obligations.ts';
import type { PersonId } from '../../domain/organisation.ts';
import type { Instant } from '../../domain/time.ts';
import { pingPost } from '../message.ts';
import type { Post, ViewContext } from '../post.ts';

interface Change {
  before: Case | null;
  after: Case;
  by: PersonId;
  at: Instant;
}

/**
 * What nobody has ended, held or passed on. `ended`: the answer was meant for this, whether or not its clock goes on (a
 * vendor's word does not end the fixed deadline, and yet it is what the ping asked for).
 */
export function stillWaiting(
  keys: readonly ObligationKey[],
  ended: readonly ObligationKey[],
  { before, after, by, at }: Change,
): ObligationKey[] {
  return keys.filter((key) => {
    if (ended.includes(key)) return false;
    const now = obligationOf(after, key, at);
    const then = before === null ? undefined : obligationOf(before, key, at);
    if (!now || then?.epoch !== now.epoch) return false;
    const { hold } = clockOf(after, now);
    if (hold && hold.until > at) return false;
    const wasMine = 'person' in then.holder && then.holder.person === by;
    return !wasMine || ('person' in now.holder && now.holder.person === by);
  });
}

/** The card of what is left, as the newest state has it; null: there is nothing to say. */
export function pingAgain(
  keys: readonly ObligationKey[],
  person: PersonId,
  state: Case,
  view: ViewContext,
): Post | null {
  const items = keys.flatMap((key): PingItem[] => {
    const about = obligationOf(state, key, view.now);
    if (!about) return [];
    const { last, pings, position } = clockOf(state, about);
    const act = about.ladder?.ladder.rungs[position - 1]?.do;
    const reason = last?.reason ?? 'asked';
    const ping = { key, epoch: about.epoch, reason, due: about.due, targets: [], people: [person], channel: false };
    return [{ ping: { ...ping, ...(act && { do: act }) }, about, attempt: Math.max(1, pings) }];
  });
  return items.length === 0 ? null : pingPost({ kind: 'ping', person, items }, state, view);
}
