/** From facts to state. `evolve` never refuses and never looks at a clock: the same events give the same case, for ever. */
import { withActs } from './acts.ts';
import { addTime } from './calendar.ts';
import type { Case } from './case.ts';
import type { CaseEvent, CaseEventBody, CaseEventType } from './events.ts';
import * as carried from './evolve/carried.ts';
import * as cases from './evolve/case.ts';
import * as clocks from './evolve/clocks.ts';
import * as notices from './evolve/notices.ts';
import { opened } from './evolve/opening.ts';
import * as packs from './evolve/packs.ts';
import { given } from './evolve/passing.ts';
import { clockSetBack } from './evolve/setBack.ts';
import * as steps from './evolve/steps.ts';
import * as tickets from './evolve/ticket.ts';
import { tracked } from './evolve/waited.ts';
import { clockKindOf } from './ladder.ts';
import { anythingRuns, inherit } from './obligations.ts';
import { liveRoutes } from './routes.ts';
import { awareAct, holdAct } from './stale.ts';

export function fold(events: Iterable<CaseEvent>): Case | null {
  let state: Case | null = null;
  for (const event of events) state = evolve(state, event);
  return state;
}

/** The next state. Throws only when the stream does not begin with its opening: then it is not a case. */
export function evolve(state: Case | null, event: CaseEvent): Case {
  if (event.body.type === 'case-opened') return settle(opened(event.body, event), event);
  if (!state) throw new Error(`A case begins with case-opened, not ${event.body.type}`);
  const next = remember(apply({ ...state, lastAt: event.at }, event.body, event), event, state);
  inherit(state, next);
  return settle(next, event);
}

const takesAsHers: readonly CaseEventType[] = ['ticket-heard', 'held', 'on-it-late'];

/** Acts for stale clicks; whoever is heard of can be reached again, and whoever answers has taken it as hers. */
function remember(state: Case, event: CaseEvent, before: Case): Case {
  const { seq, at, by, act, body } = event;
  const done = [...(act === undefined ? [] : [act]), ...beside(body), ...endOfOffer(body, before)].map((name) => ({
    name,
    seq,
    at,
    by,
  }));
  const back = Object.hasOwn(state.undelivered, by) && body.type !== 'delivery-failed';
  const { [by]: _, ...undelivered } = back ? state.undelivered : {};
  const takesIt = Object.hasOwn(state.disowned, by) && takesAsHers.includes(body.type);
  const { [by]: __, ...disowned } = takesIt ? state.disowned : {};
  return {
    ...state,
    version: seq,
    ...(back && { undelivered }),
    ...carried.confirmed(state, by, at),
    ...(takesIt && { disowned }),
    acts: withActs(state.acts, done),
  };
}

/** Acts that no intent is named after: they are judged by their own rules, but who did them is asked for. */
function beside(body: CaseEventBody): string[] {
  switch (body.type) {
    case 'held':
      return body.keys.map(holdAct);
    case 'aware-set':
      return [awareAct];
    case 'passed':
      return [`decline:${body.key}`];
    case 'wrong-person':
      return body.keys.map((key) => `decline:${key}`);
    case 'owner-changed':
      return body.why === 'accepted' ? ['case.accept'] : [];
    case 'handover-declined':
      return ['case.decline'];
    default:
      return [];
  }
}

/** What became of the hand-over that waited: an old card asks what ended its own, whatever became of a later one. */
function endOfOffer(body: CaseEventBody, { handover: waited }: Case): string[] {
  if (!waited) return [];
  switch (body.type) {
    case 'owner-changed':
      return body.why === 'absent' ? [] : [`offer.${body.why}`];
    case 'handover-asked':
      return ['offer.replaced'];
    case 'handover-declined':
      return [body.asked === undefined ? 'offer.declined' : 'offer.ended'];
    default:
      return [];
  }
}

/** What follows from the whole state after each fact: routes to a vendor that are all dead, and a list that has run empty. */
function settle(state: Case, { at, seq }: CaseEvent): Case {
  const tickets = state.tickets.map((ticket) => {
    const t = tracked(state, ticket, at);
    const cut = t.status === 'open' && liveRoutes(state, t.vendor).length === 0;
    if (cut === (t.cutOffSince !== undefined)) return t;
    const { cutOffSince: _, ...rest } = t;
    return cut ? { ...rest, cutOffSince: at } : rest;
  });
  const next = tickets.some((t, i) => t !== state.tickets[i]) ? { ...state, tickets } : state;
  const empty = next.status !== 'closed' && !anythingRuns(next, at);
  if (empty === (next.empty !== undefined)) return next;
  const { empty: _, ...rest } = next;
  const due = addTime(at, next.policy.limits.decideNextWithin[next.severity], clockKindOf(next), next.policy.calendar);
  return empty ? { ...rest, empty: { since: at, due, epoch: `e${seq}` } } : rest;
}

