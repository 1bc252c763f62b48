// A clock that is moved by hand: what is armed for a moment on the way happens at that moment, nothing ever sleeps.
import { type Instant, instant } from '../../src/domain/time.ts';
import type { Clock } from '../../src/engine/index.ts';

export class HandClock implements Clock {
  private present: Instant;
  private armed: { at: Instant; f: () => void }[] = [];

  constructor(start: string) {
    this.present = instant(start);
  }

  /** Handed around by itself, too. */
  readonly now = (): Instant => this.present;

  wake(at: Instant, f: () => void): () => void {
    const one = { at, f };
    this.armed.push(one);
    return () => {
      this.armed = this.armed.filter((other) => other !== one);
    };
  }

  /** Goes on to `to`; `settle` is awaited after everything that is called on the way. */
  async moveTo(to: Instant, settle: () => Promise<void>): Promise<void> {
    for (;;) {
      const next = this.next();
      if (next === null || next > to) break;
      await this.call(next, settle);
    }
    if (to > this.present) this.present = to;
  }

  /** It is `to` without anything having been called on the way, as on a machine that slept; what was armed for before comes now, late. */
  async wakeUpAt(to: Instant, settle: () => Promise<void>): Promise<void> {
    this.set(to);
    await this.moveTo(to, settle);
  }

  /** It is `to`, and nothing has been called for that yet. */
  set(to: Instant): void {
    this.present = to;
  }

  private next(): Instant | null {
    return this.armed.reduce<Instant | null>((first, { at }) => (first === null || at < first ? at : first), null);
  }

  private async call(at: Instant, settle: () => Promise<void>): Promise<void> {
    if (at > this.present) this.present = at;
    const due = this.armed.filter((one) => one.at === at);
    this.armed = this.armed.filter((one) => one.at !== at);
    for (const { f } of due) f();
    await settle();
  }
}
