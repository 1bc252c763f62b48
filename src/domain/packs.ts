/** Reading the packs of a case: which is meant, where it went, which of its links still work. What they say is in their facts, not in the state. */
import { addTime } from './calendar.ts';
import type { Case, Ticket, Word } from './case.ts';
import type { TicketId } from './commands.ts';
import { clockKindOf } from './ladder.ts';
import { measuresDone } from './measures.ts';
import type { PackLink, PackState } from './packState.ts';
import { type Instant, plusMs } from './time.ts';

const DAYS_7 = 7 * 86_400_000;
/** A link that is fetched more often is used by something that nobody meant; a new one is made in a moment. */
export const MOST_DOWNLOADS = 100;

export function linkExpires(at: Instant): Instant {
  return plusMs(at, DAYS_7);
}

export function lives(link: PackLink, at: Instant): boolean {
  return link.revokedAt === undefined && at < link.expires && link.downloads < MOST_DOWNLOADS;
}

export function linkOf(state: Case, id: string): { pack: PackState; link: PackLink } | undefined {
  for (const pack of state.packs) {
    const link = pack.links.find((one) => one.id === id);
    if (link) return { pack, link };
  }
  return undefined;
}

/** The newest about a ticket: another one's has another number and other words. Without a ticket the newest of all. */
export function newestPack(state: Case, ticket?: Ticket): PackState | undefined {
  return state.packs.findLast((pack) => ticket === undefined || pack.ticket === ticket.id);
}

export function packNumbered(state: Case, version: number): PackState | undefined {
  return state.packs.find((pack) => pack.version === version);
}

/** Whether anything that we mended stood in it when it was built: a vendor lifts nothing before the cause is mended. */
export function saysMended(state: Case, { at }: PackState): boolean {
  return measuresDone(state).some(
    ({ measure, step }) => measure !== 'symptom' && step.settled !== undefined && step.settled.at <= at,
  );
}

/** Every time that it was sent, oldest first. */
export function sendsOf(state: Case, version: number): { ticket: TicketId; word: Word }[] {
  return state.tickets
    .flatMap((ticket) =>
      ticket.sent.filter(({ pack }) => pack === version).map((word) => ({ ticket: ticket.id, word })),
    )
    .sort((a, b) => (a.word.at < b.word.at ? -1 : a.word.at > b.word.at ? 1 : 0));
}

/** From when on a word of ours has been unread for too long, by itself: the ticket's own clock counts from the oldest one. */
export function unreadTooLongAt(state: Case, word: Word): Instant {
  const { limits, calendar } = state.policy;
  return addTime(word.at, limits.unreadAfter[state.severity], clockKindOf(state), calendar);
}
