/** Says answers where they were asked for, in order, with patience for Teams; nothing that was said to us stays without a word. */
import type { PersonId } from '../domain/organisation.ts';
import type { Delivery, Log, Post } from '../engine/index.ts';
import type { Inbound } from './activity.ts';
import type { Connector } from './connector.ts';
import { outboundOf } from './outbound.ts';
import type { Roster } from './roster.ts';
import { targetedPost } from './targeted.ts';

export interface SpeakerOptions {
  connector: Connector;
  roster: Pick<Roster, 'member'>;
  /** Into somebody's own chat, when the place where it was said takes nothing. */
  toPerson(person: PersonId, post: Post): Promise<Delivery>;
  /** As the clock's: the platform should hear that the question was taken before its answer is made ready. */
  afterAnswers?(): Promise<void>;
  /** What is said instead of an answer that could not be put into words, and the place for the reason in the log. */
  wordless(at: Inbound, error: unknown): Post;
  /** What is said instead of so many answers for which there was no room. */
  behind(answers: number): string;
  log: Log;
}

export interface Speaker {
  /**
   * Queues the posts, or what makes them when their turn has come, and returns; `person` is who spoke, where known. Of what one
   * conversation has waiting only so much is kept: what comes beyond is not said, and how much that was is, when those before it are.
   */
  say(at: Inbound, person: PersonId | null, posts: readonly Post[] | (() => Promise<readonly Post[]>)): void;
  /** Replaces a message that was answered; where that does not work, `orElse` is said to `person` instead. */
  replace(at: Inbound, person: PersonId, activityId: string, post: Post, orElse: readonly Post[]): void;
  /** Resolves when everything queued has been said or given up. */
  idle(): Promise<void>;
}

/** Milliseconds before another try: an answer is wanted now or not at all, what must arrive goes through the outbox. */
const PATIENCE = [1_000, 4_000, 10_000];
const LONGEST_WAIT = 30_000;

/** Answers that wait in one conversation: Teams takes seven posts in a second there, so that later ones come after more than half a minute. */
const MOST_WAITING = 250;

interface Lane {
  tail: Promise<void>;
  waiting: number;
  /** Answers that found no room since the last that did. */
  left: number;
}

export function speakerOf(options: SpeakerOptions): Speaker {
  const { connector, roster, toPerson, afterAnswers, wordless, behind, log } = options;
  const lanes = new Map<string, Lane>();

  /** One after the other in each conversation, so that answers stand in the order of the questions. */
  function queue(at: Inbound, task: () => Promise<void>): void {
    const conversationId = at.threadId;
    const lane = lanes.get(conversationId) ?? { tail: Promise.resolve(), waiting: 0, left: 0 };
    if (lane.waiting >= MOST_WAITING) {
      if (lane.left === 0) log.warn({ conversationId }, 'more answers wait in one conversation than are kept');
      lane.left += 1;
      return;
    }
    lanes.set(conversationId, lane);
    lane.waiting += 1;
    lane.tail = lane.tail
      .then(() => afterAnswers?.())
      .catch(failed(at))
      .then(task)
      .catch(failed(at))
      .finally(() => {
        lane.waiting -= 1;
        if (lane.waiting > 0) return;
        lanes.delete(conversationId);
        const { left } = lane;
        if (left > 0) queue(at, () => told(at, null, { text: behind(left) }));
      });
  }

  function failed({ threadId: conversationId }: Inbound): (error: unknown) => void {
    return (error) => log.error({ conversationId, error: String(error) }, 'an answer failed');
  }

  async function made(at: Inbound, posts: () => Promise<readonly Post[]>): Promise<readonly Post[]> {
    try {
      return await posts();
    } catch (error) {
      return [wordless(at, error)];
    }
  }

  async function patiently(send: () => Promise<Delivery>): Promise<Delivery> {
    for (let tries = 0; ; tries += 1) {
      const sent = await send();
      const wait = PATIENCE[tries];
      if (sent.ok || sent.fate !== 'retry' || wait === undefined) return sent;
      const afterMs = Math.max(wait, sent.afterMs ?? 0);
      if (afterMs > LONGEST_WAIT) return sent;
      await new Promise((resolve) => setTimeout(resolve, afterMs));
    }
  }

  async function here(at: Inbound, post: Post): Promise<Delivery> {
    const activity = outboundOf(post, (person) => roster.member(person));
    const conversationId = at.targeted ? at.conversationId : at.threadId;
    const sent = at.targeted
      ? await targetedPost(connector, at, activity)
      : await connector.post(at.serviceUrl, conversationId, activity);
    return sent.ok ? { ok: true, receipt: { conversationId, activityId: sent.id, serviceUrl: at.serviceUrl } } : sent;
  }

  async function told(at: Inbound, person: PersonId | null, post: Post): Promise<void> {
    const sent = await patiently(() => here(at, post));
    if (sent.ok || sent.fate === 'ambiguous') return;
    log.warn({ activity: at.key, fate: sent.fate, reason: sent.reason }, 'an answer did not arrive');
    // Where it was asked nothing can be said; the person's own chat is another place.
    if (person === null || at.scope === 'personal') return;
    const other = await patiently(() => toPerson(person, post));
    if (!other.ok) log.error({ activity: at.key, reason: other.reason }, 'an answer is lost');
  }

  return {
    say(at, person, posts) {
      if (typeof posts !== 'function') for (const post of posts) queue(at, () => told(at, person, post));
      else
        queue(at, async () => {
          for (const post of await made(at, posts)) await told(at, person, post).catch(failed(at));
        });
    },
    replace(at, person, activityId, post, orElse) {
      queue(at, async () => {
        const activity = outboundOf(post, (id) => roster.member(id));
        const sent = await connector.edit(at.serviceUrl, at.conversationId, activityId, activity);
        if (sent.ok) return;
        log.debug({ activity: at.key, reason: sent.reason }, 'an answered card could not be replaced');
        for (const other of orElse) await told(at, person, other);
      });
    },
    async idle() {
      while (lanes.size > 0) await Promise.all([...lanes.values()].map(({ tail }) => tail));
    },
  };
}
