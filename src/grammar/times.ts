/** Times and lengths of time as people type them: `30m`, `14:00`, `fri 09:00`, `tomorrow 09:00`, `1 aug 09:00`, ISO 8601. */
import {
  type Duration,
  duration,
  durationOfMs,
  durationParts,
  type Instant,
  instant,
  isDuration,
} from '../domain/time.ts';

/** A time without a date is the next one, or, for the time when people became aware, the last one. */
export type Direction = 'next' | 'last';

/** Longer than any time that people type; so the patterns below never see long text. */
const LONGEST = 60;

const UNITS: readonly [RegExp, number | 'days' | 'weeks'][] = [
  [/^(?:s|sec|secs|second|seconds)$/, 1000],
  [/^(?:m|min|mins|minute|minutes)$/, 60_000],
  [/^(?:h|hr|hrs|hour|hours)$/, 3_600_000],
  [/^(?:d|day|days)$/, 'days'],
  [/^(?:w|week|weeks)$/, 'weeks'],
];

/** `45m`, `1h30m`, `1 h 30 min`, `1.5h`, `2d`, `PT45M`. Null for anything else, and for no time at all. */
export function parseDuration(text: string): Duration | null {
  const given = text.trim();
  if (given.length === 0 || given.length > LONGEST) return null;
  // "1 5h" is a slip, not fifteen hours.
  if (/\d \d/.test(given)) return null;
  const iso = given.toUpperCase();
  if (isDuration(iso)) return isNothing(iso) ? null : iso;
  let rest = given.toLowerCase().replaceAll(' ', '').replaceAll(',', '.');
  let [days, ms] = [0, 0];
  while (rest !== '') {
    const part = /^(\d{1,6})(\.\d{1,3})?([a-z]{1,8})/.exec(rest);
    const unit = part && UNITS.find(([name]) => name.test(part[3] ?? ''))?.[1];
    if (!part || unit === undefined || unit === null) return null;
    const amount = Number(`${part[1]}${part[2] ?? ''}`);
    if (typeof unit === 'number') ms += Math.round(amount * unit);
    else if (part[2] !== undefined) return null;
    else days += unit === 'weeks' ? amount * 7 : amount;
    rest = rest.slice(part[0].length);
  }
  if (days > 3650 || ms > 3650 * 86_400_000) return null;
  return days + ms === 0 ? null : composed(days, ms);
}

function isNothing(of: Duration): boolean {
  const { months, days, ms } = durationParts(of);
  return months + days + ms === 0;
}

