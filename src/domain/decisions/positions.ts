/** Where every ladder stands after a change of severity. */
import { subtractTime } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { Draft } from '../draft.ts';
import type { ClockSet } from '../events.ts';
import { anchorOf, clockKindOf, clockOf, rungDue } from '../ladder.ts';
import type { Obligation } from '../obligation.ts';
import { ticketObligation } from '../obligations/ticket.ts';
import { obligationsOf } from '../obligations.ts';
import type { Ladder, Severity } from '../organisation.ts';
import { vendorLadder } from '../tickets.ts';

/** The rung after the highest one of the new ladder all of whose roles have been pinged in this life of the obligation. */
export function positionsFor(d: Draft, to: Severity): ClockSet[] {
  const { state, at } = d;
  const tickets = state.tickets.filter((t) => t.status === 'open').map((t) => ticketObligation(state, t, at));
  const all = new Map([...tickets, ...obligationsOf(state, at)].map((ob) => [ob.key, ob]));
  return [...all.values()].flatMap((ob) => {
    const clock = clockOf(state, ob);
    if (!ob.ladder || clock.pings === 0) return [];
    const ladder = ladderAt(state, ob, to);
    const position = ladder.rungs.findLastIndex((r) => r.ping.every((target) => clock.served.includes(target))) + 1;
    return [{ key: ob.key, anchor: anchorAt(state, ob, ladder, position, to), position }];
  });
}

function ladderAt(state: Case, ob: Obligation, severity: Severity): Ladder {
  return ob.ladder?.name === 'vendor'
    ? vendorLadder(state, ob.about.vendor ?? '')[severity]
    : state.policy.ladders.own[severity];
}

/**
 * An anchor that is an event stays one: the rungs are counted anew from it. One that a climb or a late rung has moved moves
 * again, so that the rung which stands for the last one pinged was due when that was, and the spacing above is the new one's.
 */
function anchorAt(state: Case, ob: Obligation, ladder: Ladder, position: number, to: Severity): ClockSet['anchor'] {
  const clock = clockOf(state, ob);
  const rung = ladder.rungs[position - 1];
  const fired = Math.min(clock.position, ob.ladder?.ladder.rungs.length ?? 0) - 1;
  if (!clock.moved || !rung || fired < 0) return anchorOf(state, ob);
  const kind = ob.kind === 'notice' || ob.kind === 'auto-close' ? 'always' : clockKindOf(state, to);
  return subtractTime(rungDue(state, ob, fired), rung.after, kind, state.policy.calendar);
}
