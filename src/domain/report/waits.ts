/** For whom the chain of actions waited, from becoming aware to the end: no instant is missing, and none counts twice. */
import type { Case, Ticket } from '../case.ts';
import type { TicketId } from '../commands.ts';
import { isOver } from '../obligations/notices.ts';
import type { VendorId } from '../organisation.ts';
import { ballOf } from '../tickets.ts';
import { earlier, type Instant, later, msBetween } from '../time.ts';

/** Who was to do the next thing, and why it was theirs. */
export type Waited =
  /** `route-blocked`: they wanted something of us by a way that was down. */
  | { who: 'vendor'; vendor: VendorId; why: 'silent' | 'promised' | 'route-blocked' }
  /**
   * `unopened`: known of, and no case yet. `unticketed`: out of our hands, and nobody told the vendor. `answer`: a vendor waits
   * for us. `own`: no vendor was asked. `closing`: it works again, and the retrospective or the last steps are ours.
   */
  | { who: 'us'; why: 'unopened' | 'unticketed' | 'answer' | 'own' | 'closing' }
  /** A fix that we had to check. */
  | { who: 'verification'; why: 'fixed' }
  /** It works again, and a report is still to be sent. */
  | { who: 'authority'; clock: string; why: 'report' }
  /** Closed, and reopened later. */
  | { who: 'nobody'; why: 'closed' };

/** `down`: until it works again. `after`: from then on until the case is closed. `closed`: it was closed, and reopened later. */
export type Phase = 'down' | 'after' | 'closed';

/** From one moment to another the same people had the ball; several where several tickets were open. */
export interface Stretch {
  from: Instant;
  to: Instant;
  phase: Phase;
  /** Never empty; at most one entry for each vendor, for us, for the check. */
  waited: readonly Waited[];
}

/** Of several tickets at one vendor the worst says how it stands. */
const WORST: readonly Waited['why'][] = ['silent', 'route-blocked', 'promised', 'unticketed', 'answer'];

/** Names who had the ball, without the reason: `vendor:microsoft`, `us`. */
export function partyOf(of: Waited): string {
  if (of.who === 'vendor') return `vendor:${of.vendor}`;
  return of.who === 'authority' ? `authority:${of.clock}` : of.who;
}

function ofTicket(ticket: Ticket): Waited | undefined {
  const { vendor } = ticket;
  switch (ballOf(ticket)) {
    case 'with-vendor':
      return { who: 'vendor', vendor, why: 'silent' };
    case 'promised':
      return { who: 'vendor', vendor, why: 'promised' };
    case 'route-blocked':
      return { who: 'vendor', vendor, why: 'route-blocked' };
    case 'with-us':
      return { who: 'us', why: 'answer' };
    case 'fixed-unverified':
      return { who: 'verification', why: 'fixed' };
    case 'closed':
      return undefined;
  }
}

/** After it works again: what is ours comes first, then the authorities, then closing. */
function afterwards({ retrospective, notices }: Case): Waited[] {
  if (retrospective && !retrospective.doneAt) return [{ who: 'us', why: 'closing' }];
  const open = notices.filter((notice) => !isOver(notice));
  return open.length === 0
    ? [{ who: 'us', why: 'closing' }]
    : open.map(({ clock }) => ({ who: 'authority', clock: clock.id, why: 'report' }));
}

/** For whom a case waits as it stands. `mistakes`: tickets that nobody should have opened. */
function waitedIn(state: Case, mistakes: ReadonlySet<TicketId>): Waited[] {
  if (state.status === 'closed') return [{ who: 'nobody', why: 'closed' }];
  const tickets = state.tickets.filter(({ id }) => !mistakes.has(id)).flatMap((ticket) => ofTicket(ticket) ?? []);
  const owed: Waited[] = state.owedTickets.length === 0 ? [] : [{ who: 'us', why: 'unticketed' }];
  const all = [...tickets, ...owed].sort((a, b) => WORST.indexOf(a.why) - WORST.indexOf(b.why));
  const one = [...new Map(all.toReversed().map((of) => [partyOf(of), of])).values()];
  if (one.length > 0) return one.sort((a, b) => compare(partyOf(a), partyOf(b)));
  return state.status === 'open' ? [{ who: 'us', why: 'own' }] : afterwards(state);
}

