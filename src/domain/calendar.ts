/**
 * How durations are counted: in all hours (`always`) or in the organisation's working time (`working`).
 *
 * `always`: hours, minutes and seconds exactly; days, weeks and months at the same clock time in the organisation's zone.
 * `working`: hours, minutes and seconds count working time; a day is a working day, at the same clock time (a week is
 * seven of them, as `P7D` is); months lead to the same clock time of that date, and from there to the next opening. An
 * anchor outside the hours first moves to the next opening; closing time is outside for an anchor, inside for a due time.
 * A calendar without one working hour counts like `always`, so that nothing waits for ever.
 */
import { type Duration, type DurationParts, durationParts, fromMs, type Instant, LAST_MS, toMs } from './time.ts';
import {
  type Calendar,
  DAY,
  dayOf,
  isWorkday,
  nextWorkday,
  nthWorkday,
  type WorkingTime,
  windowOf,
  workingTime,
} from './workdays.ts';
import { exactOf, localOf } from './zone.ts';

export type { Calendar, Weekday } from './workdays.ts';
export type ClockKind = 'always' | 'working';

/** When something is due that was anchored at `at`. */
export function addTime(at: Instant, after: Duration, clock: ClockKind, calendar: Calendar): Instant {
  return fromMs(add(toMs(at), durationParts(after), clock, calendar));
}

/**
 * The anchor for which `addTime(anchor, …)` is `at` (where spring or a short month leaves none: the one that comes next
 * below). In working time an `at` outside the hours first moves to the next opening: what fired at night counts from there.
 */
export function subtractTime(at: Instant, after: Duration, clock: ClockKind, calendar: Calendar): Instant {
  const parts = durationParts(after);
  const time = workingTime(calendar);
  if (!counts(clock, time))
    return fromMs(shiftLocal(time.zone, toMs(at) - parts.ms, -parts.months, -parts.days, 'earlier'));
  let ms = subtractWorking(time, toMs(at), parts.ms);
  if (parts.days > 0) ms = shiftWorkdays(time, ms, -parts.days);
  if (parts.months > 0) ms = shiftLocal(time.zone, ms, -parts.months, 0, 'earlier');
  return fromMs(opening(time, ms));
}

/** `at` itself within the hours, else the next opening. */
export function nextOpening(at: Instant, calendar: Calendar): Instant {
  return fromMs(opening(workingTime(calendar), toMs(at)));
}

/** Milliseconds from one instant to another, in working time those within the hours; negative when `to` is earlier. */
export function timeBetween(from: Instant, to: Instant, clock: ClockKind, calendar: Calendar): number {
  return between(toMs(from), toMs(to), clock, workingTime(calendar));
}

/** So many milliseconds later (earlier when negative), in working time those within the hours. */
export function addMs(at: Instant, ms: number, clock: ClockKind, calendar: Calendar): Instant {
  const time = workingTime(calendar);
  if (!counts(clock, time)) return fromMs(toMs(at) + ms);
  return fromMs(ms < 0 ? subtractWorking(time, toMs(at), -ms) : addWorking(time, toMs(at), ms));
}

/** Later by as long as it is between two instants, as the clock counts; where that is nothing the same instant, also at night. */
export function laterBy(at: Instant, from: Instant, to: Instant, clock: ClockKind, calendar: Calendar): Instant {
  const ms = timeBetween(from, to, clock, calendar);
  return ms === 0 ? at : addMs(at, ms, clock, calendar);
}

/** The first point start + n × repeat (n ≥ 1) strictly after `after`. A repeat of nothing counts as a millisecond. */
export function gridAfter(
  start: Instant,
  repeat: Duration,
  after: Instant,
  clock: ClockKind,
  calendar: Calendar,
): Instant {
  const n = Math.max(0, gridIndex(start, repeat, after, clock, calendar));
  return fromMs(gridPoint(toMs(start), repeat, n + 1, clock, calendar));
}

/** The greatest n ≥ 0 with start + n × repeat at or before `at`; -1 when `at` is before the start. */
export function gridIndex(start: Instant, repeat: Duration, at: Instant, clock: ClockKind, calendar: Calendar): number {
  const [begin, end] = [toMs(start), toMs(at)];
  if (end < begin) return -1;
  const point = (n: number): number => gridPoint(begin, repeat, n, clock, calendar);
  const parts = durationParts(repeat);
  if (parts.months === 0 && parts.days === 0) {
    // Hours and minutes: as many as fit into the time between; the corrections are for closing times.
    let n = Math.floor(between(begin, end, clock, workingTime(calendar)) / Math.max(1, parts.ms));
    while (n > 0 && point(n) > end) n -= 1;
    while (point(n + 1) <= end) n += 1;
    return n;
  }
  let high = 1;
  while (point(high) <= end) high *= 2;
  let low = high >> 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (point(middle) <= end) low = middle;
    else high = middle;
  }
  return low;
}

