/** How long to go on trying to bring a message to somebody, and how soon. */
import type { Office } from './offices.ts';

/** How one way is tried. */
export interface Plan {
  /** Milliseconds before the next try, by tries so far; then every `longest`. */
  readonly steps: readonly number[];
  readonly longest: number;
  /** About twelve hours of it; then the message counts as refused, and the next contact is pinged. */
  readonly giveUpAfter: number;
  /** Some four minutes of it; then another way to the same person is taken, if there is a live one. */
  readonly passOverAfter: number;
  /** The other end recognises a message that it has had: a lost answer is no reason not to send it again. */
  readonly knowsRepeats: boolean;
}

/** Quick at first (most failures of a network last seconds), then once a minute, so that a ping comes within a minute of its return. */
const quick: Plan = {
  steps: [1_000, 2_000, 5_000, 10_000, 20_000, 30_000],
  longest: 60_000,
  giveUpAfter: 725,
  passOverAfter: 9,
  knowsRepeats: false,
};

const plans: Record<Office, Plan> = {
  teams: quick,
  webhook: { ...quick, knowsRepeats: true },
  sms: {
    steps: [5_000, 15_000, 30_000],
    longest: 60_000,
    giveUpAfter: 720,
    passOverAfter: 6,
    knowsRepeats: true,
  },
  // Servers that put off whom they do not know (greylisting) want minutes; who comes back sooner waits longer.
  email: {
    steps: [30_000, 60_000, 120_000],
    longest: 300_000,
    giveUpAfter: 145,
    passOverAfter: 4,
    knowsRepeats: false,
  },
};

export function planOf(office: Office): Plan {
  return plans[office];
}

/** A way that asks for a longer rest than this is passed over at once, where there is another. */
export const patienceMs = 240_000;

/** Before the one repeat of a send that may have arrived. */
export const repeatAfterMs = 5_000;

/** Before each further one of a root post: two of them are a nuisance, none leaves the case without a thread. */
export const rootRepeatAfterMs = 300_000;

/** Before a post that the incident channel refused is tried again: a whole thread may wait behind it, and all should be well within a minute. */
export const channelRefusedMs = 30_000;

/** So many tries of it are the twelve hours of the others. */
export const channelGiveUpAfter = 1_440;

/** What waits for something else than time (a root post, a channel) is looked at again so often; it is also told when that comes. */
export const lookAgainMs = 30_000;

/**
 * Nothing waits longer than this, a `Retry-After` of an hour and a minute for the rest. Whatever is to wait longer was put
 * off by a clock that has been set back since, so it need not wait at all.
 */
export const longestWaitMs = 3_660_000;

/** Never before what the carrier asks for (`Retry-After`). */
export function retryInMs(tries: number, afterMs = 0, { steps, longest } = planOf('teams')): number {
  return Math.max(afterMs, steps[Math.max(tries, 1) - 1] ?? longest);
}
