/** Conversations that take nothing: how long each rests before the next try, and when a rest is over sooner. */
import { longestWaitMs, retryInMs } from './retries.ts';

/**
 * A conversation that takes nothing rests no longer than this between two tries, whichever of its messages asks. Each message had its own
 * patience: with hundreds of them to one person that was a try every two seconds, and after an hour of it the hour's limit was used up.
 */
const longestRestMs = 30_000;

/** After so many refusals in a row while nothing was taken anywhere it is a storm, which ends for all at once. */
const stormAfter = 3;

interface Resting {
  /** What the carrier asked for (ms). */
  asked: number;
  /** What we keep of our own accord (ms): it is over as soon as there is reason to believe that posts are taken again. */
  own: number;
  /** How often in a row nothing was taken. */
  times: number;
  /** How many posts had been taken anywhere when that began. */
  since: number;
}

export interface Rests {
  /** Nothing goes to this conversation before (ms); a time that is past where it does not rest. */
  until(conversation: string, now: number): number;
  /** The carrier says: nothing to this conversation before `until` (ms). */
  hold(conversation: string, until: number): void;
  /** The carrier took nothing at `now`: each time in a row that it does so the conversation rests for longer, at the least until `until` (ms). */
  turnedAway(conversation: string, now: number, until: number): void;
  /**
   * The carrier took something. Answers in which conversations a rest is over with it, but for what the carrier asked for: in this one, and
   * in those that were turned away again and again while nothing was taken anywhere. A conversation that alone takes nothing is
   * not tried more often because others do.
   */
  taken(conversation: string): string[];
  forget(now: number): void;
  size(): number;
}

export function restsOf(): Rests {
  const all = new Map<string, Resting>();
  let taken = 0;
  const find = (conversation: string) => all.get(conversation) ?? { asked: 0, own: 0, times: 0, since: taken };

  return {
    until(conversation, now) {
      const { asked, own } = find(conversation);
      const until = Math.max(asked, own);
      // Whatever is to rest longer was asked for by a clock that has been set back since.
      return until > now + longestWaitMs ? 0 : until;
    },
    hold(conversation, until) {
      const one = find(conversation);
      all.set(conversation, { ...one, asked: Math.max(one.asked, until) });
    },
    turnedAway(conversation, now, until) {
      const one = find(conversation);
      const times = one.times + 1;
      all.set(conversation, {
        asked: Math.max(one.asked, until),
        own: now + Math.min(retryInMs(times), longestRestMs),
        times,
        since: one.times === 0 ? taken : one.since,
      });
    },
    taken(conversation) {
      const over = [...all].filter(([name, { times, since }]) =>
        name === conversation ? times > 0 : times >= stormAfter && since === taken,
      );
      for (const [name, one] of over) all.set(name, { ...one, own: 0, ...(name === conversation && { times: 0 }) });
      taken += 1;
      return over.map(([name]) => name);
    },
    forget(now) {
      for (const [conversation, { asked, own }] of all) if (Math.max(asked, own) < now) all.delete(conversation);
    },
    size: () => all.size,
  };
}
