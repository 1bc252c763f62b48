/** How often a message was tried, and whether it may have arrived already: read from its row, written into its reason. */
import type { OutboxRow } from '../store/index.ts';

export interface Tries {
  /** Sends begun so far. */
  begun: number;
  /** Of these, how many may have arrived: no answer came, or the process died before it could write one down. */
  doubtful: number;
  /** Why it waits, without the numbers. */
  why: string | null;
}

const shape = /^tried (\d+), in doubt (\d+): (.*)$/s;

/** What a row that waits has as its reason. Sends are counted in it, so that one without an answer stands out. */
export function reasonOf({ begun, doubtful }: Pick<Tries, 'begun' | 'doubtful'>, why: string): string {
  return `tried ${begun}, in doubt ${doubtful}: ${why}`;
}

export function triesOf(row: Pick<OutboxRow, 'attempts' | 'reason'>): Tries {
  const found = shape.exec(row.reason ?? '');
  const answered = Number(found?.[1] ?? 0);
  // Several, where the process died in the middle of one after the other.
  const unanswered = Math.max(0, row.attempts - answered);
  return { begun: row.attempts, doubtful: Number(found?.[2] ?? 0) + unanswered, why: found?.[3] ?? row.reason };
}
