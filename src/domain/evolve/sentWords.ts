/** Our words to a vendor: which of them nobody has shown to have read, and since when. */
import { addTime } from '../calendar.ts';
import type { Case, Ticket, Word } from '../case.ts';
import { clockKindOf } from '../ladder.ts';
import { findRoute } from '../routes.ts';
import type { Instant } from '../time.ts';

function isPhone(state: Case, vendor: string, via: string | undefined): boolean {
  const found = via === undefined ? null : findRoute(state, vendor, via);
  return found !== null && 'route' in found && found.route.kind === 'phone';
}

/** Our words: those said on the phone are read (by which route nobody knows, are not), and a newer word through another route takes over. */
export function withWord(state: Case, ticket: Ticket, word: Omit<Word, 'read'>, seq: number): Ticket {
  const phone = isPhone(state, ticket.vendor, word.via);
  const settled = ticket.sent.map((w) => (phone || w.via !== word.via ? { ...w, read: true } : w));
  return unreadFrom(state, ticket, [...settled, { ...word, read: phone }], seq);
}

/** The ticket with these words of ours: what is unread counts from the oldest that nobody has read. */
export function unreadFrom(state: Case, ticket: Ticket, sent: Word[], seq: number): Ticket {
  const first = sent.find((w) => !w.read);
  const { unread: before, ...rest } = ticket;
  if (!first) return { ...rest, sent };
  if (before && before.since === first.at) return { ...rest, sent, unread: before };
  const limit = state.policy.limits.unreadAfter[state.severity];
  const due = addTime(first.at, limit, clockKindOf(state), state.policy.calendar);
  return { ...rest, sent, unread: { since: first.at, due, epoch: `w${seq}` } };
}

/** The first time that a code was quoted back. */
export function shown(word: Word, quoted?: string, at?: Instant): Pick<Word, 'quotedAt'> {
  return word.code === quoted && at && !word.quotedAt ? { quotedAt: at } : {};
}

/** Nothing of ours is unread any more; `quoted` names the word whose code was said back. */
export function allRead(ticket: Ticket, quoted?: string, at?: Instant): Ticket {
  const { unread: _, ...rest } = ticket;
  const sent = ticket.sent.map((w) => ({ ...w, read: true, ...shown(w, quoted, at) }));
  return { ...rest, sent };
}
