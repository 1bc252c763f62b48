/**
 * A time zone as stretches of constant offset, asked of Temporal once and kept: a property test asks for hundreds of
 * thousands of conversions, and a binary search is some fifty times cheaper than a ZonedDateTime.
 */
import { FIRST_MS, LAST_MS } from './time.ts';

const HALF_DAY = 43_200_000;

interface Stretch {
  /** First millisecond. */
  readonly from: number;
  /** First millisecond that no longer belongs to it. */
  readonly to: number;
  /** Local clock minus UTC, in milliseconds. */
  readonly offset: number;
}

const known = new Map<string, Stretch[]>();

/** Local clock minus UTC in milliseconds at a moment (ms since 1970). Throws a RangeError for a zone that does not exist. */
export function offsetAt(zone: string, ms: number): number {
  let stretches = known.get(zone);
  if (stretches === undefined) {
    stretches = [];
    known.set(zone, stretches);
  }
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle] as Stretch).to <= ms) low = middle + 1;
    else high = middle;
  }
  const found = stretches[low];
  if (found !== undefined && found.from <= ms) return found.offset;
  const fresh = stretchAt(zone, ms);
  stretches.splice(low, 0, fresh);
  return fresh.offset;
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
  const clamped = Math.min(LAST_MS, Math.max(FIRST_MS, local));
  const before = offsetAt(zone, clamped - 2 * HALF_DAY);
  const after = offsetAt(zone, clamped + 2 * HALF_DAY);
  const first = clamped - before;
  if (before === after || offsetAt(zone, first) === before) return first;
  const second = clamped - after;
  if (offsetAt(zone, second) === after) return second;
  return gap === 'later' ? first : second;
}
