/** The small parts of which the schemas are made. Every error message says what was expected, and nothing else. */
import * as z from 'zod/v4';
import { type Duration, durationParts, isDuration } from '../domain/time.ts';

/** Marks the message of an unknown key; what follows are the keys that are known at that place. */
export const KNOWN_KEYS = 'known keys: ';

/** A mapping with exactly these keys. */
export function mapping<T extends z.core.$ZodLooseShape>(shape: T) {
  const known = KNOWN_KEYS + Object.keys(shape).join(' ');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? known : `a mapping with ${Object.keys(shape).join(', ')}`),
  });
}

export function list<T extends z.ZodType>(of: T, expected: string) {
  return z.array(of, { error: `a list of ${expected}` });
}

/** A mapping from ids of the operator's own to something. */
export function byId<T extends z.ZodType>(of: T, expected: string) {
  return z.record(id, of, { error: `a mapping from ids to ${expected}` });
}

export function oneOf<const T extends readonly string[]>(words: T) {
  return z.enum(words, { error: `one of ${words.join(', ')}` });
}

/** One for each severity. */
export function bySeverity<T extends z.ZodType>(of: T) {
  return mapping({ sev1: of, sev2: of, sev3: of, sev4: of });
}

export function text(expected = 'a text') {
  const error = `${expected} (in quotes when it looks like a number)`;
  return z.string({ error }).refine((value) => value.trim() !== '' && value.length <= 2000, { error: expected });
}

/** Ids are typed in commands (`affects:+sso`), so they hold nothing that a command needs. */
export const id = z.string({ error: 'an id' }).regex(/^(?!constructor$)[a-z0-9][a-z0-9_-]{0,39}$/, {
  error: 'an id: small letters, digits, "-" and "_", at most 40',
});

/** Longer than nothing. */
export const span = z.custom<Duration>((value) => isDuration(value) && !isNothing(value), {
  error: 'an ISO 8601 duration longer than nothing, such as PT45M or P1D',
});

/** May be nothing: PT0S means at once. */
export const offset = z.custom<Duration>(isDuration, { error: 'an ISO 8601 duration such as PT0S, PT45M or P1D' });

function isNothing(value: Duration): boolean {
  const { months, days, ms } = durationParts(value);
  return months + days + ms === 0;
}

export const yesOrNo = z.boolean({ error: 'true or false' });

export const date = z.custom<string>(
  (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && exists(() => Temporal.PlainDate.from(value)),
  { error: 'a date such as 2026-09-01' },
);

/** A clock time without a zone; the zone is the organisation's. */
export const localTime = z.custom<string>(
  (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(value) &&
    exists(() => Temporal.PlainDateTime.from(value)),
  { error: 'a local time without a zone such as 2026-01-05T08:00' },
);

const clockText = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const opens = z.string().regex(new RegExp(`^${clockText}$`));
const closes = z.string().regex(new RegExp(`^(?:${clockText}|24:00)$`));

/** From before to, within one day. */
export const hours = z
  .strictObject({ from: opens, to: closes }, { error: '{ from: "08:00", to: "17:00" }' })
  .refine(({ from, to }) => from < to, { error: '`from` before `to`, such as { from: "08:00", to: "17:00" }' });

export const officeHours = z.union([z.literal('24x7'), hours], { error: '24x7 or { from: "08:00", to: "17:00" }' });

export const email = z
  .string({ error: 'an e-mail address' })
  .regex(/^[^\s@]+@[^\s@]+$/, { error: 'an e-mail address' });

export const webAddress = z
  .string({ error: 'an address that begins with https://' })
  .regex(/^https?:\/\/\S+$/, { error: 'an address that begins with https://' });

function exists(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}
