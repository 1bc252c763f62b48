// What should be said to whom, as data. Words and cards are made from it when it is sent, from the newest state.

import type { TicketId } from './commands.ts';
import type { CaseEvent, Ping } from './events.ts';
import type { Obligation } from './obligation.ts';
import type { PersonId } from './organisation.ts';
import type { Instant } from './time.ts';

/** One line of a ping: the ping and what it was about when it fell due. `next` is the ladder's next instant and people. */
export interface PingItem {
  ping: Ping;
  about: Pick<Obligation, 'key' | 'kind' | 'about' | 'due' | 'since' | 'holder'>;
  /** How many pings this obligation has had in this life, this one included. */
  attempt: number;
  next?: { at: Instant; people: PersonId[] };
}

export interface Away {
  from: Instant;
  to: Instant;
  /** What fell due meanwhile. */
  fellDue: Pick<Obligation, 'key' | 'kind' | 'about' | 'due' | 'since' | 'holder'>[];
}

export type Message =
  /** A new root post in the incident channel that carries the live case card; its thread is the case's thread. */
  | { kind: 'root' }
  /** The live card is edited in place, and posted anew when the edit fails. */
  | { kind: 'refresh'; card: 'case' | TicketId }
  /** A ticket's live card, new in the thread. */
  | { kind: 'ticket'; ticket: TicketId }
  /** A card in the person's own chat. `say` carries facts that belong to it (a refused delivery, a hand-over). */
  | { kind: 'ping'; person: PersonId; items: PingItem[]; away?: Away }
  /** One line in the case's thread that mentions everybody pinged; with `away` also when nobody was. */
  | { kind: 'thread-ping'; people: PersonId[]; items: PingItem[]; away?: Away }
  /** A new root post in the incident channel that mentions the coordinators. */
  | { kind: 'channel-ping'; people: PersonId[]; items: PingItem[]; away?: Away }
  /** Facts told in the thread (or to one person), one sentence each. */
  | {
      kind: 'say';
      to: 'thread' | 'channel' | { person: PersonId };
      events: CaseEvent[];
      mention: PersonId[];
    };
