// A carrier that writes down what it is given, and can be told to fail.
import type { Instant } from '../../src/domain/time.ts';
import type { Address, Carrier, Clock, Delivery, Hints, Post, Receipt } from '../../src/engine/index.ts';

/** Where a post went: a person's id, `channel`, or the conversation of a thread. */
export type Place = string;

export interface Carried {
  at: Instant;
  to: Place;
  post: Post;
  hints: Hints;
  /** The activity that was edited; absent for a new post. */
  edited?: string;
  receipt: Receipt;
}

/** What happens instead of a delivery. `arrives`: it is delivered all the same, only the answer is lost. */
export type Failure = Extract<Delivery, { ok: false }> & { arrives?: boolean };

export const tooMany = (afterMs?: number): Failure => ({
  ok: false,
  fate: 'retry',
  reason: 'HTTP 429',
  ...(afterMs !== undefined && { afterMs }),
});
export const noNetwork: Failure = { ok: false, fate: 'retry', reason: 'ECONNREFUSED' };
export const blocked: Failure = { ok: false, fate: 'refused', reason: 'HTTP 403 ConversationBlockedByUser' };
export const shut: Failure = {
  ok: false,
  fate: 'refused',
  reason: 'HTTP 403 BotNotInConversationRoster',
  shut: true,
};
export const goneAway: Failure = { ok: false, fate: 'gone', reason: 'HTTP 404 ActivityNotFoundInConversation' };
export const answerLost: Failure = { ok: false, fate: 'ambiguous', reason: 'time-out', arrives: true };

export class RecordingCarrier implements Carrier {
  /** What has arrived, in order. */
  readonly arrived: Carried[] = [];
  /** Every try, whether it arrived or not. */
  readonly tries: { at: Instant; to: Place; hints: Hints }[] = [];
  /** People whom no way leads to. */
  readonly unknown = new Set<string>();
  /** Called before each answer, for instance to look at the store at that moment. */
  onTry: (hints: Hints) => void | Promise<void> = () => {};
  missing: string | null = null;
  private failures: { place: Place | 'edit'; failure: Failure; left: number }[] = [];
  protected readonly clock: Clock;
  private count = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** The next `times` tries to bring something to this place (`edit`: to edit anything) fail like this. */
  fail(place: Place | 'edit', failure: Failure, times = Number.POSITIVE_INFINITY): void {
    this.failures.push({ place, failure, left: times });
  }

  mend(): void {
    this.failures = [];
  }

  channelMissing(): string | null {
    return this.missing;
  }

  async send(to: Address, post: Post, hints: Hints): Promise<Delivery> {
    const place = 'person' in to ? to.person : 'thread' in to ? to.thread.conversationId : 'channel';
    if (this.unknown.has(place)) return { ok: false, fate: 'refused', reason: 'never met in Teams' };
    const activityId = `m${++this.count}`;
    const conversationId =
      'person' in to ? `chat-${place}` : 'thread' in to ? place : `incidents;messageid=${activityId}`;
    return this.bring(place, { conversationId, activityId, serviceUrl: 'https://teams.example/' }, post, hints);
  }

  async edit(receipt: Receipt, post: Post, hints: Hints): Promise<Delivery> {
    return this.bring('edit', receipt, post, hints, receipt.activityId);
  }

  /** What a kind of carrier refuses by a rule of its own. */
  protected refusal(_place: Place | 'edit', _conversationId: string): Failure | null {
    return null;
  }

  private async bring(
    place: Place | 'edit',
    receipt: Receipt,
    post: Post,
    hints: Hints,
    edited?: string,
  ): Promise<Delivery> {
    const at = this.clock.now();
    this.tries.push({ at, to: place, hints });
    await this.onTry(hints);
    const failing = this.failures.find((one) => one.left > 0 && (one.place === place || one.place === '*'));
    if (failing) failing.left -= 1;
    if (failing && failing.failure.arrives !== true) return failing.failure;
    const refusal = this.refusal(place, receipt.conversationId);
    if (refusal !== null) return refusal;
    this.arrived.push({ at, to: place, post, hints, receipt, ...(edited !== undefined && { edited }) });
    if (failing) return failing.failure;
    return { ok: true, receipt };
  }
}
