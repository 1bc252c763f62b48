/** One process of the bot, from its start to its end: whatever it waits for never comes once it is dead, and late when it is frozen. */
import type { Machine } from '../../src/engine/systemClock.ts';
import type { Scheduler } from './scheduler.ts';

/** A machine on which processes follow each other; its clock may be wrong by so many milliseconds. */
export interface Host {
  readonly name: string;
  wrongBy: number;
  /** Milliseconds that it slept: its timers do not know of them. */
  slept: number;
}

export class Life {
  readonly name: string;
  readonly host: Host;
  alive = true;
  /** Answers that it waits for. */
  underWay = 0;
  private frozen = false;
  private asleepSince: number | null = null;
  private held: (() => void)[] = [];
  private readonly scheduler: Scheduler;

  constructor(host: Host, number: number, scheduler: Scheduler) {
    this.host = host;
    this.name = `${host.name}${number}`;
    this.scheduler = scheduler;
  }

  /** As by SIGSTOP: nothing of it moves for so many milliseconds. `asleep`: as on a machine that sleeps, whose timers stand still. */
  freeze(ms: number, asleep = false): void {
    this.frozen = true;
    if (asleep) this.asleepSince ??= this.scheduler.now;
    this.scheduler.after(ms, `${this.name} thaws`, () => this.thaw());
  }

  thaw(): void {
    this.frozen = false;
    // One that died meanwhile has another after it on this machine, whose timers have not stood still.
    if (this.asleepSince !== null && this.alive) this.host.slept += this.scheduler.now - this.asleepSince;
    this.asleepSince = null;
    for (const release of this.held.splice(0)) release();
  }

  /** It runs and does not stand still. */
  get awake(): boolean {
    return this.alive && !this.frozen;
  }

  /** What its machine takes for the time. */
  now(): number {
    return this.scheduler.now + this.host.wrongBy;
  }

  /** Something happens to this process in so many milliseconds. */
  later(ms: number, what: string, run: () => void | Promise<void>): () => void {
    let cancel = this.scheduler.after(ms, `${this.name} ${what}`, () => {
      if (!this.alive) return;
      if (!this.frozen) return run();
      this.held.push(() => {
        cancel = this.later(0, what, run);
      });
    });
    return () => cancel();
  }

  /** Something outside of it is asked: the work happens, whether the answer finds the process alive or not. */
  ask<T>(what: string, work: () => Promise<T>, { there, back }: { there: number; back: number }): Promise<T> {
    this.underWay += 1;
    return new Promise((resolve, reject) => {
      this.later(there, what, async () => {
        let answer: () => void;
        try {
          const value = await work();
          answer = () => resolve(value);
        } catch (error) {
          answer = () => reject(error);
        }
        this.later(back, `${what}: back`, () => {
          this.underWay -= 1;
          answer();
        });
      });
    });
  }

  machine(): Machine {
    const steady = () => (this.asleepSince ?? this.scheduler.now) - this.host.slept;
    return { now: () => this.now(), steady, after: (ms, f) => this.later(ms, 'wakes', f) };
  }
}
