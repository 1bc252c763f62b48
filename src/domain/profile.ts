/** What is remembered of a vendor over all cases: which way was read how fast, what moved it, promises kept and broken. */
import type { Mover, Stage } from './case.ts';
import type { CallResult, CaseId, TicketId } from './commands.ts';
import type { PersonId, VendorId } from './organisation.ts';
import { type Instant, msBetween } from './time.ts';
import type { Try, Wait } from './wait.ts';

/** How a route has done: `tried` counts what is judged, not what may still work. */
export interface RouteRecord {
  tried: number;
  worked: number;
  /** Of those that worked: whose code was said back. The others had an answer as the next thing that came. */
  read: number;
  /** Half of those that worked had worked by then; null: none has, or only calls that they acted on, of which a click tells no time. */
  medianMs: number | null;
}

/** How a number has done; a call that found it wrong says nothing of who answers there. */
export interface NumberRecord {
  tried: number;
  acted: number;
  /** The last call found it to be wrong. */
  wrong?: { at: Instant; caseId: CaseId };
}

export interface Profile {
  vendor: VendorId;
  /** Tickets that count, and how many of them are open. */
  tickets: number;
  open: number;
  /** Of the tickets with a substantive word. */
  firstWord: { tickets: number; medianMs: number | null; longestMs: number | null };
  routes: Readonly<Record<string, RouteRecord>>;
  words: { sent: number; unread: number };
  promises: { kept: number; broken: number };
  calls: Partial<Record<CallResult, number>>;
  /** By `numberKey`. */
  numbers: Readonly<Record<string, NumberRecord>>;
  /** Finished stretches, in milliseconds. */
  idle: Partial<Record<Stage, number>>;
  /** Those that are running. */
  waiting: { stage: Stage; since: Instant }[];
  moved: Partial<Record<Mover, number>>;
  wrongNumbers: { whom: PersonId; at: Instant; caseId: CaseId; ticket: TicketId }[];
}

export type Profiles = Readonly<Record<VendorId, Profile>>;

/** Of one vendor's waits. Those opened by mistake count for nothing but wrong numbers. */
export function profileOf(vendor: VendorId, all: readonly Wait[]): Profile {
  const waits = all.filter((w) => w.status !== 'mistake');
  const firsts = waits.flatMap((w) => (w.firstWordAt ? [msBetween(w.openedAt, w.firstWordAt)] : []));
  return {
    vendor,
    tickets: waits.length,
    open: waits.filter((w) => w.status === 'open').length,
    firstWord: {
      tickets: firsts.length,
      medianMs: median(firsts),
      longestMs: firsts.length === 0 ? null : Math.max(...firsts),
    },
    routes: recordsOf(waits.flatMap((w) => w.tries)),
    words: { sent: sum(waits.map((w) => w.words.sent)), unread: sum(waits.map((w) => w.words.unread)) },
    promises: { kept: sum(waits.map((w) => w.promises.kept)), broken: sum(waits.map((w) => w.promises.broken)) },
    calls: added(waits.map((w) => w.calls)),
    numbers: numbersOf(all),
    idle: added(waits.map((w) => w.idle)),
    waiting: waits.flatMap((w) => w.waiting ?? []),
    moved: added(waits.flatMap((w) => w.moved.map((mover) => ({ [mover]: 1 }) as Partial<Record<Mover, number>>))),
    wrongNumbers: all.flatMap((w) => w.wrongNumbers.map((n) => ({ ...n, caseId: w.caseId, ticket: w.ticket }))),
  };
}

/** Silence by how far the ladder had climbed, the running stretches as of now. */
export function silenceBy(
  { idle, waiting }: Pick<Profile, 'idle' | 'waiting'>,
  now: Instant,
): Partial<Record<Stage, number>> {
  const running = waiting.map(({ stage, since }) => ({ [stage]: Math.max(0, msBetween(since, now)) }));
  return added([idle, ...running]);
}

/** Each vendor's, by its id. */
export function profilesOf(waits: readonly Wait[]): Profiles {
  const groups = Map.groupBy(waits, (w) => w.vendor);
  return Object.fromEntries([...groups].map(([vendor, all]) => [vendor, profileOf(vendor, all)]));
}

function recordsOf(tries: readonly Try[]): Record<string, RouteRecord> {
  const judged = Map.groupBy(
    tries.filter((t) => t.open === undefined),
    (t) => t.route,
  );
  return Object.fromEntries(
    [...judged].map(([route, all]) => {
      const worked = all.filter(({ workedAt }) => workedAt !== undefined);
      const times = worked.flatMap(({ at, how, workedAt = at }) => (how === 'acted' ? [] : [msBetween(at, workedAt)]));
      const read = worked.filter(({ how }) => how === 'read').length;
      return [route, { tried: all.length, worked: worked.length, read, medianMs: median(times) }];
    }),
  );
}

/** One number of one desk: two people may share one, and it may be right for one of them only. */
export function numberKey(whom: PersonId, number: string): string {
  return `${whom} ${number}`;
}

function numbersOf(all: readonly Wait[]): Record<string, NumberRecord> {
  const calls = all
    .flatMap(({ dialled = [], caseId, status }) =>
      dialled.map((call) => ({ ...call, caseId, counts: status !== 'mistake' })),
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const byNumber = Map.groupBy(calls, ({ whom, number }) => numberKey(whom, number));
  return Object.fromEntries(
    [...byNumber].map(([key, of]) => {
      const counting = of.filter(({ counts, result }) => counts && result !== 'wrong-number');
      const last = of.at(-1);
      return [
        key,
        {
          tried: counting.length,
          acted: counting.filter(({ result }) => result === 'acted').length,
          ...(last?.result === 'wrong-number' && { wrong: { at: last.at, caseId: last.caseId } }),
        },
      ];
    }),
  );
}

/** The lower of the two in the middle: it was that fast at least in half of the cases. */
function median(all: readonly number[]): number | null {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

function sum(all: readonly number[]): number {
  return all.reduce((a, b) => a + b, 0);
}

function added<K extends string>(all: readonly Partial<Record<K, number>>[]): Partial<Record<K, number>> {
  const total: Partial<Record<K, number>> = {};
  for (const one of all) for (const key of Object.keys(one) as K[]) total[key] = (total[key] ?? 0) + (one[key] ?? 0);
  return total;
}
