/** Timers are a projection: which instants the state asks for. The store replaces a case's rows with these at every commit. */
import type { Case } from './case.ts';
import type { ObligationKey } from './commands.ts';
import { nextInstant, rungDue } from './ladder.ts';
import type { Obligation } from './obligation.ts';
import { obligationsOf } from './obligations.ts';
import type { PersonId, RungDo } from './organisation.ts';
import { targetsOf } from './targets.ts';
import { type Instant, later } from './time.ts';

export interface Timer {
  key: ObligationKey;
  at: Instant;
}

/** One instant for every obligation; none for a closed case. */
export function timersOf(state: Case): Timer[] {
  return obligationsOf(state).map((ob) => ({ key: ob.key, at: nextInstant(state, ob).at }));
}

/** A coming rung, with the people whom it would ping as things stand. */
export interface ComingRung {
  at: Instant;
  rung: number;
  do?: RungDo;
  people: PersonId[];
  channel: boolean;
}

/** The rungs that an obligation still has before it, for cards; empty above the top. */
export function ladderView(state: Case, ob: Obligation): ComingRung[] {
  const rungs = ob.ladder?.ladder.rungs ?? [];
  const next = nextInstant(state, ob);
  if (next.what !== 'rung') return next.what === 'reminder' ? comingFrom(state, ob, rungs.length, next.at) : [];
  return comingFrom(state, ob, rungs.length, next.at);
}

function comingFrom(state: Case, ob: Obligation, count: number, notBefore: Instant): ComingRung[] {
  const rungs = ob.ladder?.ladder.rungs ?? [];
  const clock = Object.hasOwn(state.clocks, ob.key) ? state.clocks[ob.key] : undefined;
  const position = clock?.epoch === ob.epoch ? clock.position : 0;
  const coming: ComingRung[] = [];
  for (let index = position; index < count; index++) {
    const rung = rungs[index];
    if (!rung) continue;
    const { people, channel } = targetsOf(state, ob, rung.ping, state.lastAt);
    coming.push({
      at: later(rungDue(state, ob, index), notBefore),
      rung: index,
      ...(rung.do && { do: rung.do }),
      people,
      channel,
    });
  }
  return coming;
}
