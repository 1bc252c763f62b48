/** How one ticket waited for its vendor: what was tried by which way and what came of it, promises, calls, and where the time went. */
import type { Case, Contact, Mover, Stage, Ticket, Word } from './case.ts';
import type { CallResult, CaseId, TicketId } from './commands.ts';
import { entry, type PersonId, type VendorId } from './organisation.ts';
import { unreadTooLongAt } from './packs.ts';
import { isOutsider } from './people.ts';
import { isSaidOnPhone } from './quoting.ts';
import { type Instant, msBetween } from './time.ts';

/**
 * One attempt to reach the vendor's support by one of its routes. It worked when they quoted its code (`read`), when a
 * substantive word was the next thing that came (`answered`), or when they acted on the call. `open`: it is no failure, for it may
 * still work, or something else worked before its time was over.
 */
export interface Try {
  route: string;
  at: Instant;
  how?: 'read' | 'answered' | 'acted';
  workedAt?: Instant;
  open?: true;
}

/** `whom`: `support`, or somebody's id. */
export interface Dialled {
  whom: PersonId;
  number: string;
  at: Instant;
  result: CallResult;
}

/** Plain data that is kept for ever: a shape may gain optional fields, and `waitsShape` counts up. */
export interface Wait {
  caseId: CaseId;
  ticket: TicketId;
  vendor: VendorId;
  openedAt: Instant;
  status: Ticket['status'];
  /** The first substantive word; of a fix that came without one, the fix. */
  firstWordAt?: Instant;
  tries: Try[];
  /** Words of ours, the opening included; `unread`: nobody has shown that they were read. */
  words: { sent: number; unread: number };
  promises: { kept: number; broken: number };
  calls: Partial<Record<CallResult, number>>;
  /** Each call whose number is known. */
  dialled?: Dialled[];
  /** Milliseconds of the vendor's silence by how far the ladder had climbed, finished stretches only. */
  idle: Partial<Record<Stage, number>>;
  /** The stretch that is running. */
  waiting?: { stage: Stage; since: Instant };
  /** What moved them, a line for each substantive word. */
  moved: Mover[];
  /** `whom`: `support`, or somebody's id. */
  wrongNumbers: { whom: PersonId; at: Instant }[];
}

/** How far a wait can have climbed, in the order of the climb. */
export const STAGES: readonly Stage[] = [
  'before',
  'ask',
  'phone',
  'duty-manager',
  'call',
  'account-manager',
  'superior',
  'executives',
  'other',
];

/** Rows that an older shape has left behind are made anew at the next start. */
export const waitsShape = 4;

export function waitOf(state: Case, ticket: Ticket): Wait {
  const { idle, waiting } = silence(ticket);
  const heard = ticket.contacts.filter((c) => c.what === 'heard');
  const firstWordAt = heard[0]?.at ?? fixedWithoutWord(ticket);
  const calls = ticket.contacts.filter((c) => c.what === 'call');
  return {
    caseId: state.id,
    ticket: ticket.id,
    vendor: ticket.vendor,
    openedAt: ticket.openedAt,
    status: ticket.status,
    ...(firstWordAt && { firstWordAt }),
    tries: triesOf(state, ticket, heard, calls),
    words: { sent: ticket.sent.length, unread: ticket.sent.filter((w) => !isShown(state, ticket, w)).length },
    promises: {
      kept: ticket.promises.filter((p) => p.status === 'kept').length,
      broken: ticket.promises.filter((p) => p.status === 'broken').length,
    },
    calls: counted(calls.flatMap((c) => c.result ?? [])),
    dialled: calls.flatMap(({ number, result, at, whom = 'support' }) =>
      number && result ? [{ whom, number, at, result }] : [],
    ),
    idle,
    ...(waiting && { waiting }),
    moved: heard.flatMap((c) => c.moved ?? []),
    wrongNumbers: calls.filter((c) => c.result === 'wrong-number').map(({ at, whom = 'support' }) => ({ whom, at })),
  };
}