function apply(state: Case, body: CaseEventBody, event: CaseEvent): Case {
  switch (body.type) {
    case 'case-opened':
      return state;
    case 'severity-changed':
      return cases.severityChanged(state, body, event);
    case 'title-changed':
      return { ...state, title: body.title };
    case 'affects-changed':
      return cases.affectsChanged(state, body, event);
    case 'aware-set':
      return cases.awareSet(state, body, event);
    case 'control-lost':
      return cases.controlLost(state, body, event);
    case 'control-regained':
      return cases.controlRegained(state, body);
    case 'owner-changed':
      return cases.ownerChanged(state, body);
    case 'handover-asked': {
      const { from, to, due, words } = body;
      return {
        ...state,
        handover: {
          from,
          to,
          by: event.by,
          due,
          askedAt: event.at,
          epoch: `h${event.seq}`,
          ...(words !== undefined && { words }),
        },
      };
    }
    case 'handover-declined':
      return cases.withoutHandover(state);
    case 'role-assigned': {
      const first = [body.to, ...(state.roleFirst[body.role] ?? []).filter((id) => id !== body.to)];
      const next = { ...state, roleFirst: { ...state.roleFirst, [body.role]: first } };
      return given(next, body.to, (ob) => ob.role === body.role);
    }
    case 'case-resolved':
      return cases.resolved(state, body, event);
    case 'case-closed':
      return { ...state, status: 'closed', closedAt: event.at };
    case 'case-reopened':
      return cases.reopened(state, body, event);
    case 'policy-adopted':
      return cases.policyAdopted(state, body, event);
    case 'people-changed':
      return cases.peopleChanged(state, body);
    case 'steps-added':
      return cases.stepsAdded(state, body, event);
    case 'step-done':
      return steps.settled(state, body.step, 'done', body.words, event);
    case 'step-not-applicable':
      return steps.settled(state, body.step, 'not-applicable', body.reason, event);
    case 'step-undone':
      return steps.undone(state, body.step, event);
    case 'step-assigned':
      return steps.assigned(state, body);
    case 'step-redated':
      return steps.redated(state, body, event);
    case 'ticket-opened':
      return tickets.ticketOpened(state, body, event);
    case 'ticket-referenced':
      return tickets.onTicket(state, body.ticket, (t) => ({ ...t, reference: body.reference }));
    case 'ticket-owned':
      return tickets.ticketOwned(state, body);
    case 'ticket-sent':
      return tickets.ticketSent(state, body, event);
    case 'ticket-heard':
      return tickets.ticketHeard(state, body, event);
    case 'ticket-auto':
      return tickets.onTicket(state, body.ticket, (t) =>
        tickets.contact(t, event, { what: 'auto', words: body.words }),
      );
    case 'ticket-question':
      return tickets.ticketQuestion(state, body, event);
    case 'ticket-wants':
      return tickets.ticketWants(state, body, event);
    case 'want-rerouted':
      return tickets.wantRerouted(state, body, event);
    case 'ticket-promised':
      return tickets.ticketPromised(state, body, event);
    case 'promise-broken':
      return tickets.onTicket(state, body.ticket, (t) => ({
        ...t,
        promises: t.promises.map((p) => (p.number === body.promise ? { ...p, status: 'broken' } : p)),
      }));
    case 'ticket-called':
      return tickets.ticketCalled(state, body, event);
    case 'ticket-fixed':
      return tickets.ticketFixed(state, body, event);
    case 'ticket-verified':
      return tickets.ticketVerified(state, body, event);
    case 'ticket-closed':
      return tickets.ticketClosed(state, body, event);
    case 'ticket-reopened':
      return tickets.ticketReopened(state, body, event);
    case 'pack-built':
      return packs.packBuilt(state, body, event);
    case 'pack-linked':
      return packs.packLinked(state, body, event);
    case 'pack-downloaded':
      return packs.packDownloaded(state, body);
    case 'pack-revoked':
      return packs.packRevoked(state, body, event);
    case 'pack-receipt':
      return packs.packReceipt(state, body, event);
    case 'climbed':
      return tickets.climbed(state, body, event);
    case 'pinged':
      return clocks.pinged(state, body, event);
    case 'held':
      return clocks.held(state, body, event);
    case 'passed':
      return {
        ...state,
        passed: { ...state.passed, [body.key]: { epoch: body.epoch, from: body.from, to: body.to, at: event.at } },
      };
    case 'notice-started':
      return notices.started(state, body, event);
    case 'notice-sent':
      return notices.sent(state, body, event);
    case 'notice-undone':
      return notices.undone(state, body);
    case 'notice-waived':
      return notices.waived(state, body, event);
    case 'update-posted':
      return { ...state, update: { last: event.at, due: body.due, epoch: `u${event.seq}`, words: body.words } };
    case 'decided': {
      const { decision: id, words, because } = body;
      return { ...state, decisions: [...state.decisions, { id, at: event.at, by: event.by, words, because }] };
    }
    case 'retrospective-done':
      return {
        ...state,
        retrospective: {
          since: state.retrospective?.since ?? event.at,
          due: state.retrospective?.due ?? event.at,
          epoch: state.retrospective?.epoch ?? '',
          doneAt: event.at,
        },
      };
    case 'ping-carried':
      return carried.pingCarried(state, body, event);
    case 'delivery-failed':
      return carried.deliveryFailed(state, body, event);
    case 'wrong-person': {
      const { person, words, unasked, instead } = body;
      const before = instead && Object.hasOwn(state.disowned, person) ? state.disowned[person] : undefined;
      const said = { at: event.at, ...(unasked && { unasked }), ...before, ...(words !== undefined && { words }) };
      return { ...state, disowned: { ...state.disowned, [person]: said } };
    }
    case 'on-it-late': {
      const { keys, until } = body;
      return { ...state, onItLate: { ...state.onItLate, [event.by]: { at: event.at, keys, until } } };
    }
    case 'reached-again': {
      const { [body.person]: _, ...undelivered } = state.undelivered;
      return { ...state, undelivered };
    }
    case 'clock-set-back':
      return clockSetBack(state, body, event);
    // For the record and the timeline only.
    case 'noted':
    case 'was-away':
    case 'channel-shut':
    case 'timers-mended':
      return state;
  }
}
