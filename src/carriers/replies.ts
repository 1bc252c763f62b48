/** SMS back to whoever sent one: wanted now or not at all, so it is tried a few times and then given up; what must arrive goes through the outbox. */
import type { Log, OutsideCarrier } from '../engine/index.ts';

export interface Replies {
  /** Queues and returns; `key` is the same for the same reply. */
  send(to: string, text: string, key: string): void;
  /** Resolves when everything queued has been sent or given up. */
  idle(): Promise<void>;
}

/** Milliseconds before another try. */
const PATIENCE = [2_000, 10_000, 30_000];

export function smsReplies(carrier: OutsideCarrier, log: Log, patience: readonly number[] = PATIENCE): Replies {
  const underWay = new Set<Promise<void>>();

  async function patiently(to: string, text: string, key: string): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const hints = { caseId: '', messageId: key, key, attempt: tries + 1, possibleRepeat: tries > 0 };
      const sent = await carrier.send(to, { subject: '', text, short: text }, hints);
      if (sent.ok) return;
      const wait = patience[tries];
      if ((sent.fate !== 'retry' && sent.fate !== 'ambiguous') || wait === undefined)
        return log.warn({ messageId: key, fate: sent.fate, reason: sent.reason }, 'a reply by SMS was not sent');
      await new Promise((resolve) => setTimeout(resolve, wait).unref());
    }
  }

  return {
    send(to, text, key) {
      const task = patiently(to, text, key).finally(() => underWay.delete(task));
      underWay.add(task);
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
