/** What people answer by SMS: `OK`, `30m`, `until 14:00`, `NO`, with or without a case's number. Everything else is asked again. */
import type { Instant } from '../domain/time.ts';
import { parseTime } from './times.ts';

export type ShortAnswer =
  /** `until` null: no time was named. */
  { kind: 'on-it'; until: Instant | null } | { kind: 'not-mine' };

export interface ReadAnswer {
  /** Null: not understood. */
  answer: ShortAnswer | null;
  /** The case that was named. */
  caseId: string | null;
}

/** Longer than an SMS of one part: whoever writes so much says something else. */
const LONGEST = 160;

const YES = /^(?:ok|okay|k|yes|y|yep|ack|on it|i am on it|i'm on it|im on it|ja|japp|jag tar det)(?=$|[\s,.:;!])/u;
const NO = /^(?:no|n|nope|not mine|not me|wrong person|wrong|decline|nej|inte jag|inte min|inte mitt|fel person)$/u;
const UNTIL = /^(?:until|till|til|by|for|in|to|kl|i)\s+/u;

export function readShortAnswer(text: string, of: { now: Instant; zone: string; casePrefix: string }): ReadAnswer {
  if (text.length > LONGEST) return { answer: null, caseId: null };
  const { rest, caseId } = withoutCase(plainWords(text), of.casePrefix);
  return { answer: answerIn(rest, of), caseId };
}

/** One line in small letters, the typographic apostrophe as people's keys have it, nothing polite at the end. */
function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\u2018\u2019]/gu, "'")
    .replace(/\s+/gu, ' ')
    .replace(/[\s.!,]+$/u, '')
    .replace(/(?:,? (?:please|thanks|thank you|thx|tack))$/u, '')
    .trim();
}

/** `INC-2` or `#2` anywhere. */
function withoutCase(words: string, prefix: string): { rest: string; caseId: string | null } {
  const parts = words.split(' ');
  const named = parts.findIndex((part) => numberOf(part, prefix.toLowerCase()) !== null);
  if (named < 0) return { rest: words, caseId: null };
  const number = numberOf(parts[named] ?? '', prefix.toLowerCase());
  return { rest: parts.filter((_, i) => i !== named).join(' '), caseId: `${prefix}-${number}` };
}

function numberOf(part: string, prefix: string): number | null {
  const start = part.startsWith('#') ? '#' : part.startsWith(`${prefix}-`) ? `${prefix}-` : null;
  const digits = start === null ? '' : part.slice(start.length).replace(/[:,.]$/u, '');
  return /^\d{1,9}$/u.test(digits) ? Number(digits) : null;
}

function answerIn(words: string, { now, zone }: { now: Instant; zone: string }): ShortAnswer | null {
  if (NO.test(words)) return { kind: 'not-mine' };
  const yes = YES.exec(words)?.[0];
  const time = (yes === undefined ? words : words.slice(yes.length)).replace(/^[\s,.:;!]+/u, '').replace(UNTIL, '');
  if (yes !== undefined && time === '') return { kind: 'on-it', until: null };
  const until = parseTime(time, now, zone);
  return until === null || until <= now ? null : { kind: 'on-it', until };
}
