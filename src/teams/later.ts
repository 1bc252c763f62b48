/**
 * What was said while the database was away. It is kept in memory and carried out in the order in which it was said as soon as
 * the database is back; until then the sender is not told that it was taken (503), so that it may come again, also to another
 * process: the id of the activity is that of its command, so it is done once. Whoever waits for too long gets it back.
 */
import { plusMs } from '../domain/time.ts';
import type { Clock } from '../engine/index.ts';
import type { Store } from '../store/index.ts';
import type { Inbound, Said } from './activity.ts';
import { canonical } from './once.ts';

/** Nothing is done later than this after it was said; shorter than the ten minutes in which a click keeps its command id (once.ts). */
const LONGEST_MS = 9 * 60_000;

/** How often it is asked whether the database is back. */
const LOOK_MS = 2_000;

/** Some MB of memory; more than all people of an organisation say in ten minutes to a bot that answers nothing. */
const MOST = 1_000;

/** It is not done yet: the sender must not take it for answered. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}

/** An activity that waits. */
export interface Waiting {
  at: Inbound;
  said: Said;
  /** In the order in which they came. */
  number: number;
}

export interface LaterOptions {
  store: Pick<Store, 'ping'>;
  clock: Clock;
  /** Does it now; rejects while the database is away, and with nothing else. */
  carryOut(one: Waiting): Promise<void>;
  /** It was not done, and will not be. */
  handBack(one: Waiting): void;
}

export interface Later {
  /** `waits`: it does now. `known`: the same of the same sender waits already. `full`: too much does. */
  put(one: Waiting): 'waits' | 'known' | 'full';
  has(key: string): boolean;
  /** What came before is done first; false: it cannot be, the database is still away. */
  caughtUp(): Promise<boolean>;
  /** The process ends: everything that waits is handed back. */
  close(): void;
}

export function openLater({ store, clock, carryOut, handBack }: LaterOptions): Later {
  let list: (Waiting & { since: number; same: string })[] = [];
  let under: Promise<boolean> | null = null;
  let cancel: (() => void) | null = null;
  const nowMs = () => Date.parse(clock.now());

  async function drain(): Promise<boolean> {
    for (;;) {
      const [first] = list;
      if (first === undefined) return true;
      if (Math.abs(nowMs() - first.since) >= LONGEST_MS) handBack(first);
      else
        try {
          await store.ping();
          await carryOut(first);
        } catch {
          return false;
        }
      list = list.filter((one) => one !== first);
    }
  }

  function look(): void {
    if (cancel !== null || list.length === 0) return;
    cancel = clock.wake(plusMs(clock.now(), LOOK_MS), () => {
      cancel = null;
      void caughtUp();
    });
  }

  function caughtUp(): Promise<boolean> {
    under ??= drain().finally(() => {
      under = null;
      look();
    });
    return under;
  }

  return {
    caughtUp,
    has: (key) => list.some(({ at }) => at.key === key),
    put(one) {
      const same = canonical([one.at.from.id, one.at.conversationId, one.said]);
      if (list.some((other) => other.same === same)) return 'known';
      if (list.length >= MOST) return 'full';
      list = [...list, { ...one, since: nowMs(), same }].sort((a, b) => a.number - b.number);
      look();
      return 'waits';
    },
    close() {
      cancel?.();
      for (const one of list.splice(0)) handBack(one);
    },
  };
}
