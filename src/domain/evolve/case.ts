// Evolving: how each fact changes the state, by the part of the case that it touches.
// Nothing is refused here and nothing is judged; the same facts give the same state, for ever.
/** Severity, ownership, control, the news, resolving and closing. */
import { addTime, laterBy } from '../calendar.ts';
import type { Case } from '../case.ts';
import { nextDeadline, withGrid } from '../deadlineGrid.ts';
import type { CaseEvent, CaseEventBody } from '../events.ts';
import { clockKindOf, isHigher } from '../ladder.ts';
import type { Obligation } from '../obligation.ts';
import { startOf } from '../obligations/notices.ts';
import type { Severity, VendorId } from '../organisation.ts';
import { joiningSteps } from '../steps.ts';
import { countedTickets } from '../tickets.ts';
import { type Duration, earlier, type Instant, msBetween } from '../time.ts';
import { asStep, directoryOf, policyOf, vendorLaddersOf } from './opening.ts';
import { given } from './passing.ts';

type Of<T extends CaseEventBody['type']> = Extract<CaseEventBody, { type: T }>;

/** Raising re-counts every due time that comes from severities and limits from its own starting event; the earlier stands. */
export function severityChanged(state: Case, body: Of<'severity-changed'>, { at }: CaseEvent): Case {
  const clocks = { ...state.clocks };
  for (const { key, anchor, position } of body.positions) {
    const clock = clocks[key];
    if (clock) clocks[key] = { ...clock, anchor, position };
  }
  const next: Case = { ...state, severity: body.to, clocks };
  return isHigher(body.to, body.from) ? withinDeadlines(raised(next, body.to, at)) : next;
}

/** A promise holds the rungs at most until the next deadline ping, also when that has come nearer. */
function withinDeadlines(state: Case): Case {
  return {
    ...state,
    tickets: state.tickets.map((t) => {
      const next = nextDeadline(state, t.vendor);
      if (next === null || !t.promises.some((p) => p.status === 'running' && p.holdsUntil > next)) return t;
      const promises = t.promises.map((p) =>
        p.status === 'running' ? { ...p, holdsUntil: earlier(p.holdsUntil, next) } : p,
      );
      return { ...t, promises };
    }),
  };
}

/** A service that was marked before keeps its time. */
/** Longer than this no outage is taken for a slip of the keyboard. */
const slipMs = 10 * 60_000;

export function affectsChanged(state: Case, { affects }: Of<'affects-changed'>, { at }: CaseEvent): Case {
  const since = (id: string) => (Object.hasOwn(state.affectedSince, id) ? state.affectedSince[id] : slip(id)) ?? at;
  // Taken off and put back within minutes: it was down all the time, and whoever is told since when must not be told the slip.
  const slip = (id: string) => {
    const before = Object.hasOwn(state.affectedBefore, id) ? state.affectedBefore[id] : undefined;
    return before && msBetween(before.until, at) <= slipMs ? before.since : undefined;
  };
  const ended = Object.entries(state.affectedSince).filter(([id]) => !affects.includes(id));
  return {
    ...state,
    affects,
    affectedSince: Object.fromEntries(affects.map((id) => [id, since(id)])),
    affectedBefore: {
      ...state.affectedBefore,
      ...Object.fromEntries(ended.map(([id, from]) => [id, { since: from, until: at }])),
    },
  };
}

