/** What became of messages and could not be written down: nobody else knows it, and whoever finds the message would send it again. */
import type { OutboxRow } from '../store/index.ts';
import { isAway } from './errors.ts';
import type { Sent } from './sending.ts';

/** Whatever fails so often for another reason than a database that is away will fail for ever. */
const mostTries = 10;

export interface Unkept {
  has(messageId: string): boolean;
  /** Writes down what became of it. Rejects when that does not work; where something was sent it is remembered. */
  settle(row: OutboxRow, sent: Sent): Promise<void>;
  /** Writes down what is remembered; rejects while that does not work. */
  again(): Promise<void>;
}

/** `settle`: writes it down; `again`: it was asked to before. */
export function unkeptOf(settle: (row: OutboxRow, sent: Sent, again?: boolean) => Promise<void>): Unkept {
  const all = new Map<string, { row: OutboxRow; sent: Sent; tries: number }>();
  return {
    has: (messageId) => all.has(messageId),
    async settle(row, sent) {
      try {
        await settle(row, sent);
      } catch (error) {
        if (sent.begun > row.attempts) all.set(row.id, { row, sent, tries: 0 });
        throw error;
      }
    },
    async again() {
      for (const [id, one] of all) {
        try {
          await settle(one.row, one.sent, true);
        } catch (error) {
          one.tries += 1;
          if (isAway(error) || one.tries < mostTries) throw error;
        }
        all.delete(id);
      }
    },
  };
}
