/**
 * The clock was ahead and has been set back: what was counted from a moment that has not come yet counts from as much earlier, or
 * everybody would wait for that moment to come. What was counted from a moment before stays.
 */
import type { Case, Clock, Step, Ticket } from '../case.ts';
import type { CaseEvent, CaseEventBody } from '../events.ts';
import { type Instant, msBetween, plusMs } from '../time.ts';

type Of<T extends CaseEventBody['type']> = Extract<CaseEventBody, { type: T }>;

/** Moves what happened in a time that has not come yet, and with it what was counted from that. */
type Move = <T extends object>(of: T, happened: readonly (keyof T)[], counted?: readonly (keyof T)[]) => T;

export function clockSetBack(state: Case, { from }: Of<'clock-set-back'>, { at }: CaseEvent): Case {
  const move = moverBy(at, from);
  const opened = move({ openedAt: state.openedAt, awareAt: state.awareAt }, ['openedAt', 'awareAt']);
  return {
    ...state,
    ...opened,
    update: move(state.update, ['last'], ['due']),
    ...(state.empty && { empty: move(state.empty, ['since'], ['due']) }),
    ...(state.retrospective && { retrospective: move(state.retrospective, ['since'], ['due']) }),
    ...(state.handover && { handover: move(state.handover, ['askedAt'], ['due']) }),
    affectedSince: move(state.affectedSince, Object.keys(state.affectedSince)),
    control: 'since' in state.control ? move(state.control, ['since']) : state.control,
    steps: state.steps.map((step) => ofStep(step, state.openedAt, move)),
    owedTickets: state.owedTickets.map((owed) => move(owed, ['since'], ['due'])),
    notices: state.notices.map((notice) => move(notice, ['startedAt'])),
    deadlines: state.deadlines.map((deadline) => ({
      ...move(deadline, ['startedAt', 'floor']),
      grids: deadline.grids.map((grid) => move(grid, ['since'])),
    })),
    tickets: state.tickets.map((ticket) => ofTicket(ticket, move)),
    clocks: mapped(state.clocks, (clock) => ofClock(clock, move)),
    passed: mapped(state.passed, (one) => move(one, ['at'])),
    lastPings: mapped(state.lastPings, (one) => move(one, ['at'])),
    undelivered: mapped(state.undelivered, (one) => move(one, ['at'])),
    disowned: mapped(state.disowned, (one) => move(one, ['at'])),
    onItLate: mapped(state.onItLate, (one) => move(one, ['at'], ['until'])),
    carried: state.carried.map((one) => move(one, ['at', 'confirmedAt'])),
  };
}

function ofStep(step: Step, openedAt: Instant, move: Move): Step {
  const { due } = move({ since: step.since ?? openedAt, due: step.due }, ['since'], ['due']);
  return { ...move(step, ['since']), ...(due !== undefined && { due }) };
}

function ofTicket(ticket: Ticket, move: Move): Ticket {
  const { want, fix, unread, question } = ticket;
  return {
    ...move(ticket, ['heardAt', 'standsSince', 'cutOffSince', 'climbedAt', 'escalatedAt']),
    ...move({ openedAt: ticket.openedAt, refDue: ticket.refDue }, ['openedAt'], ['refDue']),
    ...(want && { want: move(want, ['since', 'blockedSince'], ['due']) }),
    ...(fix && { fix: move(fix, ['at'], ['due']) }),
    ...(unread && { unread: move(unread, ['since'], ['due']) }),
    ...(question && { question: move(question, ['at']) }),
    promises: ticket.promises.map((one) => move(one, ['madeAt'], ['by', 'holdsUntil'])),
    sent: ticket.sent.map((one) => move(one, ['at', 'quotedAt'])),
    contacts: ticket.contacts.map((one) => move(one, ['at'])),
    waited: ticket.waited.map((one) => move(one, ['at'])),
  };
}

function ofClock(clock: Clock, move: Move): Clock {
  return {
    ...move(clock, ['anchor', 'restedUntil']),
    ...(clock.last && { last: move(clock.last, ['at', 'heldAt']) }),
    ...(clock.hold && { hold: move(clock.hold, ['from'], ['until']) }),
  };
}

function moverBy(at: Instant, from: Instant): Move {
  const ms = msBetween(at, from);
  const isToCome = (value: unknown) => typeof value === 'string' && value > at && value <= from;
  return (of, happened, counted = []) => {
    const wrong = happened.filter((key) => isToCome(of[key]));
    if (wrong.length === 0) return of;
    const later = counted.filter((key) => typeof of[key] === 'string' && (of[key] as string) > at);
    return { ...of, ...Object.fromEntries([...wrong, ...later].map((key) => [key, plusMs(of[key] as Instant, -ms)])) };
  };
}

function mapped<T>(of: Record<string, T>, f: (one: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(of).map(([key, one]) => [key, f(one)]));
}
