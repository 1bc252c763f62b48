import type { Generated } from 'kysely';

// The tables as migrations/ leaves them. JSON is text, instants are ISO text of fixed width; no dates and no
// booleans, which SQLite does not have and node:sqlite would bind as NULL.

export interface Tables {
  events: {
    case_id: string;
    seq: number;
    at: string;
    by: string;
    command_id: string;
    version: number;
    body: string;
    /** See seal.ts. */
    salt: string;
    link: string;
    /** The hash of what was sealed first, where an erasure has rewritten the row. */
    erased: string | null;
  };
  timers: { case_id: string; key: string; at: string };
  outbox: {
    /** Order of creation. */
    ordinal: Generated<number>;
    id: string;
    case_id: string;
    audience: string;
    urgency: number;
    merge_key: string | null;
    body: string;
    due_at: string;
    state: 'waiting' | 'delivered' | 'failed';
    /** '' when nobody has it: so that it compares with an instant. */
    claimed_until: string;
    claimed_by: string | null;
    attempts: number;
    attempted_at: string | null;
    ended_at: string | null;
    conversation_id: string | null;
    activity_id: string | null;
    reason: string | null;
  };
  answers: { command_id: string; at: string; body: string };
  cases: {
    case_id: string;
    number: number;
    status: string;
    title: string;
    severity: string;
    owner: string;
    opened_at: string;
    next_at: string | null;
    thread_id: string | null;
    /** The newest fact and its link. */
    seq: Generated<number>;
    link: Generated<string>;
    /** Up to which fact the book knows the case. */
    booked: Generated<number>;
  };
  /** Heads of all cases from time to time, and erasures, chained; see book.ts. */
  book: { entry: number; at: string; kind: string; body: string; link: string };
  refs: { key: string; body: string; at: string };
  posts: {
    case_id: string;
    name: string;
    conversation_id: string;
    activity_id: string;
    revision: number;
    service_url: string | null;
  };
  meta: { key: string; value: string };
  holds: { name: string; worker: string; until: string };
  waits: { case_id: string; ticket: string; vendor: string; body: string };
  links: {
    id: string;
    kind: string;
    case_id: string;
    body: string;
    made_at: string;
    expires_at: string;
    ended_at: string | null;
  };
}
