/** One courier for each office, beside each other: what holds up one way holds up no other. Together they look like one. */
import type { Waiting } from './aside.ts';
import { type Courier, type CourierOptions, startCourier } from './courier.ts';
import { OFFICES, type Office, officeOf } from './offices.ts';

export interface Couriers {
  /** Something was queued for these audiences. */
  queued(audiences: readonly string[]): void;
  nudge(): void;
  busy(): boolean;
  idle(): Promise<void>;
  stop(): Promise<void>;
  /** Why a turn failed, for each courier whose last one did. */
  failing(): string[];
  waiting(): Waiting[];
  channelAppeared(): Promise<void>;
}

export function startCouriers(options: Omit<CourierOptions, 'office' | 'moved'>): Couriers {
  const all = new Map<Office, Courier>();
  const moved = (to: Office) => all.get(to)?.nudge();
  for (const office of OFFICES) all.set(office, startCourier({ ...options, office, moved }));
  const each = [...all.values()];
  const busy = () => each.some((one) => one.busy());
  return {
    busy,
    queued(audiences) {
      for (const office of new Set(audiences.map(officeOf))) all.get(office)?.nudge();
    },
    nudge() {
      for (const one of each) one.nudge();
    },
    async idle() {
      while (busy()) await Promise.all(each.map((one) => one.idle()));
    },
    async stop() {
      await Promise.all(each.map((one) => one.stop()));
    },
    failing: () => each.map((one) => one.state().failing).filter((why) => why !== null),
    waiting: () => each.flatMap((one) => one.waiting()),
    async channelAppeared() {
      await all.get('teams')?.channelAppeared();
    },
  };
}
