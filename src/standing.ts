/** How the bot stands now, in the figures that a scrape wants. */
import { type Instant, msBetween, plusMs } from './domain/time.ts';
import type { Clock, Engine } from './engine/index.ts';
import type { Standing } from './metrics/index.ts';
import type { Store } from './store/index.ts';

/** What is late by less is forgiven by the rules themselves (domain.md, *Late*). */
const LATE_MS = 60_000;

/** Rejects when the store does not answer. */
export async function standingOf(
  engine: Pick<Engine, 'health'>,
  store: Pick<Store, 'backlog'>,
  clock: Pick<Clock, 'now'>,
): Promise<Standing> {
  const now = clock.now();
  const since = (at: Instant | null) => (at === null ? null : Math.max(0, msBetween(at, now) / 1000));
  const { troubles, lastTick, lastAudit } = await engine.health();
  const { messages, waiting } = await store.backlog(now);
  const { timers } = await store.backlog(plusMs(now, -LATE_MS));
  return {
    troubles: troubles.map(({ part }) => part),
    sinceLastTick: since(lastTick),
    sinceLastAudit: since(lastAudit),
    overduePings: timers.count,
    waiting,
    due: messages.count,
    oldestDue: since(messages.oldest as Instant | null),
  };
}