const PHASE: Record<Case['status'], Phase> = { open: 'down', resolved: 'after', closed: 'closed' };

/** `states`: the case after each of its facts, oldest first; `now` ends the last stretch of a case that is not closed. */
export function stretchesOf(states: readonly Case[], now: Instant): Stretch[] {
  const newest = states.at(-1);
  if (newest === undefined) return [];
  const mistakes = new Set(newest.tickets.filter((t) => t.status === 'mistake').map(({ id }) => id));
  const end = endOf(newest, now);
  const found: Stretch[] = [];
  const add = (from: Instant, to: Instant, phase: Phase, waited: readonly Waited[]) => {
    if (from >= to) return;
    const last = found.at(-1);
    const same = last?.phase === phase && JSON.stringify(last.waited) === JSON.stringify(waited);
    if (last && same) last.to = to;
    else found.push({ from, to, phase, waited });
  };
  let from = startOf(newest);
  add(from, earlier(newest.openedAt, end), 'down', [{ who: 'us', why: 'unopened' }]);
  from = later(from, newest.openedAt);
  for (const [i, state] of states.entries()) {
    // Clocks of several machines: a fact that seems older than the one before it takes no time back.
    const to = later(from, earlier(states[i + 1]?.lastAt ?? end, end));
    add(from, to, PHASE[state.status], waitedIn(state, mistakes));
    from = to;
  }
  return found;
}

/** When we became aware, or opened the case before that. */
export function startOf({ awareAt, openedAt }: Case): Instant {
  return earlier(awareAt, openedAt);
}

/** The life of a closed case ends with its closing. */
export function endOf(state: Case, now: Instant): Instant {
  return state.status === 'closed' && state.closedAt !== undefined ? state.closedAt : later(now, state.lastAt);
}

/** How long the same people had the ball, all stretches together. */
export interface Share {
  /** The people, without the reasons; in the order of `partyOf`. */
  parties: readonly Waited[];
  ms: number;
  /** By reason, the longest first; where several had the ball at once there is none to tell. */
  why: readonly { why: Waited['why']; ms: number }[];
}

/** The longest first; together as long as the phase itself. */
export function sharesOf(stretches: readonly Stretch[], phase: Phase): Share[] {
  const groups = Map.groupBy(
    stretches.filter((one) => one.phase === phase),
    ({ waited }) => waited.map(partyOf).join(' '),
  );
  const shares = [...groups.values()].map((all): Share => {
    const parties = all[0]?.waited ?? [];
    const byWhy = Map.groupBy(all, ({ waited }) => waited[0]?.why);
    const why = [...byWhy].flatMap(([why, of]) =>
      why === undefined || parties.length > 1 ? [] : [{ why, ms: lengthOf(of) }],
    );
    return { parties, ms: lengthOf(all), why: why.sort((a, b) => b.ms - a.ms) };
  });
  return shares.sort((a, b) => b.ms - a.ms);
}

/** Who had the ball longest, alone or with others; undefined for a phase that has not begun. */
export function longestOf(stretches: readonly Stretch[], phase: Phase): { party: Waited; ms: number } | undefined {
  const found = new Map<string, { party: Waited; ms: number }>();
  for (const { from, to, waited } of stretches.filter((one) => one.phase === phase))
    for (const party of waited) {
      const before = found.get(partyOf(party))?.ms ?? 0;
      found.set(partyOf(party), { party, ms: before + msBetween(from, to) });
    }
  return [...found.values()].sort((a, b) => b.ms - a.ms)[0];
}

/** Milliseconds. */
export function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + msBetween(from, to), 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
