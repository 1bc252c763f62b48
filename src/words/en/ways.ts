/** Which ways to a vendor may be named: only those that work, in order of what has worked before, and what is known of each. */

import { everyWhom, isUsable, numbersOf, offeredRoutes, opensAt } from '../../domain/callees.ts';
import type { Case, Ticket, Word } from '../../domain/case.ts';
import { entry, type Route, type VendorId } from '../../domain/organisation.ts';
import { works } from '../../domain/routes.ts';
import { upper } from '../format.ts';
import type { Speech } from '../speech.ts';
import { route as routeName } from './names.ts';
import { vendors } from './vendors.ts';

/** Best first; never a dead one, nor what another open case says is down, nor a number that was wrong; last where nobody answers now. */
export function ways(state: Case, vendor: VendorId, s: Speech): Route[] {
  return offeredRoutes(state, vendor, s);
}

/** "closed now, opens 08:00": nobody answers there at this hour; empty: somebody does, or the file has no hours for it. */
export function closed({ hours }: Pick<Route, 'hours'>, s: Pick<Speech, 'zone' | 'now'>): string {
  const opens = opensAt(s.zone, hours, s.now);
  return opens === null ? '' : `closed now, opens ${opens}`;
}

/** " (closed now, opens 08:00)", to stand behind a way or its number. */
export function closedBeside(route: Pick<Route, 'hours'>, s: Pick<Speech, 'zone' | 'now'>): string {
  const words = closed(route, s);
  return words === '' ? '' : ` (${words})`;
}

/** "phone" or "portal (backup)", with the hours where nobody answers now; empty where none works. */
export function bestWay(state: Case, vendor: VendorId, s: Speech): string {
  const [best] = ways(state, vendor, s);
  return best === undefined ? '' : `${routeName(vendor, best.id, state, s)}${closedBeside(best, s)}`;
}

/** What may be named, as it stands at this hour: what leads to somebody now; and apart from that, with when it opens, what does not. */
export interface WaysNow {
  open: string[];
  /** "phone opens 08:00". */
  later: string[];
}

export function waysNow(state: Case, vendor: VendorId, s: Speech): WaysNow {
  return openAndLater(ways(state, vendor, s), (route) => routeName(vendor, route.id, state, s), s);
}

/** The same for routes that are given, in words that are given. */
export function openAndLater(routes: readonly Route[], name: (route: Route) => string, s: Speech): WaysNow {
  const open = routes.filter((route) => opensAt(s.zone, route.hours, s.now) === null);
  const later = routes.filter((route) => !open.includes(route));
  return {
    open: open.map(name),
    later: later.map((route) => `${name(route)} opens ${opensAt(s.zone, route.hours, s.now)}`),
  };
}

/** "These work: portal. Phone opens 08:00."; empty where there is none. */
export function theseWork({ open, later }: WaysNow, s: Pick<Speech, 'list'>): string {
  const opening = s.list(later);
  if (open.length === 0) return opening === '' ? '' : `None is open now: ${opening}.`;
  const apart = opening === '' ? '' : ` ${upper(opening)}.`;
  return `These work: ${s.list(open)}.${apart}`;
}

/** "portal", "phone from 08:00": by what they can take something. */
export function takenBy(state: Case, vendor: VendorId, s: Speech): string[] {
  return ways(state, vendor, s).map((route) => {
    const opens = opensAt(s.zone, route.hours, s.now);
    return `${routeName(vendor, route.id, state, s)}${opens === null ? '' : ` from ${opens}`}`;
  });
}

/** "read in 1 of 4, median 9 h"; empty where nothing is known. */
export function recordOf(vendor: VendorId, route: Pick<Route, 'id' | 'kind'>, s: Speech): string {
  const record = entry(entry(s.profiles, vendor)?.routes ?? {}, route.id);
  return record === undefined ? '' : vendors.record(route.kind, record);
}

/** "phone +46 8 000 00 00 (helped in 3 of 4, median 20 min)"; without the record where nobody answers now. */
export function wayWithRecord(state: Case, vendor: VendorId, route: Route, s: Speech): string {
  const name = routeName(vendor, route.id, state, s);
  const number = route.kind === 'phone' && route.address ? ` ${s.text(route.address, 40)}` : '';
  const about = closed(route, s) === '' ? recordOf(vendor, route, s) : '';
  return `${name}${number}${about === '' ? '' : ` (${about})`}`;
}

/** Whether any telephone leads to these people of a vendor: our own may be down, theirs wrong, and they may say that it is not theirs. */
export function canCall(
  state: Case,
  vendor: VendorId,
  who: 'support' | 'people',
  s: Pick<Speech, 'elsewhere'>,
): boolean {
  const all = everyWhom(state, vendor).filter((whom) => (whom === 'support') === (who === 'support'));
  return all.some((whom) => numbersOf(state, vendor, whom, s).some((n) => isUsable(n) && works(n)));
}

function wordOf(code: string, state: Case): { ticket: Ticket; word: Word } | undefined {
  for (const ticket of state.tickets) {
    const word = ticket.sent.find((one) => one.code === code);
    if (word) return { ticket, word };
  }
  return undefined;
}

/** "T1 by portal": where a code stands. */
function placeOf({ ticket, word }: { ticket: Ticket; word: Word }, state: Case, s: Speech): string {
  return `${ticket.id}${word.via === undefined ? '' : ` by ${routeName(ticket.vendor, word.via, state, s)}`}`;
}

/** "K-7QM4X (T1 by portal, Mon 31 Jul 09:40, Stockholm)": which words of ours a code stands on. */
export function codeWords(code: string, state: Case, s: Speech): string {
  const found = wordOf(code, state);
  return found ? `${code} (${placeOf(found, state, s)}, ${s.at(found.word.at)})` : s.text(code, 10);
}

/** The same for a list to choose from, with the words. */
export function codeTitle(code: string, state: Case, s: Speech): string {
  const found = wordOf(code, state);
  return found
    ? `${code}: ${placeOf(found, state, s)}, ${s.short(found.word.at)}, ${s.quote(found.word.words, 60)}`
    : s.text(code, 10);
}