function raised(state: Case, to: Severity, at: Instant): Case {
  const { limits, severities } = state.policy;
  const within = (start: Instant, limit: Duration, due: Instant) =>
    earlier(due, addTime(start, limit, clockKindOf(state, to), state.policy.calendar));
  const longest = { ack: severities[to].acknowledgeAtMost, snooze: severities[to].snoozeAtMost };
  return {
    ...state,
    update: { ...state.update, due: within(state.update.last, severities[to].updateEvery, state.update.due) },
    ...(state.handover && {
      handover: {
        ...state.handover,
        due: within(state.handover.askedAt, limits.acceptHandoverWithin, state.handover.due),
      },
    }),
    ...(state.retrospective && {
      retrospective: {
        ...state.retrospective,
        due: within(state.retrospective.since, limits.retrospectiveWithin, state.retrospective.due),
      },
    }),
    ...(state.empty && {
      empty: { ...state.empty, due: within(state.empty.since, limits.decideNextWithin[to], state.empty.due) },
    }),
    owedTickets: state.owedTickets.map((o) => ({
      ...o,
      due: within(o.since, limits.ticketAfterControlLost[to], o.due),
    })),
    tickets: state.tickets.map((t) => ({
      ...t,
      refDue: within(t.openedAt, limits.ticketAfterControlLost[to], t.refDue),
      ...(t.unread && { unread: { ...t.unread, due: within(t.unread.since, limits.unreadAfter[to], t.unread.due) } }),
      ...(t.fix && { fix: { ...t.fix, due: within(t.fix.at, limits.verifyFixWithin[to], t.fix.due) } }),
      ...(t.want && { want: { ...t.want, due: within(t.want.since, severities[to].snoozeAtMost, t.want.due) } }),
    })),
    deadlines: state.deadlines.map((d) => (d.ended ? d : withGrid(state, d, to, at))),
    clocks: Object.fromEntries(
      Object.entries(state.clocks).map(([key, c]) => [
        key,
        c.hold ? { ...c, hold: { ...c.hold, until: within(c.hold.from, longest[c.hold.kind], c.hold.until) } } : c,
      ]),
    ),
  };
}

/** Arms a vendor's deadline where none is, lets it go on where it had ended; `anew` starts an ended one from now. */
export function armDeadline(state: Case, vendor: VendorId, at: Instant, anew: boolean): Case {
  const bare = { vendor, startedAt: at, grids: [], ended: false, floor: at };
  const old = state.deadlines.find((d) => d.vendor === vendor);
  if (!old) return { ...state, deadlines: [...state.deadlines, withGrid(state, bare, state.severity, at)] };
  if (!old.ended) return state;
  const again = withGrid(state, anew ? bare : { ...old, ended: false, floor: at }, state.severity, at);
  return { ...state, deadlines: state.deadlines.map((d) => (d === old ? again : d)) };
}

/** A ticket is owed while control is lost and none that counts is open. */
export function oweTicket(state: Case, vendor: VendorId, event: CaseEvent): Case {
  if (state.owedTickets.some((o) => o.vendor === vendor)) return state;
  if (countedTickets(state, vendor).some((t) => t.status === 'open')) return state;
  const limit = state.policy.limits.ticketAfterControlLost[state.severity];
  const due = addTime(event.at, limit, clockKindOf(state), state.policy.calendar);
  return { ...state, owedTickets: [...state.owedTickets, { vendor, since: event.at, due, epoch: `o${event.seq}` }] };
}

/** What was affected from the beginning is so since we knew. Clocks that count from it follow; where it comes later, coordinator or management have moved them, and their ladders begin anew. */
export function awareSet(state: Case, { awareAt }: Of<'aware-set'>, { seq }: CaseEvent): Case {
  const isLater = (n: Case['notices'][number]) =>
    startOf(n, awareAt) > startOf(n, state.awareAt) ||
    (awareAt > state.awareAt && n.clock.stages.some(({ atMost }) => atMost !== undefined));
  const notices = state.notices.map((n) => (isLater(n) ? { ...n, epoch: `a${seq}` } : n));
  const affectedSince = Object.fromEntries(
    Object.entries(state.affectedSince).map(([id, at]) => [id, at === state.awareAt ? awareAt : at]),
  );
  return { ...state, awareAt, affectedSince, notices };
}

export function controlLost(state: Case, body: Of<'control-lost'>, event: CaseEvent): Case {
  const lost: Case = { ...state, control: { by: 'vendor', vendor: body.vendor, since: event.at } };
  return oweTicket(armDeadline(lost, body.vendor, event.at, true), body.vendor, event);
}

