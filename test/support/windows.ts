// A carrier that answers 429 as Teams documents it, where a bot posts faster than a window lets it.
import { toMs } from '../../src/domain/time.ts';
import { type Failure, RecordingCarrier, tooMany } from './recordingCarrier.ts';

/** For one bot in one thread: at most so many posts in so many milliseconds (platform.md, "Sending"). */
const EACH = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
] as const;

/** All bots of the tenant in one thread, and what an app should keep to over everything. */
const ALL = [
  [14, 1_000],
  [30 * 60, 60_000],
] as const;

export class WindowedCarrier extends RecordingCarrier {
  /** How often it had to say 429, by where to. */
  readonly tooFast: string[] = [];
  private posts = 0;
  private readonly asked = new Map<string, number[]>();

  protected override refusal(place: string, conversationId: string): Failure | null {
    const now = toMs(this.clock.now()) + this.onTheWay();
    const own = this.times(conversationId);
    const all = this.times('*');
    const full = (times: number[], most: number, withinMs: number) =>
      times.filter((time) => time > now - withinMs).length >= most;
    const over =
      EACH.some(([most, withinMs]) => full(own, most, withinMs)) ||
      ALL.some(([most, withinMs]) => full(all, most, withinMs));
    own.push(now);
    all.push(now);
    if (over) this.tooFast.push(`${this.clock.now()} ${place}`);
    return over ? tooMany(1_000) : null;
  }

  /** Milliseconds that a post takes, none like the one before: those that left apart arrive closer together. */
  private onTheWay(): number {
    this.posts = (this.posts * 7 + 3) % 151;
    return this.posts;
  }

  private times(key: string): number[] {
    const times = this.asked.get(key) ?? [];
    this.asked.set(key, times);
    return times;
  }
}
