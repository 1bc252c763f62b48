/**
 * A time zone as stretches of constant offset, asked of Temporal once and kept: a property test asks for hundreds of
 * thousands of conversions, and a binary search is some fifty times cheaper than a ZonedDateTime.
 */
import { FIRST_MS, LAST_MS } from './time.ts';

const DAY = 86_400_000;

interface Stretch {
  /** First millisecond. */
  readonly from: number;
  /** First millisecond that no longer belongs to it. */
  readonly to: number;
  /** Local clock minus UTC, in milliseconds. */
  readonly offset: number;
}

interface Zone {
  /** In order, as far as asked for; may leave gaps. */
  readonly stretches: Stretch[];
  /** The one that answered last: most questions are about the same weeks. */
  last: Stretch | undefined;
}

const zones = new Map<string, Zone>();

/** Local clock minus UTC in milliseconds at a moment (ms since 1970). Throws a RangeError for a zone that does not exist. */
export function offsetAt(zone: string, ms: number): number {
  return stretchOf(zone, ms).offset;
}

function stretchOf(name: string, ms: number): Stretch {
  let zone = zones.get(name);
  if (zone === undefined) {
    zone = { stretches: [], last: undefined };
    zones.set(name, zone);
  }
  const { stretches, last } = zone;
  if (last !== undefined && last.from <= ms && ms < last.to) return last;
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle] as Stretch).to <= ms) low = middle + 1;
    else high = middle;
  }
  let found = stretches[low];
  if (found === undefined || found.from > ms) {
    found = stretchAt(name, ms);
    stretches.splice(low, 0, found);
  }
  zone.last = found;
  return found;
}

function stretchAt(zone: string, ms: number): Stretch {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  // `previous` looks strictly before: one millisecond on, so that a change at this very moment counts as the beginning.
  const before = at.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const after = at.getTimeZoneTransition('next');
  return {
    from: before?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: after?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: Math.round(at.offsetNanoseconds / 1_000_000),
  };
}

/** Moment to local clock, the latter as if it were UTC (ms). */
export function localOf(zone: string, ms: number): number {
  return ms + offsetAt(zone, ms);
}

/**
 * Local clock (ms, as if it were UTC) to the moment. A clock time that comes twice in autumn is its first one. One that
 * spring skips is as much later as the gap is long (`later`), or as much earlier (`earlier`).
 */
export function exactOf(zone: string, local: number, gap: 'later' | 'earlier' = 'later'): number {
  // Beyond the years that instants have, no zone matters: the calendar stops at the ends.
  if (local <= FIRST_MS || local >= LAST_MS) return local;
  // A day before and a day after lie on either side of the moment, however far the zone is from UTC.
  const { offset: before, to } = stretchOf(zone, local - DAY);
  const first = local - before;
  if (local + DAY < to) return first;
  const after = offsetAt(zone, local + DAY);
  if (before === after || offsetAt(zone, first) === before) return first;
  const second = local - after;
  if (offsetAt(zone, second) === after) return second;
  return gap === 'later' ? first : second;
}
