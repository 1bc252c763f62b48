/** Which code may be said to a vendor: one that proves reading must not be given away, for said by us and said back it proves nothing. */
import type { Case, Ticket, Word } from './case.ts';
import { entry, type VendorId } from './organisation.ts';

/** Whether words went to somebody's ear: on the phone nothing is left to be read. */
export function isSaidOnPhone(state: Case, vendor: VendorId, via: string | undefined): boolean {
  const routes = entry(state.directory.vendors, vendor)?.routes ?? [];
  return via !== undefined && routes.some((route) => route.id === via && route.kind === 'phone');
}

/** The newest words that lie somewhere in writing, while nobody has said their code back and they still count as unread. */
export function writtenUnread(state: Case, ticket: Ticket): Word | undefined {
  return ticket.sent.findLast(
    (word) =>
      !word.read &&
      word.via !== undefined &&
      word.quotedAt === undefined &&
      !isSaidOnPhone(state, ticket.vendor, word.via),
  );
}

/**
 * The newest code that may be named by this route: of words that went the same way, that were said on the phone, or whose code
 * has come back already; of words by a way that nobody knows too. Undefined: there is none, so ask which code they see.
 */
export function codeToSay(state: Case, ticket: Ticket, by?: string): string | undefined {
  const may = ({ via, quotedAt }: Word) =>
    quotedAt !== undefined || via === undefined || via === by || isSaidOnPhone(state, ticket.vendor, via);
  return ticket.sent.findLast(may)?.code;
}
