/** An answer from outside Teams as a command: the same as the buttons of a ping, with the same rules. */
import { addTime } from '../../domain/calendar.ts';
import type { Case } from '../../domain/case.ts';
import type { Command, Intent } from '../../domain/commands.ts';
import type { PersonId } from '../../domain/organisation.ts';
import { type Duration, durationParts, type Instant, isDuration } from '../../domain/time.ts';

export interface Asked {
  person: PersonId;
  keys: readonly string[];
  /** The version of the case on which it was asked, where that is known. */
  seen?: number;
}

export type Answer = { kind: 'on-it'; until: Instant } | { kind: 'not-mine' };

/** Longer than any severity allows: it would be cut anyway. */
const MOST_DAYS = 60;

/** When a length of time that begins now is over, in all hours; null: no such length. */
export function untilOf(state: Case, length: string, now: Instant): Instant | null {
  if (!isDuration(length)) return null;
  const { months, days, ms } = durationParts(length);
  if (months > 0 || days + ms / 86_400_000 > MOST_DAYS) return null;
  const until = addTime(now, length as Duration, 'always', state.policy.calendar);
  return until > now ? until : null;
}

export function commandOf(id: string, state: Case, asked: Asked, answer: Answer, at: Instant): Command {
  const target = asked.keys.length === 0 ? {} : { target: asked.keys.join(',') };
  const intent: Intent =
    answer.kind === 'on-it' ? { type: 'ack', until: answer.until, ...target } : { type: 'decline', ...target };
  const seen = asked.seen === undefined ? {} : { seen: asked.seen };
  return { id, caseId: state.id, at, by: { kind: 'person', id: asked.person }, ...seen, intent };
}
