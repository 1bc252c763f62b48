/** How fast each way lets one bot post, kept within beforehand: an answer is the time from which a post may go, never a sleep. */
import type { Office } from './offices.ts';
import { longestWaitMs, retryInMs } from './retries.ts';

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

/**
 * A conversation that takes nothing rests no longer than this between two tries, whichever of its messages asks. Each message had its own
 * patience: with hundreds of them to one person that was a try every two seconds, and after an hour of it the hour's limit was used up.
 */
const longestRestMs = 30_000;

/** More than the limit over all counts. */
const mostKept = 100;

export interface Limits {
  /** The first moment (ms) at or after `now` when a post to this conversation keeps within every limit. */
  freeAt(conversation: string, now: number): number;
  /** How many posts may go out now over all conversations, and when the next may if none. */
  room(now: number): { slots: number; freeAt: number };
  /** A post goes out now, or is asked for. */
  took(conversation: string, now: number): void;
  /** The carrier says: nothing to this conversation before `until` (ms). */
  hold(conversation: string, until: number): void;
  /** The carrier took nothing at `now`: each time in a row that it does so the conversation rests for longer, at the least until `until` (ms). */
  turnedAway(conversation: string, now: number, until: number): void;
  /** The carrier took something: the next rest is a short one again. */
  taken(conversation: string): void;
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
  const held = new Map<string, number>();
  const inRow = new Map<string, number>();
  let all: number[] = [];

  return {
    freeAt(conversation, now) {
      const own = posts.get(conversation) ?? [];
      const until = held.get(conversation) ?? 0;
      const rest = until > now + longestWaitMs ? 0 : until;
      return Math.max(now, rest, free(past(own, now), perConversation()), free(past(all, now), [overAll()]));
    },
    room(now) {
      all = past(all, now);
      const limit = overAll();
      const slots = limit.most - all.filter((time) => time > now - limit.withinMs - jitterMs).length;
      return { slots, freeAt: Math.max(now, free(all, [limit])) };
    },
    took(conversation, now) {
      const own = past(posts.get(conversation) ?? [], now);
      own.push(now);
      own.splice(0, own.length - mostCounted);
      posts.set(conversation, own);
      all = [...past(all, now), now].slice(-mostKept);
      if (posts.size > 1_000) forgetQuiet(now);
    },
    hold,
    turnedAway(conversation, now, until) {
      const times = (inRow.get(conversation) ?? 0) + 1;
      inRow.set(conversation, times);
      hold(conversation, Math.max(until, now + Math.min(retryInMs(times), longestRestMs)));
    },
    taken: (conversation) => void inRow.delete(conversation),
    size: () => [...posts.values()].reduce((sum, own) => sum + own.length, all.length + held.size + inRow.size),
  };

  function hold(conversation: string, until: number): void {
    held.set(conversation, Math.max(until, held.get(conversation) ?? 0));
  }

  function forgetQuiet(now: number): void {
    for (const [conversation, times] of posts) if ((times.at(-1) ?? 0) < now - longestMs) posts.delete(conversation);
    for (const [conversation, until] of held) if (until < now) held.delete(conversation);
    for (const conversation of inRow.keys()) if (!held.has(conversation)) inRow.delete(conversation);
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
