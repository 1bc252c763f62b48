/** How fast each way lets one bot post, kept within beforehand: an answer is the time from which a post may go, never a sleep. */
import type { Office } from './offices.ts';
import { type Rests, restsOf } from './rests.ts';

/** At most `most` posts in any `withinMs` milliseconds. */
interface Limit {
  most: number;
  withinMs: number;
}

interface Rates {
  /** In one conversation, or to one person. */
  readonly each: readonly Limit[];
  /** For all of them together. */
  readonly all: Limit;
}

const rates: Record<Office, Rates> = {
  // For one bot in one conversation (Microsoft Learn, "Optimize your bot with rate limiting in Teams"); the same page gives 14 a
  // second for all bots in one thread, here for everything we post.
  teams: {
    each: [
      { most: 7, withinMs: 1_000 },
      { most: 8, withinMs: 2_000 },
      { most: 60, withinMs: 30_000 },
      { most: 1_800, withinMs: 3_600_000 },
    ],
    all: { most: 14, withinMs: 1_000 },
  },
  // Nobody publishes limits for relays and gateways in general: slow enough that none takes an incident for spam.
  email: { each: [{ most: 10, withinMs: 60_000 }], all: { most: 20, withinMs: 10_000 } },
  sms: { each: [{ most: 6, withinMs: 60_000 }], all: { most: 10, withinMs: 10_000 } },
  webhook: { each: [{ most: 30, withinMs: 60_000 }], all: { most: 10, withinMs: 1_000 } },
};

/** Posts that leave a second apart may arrive closer together: every window is taken for so much longer. */
const jitterMs = 200;

/** The longest window of all. */
const longestMs = 3_600_000 + jitterMs;

/** As many as the greatest limit of one conversation counts. */
const mostCounted = 1_800;

/** Behind a send that hangs nobody keeps a place for longer. */
const placeMs = 1_000;

/** More than the limit over all counts. */
const mostKept = 100;

export interface Limits extends Pick<Rests, 'hold' | 'turnedAway' | 'taken'> {
  /** The first moment (ms) at or after `now` when a post to this conversation keeps within every limit. */
  freeAt(conversation: string, now: number): number;
  /** How many posts may go out now over all conversations, and when the next may if none. */
  room(now: number): { slots: number; freeAt: number };
  /** A message that was claimed keeps one of the slots for a second: whoever is claimed after it may be less urgent. */
  keepPlace(message: string, now: number): void;
  leavePlace(message: string): void;
  /** A post goes out now, or is asked for. */
  took(conversation: string, now: number): void;
  /** How many posts and rests are remembered: it may not grow with the months. */
  size(): number;
}

/**
 * Remembers the last hour in memory only: a restart takes longer than the short windows, and forgets the hour.
 * `sharers`: so many processes post for the one bot, each of which keeps within its share.
 */
export function sendingLimits(office: Office, sharers: () => number = () => 1): Limits {
  const share = ({ most, withinMs }: Limit) => ({ most: Math.max(1, Math.floor(most / sharers())), withinMs });
  const perConversation = () => rates[office].each.map(share);
  const overAll = () => share(rates[office].all);
  const posts = new Map<string, number[]>();
  const rests = restsOf();
  const places = new Map<string, number>();
  let all: number[] = [];

  return {
    freeAt(conversation, now) {
      const own = posts.get(conversation) ?? [];
      const rest = rests.until(conversation, now);
      return Math.max(now, rest, free(past(own, now), perConversation()), free(past(all, now), [overAll()]));
    },
    room(now) {
      all = past(all, now);
      const limit = overAll();
      for (const [message, since] of places) if (since <= now - placeMs || since > now) places.delete(message);
      const slots = limit.most - all.filter((time) => time > now - limit.withinMs - jitterMs).length;
      const freeAt = Math.max(now, free(all, [limit]));
      return { slots: slots - places.size, freeAt: slots > 0 && slots <= places.size ? now + placeMs : freeAt };
    },
    keepPlace: (message, now) => void places.set(message, now),
    leavePlace: (message) => void places.delete(message),
    took(conversation, now) {
      const own = past(posts.get(conversation) ?? [], now);
      own.push(now);
      own.splice(0, own.length - mostCounted);
      posts.set(conversation, own);
      all = [...past(all, now), now].slice(-mostKept);
      if (posts.size > 1_000) forgetQuiet(now);
    },
    hold: rests.hold,
    turnedAway: rests.turnedAway,
    taken: rests.taken,
    size: () => [...posts.values()].reduce((sum, own) => sum + own.length, all.length + rests.size() + places.size),
  };

  function forgetQuiet(now: number): void {
    for (const [conversation, times] of posts) if ((times.at(-1) ?? 0) < now - longestMs) posts.delete(conversation);
    rests.forget(now);
  }
}

/** Posts of a time to come were made before the clock was set back: nobody knows how long ago. */
function past(times: number[], now: number): number[] {
  return (times.at(-1) ?? 0) > now ? times.filter((time) => time <= now) : times;
}

/** When the oldest post that fills a limit leaves its window; 0 where none is full. */
function free(times: readonly number[], limits: readonly Limit[]): number {
  let at = 0;
  for (const { most, withinMs } of limits) {
    const oldest = times[times.length - most];
    if (oldest !== undefined) at = Math.max(at, oldest + withinMs + jitterMs);
  }
  return at;
}