/** Counted from the start, not from the point before: so the 31st stays the 31st where a month has one. */
function gridPoint(start: number, repeat: Duration, n: number, clock: ClockKind, calendar: Calendar): number {
  const { months, days, ms } = durationParts(repeat);
  const once = months + days + ms === 0 ? 1 : ms;
  const point = add(start, { months: months * n, days: days * n, ms: once * n }, clock, calendar);
  // At the end of year 9999 points would pile up on one instant, and a search for the next one would not end.
  return point >= LAST_MS ? Number.POSITIVE_INFINITY : point;
}

function counts(clock: ClockKind, time: WorkingTime): boolean {
  return clock === 'working' && !time.never;
}

function add(at: number, parts: DurationParts, clock: ClockKind, calendar: Calendar): number {
  const time = workingTime(calendar);
  if (!counts(clock, time)) return shiftLocal(time.zone, at, parts.months, parts.days, 'later') + parts.ms;
  let ms = opening(time, at);
  if (parts.months > 0) ms = opening(time, shiftLocal(time.zone, ms, parts.months, 0, 'later'));
  if (parts.days > 0) ms = shiftWorkdays(time, ms, parts.days);
  return addWorking(time, ms, parts.ms);
}

/** The same clock time so many months and days later. A month too short ends on its last day. */
function shiftLocal(zone: string, ms: number, months: number, days: number, gap: 'later' | 'earlier'): number {
  if (months === 0 && days === 0) return ms;
  const local = localOf(zone, ms);
  let day = Math.floor(local / DAY);
  const clock = local - day * DAY;
  if (months !== 0) {
    const date = Temporal.Instant.fromEpochMilliseconds(day * DAY).toZonedDateTimeISO('UTC');
    // 120,000 months are more than the years 0000-9999 have.
    const shifted = date.add({ months: Math.min(120_000, Math.max(-120_000, months)) });
    day = Math.floor(shifted.epochMilliseconds / DAY);
  }
  return exactOf(zone, (day + days) * DAY + clock, gap);
}

/** The same clock time so many working days later. `ms` lies within the hours. */
function shiftWorkdays(time: WorkingTime, ms: number, n: number): number {
  const local = localOf(time.zone, ms);
  const day = Math.floor(local / DAY);
  return exactOf(time.zone, nthWorkday(time, day, n) * DAY + (local - day * DAY));
}

function opening(time: WorkingTime, ms: number): number {
  if (time.never) return ms;
  let day = dayOf(time, ms);
  if (!isWorkday(time, day)) day = nextWorkday(time, day, 1);
  for (;;) {
    const [open, close] = windowOf(time, day);
    if ((open < close && ms < close) || open >= LAST_MS) return Math.max(ms, open);
    day = nextWorkday(time, day, 1);
  }
}

function addWorking(time: WorkingTime, at: number, ms: number): number {
  let from = opening(time, at);
  let rest = ms;
  let day = dayOf(time, from);
  for (;;) {
    const [open, close] = windowOf(time, day);
    from = Math.max(from, open);
    if (rest <= close - from || close >= LAST_MS) return from + rest;
    rest -= close - from;
    day = nextWorkday(time, day, 1);
  }
}

function subtractWorking(time: WorkingTime, at: number, ms: number): number {
  let to = opening(time, at);
  let rest = ms;
  let day = dayOf(time, to);
  for (;;) {
    const [open, close] = windowOf(time, day);
    to = Math.min(to, close);
    if (rest <= to - open || open <= 0) return to - rest;
    rest -= to - open;
    day = nextWorkday(time, day, -1);
  }
}

function between(from: number, to: number, clock: ClockKind, time: WorkingTime): number {
  if (!counts(clock, time)) return to - from;
  // Not `-between(…)`: that would make a minus zero of nothing.
  if (to < from) return 0 - between(to, from, clock, time);
  let sum = 0;
  for (let day = nextWorkday(time, dayOf(time, from) - 1, 1); ; day = nextWorkday(time, day, 1)) {
    const [open, close] = windowOf(time, day);
    if (open >= to || open >= LAST_MS) return sum;
    sum += Math.max(0, Math.min(close, to) - Math.max(open, from));
  }
}
