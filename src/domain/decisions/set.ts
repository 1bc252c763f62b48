/** `case set`: severity, affected services, title, the time of becoming aware, who controls the fix. */

import { fittingClocks } from '../authorities.ts';
import { addMs, addTime, timeBetween } from '../calendar.ts';
import type { AffectsChange, IntentOf } from '../commands.ts';
import type { Draft } from '../draft.ts';
import { anchorOf, clockKindOf, isHigher } from '../ladder.ts';
import { ticketObligation } from '../obligations/ticket.ts';
import { entry, type Severity, type VendorId } from '../organisation.ts';
import type { Refusal } from '../refusal.ts';
import { findRoute } from '../routes.ts';
import { joiningSteps, stepOf } from '../steps.ts';
import { countedTickets, deadlineOf } from '../tickets.ts';
import { msBetween } from '../time.ts';
import { isDecider, onlyDeciders } from './permit.ts';
import { positionsFor } from './positions.ts';

export function set(d: Draft, intent: IntentOf<'case.set'>): Refusal | undefined {
  const before = d.events.length;
  const no =
    (intent.title !== undefined && setTitle(d, intent.title)) ||
    (intent.affects && setAffects(d, intent.affects)) ||
    (intent.severity && setSeverity(d, intent.severity)) ||
    (intent.aware && setAware(d, intent.aware)) ||
    (intent.control && setControl(d, intent.control, intent.vendor));
  if (no) return no;
  if (d.events.length === before) return { no: 'nothing-changes', what: 'case set' };
  joinSteps(d);
  armClocks(d);
  return undefined;
}

function setTitle(d: Draft, title: string): undefined {
  if (title !== d.state.title) d.add({ type: 'title-changed', title });
}

function setSeverity(d: Draft, to: Severity): Refusal | undefined {
  const from = d.state.severity;
  if (from === to) return undefined;
  if (!isHigher(to, from) && !isDecider(d.state, d.by)) return onlyDeciders('lower-severity');
  d.add({ type: 'severity-changed', from, to, positions: positionsFor(d, to) });
  return undefined;
}

function setAffects(d: Draft, change: AffectsChange): Refusal | undefined {
  const known = Object.keys(d.state.directory.services);
  const named = [...change.add, ...change.remove, ...(change.only ?? [])];
  const unknown = named.find((s) => !entry(d.state.directory.services, s));
  if (unknown !== undefined) return { no: 'unknown-service', service: unknown, known };
  const start = change.only ?? d.state.affects;
  const affects = [...new Set([...start, ...change.add])].filter((s) => !change.remove.includes(s));
  if (affects.length === d.state.affects.length && affects.every((s) => d.state.affects.includes(s))) return undefined;
  const gone = d.state.affects.filter((s) => !affects.includes(s));
  d.add({ type: 'affects-changed', affects, ...(gone.length > 0 && { gone }) });
  rerouteWants(d);
  return undefined;
}

/** What a vendor wants by a route that has just died is blocked, and the vendor's ladder goes on; alive again, the ball is ours. */
export function rerouteWants(d: Draft): void {
  for (const ticket of d.state.tickets) {
    const { want } = ticket;
    if (ticket.status !== 'open' || !want) continue;
    const route = findRoute(d.state, ticket.vendor, want.via);
    // A route that the file no longer has is as dead as one whose service is down.
    const blocked = route === null || ('route' in route && route.deadBecause !== null);
    if (blocked === want.blocked) continue;
    const resumed = blocked ? resumption(d, ticket.id) : undefined;
    d.add({ type: 'want-rerouted', ticket: ticket.id, blocked, due: want.due, ...(resumed && { resumed }) });
  }
}

/** The anchor of a vendor's ladder that goes on after standing still: later by exactly that time. */
export function resumption(d: Draft, ticketId: string) {
  const ticket = d.state.tickets.find((t) => t.id === ticketId);
  if (!ticket?.standsSince) return undefined;
  const { calendar } = d.state.policy;
  const kind = clockKindOf(d.state);
  const ob = ticketObligation(d.state, ticket, d.at);
  const stood = timeBetween(ticket.standsSince, d.at, kind, calendar);
  return { anchor: addMs(anchorOf(d.state, ob), stood, kind, calendar), shiftMs: msBetween(ticket.standsSince, d.at) };
}

function setAware(d: Draft, aware: IntentOf<'case.set'>['aware'] & string): Refusal | undefined {
  const { state } = d;
  if (aware > d.at) return { no: 'not-in-the-future', what: 'aware', at: aware };
  if (aware === state.awareAt) return undefined;
  if (aware > state.awareAt && !isDecider(state, d.by)) return onlyDeciders('later-aware');
  d.add({ type: 'aware-set', awareAt: aware });
  return undefined;
}

function setControl(d: Draft, control: 'ours' | 'vendor', named: VendorId | undefined): Refusal | undefined {
  const { state } = d;
  if (control === 'ours') {
    const deadlinesEnded = state.deadlines
      .filter((x) => !x.ended && countedTickets(state, x.vendor).every((t) => t.status !== 'open'))
      .map((x) => x.vendor);
    if (state.control.by === 'ours' && deadlinesEnded.length === 0) return undefined;
    d.add({ type: 'control-regained', deadlinesEnded });
    return undefined;
  }
  const known = Object.keys(state.directory.vendors);
  if (named !== undefined && !entry(state.directory.vendors, named))
    return { no: 'unknown-vendor', vendor: named, known };
  const vendor = named ?? vendorFromServices(d) ?? (known.length === 1 ? known[0] : undefined);
  if (vendor === undefined) return { no: 'vendor-needed', known };
  // Lost once more after every ticket was verified: clock and ticket begin anew.
  const goesOn = state.control.by === 'vendor' && state.control.vendor === vendor && !deadlineOf(state, vendor)?.ended;
  if (goesOn) return undefined;
  d.add({ type: 'control-lost', vendor });
  return undefined;
}

/** The one vendor behind the affected services; undefined when there is none or more than one. */
function vendorFromServices(d: Draft): VendorId | undefined {
  const vendors = new Set(d.state.affects.flatMap((s) => entry(d.state.directory.services, s)?.vendor ?? []));
  return vendors.size === 1 ? [...vendors][0] : undefined;
}

/** Playbook steps whose condition holds from now on join the checklist, never due before now. */
function joinSteps(d: Draft): void {
  const { state } = d;
  const joining = joiningSteps(state);
  if (joining.length === 0 || state.status === 'closed') return;
  const count = {
    openedAt: state.openedAt,
    notBefore: d.at,
    clock: clockKindOf(state),
    calendar: state.policy.calendar,
  };
  const highest = Math.max(0, ...state.steps.map((s) => s.number));
  const steps = joining.map((s, i) => stepOf(s, highest + 1 + i, state.directory.language, count));
  d.add({ type: 'steps-added', steps, fromPlaybook: true });
}

/** A case that has become one for an authority starts that clock; nothing stops one again but `notice`. */
function armClocks(d: Draft): void {
  const { state } = d;
  const fitting = fittingClocks(state.policy.authorities, {
    severity: state.severity,
    affects: state.affects,
    playbook: state.playbook.id,
  });
  for (const clock of fitting) {
    if (!state.notices.some((n) => n.clock.id === clock.id))
      d.add({ type: 'notice-started', clock, startedAt: state.awareAt });
  }
}

/** When the next status update is due after one at `d.at`. */
export function nextUpdate(d: Draft) {
  const { severities, calendar } = d.state.policy;
  return addTime(d.at, severities[d.state.severity].updateEvery, clockKindOf(d.state), calendar);
}
