// The only thing that moves in a simulated world: it owns the time and the order in which everything that is awaited comes.
// Not here: what happens, and to whom.
import { setImmediate } from 'node:timers';
import type { Random } from './random.ts';

interface Coming {
  at: number;
  /** Drawn: what is due at one moment comes in any order. */
  tie: number;
  number: number;
  what: string;
  run(): void | Promise<void>;
}

export class Scheduler {
  /** True time, milliseconds since 1970. What a machine believes it to be is another matter. */
  now: number;
  steps = 0;
  private readonly order: Random;
  private heap: Coming[] = [];
  private cancelled = new Set<Coming>();
  private count = 0;

  constructor(start: number, order: Random) {
    this.now = start;
    this.order = order;
  }

  /** Something that happens in so many milliseconds; the answer takes it back. */
  after(ms: number, what: string, run: () => void | Promise<void>): () => void {
    const coming = { at: this.now + Math.max(0, ms), tie: this.order.next(), number: this.count++, what, run };
    this.push(coming);
    return () => void this.cancelled.add(coming);
  }

  /** The next thing happens, with everything that follows from it without waiting. Its name; null: nothing is to come. */
  async step(): Promise<string | null> {
    for (;;) {
      const next = this.pop();
      if (next === undefined) return null;
      if (this.cancelled.delete(next)) continue;
      this.now = Math.max(this.now, next.at);
      this.steps += 1;
      await next.run();
      // A turn of the real event loop: every continuation that waits for nothing of ours has run then.
      await new Promise<void>((resolve) => setImmediate(resolve));
      return next.what;
    }
  }

  private push(coming: Coming): void {
    const { heap } = this;
    heap.push(coming);
    for (let i = heap.length - 1; i > 0; ) {
      const up = (i - 1) >> 1;
      if (!before(heap[i], heap[up])) break;
      [heap[i], heap[up]] = [heap[up] as Coming, heap[i] as Coming];
      i = up;
    }
  }

  private pop(): Coming | undefined {
    const { heap } = this;
    const [top] = heap;
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    heap[0] = last;
    for (let i = 0; ; ) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2])
        if (child < heap.length && before(heap[child], heap[least])) least = child;
      if (least === i) return top;
      [heap[i], heap[least]] = [heap[least] as Coming, heap[i] as Coming];
      i = least;
    }
  }
}

function before(a: Coming | undefined, b: Coming | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.at !== b.at ? a.at < b.at : a.tie !== b.tie ? a.tie < b.tie : a.number < b.number;
}
