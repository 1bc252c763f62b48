/** Durations, instants and lists spelled out. A duration never breaks inside: its spaces are no-break spaces. */
import type { Language } from '../domain/organisation.ts';
import { type Duration, durationParts, type Instant, msBetween, toMs } from '../domain/time.ts';
import { localOf, offsetAt } from '../domain/zone.ts';

export const NBSP = '\u00a0';
/** Between facts of one line; the space before it does not break, so that no line begins with a dot. */
export const DOT = `${NBSP}· `;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time (ms, the sign is dropped), rounded down: "45 s", "12 min", "1 h 37 m", "2 d 3 h". */
export function span(ms: number): string {
  const length = Math.abs(ms);
  if (length < 2 * MINUTE && length % MINUTE !== 0) return `${Math.floor(length / 1000)}${NBSP}s`;
  if (length < HOUR) return `${Math.floor(length / MINUTE)}${NBSP}min`;
  if (length < 2 * DAY) return two(Math.floor(length / HOUR), 'h', Math.floor((length % HOUR) / MINUTE), 'm');
  return two(Math.floor(length / DAY), 'd', Math.floor((length % DAY) / HOUR), 'h');
}

function two(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return `${big}${NBSP}${bigUnit}${small === 0 ? '' : `${NBSP}${small}${NBSP}${smallUnit}`}`;
}

/** From `a` to `b`, as `span`. */
export function between(a: Instant, b: Instant): string {
  return span(msBetween(a, b));
}

/** A duration as it was configured or typed: "45 min", "1 h 30 m", "3 days", "1 month". */
export function length(of: Duration): string {
  const { months, days, ms } = durationParts(of);
  const parts = [counted(months, 'month', 'months'), counted(days, 'day', 'days'), ms === 0 ? '' : whole(ms)];
  return parts.filter((part) => part !== '').join(NBSP) || `0${NBSP}min`;
}

/** What somebody configured is not rounded: "2 min 30 s" between two rungs is no "2 min". */
function whole(ms: number): string {
  const [minutes, seconds] = [Math.floor(ms / MINUTE), Math.floor((ms % MINUTE) / 1000)];
  return ms < HOUR && seconds > 0 && minutes > 0 ? `${minutes}${NBSP}min${NBSP}${seconds}${NBSP}s` : span(ms);
}

function counted(n: number, one: string, many: string): string {
  return n === 0 ? '' : `${n}${NBSP}${n === 1 ? one : many}`;
}

interface Local {
  readonly year: number;
  readonly day: string;
  readonly time: string;
}

/** Sept is written Sep by the American list only; the order of day and month is ours. */
const LOCALES: Record<Language, string> = { en: 'en-US', sv: 'sv-SE' };
const known = new Map<string, Intl.DateTimeFormat>();

function local(at: Instant, zone: string, language: Language): Local {
  const clock = new Date(localOf(zone, toMs(at)));
  let format = known.get(language);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', weekday: 'short', month: 'short' });
    known.set(language, format);
  }
  const parts = format.formatToParts(clock);
  const part = (type: string) => (parts.find((p) => p.type === type)?.value ?? '').replace(/\.$/u, '');
  const iso = clock.toISOString();
  return {
    year: clock.getUTCFullYear(),
    day: `${part('weekday')} ${clock.getUTCDate()} ${part('month')}`,
    time: iso.slice(11, 16),
  };
}

/** "11:47" on the zone's clock. */
export function clockTime(at: Instant, zone: string): string {
  return local(at, zone, 'en').time;
}

/** "Mon 31 Jul", with the year when it is not the year of `now`. */
export function day(at: Instant, zone: string, now: Instant, language: Language): string {
  const there = local(at, zone, language);
  return there.year === local(now, zone, language).year ? there.day : `${there.day} ${there.year}`;
}

/** Whether two moments lie on one day of the zone. */
export function sameDay(a: Instant, b: Instant, zone: string): boolean {
  const [one, other] = [local(a, zone, 'en'), local(b, zone, 'en')];
  return one.day === other.day && one.year === other.year;
}

/** "Mon 31 Jul 11:47". */
export function dayAndTime(at: Instant, zone: string, now: Instant, language: Language): string {
  return `${day(at, zone, now, language)} ${clockTime(at, zone)}`;
}

/** "Mon 31 Jul 2023 11:47": for papers, which are read at any time. */
export function dated(at: Instant, zone: string, language: Language): string {
  const there = local(at, zone, language);
  return `${there.day} ${there.year} ${there.time}`;
}

/** What the zone's clock shows there and then against the world's: "UTC+2", "UTC-3:30". */
export function offset(at: Instant, zone: string): string {
  const minutes = Math.round(offsetAt(zone, toMs(at)) / MINUTE);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** For cards, whose foot names date and zone: "11:47" today, "Tue 1 Aug 09:00" otherwise. */
export function short(at: Instant, zone: string, now: Instant, language: Language): string {
  return sameDay(at, now, zone) ? clockTime(at, zone) : dayAndTime(at, zone, now, language);
}

/** The zone as people say it: "Stockholm", "UTC". */
export function place(zone: string): string {
  const last = zone.split('/').at(-1) ?? zone;
  return last.replaceAll('_', ' ');
}

/** Everything that a time needs to be understood in another town tomorrow: "Mon 31 Jul 11:47, Stockholm". */
export function full(at: Instant, zone: string, now: Instant, language: Language): string {
  return `${dayAndTime(at, zone, now, language)}, ${place(zone)}`;
}

/** Several times, date and zone said once where they are the same: "Mon 31 Jul 09:20, 10:05 and Tue 1 Aug 08:00, Stockholm". */
export function fullList(all: readonly Instant[], zone: string, now: Instant, language: Language, and: string): string {
  const words = all.map((at, i) => {
    const before = all[i - 1];
    return before !== undefined && sameDay(before, at, zone)
      ? clockTime(at, zone)
      : dayAndTime(at, zone, now, language);
  });
  return all.length === 0 ? '' : `${list(words, and)}, ${place(zone)}`;
}

/** From one moment to another, the date said once: "Mon 31 Jul 11:00 to 15:00, Stockholm". */
export function range(
  from: Instant,
  to: Instant,
  zone: string,
  now: Instant,
  language: Language,
  until: string,
): string {
  const end = sameDay(from, to, zone) ? clockTime(to, zone) : dayAndTime(to, zone, now, language);
  return `${dayAndTime(from, zone, now, language)} ${until} ${end}, ${place(zone)}`;
}

/** "a", "a and b", "a, b and c". */
export function list(words: readonly string[], and: string): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * At most `longest` characters as people count them, the last one then "…"; never through an emoji. Heaped accents and
 * joined emoji count for more: at most twice as many UTF-16 units, so that a short text is also a small one.
 */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept: string[] = [];
  let units = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length === longest || units + segment.length > 2 * longest) {
      return `${kept
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
    }
    kept.push(segment);
    units += segment.length;
  }
  return text;
}

/** A name in the middle of a sentence: "E-mail" becomes "e-mail"; a proper name of several capitals ("Microsoft Teams") stays. */
export function soft(name: string): string {
  return /^\p{Lu}[^\p{Lu}]*$/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** No line break after these hyphens: "e‑mail", "INC‑1" in titles. Only in what is shown, never in what is typed or copied. */
export function hard(text: string): string {
  return text.replace(/(?<=\b\p{L})-(?=\p{L})|(?<=\b\p{Lu}{1,10})-(?=\d)/gu, '\u2011');
}

/** The same with a capital, for the beginning of a line. */
export function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
