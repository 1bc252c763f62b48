/** The times that count, and who held the case: read from the facts in their order. */
import type { Case } from '../case.ts';
import type { CaseEvent, CaseEventBody } from '../events.ts';
import type { PersonId, ServiceId, Severity, VendorId } from '../organisation.ts';
import { accountManagersOf } from '../tickets.ts';
import { type Instant, later } from '../time.ts';
import { undoneReports } from './undoneReports.ts';
import { endOf } from './waits.ts';

/** One moment that a reader looks for. Each kind once, for each vendor or authority that it is about. */
export type Milestone = { at: Instant } & (
  | { what: 'aware' | 'opened' | 'first-step' | 'resolved' | 'closed' }
  | { what: 'control-lost' | 'told' | 'answered' | 'account-manager' | 'deadline'; vendor: VendorId }
  | { what: 'reported'; clock: string }
  /** `resolved-before`, `closed-before`: it was reopened after that. */
  | { what: 'reopened' | 'resolved-before' | 'closed-before' }
);

export interface Held {
  person: PersonId;
  from: Instant;
  to: Instant;
  /** How it came to them; absent for whoever opened the case. */
  why?: Extract<CaseEventBody, { type: 'owner-changed' }>['why'] | 'reopened';
}

/** `until` absent: it was marked to the end. */
export interface Outage {
  service: ServiceId;
  since: Instant;
  until?: Instant;
}

export interface Rated {
  severity: Severity;
  at: Instant;
}

/** Tickets opened by mistake told nobody anything. */
export function milestonesOf(events: readonly CaseEvent[], newest: Case): Milestone[] {
  const mistaken = new Set(newest.tickets.filter((t) => t.status === 'mistake').map(({ id }) => id));
  const vendor = (ticket: string) => newest.tickets.find(({ id }) => id === ticket)?.vendor ?? '';
  const found = new Map<string, Milestone>();
  /** The first of its kind counts. */
  const first = (name: string, milestone: Milestone) => {
    if (!found.has(name)) found.set(name, milestone);
  };
  first('aware', { at: newest.awareAt, what: 'aware' });
  first('opened', { at: newest.openedAt, what: 'opened' });
  let again = 0;
  const undone = undoneReports(events);
  for (const { at, seq, body } of events) {
    switch (body.type) {
      case 'step-done':
        first('first-step', { at, what: 'first-step' });
        break;
      case 'control-lost':
        first(`control-lost:${body.vendor}`, { at, what: 'control-lost', vendor: body.vendor });
        break;
      case 'ticket-opened':
        if (!mistaken.has(body.ticket)) first(`told:${body.vendor}`, { at, what: 'told', vendor: body.vendor });
        break;
      case 'ticket-heard':
        if (!mistaken.has(body.ticket))
          first(`answered:${vendor(body.ticket)}`, { at, what: 'answered', vendor: vendor(body.ticket) });
        break;
      case 'pinged':
        for (const one of pressed(body.ping, newest)) first(`${one.what}:${one.vendor}`, { at, ...one });
        break;
      case 'notice-sent':
        if (!undone.has(seq)) first(`reported:${body.clock}`, { at, what: 'reported', clock: body.clock });
        break;
      case 'case-resolved':
        found.set('resolved', { at, what: 'resolved' });
        break;
      case 'case-closed':
        found.set('closed', { at, what: 'closed' });
        break;
      case 'case-reopened':
        again++;
        for (const what of ['resolved', 'closed'] as const) {
          const before = found.get(what);
          if (before) found.set(`${what}:${again}`, { at: before.at, what: `${what}-before` });
          found.delete(what);
        }
        found.set(`reopened:${again}`, { at, what: 'reopened' });
        break;
      default:
    }
  }
  return [...found.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

type Pressed = { what: 'account-manager' | 'deadline'; vendor: VendorId };

/** Whom outside the ticket a ping reached, and whether the fixed deadline had come. */
function pressed(
  { key, reason, targets, people, callFor }: Extract<CaseEventBody, { type: 'pinged' }>['ping'],
  newest: Case,
): Pressed[] {
  const [kind, subject = ''] = key.split(':');
  if (kind !== 'ticket' && kind !== 'deadline') return [];
  const vendor = kind === 'deadline' ? subject : newest.tickets.find(({ id }) => id === subject)?.vendor;
  if (vendor === undefined) return [];
  const managers = accountManagersOf(newest, vendor);
  const reached = [...people, callFor].some((one) => one !== undefined && managers.includes(one));
  const asked = targets.includes('account-manager') && reached;
  return [
    ...(asked ? [{ what: 'account-manager' as const, vendor }] : []),
    ...(reason === 'deadline' ? [{ what: 'deadline' as const, vendor }] : []),
  ];
}

/** Without gaps, from the opening to the end of the case; nobody holds one while it is closed, and whoever had it has it again when it is reopened. */
export function heldBy(events: readonly CaseEvent[], newest: Case, now: Instant): Held[] {
  const held: Held[] = [];
  const end = endOf(newest, now);
  let closed = false;
  for (const { at, body } of events) {
    const last = held.at(-1);
    if (body.type === 'case-opened') held.push({ person: body.owner, from: newest.openedAt, to: end });
    if (last === undefined) continue;
    if (body.type === 'case-closed') {
      last.to = later(last.from, at);
      closed = true;
    }
    if (body.type === 'case-reopened' && closed) {
      held.push({ person: last.person, from: later(last.to, at), to: end, why: 'reopened' });
      closed = false;
    }
    if (body.type !== 'owner-changed') continue;
    if (!closed) last.to = later(last.from, at);
    held.push({ person: body.to, from: last.to, to: closed ? last.to : end, why: body.why });
  }
  return held.filter(({ from, to }, i) => from < to || i === held.length - 1);
}

/** Every time that a service was marked as affected, oldest first. */
export function outagesOf(states: readonly Case[]): Outage[] {
  const over: Outage[] = [];
  for (const [i, state] of states.entries()) {
    const before = states[i - 1]?.affectedSince ?? {};
    for (const [service, since] of Object.entries(before))
      if (!Object.hasOwn(state.affectedSince, service)) over.push({ service, since, until: state.lastAt });
  }
  const newest = states.at(-1);
  const still = Object.entries(newest?.affectedSince ?? {}).map(([service, since]): Outage => ({ service, since }));
  // Taken off by a slip of the keyboard and put back: the longer outage tells it.
  const all = [
    ...over.filter((one) => !still.some((s) => s.service === one.service && s.since <= one.since)),
    ...still,
  ];
  return all.sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
}

export function ratedOf(events: readonly CaseEvent[]): Rated[] {
  return events.flatMap(({ at, body }): Rated[] => {
    if (body.type === 'case-opened') return [{ severity: body.severity, at }];
    return body.type === 'severity-changed' ? [{ severity: body.to, at }] : [];
  });
}
