/**
 * The outside heartbeat: while the bot is well, somebody else's watchdog hears of it every minute. Its silence is the alarm, so
 * it is withheld while anything is wrong, and no defect of the bot can make it speak.
 */
import { plusMs } from './domain/time.ts';
import type { Clock, Log } from './engine/index.ts';
import { faultFields } from './engine/index.ts';

export const HEARTBEAT_MS = 60_000;
/** A watchdog that is slower than this is called again in a minute. */
const TIMEOUT_MS = 10_000;

export interface HeartbeatOptions {
  /** May hold a secret: it is never logged. */
  url: string;
  /** Why it is withheld, in words; empty: all is well. */
  reasons(): Promise<readonly string[]>;
  clock: Clock;
  log: Log;
  count(result: 'sent' | 'failed' | 'withheld'): void;
  timeoutMs?: number;
  /** Milliseconds between two beats; a minute, unless a test cannot wait. */
  everyMs?: number;
}

export interface Heartbeat {
  /** Resolves when no beat is under way. */
  idle(): Promise<void>;
  /** No more beats; what is under way is not waited for. */
  stop(): void;
}

/** The first beat comes after a whole minute: a bot that is started again and again and never gets that far stays silent. */
export function startHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { clock, log, count, everyMs = HEARTBEAT_MS } = options;
  const stopping = new AbortController();
  let beating: Promise<void> | null = null;
  let last: 'sent' | 'failed' | 'withheld' = 'sent';
  let cancel = arm();

  function arm(): () => void {
    return clock.wake(plusMs(clock.now(), everyMs), () => {
      cancel = arm();
      // One that hangs is cut off by its own time-out, long before the next.
      beating ??= beat().finally(() => {
        beating = null;
      });
    });
  }

  async function beat(): Promise<void> {
    const { result, about } = await tried(options, stopping.signal);
    if (stopping.signal.aborted) return;
    count(result);
    // The first of a row is worth a line.
    if (result !== last && result === 'sent') log.info({}, 'the heartbeat is heard again');
    else if (result !== last)
      log.warn(about, `the heartbeat ${result === 'withheld' ? 'is withheld' : 'was not heard'}`);
    last = result;
  }

  return {
    async idle() {
      while (beating !== null) await beating;
    },
    stop() {
      cancel();
      stopping.abort();
    },
  };
}

async function tried(
  { url, reasons, timeoutMs = TIMEOUT_MS }: HeartbeatOptions,
  stopped: AbortSignal,
): Promise<{ result: 'sent' | 'failed' | 'withheld'; about: object }> {
  try {
    const why = await reasons();
    if (why.length > 0) return { result: 'withheld', about: { reasons: why } };
  } catch (error) {
    return { result: 'withheld', about: faultFields(error) };
  }
  try {
    const answer = await fetch(url, {
      // A secret is for this address and no other.
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), stopped]),
    });
    await answer.body?.cancel();
    if (answer.ok) return { result: 'sent', about: {} };
    const elsewhere = answer.status >= 300 && answer.status < 400;
    return {
      result: 'failed',
      about: {
        status: answer.status,
        ...(elsewhere && { hint: 'it leads elsewhere: set HEARTBEAT_URL to the final address' }),
      },
    };
  } catch (error) {
    // Its message may quote the address.
    const { name, cause } = error as Error & { cause?: { code?: string } };
    return { result: 'failed', about: { error: cause?.code ?? name } };
  }
}
