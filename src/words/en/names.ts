/** How the things of a case are called. */
import type { Ball, Case, CaseStatus } from '../../domain/case.ts';
import type { CallResult } from '../../domain/commands.ts';
import type { ClimbCause } from '../../domain/events.ts';
import { entry, type RoleName, type RouteKind, type Severity } from '../../domain/organisation.ts';
import type { Speech } from '../speech.ts';

const ROLE: Record<RoleName, string> = {
  coordinator: 'coordinator',
  operations: 'operations',
  communications: 'communications',
  'vendor-liaison': 'vendor liaison',
  security: 'security',
  legal: 'legal',
  management: 'management',
};

export function role(of: RoleName): string {
  return ROLE[of];
}

export function severity(of: Severity): string {
  return of.toUpperCase();
}

const MEANING: Record<Severity, string> = {
  sev1: 'complete outage, or an intrusion going on',
  sev2: 'substantial degradation',
  sev3: 'intermittent or degraded',
  sev4: 'a component failed, nobody notices yet',
};

export function severityMeaning(of: Severity): string {
  return MEANING[of];
}

const KIND: Record<RouteKind, string> = {
  teams: 'Teams',
  phone: 'phone',
  portal: 'portal',
  email: 'e-mail',
  sms: 'SMS',
  webhook: 'webhook',
};

export function routeKind(of: RouteKind): string {
  return KIND[of];
}

/** A vendor's route as people say it: its kind, with the id where two are of one kind and it says more; an unknown one by its id. */
export function route(vendor: string, id: string, state: Pick<Case, 'directory'>, s: Speech): string {
  const routes = entry(state.directory.vendors, vendor)?.routes ?? [];
  const found = routes.find((r) => r.id === id);
  if (found === undefined) return s.text(id, 40);
  const alike = routes.filter((r) => r.kind === found.kind).length > 1 && found.id !== found.kind;
  return alike ? `${KIND[found.kind]} (${s.text(id, 40)})` : KIND[found.kind];
}

export function ball(of: Ball, vendor: string): string {
  switch (of) {
    case 'with-vendor':
      return `${vendor} has the ball`;
    case 'promised':
      return `${vendor} promised`;
    case 'with-us':
      return 'We have the ball';
    case 'route-blocked':
      return `${vendor} waits for our answer`;
    case 'fixed-unverified':
      return 'Fixed, not verified';
    case 'closed':
      return 'Over';
  }
}

const STATUS: Record<CaseStatus, string> = { open: 'open', resolved: 'resolved', closed: 'closed' };

export function status(of: CaseStatus): string {
  return STATUS[of];
}

const RESULT: Record<CallResult, string> = {
  acted: 'they acted',
  'no-effect': 'no effect',
  voicemail: 'voicemail',
  'no-answer': 'no answer',
  'wrong-number': 'wrong number',
  refused: 'refused to help',
};

/** Who said that nothing is needed, and who stands for it. */
export function waivedBy(by: string, approver: string): string {
  return by === approver ? `waived by ${by}` : `waived by ${by}, approved by ${approver}`;
}

export function callResult(of: CallResult): string {
  return RESULT[of];
}

/** The services by name, or that none is marked. */
export function affected(ids: readonly string[], s: Speech): string {
  return ids.length === 0 ? 'no service marked as affected' : `affects ${s.list(ids.map((id) => s.service(id)))}`;
}

/** Who gets the reports of an authority's clock: "CERT-SE"; the clock's name beside it where two of the case go there. */
export function recipient(id: string, state: Case | null, s: Speech): string {
  const running = state?.notices.map(({ clock }) => clock) ?? [];
  const found = running.find((clock) => clock.id === id) ?? (state ? entry(state.policy.authorities, id) : undefined);
  if (found === undefined) return s.text(id, 40);
  const alike = running.some((clock) => clock.id !== id && clock.recipient.name === found.recipient.name);
  return alike ? `${s.text(found.recipient.name, 60)} (${s.text(found.name, 60)})` : s.text(found.recipient.name, 60);
}

/** Stages of the shipped clocks. */
const STAGES: Readonly<Record<string, string>> = {
  warning: 'early warning',
  initial: 'first report',
  first: 'first report',
  notification: 'notification',
  intermediate: 'intermediate report',
  final: 'final report',
  situation: 'situation report',
  interim: 'interim report',
};

/** What is sent at a stage; operators name stages of their own, of which only the dashes are touched. */
export function stageName(id: string, s: Speech): string {
  return (Object.hasOwn(STAGES, id) ? STAGES[id] : undefined) ?? s.text(id.replaceAll('-', ' '), 40);
}

const CLIMBED: Record<Exclude<ClimbCause, 'escalate'>, string> = {
  'broken-promise': 'a promise was broken',
  calls: 'two calls in vain',
  'wrong-number': 'a wrong number',
  'verify-fail': 'the fix did not hold',
};

/** Why a ticket climbed before its time; that somebody asked for it needs no reason. */
export const climbedAtOnce = (cause: Exclude<ClimbCause, 'escalate'>): string => `escalated at once: ${CLIMBED[cause]}`;
