/**
 * How much of what people send is carried out. Nobody who works on an incident ever meets this: it is for scripts, stuck keys
 * and stolen accounts. Whoever is too fast is told so, with how long to wait; until then nothing of theirs is carried out, and
 * the sentence says that, so that nothing is lost without a word.
 */

export interface Rate {
  /** So many at once, when there was quiet before. */
  burst: number;
  /** So many a second after that, for ever. */
  perSecond: number;
  /** How long nothing is taken once it was too much. */
  pauseMs: number;
}

/**
 * One person. The busiest minute that we could think of is a coordinator who ticks off the twenty steps of a playbook, types
 * five notes and answers ten pings: 35. A hundred at once and one a second for ever is three times that.
 */
export const PERSON: Rate = { burst: 100, perSecond: 1, pauseMs: 15_000 };

/** All people together: 500 who write within the same seconds, as when mail is down and everybody asks. A command costs some 5 ms. */
export const EVERYBODY: Rate = { burst: 1_000, perSecond: 100, pauseMs: 5_000 };

/** A line of text that was not taken is answered once in so long; a click always is, because its answer costs nothing. */
const TOLD_AGAIN_MS = 5_000;
/** Senders that are remembered; quiet ones are forgotten first. */
const MOST_SENDERS = 5_000;

export interface TooFast {
  /** Whole seconds until something is taken again, at least 1. */
  seconds: number;
  /** Whether it was this person's own doing, or everybody's together. */
  own: boolean;
  /** It has been said a moment ago, and covers this one. */
  told: boolean;
}

export interface Pace {
  /** Counts one; null: go on. `now` in milliseconds. */
  take(sender: string, now: number): TooFast | null;
  /** How many senders are remembered. */
  size(): number;
}

interface Bucket {
  left: number;
  at: number;
  closedUntil: number;
  toldAt: number;
}

export function openPace(person: Rate = PERSON, everybody: Rate = EVERYBODY): Pace {
  const senders = new Map<string, Bucket>();
  const all = full(everybody, 0);

  function bucketOf(sender: string, now: number): Bucket {
    const bucket = senders.get(sender) ?? full(person, now);
    // The newest stands last, so that the first is who was quiet for longest.
    senders.delete(sender);
    senders.set(sender, bucket);
    if (senders.size > MOST_SENDERS) senders.delete(senders.keys().next().value as string);
    return bucket;
  }

  return {
    size: () => senders.size,
    take(sender, now) {
      const bucket = bucketOf(sender, now);
      const own = drawn(bucket, person, now);
      const closedUntil = own ?? drawn(all, everybody, now);
      if (closedUntil === null) return null;
      const told = Math.abs(now - bucket.toldAt) < TOLD_AGAIN_MS;
      if (!told) bucket.toldAt = now;
      return { seconds: Math.ceil((closedUntil - now) / 1_000), own: own !== null, told };
    },
  };
}

function full({ burst }: Rate, now: number): Bucket {
  return { left: burst, at: now, closedUntil: Number.NEGATIVE_INFINITY, toldAt: Number.NEGATIVE_INFINITY };
}

/** Takes one out; until when it is closed, null when there was one. A clock that jumps back closes nobody out. */
function drawn(bucket: Bucket, { burst, perSecond, pauseMs }: Rate, now: number): number | null {
  if (now < bucket.at) Object.assign(bucket, full({ burst, perSecond, pauseMs }, now));
  bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1_000) * perSecond);
  bucket.at = now;
  if (now < bucket.closedUntil) return bucket.closedUntil;
  if (bucket.left < 1) {
    bucket.closedUntil = now + pauseMs;
    return bucket.closedUntil;
  }
  bucket.left -= 1;
  return null;
}
