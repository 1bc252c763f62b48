/** Working days and their opening hours, as days since 1970-01-01 of the local calendar and as moments (ms since 1970). */
import { FIRST_MS, type Instant, LAST_MS, toMs } from './time.ts';
import { exactOf, localOf } from './zone.ts';

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface Calendar {
  /** IANA name, "Europe/Stockholm". */
  readonly timeZone: string;
  readonly workdays: readonly Weekday[];
  /** Local clock times, "08:00" to at most "24:00". */
  readonly hours: { readonly from: string; readonly to: string };
  /** yyyy-mm-dd, computed beforehand. */
  readonly holidays: readonly string[];
}

export const DAY = 86_400_000;
const LAST_DAY = Math.floor(LAST_MS / DAY);
const FIRST_DAY = Math.floor(FIRST_MS / DAY);

/** A calendar, taken apart once. */
export interface WorkingTime {
  readonly zone: string;
  /** Milliseconds after local midnight. */
  readonly opens: number;
  readonly closes: number;
  /** By weekday, Sunday first. */
  readonly works: readonly boolean[];
  readonly perWeek: number;
  /** Holidays that would have been working days, ascending. */
  readonly holidays: readonly number[];
  readonly isHoliday: ReadonlySet<number>;
  /** No working hour at all. */
  readonly never: boolean;
}

const compiled = new WeakMap<Calendar, WorkingTime>();
/** By content: each loaded case brings its own copy of the same calendar. */
const alike = new Map<string, WorkingTime>();

/** The calendar taken apart; kept for the object and for every copy of it. */
export function workingTime(calendar: Calendar): WorkingTime {
  const known = compiled.get(calendar);
  if (known !== undefined) return known;
  const content = JSON.stringify(calendar);
  const time = alike.get(content) ?? takenApart(calendar);
  // Reloads change a calendar a few times a year; the cap is for whoever makes them by the thousand.
  if (alike.size > 100) alike.clear();
  alike.set(content, time);
  compiled.set(calendar, time);
  return time;
}

function takenApart(calendar: Calendar): WorkingTime {
  const works = WEEKDAYS.map((day) => calendar.workdays.includes(day));
  const [opens, closes] = [clockMs(calendar.hours.from), clockMs(calendar.hours.to)];
  const dates = new Set(calendar.holidays.map((date) => Math.floor(toMs(`${date}T00:00:00.000Z` as Instant) / DAY)));
  const holidays = [...dates].filter((day) => works[weekday(day)]).sort((a, b) => a - b);
  return {
    zone: calendar.timeZone,
    opens,
    closes,
    works,
    perWeek: works.filter(Boolean).length,
    holidays,
    isHoliday: new Set(holidays),
    never: !works.includes(true) || !(opens < closes),
  };
}

/** The local day of a moment. */
export function dayOf(time: WorkingTime, ms: number): number {
  return Math.floor(localOf(time.zone, ms) / DAY);
}

export function isWorkday(time: WorkingTime, day: number): boolean {
  return time.works[weekday(day)] === true && !time.isHoliday.has(day);
}

/** The first working day after `day` (`step` 1) or before it (`step` -1); stops at the ends of the years 0000-9999. */
export function nextWorkday(time: WorkingTime, day: number, step: 1 | -1): number {
  let next = day + step;
  while (!isWorkday(time, next) && next > FIRST_DAY && next < LAST_DAY) next += step;
  return next;
}

/** The working day `n` working days after `day` (before it when negative). `day` is a working day. */
export function nthWorkday(time: WorkingTime, day: number, n: number): number {
  const wanted = workdaysBefore(time, day) + n;
  let found = day;
  // A step of as many days as working days are missing never overshoots, so this closes in on the day from one side.
  for (;;) {
    const missing = wanted - workdaysBefore(time, found);
    if (missing !== 0) found += missing;
    else if (!isWorkday(time, found)) found += 1;
    else return found;
    if (found >= LAST_DAY) return LAST_DAY;
    if (found <= FIRST_DAY) return FIRST_DAY;
  }
}

/** Opening and closing moment of a working day. Equal when daylight saving swallows the whole of it. */
export function windowOf(time: WorkingTime, day: number): readonly [open: number, close: number] {
  return [exactOf(time.zone, day * DAY + time.opens), exactOf(time.zone, day * DAY + time.closes)];
}

/** How many working days lie between 1970-01-01 and `day` (not counted); negative before. */
function workdaysBefore(time: WorkingTime, day: number): number {
  const weeks = Math.floor(day / 7);
  let count = weeks * time.perWeek;
  for (let each = weeks * 7; each < day; each += 1) if (time.works[weekday(each)]) count += 1;
  return count - holidaysBefore(time.holidays, day) + holidaysBefore(time.holidays, 0);
}

function holidaysBefore(holidays: readonly number[], day: number): number {
  let low = 0;
  let high = holidays.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((holidays[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** 0 is Sunday; 1970-01-01 was a Thursday. */
function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** "08:30" as milliseconds after midnight. */
function clockMs(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}
