/** What pings, holds and `Not mine` leave on the ladders. */
import type { Case, Clock } from '../case.ts';
import type { CaseEvent, CaseEventBody, Ping } from '../events.ts';
import { clockOf, isLate } from '../ladder.ts';

type Of<T extends CaseEventBody['type']> = Extract<CaseEventBody, { type: T }>;

/** Only these are pings of the ladder: a hold may answer the first three of them. */
const ofTheLadder: readonly Ping['reason'][] = ['rung', 'climb', 'digest', 'reminder', 'deadline'];

export function pinged(state: Case, { ping }: Of<'pinged'>, { at }: CaseEvent): Case {
  const clock = clockOf(state, ping);
  const told = {
    ...state,
    clocks: { ...state.clocks, [ping.key]: afterPing(clock, ping, at) },
    lastPings: listed(state, ping, at),
  };
  if (ping.reason === 'deadline') {
    const vendor = ping.key.slice('deadline:'.length);
    return { ...told, deadlines: state.deadlines.map((d) => (d.vendor === vendor ? { ...d, floor: at } : d)) };
  }
  if (ping.key.startsWith('ticket:') && ofTheLadder.slice(0, 3).includes(ping.reason)) {
    const id = ping.key.slice('ticket:'.length);
    if (!told.tickets.some((t) => t.id === id && t.vainCalls > 0)) return told;
    return { ...told, tickets: told.tickets.map((t) => (t.id === id ? { ...t, vainCalls: 0 } : t)) };
  }
  return told;
}

function afterPing(clock: Clock, ping: Ping, at: Clock['anchor'] & string): Clock {
  if (ping.reason === 'asked') return clock;
  // Somebody else has it now; the ping that it answers stays the same, so passing it on never buys a second hold.
  if (!ofTheLadder.includes(ping.reason)) {
    return clock.last
      ? { ...clock, last: { ...clock.last, people: [...new Set([...ping.people, ...clock.last.people])] } }
      : clock;
  }
  const { hold: _, ...rest } = clock;
  const moved = ping.clock !== undefined && (ping.clock.moved || ping.reason === 'climb' || isLate(ping.due, at));
  return {
    ...rest,
    ...ping.clock,
    ...(moved && { moved: true }),
    pings: clock.pings + 1,
    digests: clock.digests + (ping.reason === 'digest' ? 1 : 0),
    served: [...new Set([...clock.served, ...ping.targets])],
    last: { at, reason: ping.reason, people: ping.people },
  };
}

/** One message lists everything that fell due for a person at the same instant. */
function listed(state: Case, ping: Ping, at: CaseEvent['at']): Case['lastPings'] {
  const lists = { ...state.lastPings };
  for (const person of ping.people) {
    const last = lists[person];
    const keys = last?.at === at ? last.keys : [];
    const before = new Set([...(last?.before ?? []), ...(last?.keys ?? [])]);
    lists[person] = {
      at,
      keys: [...new Set([...keys, ping.key])],
      ...(before.size > 0 && { before: [...before] }),
    };
  }
  return lists;
}

export function held(state: Case, body: Of<'held'>, { at, by }: CaseEvent): Case {
  const clocks = { ...state.clocks };
  for (const key of body.keys) {
    const clock = clocks[key];
    if (!clock?.last) continue;
    const hold = {
      by,
      kind: body.kind,
      from: at,
      until: body.until,
      ...(body.reason !== undefined && { reason: body.reason }),
    };
    clocks[key] = { ...clock, hold, last: { ...clock.last, heldBy: by, heldAt: at } };
  }
  return { ...state, clocks };
}