/** In the largest units that fit, so that it reads well: PT1H30M, P2D. */
function composed(days: number, ms: number): Duration {
  const [hours, minutes, rest] = [Math.floor(ms / 3_600_000), Math.floor((ms % 3_600_000) / 60_000), ms % 60_000];
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest ? `${rest / 1000}S` : ''}`;
  return duration(`P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`);
}

/** From one instant to a later one, to the second; null when it is not later. */
export function lengthUntil(now: Instant, until: Instant): Duration | null {
  const ms = Temporal.Instant.from(until).epochMilliseconds - Temporal.Instant.from(now).epochMilliseconds;
  return ms < 1000 ? null : composed(0, Math.round(ms / 1000) * 1000);
}

interface Clock {
  hour: number;
  minute: number;
  second: number;
}

/** Reads a time. Null when it is none: no such day, a day without a time of day, words. */
export function parseTime(text: string, now: Instant, zone: string, direction: Direction = 'next'): Instant | null {
  const given = text.trim();
  if (given.length === 0 || given.length > LONGEST) return null;
  try {
    return isoTime(given, zone) ?? spokenTime(given, Temporal.Instant.from(now).toZonedDateTimeISO(zone), direction);
  } catch (fault) {
    // Temporal says RangeError for a day that does not exist (30 February), a zone that does not, and times beyond its reach.
    if (fault instanceof RangeError) return null;
    throw fault;
  }
}

const ISO = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:?\d{2}/;

function isoTime(text: string, zone: string): Instant | null {
  if (!ISO.test(text)) return null;
  const iso = text.toUpperCase().replace(' ', 'T');
  if (/(?:Z|[+-]\d{2}:?\d{2})$/.test(iso.slice(16))) return instant(iso);
  return from(Temporal.PlainDateTime.from(iso).toZonedDateTime(zone, { disambiguation: 'compatible' }));
}

function from(at: Temporal.ZonedDateTime): Instant {
  return instant(at.epochMilliseconds);
}

/** Everything but ISO 8601. */
function spokenTime(text: string, now: Temporal.ZonedDateTime, direction: Direction): Instant | null {
  const words = text
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '' && word !== 'at' && word !== 'on' && word !== 'kl');
  const length = lengthOf(words, direction);
  if (length) return shifted(now, length, direction === 'last' || words.at(-1) === 'ago' ? -1 : 1);
  const { clock, day } = split(words.map((word) => word.replace(/,$/, '')).filter((word) => word !== ''));
  if (!clock) return null;
  if (day.length === 0) return nearestClock(now, clock, direction);
  const dates = datesOf(day, now, direction);
  if (dates === null) return null;
  const moments = dates.map((date) => moment(date, clock, now));
  const wanted =
    direction === 'next' ? moments.find((at) => after(at, now)) : moments.findLast((at) => !after(at, now));
  const chosen = wanted ?? moments[0];
  return chosen === undefined ? null : from(chosen);
}

/** `30m`, `in 30m`, `30m ago`. */
function lengthOf(words: readonly string[], direction: Direction): Duration | null {
  const ago = words.at(-1) === 'ago';
  if (ago && direction === 'next') return null;
  const bare = words.slice(words[0] === 'in' ? 1 : 0, ago ? -1 : undefined);
  return parseDuration(bare.join(' '));
}

/** Days and months keep the clock time, hours do not care for summer time. */
function shifted(now: Temporal.ZonedDateTime, by: Duration, sign: 1 | -1): Instant {
  const { months, days, ms } = durationParts(by);
  return from(now.add({ months: sign * months, days: sign * days }).add({ milliseconds: sign * ms }));
}

/** The clock stands last, or first: `fri 09:00`, `09:00 tomorrow`. */
function split(words: readonly string[]): { clock: Clock | null; day: readonly string[] } {
  const two = words.slice(-2).join('');
  if (words.length >= 2 && /(?:am|pm)$/.test(words.at(-1) ?? '') && clockOf(two))
    return { clock: clockOf(two), day: words.slice(0, -2) };
  const last = clockOf(words.at(-1) ?? '');
  if (last) return { clock: last, day: words.slice(0, -1) };
  return { clock: clockOf(words[0] ?? ''), day: words.slice(1) };
}

function clockOf(word: string): Clock | null {
  const match = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(am|pm)?$/.exec(word) ?? /^(\d{1,2})()()(am|pm)$/.exec(word);
  if (!match) return null;
  let hour = Number(match[1]);
  const [minute, second] = [Number(match[2] || 0), Number(match[3] || 0)];
  if (match[4] !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (match[4] === 'pm' ? 12 : 0);
  }
  const fits = minute < 60 && second < 60 && (hour < 24 || (hour === 24 && minute + second === 0));
  return fits ? { hour, minute, second } : null;
}

function after(at: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime): boolean {
  return at.epochMilliseconds > now.epochMilliseconds;
}

/** A clock time that spring skips is as much later as the gap is long. */
function moment(
  date: Temporal.PlainDate,
  { hour, minute, second }: Clock,
  now: Temporal.ZonedDateTime,
  disambiguation: 'compatible' | 'later' = 'compatible',
): Temporal.ZonedDateTime {
  const day = hour === 24 ? date.add({ days: 1 }) : date;
  const time = { hour: hour % 24, minute, second };
  return day.toPlainDateTime(time).toZonedDateTime(now.timeZoneId, { disambiguation });
}

/** Today's or a neighbouring day's; in autumn the hour that comes twice has two candidates. */
function nearestClock(now: Temporal.ZonedDateTime, clock: Clock, direction: Direction): Instant | null {
  const today = now.toPlainDate();
  const candidates = [-1, 0, 1].flatMap((days) => {
    const date = today.add({ days });
    return [moment(date, clock, now), moment(date, clock, now, 'later')];
  });
  const chosen =
    direction === 'next' ? candidates.find((at) => after(at, now)) : candidates.findLast((at) => !after(at, now));
  return chosen ? from(chosen) : null;
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const FULL_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const FULL_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

function indexOf(word: string, short: readonly string[], full: readonly string[]): number {
  const name = word.replace('.', '');
  const place = short.indexOf(name);
  if (place >= 0) return place;
  if (full === FULL_DAYS && (name === 'tues' || name === 'thur' || name === 'thurs')) return name === 'tues' ? 1 : 3;
  return name === 'sept' ? (full === FULL_MONTHS ? 8 : -1) : full.indexOf(name);
}

/** The days that the words can mean, earliest first; the caller takes the next or the last one. */
function datesOf(
  words: readonly string[],
  now: Temporal.ZonedDateTime,
  direction: Direction,
): Temporal.PlainDate[] | null {
  const today = now.toPlainDate();
  const only = words.length === 1 ? (words[0] ?? '') : '';
  if (only === 'today') return [today];
  if (only === 'tomorrow') return [today.add({ days: 1 })];
  if (only === 'yesterday') return [today.subtract({ days: 1 })];
  if (/^\d{4}-\d{2}-\d{2}$/.test(only)) return [Temporal.PlainDate.from(only)];
  const weekday = indexOf(words[0] ?? '', WEEKDAYS, FULL_DAYS);
  if (only !== '' && weekday >= 0) {
    const ahead = (weekday + 1 - today.dayOfWeek + 7) % 7;
    const first = today.add({ days: ahead });
    return [first.subtract({ days: 7 }), first, first.add({ days: 7 })];
  }
  // A weekday beside a date says nothing more; "Mon 31 Jul 11:47" is how Baton itself writes times.
  return calendarDates(weekday >= 0 ? words.slice(1) : words, today, direction);
}

/** `31 jul`, `jul 31`, `31 jul 2023`, `2023-07-31`. */
function calendarDates(
  words: readonly string[],
  today: Temporal.PlainDate,
  direction: Direction,
): Temporal.PlainDate[] | null {
  const [first = '', second = '', third] = words;
  if (words.length === 1 && /^\d{4}-\d{2}-\d{2}$/.test(first)) return [Temporal.PlainDate.from(first)];
  if (words.length < 2 || words.length > 3) return null;
  const dayFirst = /^\d{1,2}\.?$/.test(first);
  const month = indexOf(dayFirst ? second : first, MONTHS, FULL_MONTHS) + 1;
  const day = /^\d{1,2}(?:\.|st|nd|rd|th)?$/.test(dayFirst ? first : second)
    ? Number.parseInt(dayFirst ? first : second, 10)
    : 0;
  if (month === 0 || day === 0) return null;
  const on = (year: number) => Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  if (third !== undefined) return /^\d{4}$/.test(third) ? [on(Number(third))] : null;
  // Without a year the date nearest to today is meant: a day of last week is a slip or a report, not next summer.
  const [before, after] = direction === 'next' ? [60, 305] : [305, 60];
  const years = [today.year - 1, today.year, today.year + 1];
  const found = years.flatMap((year) => {
    const date = leapSafe(on, year);
    if (date === null) return [];
    const distance = today.until(date, { largestUnit: 'days' }).days;
    return distance >= -before && distance < after + 1 ? [date] : [];
  });
  return found.length > 0 ? found.slice(0, 1) : null;
}

function leapSafe(on: (year: number) => Temporal.PlainDate, year: number): Temporal.PlainDate | null {
  try {
    return on(year);
  } catch {
    return null;
  }
}

/** To a whole number of so many ms. */
export function roundedTime(at: Instant, ms: number, way: 'up' | 'down'): Instant {
  const exact = Temporal.Instant.from(at).epochMilliseconds / ms;
  return instant((way === 'up' ? Math.ceil(exact) : Math.floor(exact)) * ms);
}

/** An instant as text that is read back as the same instant: on the zone's clock where that is unambiguous, else in UTC. */
export function timeText(at: Instant, zone: string): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime();
  const text = local.toString({ smallestUnit: local.second + local.millisecond === 0 ? 'minute' : 'millisecond' });
  const readable = text.replace('T', ' ').replace('.000', '');
  return parseTime(readable, at, zone) === at ? readable : at;
}

/** A duration as people type it: `45m`, `1h30m`, `2d`; ISO 8601 where that cannot be said in these units. */
export function durationText(of: Duration): string {
  const { months, days, ms } = durationParts(of);
  if (months > 0 || ms % 1000 !== 0) return of;
  const text = composed(days, ms).slice(1).replace('T', '').toLowerCase();
  return parseDuration(text) === of || durationOfMs(ms) === of ? text : of;
}
