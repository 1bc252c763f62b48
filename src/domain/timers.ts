/** Timers are a projection: which instants the state asks for. The store replaces a case's rows with these at every commit. */
import { addTime } from './calendar.ts';
import type { Case } from './case.ts';
import type { ObligationKey } from './commands.ts';
import { anchorFor, clockOf, comesAlone, nextInstant, rungDue } from './ladder.ts';
import type { Obligation } from './obligation.ts';
import { obligationsOf } from './obligations.ts';
import type { PersonId, RungDo } from './organisation.ts';
import { reached, targetsOf } from './targets.ts';
import { type Instant, later } from './time.ts';

export interface Timer {
  key: ObligationKey;
  at: Instant;
}

/** One instant for every obligation; none for a closed case. */
export function timersOf(state: Case): Timer[] {
  return obligationsOf(state).map((ob) => ({ key: ob.key, at: nextInstant(state, ob).at }));
}

/** A coming rung, with the people whom it would reach as things stand. */
export interface ComingRung {
  at: Instant;
  rung: number;
  do?: RungDo;
  people: PersonId[];
  channel: boolean;
}

/** The rungs that an obligation still has before it, for people to read; empty above the top. What a hold or a promise moves, moves all. */
export function ladderView(state: Case, ob: Obligation): ComingRung[] {
  const rungs = ob.ladder?.ladder.rungs ?? [];
  const { position } = clockOf(state, ob);
  const natural = rungDue(state, ob, position);
  const first = later(later(natural, ob.notBefore ?? natural), nextInstant(state, ob).at);
  // A rung that will fire late, or with others that were kept back, takes the spacing above it along. One that comes at its
  // own time has none beside it: rungs rise.
  const moves = comesAlone(state, ob, position, first, true);
  const anchor = moves ? anchorFor(state, ob, position, first) : null;
  return rungs.slice(position).map((rung, i) => {
    const index = position + i;
    const due = anchor ? addTime(anchor, rung.after, ob.clock, state.policy.calendar) : rungDue(state, ob, index);
    const { people, channel } = reached(state, ob, targetsOf(state, ob, rung.ping, state.lastAt), state.lastAt);
    return { at: later(due, first), rung: index, ...(rung.do && { do: rung.do }), people, channel };
  });
}
