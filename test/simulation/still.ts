/**
 * Nothing lies still, looked at after every step: the earliest timer of an open case is still to come, or somebody is about to take it
 * up; a message is about to go, in somebody's hand, behind one that is, or put off with a reason and for an hour at most.
 *
 * "About to" is a time in which nothing disturbed those who should: it begins anew with each death, each start, each fault of the
 * store and each clock that is set. A post that is turned away, or whose answer is lost, excuses nothing: that is put off by name.
 */
import type { DatabaseSync } from 'node:sqlite';
import { Broken } from './broken.ts';

/** A tick that failed is tried again after a minute at most; the rest is slow answers of the store. */
const soonMs = 75_000;

/** A `Retry-After` is taken for an hour at most, and a minute for the rest. */
const longestMs = 3_660_000;

interface Waiting {
  id: string;
  case_id: string;
  audience: string;
  due_at: string;
  claimed_until: string;
  merge_key: string | null;
  reason: string | null;
}

export interface Moment {
  /** True time, ms. */
  now: number;
  /** What those who should act take for the time, ms; null: there is nobody now who could. */
  clock: number | null;
  /** The latest that any clock of this life has ever shown, ms. */
  latest: number;
}

export class Still {
  /** Steps at which something was due and nobody had an excuse any more: how often the rules could have been broken. */
  judged = 0;
  private undisturbed = 0;
  private timers: { case_id: string; at: string }[] = [];
  private waiting: Waiting[] = [];
  /** Since when each timer and each message was seen to be due and free to be taken up, in true time. */
  private seen = new Map<string, number>();
  private readonly limit: number;
  private readonly sql;

  /** `pollMs`: how often the processes look when nothing tells them to. */
  constructor(rows: DatabaseSync, pollMs: number) {
    this.limit = pollMs + soonMs;
    this.sql = {
      timers: rows.prepare(
        "select case_id, min(at) as at from timers where case_id in (select case_id from cases where status <> 'closed') group by case_id",
      ),
      waiting: rows.prepare(
        `select id, case_id, audience, due_at, claimed_until, merge_key, reason from outbox where state = 'waiting' order by ordinal`,
      ),
    };
  }

  /** From here on whoever should act has had no time yet. */
  disturbed(now: number): void {
    this.undisturbed = now;
  }

  /** Whatever must hold at this moment. `changed`: the rows may be others than at the last look. Throws Broken. */
  look(moment: Moment, changed: boolean): void {
    if (changed) {
      this.timers = this.sql.timers.all() as typeof this.timers;
      this.waiting = this.sql.waiting.all() as unknown as Waiting[];
    }
    const before = this.seen;
    this.seen = new Map();
    if (moment.clock === null) return;
    const clock = iso(moment.clock);
    for (const { case_id, at } of this.timers)
      if (at <= clock) this.due('an open case has a timer to come', `${case_id} ${at}`, moment, before);
    this.lookAtMessages(moment, clock, before);
  }

  private lookAtMessages(moment: Moment, clock: string, before: ReadonlyMap<string, number>): void {
    /** By lane: what the next one has to wait for. */
    const lanes = new Map<string, string>();
    for (const row of this.waiting) {
      const lane = `${row.case_id} ${row.audience}`;
      const behind = lanes.get(lane) ?? '';
      const what = `${row.id} to ${row.audience}, due ${row.due_at}, ${row.reason}, it is ${clock}`;
      if (row.due_at > iso(moment.latest) && row.reason === null && row.merge_key === null && behind <= clock)
        throw new Broken('what waits says why', what);
      if (row.due_at > iso(moment.latest + longestMs)) throw new Broken('nothing waits for ever', what);
      if (row.due_at <= clock && row.claimed_until <= clock && behind <= clock)
        this.due('what is due is sent', row.id, moment, before);
      const holds = row.reason !== null && row.due_at > row.claimed_until ? row.due_at : row.claimed_until;
      if (holds > behind) lanes.set(lane, holds);
    }
  }

  private due(rule: string, what: string, { now }: Moment, before: ReadonlyMap<string, number>): void {
    const since = before.get(what) ?? now;
    this.seen.set(what, since);
    const waited = now - Math.max(since, this.undisturbed);
    if (now - this.undisturbed > this.limit) this.judged += 1;
    if (waited > this.limit)
      throw new Broken(rule, `${what} is due for ${Math.round(waited / 1000)} s, and nothing was in the way`);
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