/** A fix that held was an answer, even if nobody said a word before it. */
function fixedWithoutWord(ticket: Ticket): Instant | undefined {
  const ok = ticket.contacts.findIndex((c) => c.what === 'verify-ok');
  return ok < 0 ? undefined : ticket.contacts.slice(0, ok).findLast((c) => c.what === 'fixed')?.at;
}

function counted<K extends string>(all: readonly K[]): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const one of all) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}

function silence(ticket: Ticket): Pick<Wait, 'idle' | 'waiting'> {
  const idle: Wait['idle'] = {};
  for (const [i, { at, stage, idle: ran }] of ticket.waited.entries()) {
    const end = ticket.waited[i + 1]?.at;
    if (!ran) continue;
    if (end === undefined) return { idle, waiting: { stage, since: at } };
    const ms = msBetween(at, end);
    if (ms > 0) idle[stage] = (idle[stage] ?? 0) + ms;
  }
  return { idle };
}

/** The route of a call: the one with its number, else the first telephone of the file. */
function phoneOf(state: Case, ticket: Ticket, number: string | undefined): string | undefined {
  const phones = entry(state.directory.vendors, ticket.vendor)?.routes.filter((r) => r.kind === 'phone') ?? [];
  return (phones.find((r) => r.address === number) ?? phones[0])?.id;
}

/** Said to somebody's ear, or quoted back; that a newer word overtook it shows nothing. */
function isShown(state: Case, ticket: Ticket, word: Word): boolean {
  return word.quotedAt !== undefined || isSaidOnPhone(state, ticket.vendor, word.via);
}

/** Words and calls as attempts, in order. On the phone a word is heard, which is no proof that it worked. */
function triesOf(state: Case, ticket: Ticket, heard: readonly Contact[], calls: readonly Contact[]): Try[] {
  const answers = answered(state, ticket, heard);
  const ends = ticket.contacts.filter(({ what }) => what === 'heard' || what === 'verify-ok');
  let ended = 0;
  const words = ticket.sent.flatMap((word): Try[] => {
    while ((ends[ended]?.at ?? after) <= word.at) ended += 1;
    if (word.via === undefined) return [];
    const read = isSaidOnPhone(state, ticket.vendor, word.via) ? undefined : word.quotedAt;
    const answeredAt = answers.get(word);
    const at = { route: word.via, at: word.at };
    if (read && (!answeredAt || read <= answeredAt)) return [{ ...at, how: 'read', workedAt: read }];
    if (answeredAt) return [{ ...at, how: 'answered', workedAt: answeredAt }];
    return [{ ...at, ...(hadNoTime(state, ends[ended], word) && { open: true as const }) }];
  });
  const called = calls.flatMap((c): Try[] => {
    const phone = phoneOf(state, ticket, c.number);
    if (phone === undefined || (c.whom ?? 'support') !== 'support') return [];
    return [{ route: phone, at: c.at, ...(c.result === 'acted' && { how: 'acted' as const, workedAt: c.at }) }];
  });
  return [...words, ...called].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/**
 * Which words a substantive word answered: the one whose code it quoted, else the newest that nothing had answered yet. Their own
 * person in the chat answers none. Both go by time, so one walk along both will do, however long the ticket is.
 */
function answered(state: Case, { sent }: Ticket, heard: readonly Contact[]): Map<Word, Instant> {
  const found = new Map<Word, Instant>();
  const quoted = new Map(sent.toReversed().map((w) => [w.quotedAt, w]));
  let from: Instant | undefined;
  let before = 0;
  for (const { at, by } of heard) {
    while ((sent[before]?.at ?? after) <= at) before += 1;
    const newest = sent[before - 1];
    const unanswered = newest && (from === undefined || newest.at > from) ? newest : undefined;
    const word = quoted.get(at) ?? (isOutsider(state, by) ? undefined : unanswered);
    if (word && !found.has(word)) found.set(word, at);
    from = at;
  }
  return found;
}

/** Later than every instant. */
const after = '~';

/** Words get the time after which they count as unread, said on the phone too: nothing is a failure before it. */
function hadNoTime(state: Case, end: Contact | undefined, word: Word): boolean {
  return (end?.at ?? state.lastAt) < unreadTooLongAt(state, word);
}
