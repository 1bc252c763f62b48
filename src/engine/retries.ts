/** How long to go on trying to bring a message to somebody, and how soon. */

/**
 * Milliseconds before the next try, by tries so far: quick at first (most failures of a network last seconds), then once a
 * minute, so that a ping comes within a minute of the return of the network.
 */
const steps = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000];
const longest = 60_000;

/** About twelve hours of it; then the message counts as refused, and the next contact is pinged. */
export const giveUpAfterTries = 725;

/** Before the one repeat of a send that may have arrived. */
export const repeatAfterMs = 5_000;

/** Before each further one of a root post: two of them are a nuisance, none leaves the case without a thread. */
export const rootRepeatAfterMs = 300_000;

/** Before a post that the incident channel refused is tried again. */
export const channelRefusedMs = 60_000;

/** What waits for something else than time (a root post, a channel) is looked at again so often; it is also told when that comes. */
export const lookAgainMs = 30_000;

/** Never before what the carrier asks for (`Retry-After`). */
export function retryInMs(tries: number, afterMs = 0): number {
  return Math.max(afterMs, steps[Math.max(tries, 1) - 1] ?? longest);
}
