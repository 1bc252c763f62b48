/**
 * Instants and durations as the core knows them: plain strings that read well in a database and survive JSON.
 * The core has no clock: every instant comes in from outside, inside a command.
 */
import { msOfText, textOfMs } from './instantText.ts';

declare const brand: unique symbol;

/** ISO 8601, UTC, exactly three decimals ("2023-07-31T06:10:00.000Z"), so that instants compare as strings. Years 0000-9999. */
export type Instant = string & { readonly [brand]: 'Instant' };

/** ISO 8601, never negative, fractions only in seconds and at most three decimals: "PT45M", "P1D", "P1DT2H", "PT0.5S". */
export type Duration = string & { readonly [brand]: 'Duration' };

/** A duration taken apart. Years are already in `months`, weeks in `days`, hours, minutes and seconds in `ms`. */
export interface DurationParts {
  readonly months: number;
  readonly days: number;
  /** milliseconds */
  readonly ms: number;
}

/** The last instant that still compares as a string; arithmetic in the calendar stops there instead of failing. */
export const LAST_MS = 253_402_300_799_999;
/** The first one: 0000-01-01T00:00:00.000Z. */
export const FIRST_MS = -62_167_219_200_000;

const DURATION =
  /^P(?!$)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?!$)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12}(?:\.\d{1,3})?)S)?)?$/;

/** True for an instant in exactly the form above, and only when such a moment exists (no 30 February). */
export function isInstant(value: unknown): value is Instant {
  return typeof value === 'string' && msOfText(value) !== null;
}

/** True for a duration in the form above. */
export function isDuration(value: unknown): value is Duration {
  return typeof value === 'string' && DURATION.test(value);
}

/**
 * Makes an instant of ISO 8601 text with a zone or offset, or of milliseconds since 1970 (rounded down).
 * Throws a RangeError when the text names no moment or the moment lies outside the years 0000-9999.
 */
export function instant(from: string | number): Instant {
  const ms = typeof from === 'number' ? Math.floor(from) : toMs(from as Instant);
  if (!(ms >= FIRST_MS && ms <= LAST_MS)) throw new RangeError(`${from} lies outside the years 0000-9999`);
  return textOfMs(ms) as Instant;
}

/** Milliseconds since 1970. Throws a RangeError when the text is no instant. */
export function toMs(at: Instant): number {
  return msOfText(at) ?? Temporal.Instant.from(at).epochMilliseconds;
}

/** So many milliseconds later (earlier when negative), without regard to any calendar. Stops at the years 0000 and 9999. */
export function plusMs(at: Instant, ms: number): Instant {
  return fromMs(toMs(at) + ms);
}

/** Like `instant` for milliseconds, but stops at the years 0000 and 9999 instead of throwing. */
export function fromMs(ms: number): Instant {
  return instant(Math.min(LAST_MS, Math.max(FIRST_MS, ms)));
}

/** From `a` to `b` in milliseconds; negative when `b` is the earlier one. */
export function msBetween(a: Instant, b: Instant): number {
  return toMs(b) - toMs(a);
}

export function earlier(a: Instant, b: Instant): Instant {
  return b < a ? b : a;
}

export function later(a: Instant, b: Instant): Instant {
  return b > a ? b : a;
}

/** Checks and brands a duration. Throws a RangeError when the text is none. */
export function duration(from: string): Duration {
  if (!isDuration(from)) throw new RangeError(`"${from}" is not a duration such as PT45M or P1D`);
  return from;
}

/** Whole milliseconds as a duration counted in seconds: 90_000 is "PT90S". Throws a RangeError below zero. */
export function durationOfMs(ms: number): Duration {
  return duration(`PT${Math.floor(ms) / 1000}S`);
}

const taken = new Map<string, DurationParts>();

/** Takes a duration apart. Throws a RangeError when the text is none. */
export function durationParts(of: Duration): DurationParts {
  const known = taken.get(of);
  if (known !== undefined) return known;
  const match = DURATION.exec(of);
  if (match === null) throw new RangeError(`"${of}" is not a duration such as PT45M or P1D`);
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(1).map((digits) => Number(digits ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const parts: DurationParts = {
    months: years * 12 + months,
    days: weeks * 7 + days,
    ms: hours * 3_600_000 + minutes * 60_000 + Math.round(seconds * 1000),
  };
  // The same few durations come again and again; the cap keeps typed ones ("due:1234567s") from filling the memory.
  if (taken.size > 1000) taken.clear();
  taken.set(of, parts);
  return parts;
}