const ofTheOwner: readonly Obligation['kind'][] = ['update', 'decide-next', 'retrospective'];

/** Who takes the case, or is given it, has what was the owner's, also what was passed on before; who only stands in does not. */
export function ownerChanged(state: Case, { to, why }: Of<'owner-changed'>): Case {
  const next = withoutHandover({ ...state, owner: to });
  if (why === 'absent') return next;
  const nobodys = new Set(state.steps.filter((s) => !s.assignee && !s.role).map((s) => s.number));
  return given(next, to, ({ kind, about }) => ofTheOwner.includes(kind) || nobodys.has(about.step ?? 0));
}

export function withoutHandover(state: Case): Case {
  const { handover: _, ...rest } = state;
  return rest;
}

export function controlRegained(state: Case, body: Of<'control-regained'>): Case {
  return {
    ...state,
    control: { by: 'ours' },
    owedTickets: [],
    deadlines: state.deadlines.map((d) => (body.deadlinesEnded.includes(d.vendor) ? { ...d, ended: true } : d)),
  };
}

export function stepsAdded(state: Case, body: Of<'steps-added'>, { seq, at }: CaseEvent): Case {
  const joined = body.fromPlaybook ? joiningSteps(state) : [];
  return {
    ...state,
    steps: [...state.steps, ...body.steps.map((s) => asStep(s, seq, at))],
    waitingSteps: state.waitingSteps.filter((s) => !joined.includes(s)),
  };
}

export function resolved(state: Case, body: Of<'case-resolved'>, { at, seq }: CaseEvent): Case {
  const due = addTime(at, state.policy.limits.retrospectiveWithin, clockKindOf(state), state.policy.calendar);
  return {
    ...state,
    status: 'resolved',
    resolvedAt: at,
    resolution: body.words,
    retrospective: state.retrospective ?? { since: at, due, epoch: `r${seq}` },
  };
}

/** What was open comes back: step clocks later by the time they stood. */
export function reopened(state: Case, body: Of<'case-reopened'>, { at, seq }: CaseEvent): Case {
  const clocks = { ...state.clocks };
  const due = new Map(body.steps.map((s) => [s.number, s.due]));
  const steps = state.steps.map((step) => {
    const later = due.get(step.number);
    if (!later || !step.due) return step;
    const clock = clocks[`step:${step.number}`];
    const { due: before } = step;
    const shift = (instant: Instant) => laterBy(instant, before, later, clockKindOf(state), state.policy.calendar);
    if (clock) clocks[`step:${step.number}`] = shifted(clock, shift, at);
    return { ...step, due: later };
  });
  const { resolvedAt: _, resolution: __, closedAt: ___, ...rest } = state;
  return { ...rest, status: 'open', steps, clocks, update: { last: at, due: body.updateDue, epoch: `u${seq}` } };
}

function shifted(clock: Case['clocks'][string], shift: (at: Instant) => Instant, at: Instant): Case['clocks'][string] {
  const { hold } = clock;
  return {
    ...clock,
    restedUntil: at,
    anchor: clock.anchor && shift(clock.anchor),
    ...(hold && { hold: { ...hold, from: shift(hold.from), until: shift(hold.until) } }),
  };
}

export function peopleChanged(state: Case, { organisation, presence }: Of<'people-changed'>): Case {
  return { ...state, presence, ...(organisation && { directory: directoryOf(organisation) }) };
}

/** Rungs to come follow the file of today; a deadline that is armed keeps its grid, and the new rule's stands beside it. */
export function policyAdopted(state: Case, body: Of<'policy-adopted'>, { at }: CaseEvent): Case {
  const { organisation } = body;
  const next: Case = {
    ...state,
    policy: policyOf(organisation),
    directory: directoryOf(organisation),
    vendorLadders: vendorLaddersOf(organisation),
  };
  const deadlines = next.deadlines.map((d) => (d.ended ? d : withGrid(next, d, next.severity, at)));
  return withinDeadlines({ ...next, deadlines });
}
