/** What one of several processes on a database does at a time: it takes the name of that, and loses it when it is silent for too long. */
import type { Store } from '../store/index.ts';
import { type Loop, startLoop } from './loop.ts';
import type { Clock, Log } from './ports.ts';

/** A name lasts so long: others must have taken over from a dead process within 30 seconds. */
const holdMs = 20_000;

export interface Turns {
  /** False: another process has it. Taken again while it is ours it lasts anew. */
  take(name: string): Promise<boolean>;
  give(name: string): Promise<void>;
}

/** For a process that has its database for itself. */
export const alone: Turns = { take: async () => true, give: async () => {} };

/** For one of several. `worker` names it. */
export function turnsOf(store: Pick<Store, 'hold' | 'letGo'>, clock: Clock, worker: string): Turns {
  return {
    take: (name) => store.hold(name, clock.now(), holdMs, worker),
    give: (name) => store.letGo(name, worker),
  };
}

/** The processes that work on a database, counted by names that each of them holds while it lives. */
export interface Crew {
  /** As of the last look; at least 1. */
  count(): number;
  look(): Promise<void>;
  leave(): Promise<void>;
}

/** Nobody else is there. */
export const onlyMe: Crew = { count: () => 1, look: async () => {}, leave: async () => {} };

export function crewOf(store: Pick<Store, 'hold' | 'letGo' | 'heldNames'>, clock: Clock, worker: string): Crew {
  const prefix = 'at work ';
  const mine = `${prefix}${worker}`;
  let known = 1;
  return {
    count: () => known,
    async look() {
      await store.hold(mine, clock.now(), holdMs, worker);
      known = Math.max(1, await store.heldNames(prefix, clock.now()));
    },
    leave: () => store.letGo(mine, worker),
  };
}

/** Takes in what others have written of what is kept in memory here, and says that this process is there. */
export function followOthers(of: {
  crew: Crew;
  people: { look(): Promise<void> };
  vendors: { forget(): void };
  clock: Clock;
  log: Log;
  pollMs: number;
}): Loop {
  const { crew, people, vendors, clock, log, pollMs } = of;
  return startLoop({
    name: 'others',
    clock,
    log,
    pollMs,
    async turn() {
      await clock.agree?.();
      await crew.look();
      vendors.forget();
      await people.look();
      return null;
    },
  });
}
