/** Whether the bot is well, and why not, in words. Whatever is wrong here also silences the heartbeat. */
import { type Instant, msBetween, plusMs } from '../domain/time.ts';
import type { Store } from '../store/index.ts';
import type { Waiting } from './aside.ts';
import { type Audited, overdueMs } from './auditor.ts';
import type { Clock } from './ports.ts';

/** `part`: what is not well; `why`: for operators, it may quote what a database or a network said. */
export interface Trouble {
  part: 'clock' | 'courier' | 'store' | 'auditor' | 'overdue';
  why: string;
}

export interface Health {
  ok: boolean;
  troubles: Trouble[];
  /** The same, each in one sentence. Empty when all is well. */
  reasons: string[];
  lastTick: Instant | null;
  /** When the auditor last went round all open cases. */
  lastAudit: Instant | null;
  /** Messages that wait for something else than their turn. */
  waiting: Waiting[];
}

/** The clock looks at least every poll; four times that without a look is not well. */
const silentPolls = 4;
/** Three rounds of the auditor that did not end. */
const missedRounds = 3;
/** A database that answers later than this is as good as none, and a balancer waits no longer. */
const patienceMs = 2_000;
const mostNamed = 5;

export interface HealthOptions {
  store: Pick<Store, 'ping' | 'backlog'>;
  clock: Clock;
  pollMs: number;
  /** Null: not started. */
  ticking(): { lastTurn: Instant | null; failing: string | null } | null;
  startedAt(): Instant | null;
  couriers(): { failing(): string[]; waiting(): Waiting[] } | null;
  /** `everyMs`: how often a round is due. Null: there is no auditor. */
  auditor(): { audited: Audited; everyMs: number } | null;
}

/** Never rejects, and answers within two seconds or so. */
export async function healthOf(of: HealthOptions): Promise<Health> {
  const { clock } = of;
  const now = clock.now();
  const ticking = of.ticking();
  const troubles: Trouble[] = [];
  const say = (part: Trouble['part'], why: string) => void troubles.push({ part, why });

  if (ticking === null) say('clock', 'not started');
  else if (ticking.failing !== null) say('clock', ticking.failing);
  else {
    const since = ticking.lastTurn ?? of.startedAt() ?? now;
    const silent = msBetween(since, now);
    if (silent > silentPolls * of.pollMs) say('clock', `no sign of life for ${minutes(silent)}`);
  }
  for (const why of of.couriers()?.failing() ?? []) say('courier', why);
  const auditor = of.auditor();
  if (auditor !== null) for (const trouble of auditTroubles(auditor, now)) troubles.push(trouble);
  for (const trouble of await storeTroubles(of, now)) troubles.push(trouble);
  return {
    ok: troubles.length === 0,
    troubles,
    reasons: troubles.map(({ part, why }) => `${part}: ${why}`),
    lastTick: ticking?.lastTurn ?? null,
    lastAudit: auditor?.audited.lastRound ?? null,
    waiting: of.couriers()?.waiting() ?? [],
  };
}

function auditTroubles({ audited, everyMs }: { audited: Audited; everyMs: number }, now: Instant): Trouble[] {
  const { begun, lastRound, overdue, unreadable } = audited;
  const troubles: Trouble[] = [];
  const [longest] = overdue;
  if (longest !== undefined)
    troubles.push({
      part: 'overdue',
      why: `in ${cases(overdue.length)} something should have been asked more than five minutes ago, the longest ${minutes(
        msBetween(longest.since, now),
      )} ago: ${named(overdue.map(({ caseId }) => caseId))}`,
    });
  if (unreadable.length > 0)
    troubles.push({
      part: 'auditor',
      why: `the facts of ${cases(unreadable.length)} cannot be read: ${named(unreadable)}`,
    });
  const since = msBetween(lastRound ?? begun, now);
  if (since > missedRounds * everyMs) troubles.push({ part: 'auditor', why: `no whole round for ${minutes(since)}` });
  return troubles;
}

/** What is due in the outbox and has not even been tried: a courier that is stuck says nothing itself. */
async function storeTroubles({ store, clock }: HealthOptions, now: Instant): Promise<Trouble[]> {
  let cancel = () => {};
  const late = new Promise<Trouble[]>((resolve) => {
    cancel = clock.wake(plusMs(now, patienceMs), () =>
      resolve([{ part: 'store', why: 'no answer within two seconds' }]),
    );
  });
  try {
    return await Promise.race([late, asked()]);
  } catch (error) {
    return [{ part: 'store', why: error instanceof Error ? error.message : String(error) }];
  } finally {
    cancel();
  }

  async function asked(): Promise<Trouble[]> {
    await store.ping();
    const { count, oldest } = (await store.backlog(plusMs(now, -overdueMs))).messages;
    if (count === 0) return [];
    const age = oldest === null ? '' : `, the oldest for ${minutes(msBetween(oldest as Instant, now))}`;
    return [{ part: 'overdue', why: `${count === 1 ? '1 message waits' : `${count} messages wait`} to be sent${age}` }];
  }
}

function cases(count: number): string {
  return count === 1 ? '1 case' : `${count} cases`;
}

function named(ids: readonly string[]): string {
  const more = ids.length - mostNamed;
  return `${ids.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function minutes(ms: number): string {
  const whole = Math.floor(ms / 60_000);
  return whole === 1 ? '1 minute' : `${whole} minutes`;
}
