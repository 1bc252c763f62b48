/** The fixed grid of a vendor's deadline. Each grid keeps the rule that it was armed with, so nothing makes a point later. */
import { addTime, gridAfter } from './calendar.ts';
import type { Case, Deadline, DeadlineRule } from './case.ts';
import { clockKindOf } from './clockKind.ts';
import type { Ping } from './events.ts';
import { clockOf } from './ladder.ts';
import type { PingTarget, Severity, VendorId } from './organisation.ts';
import { deadlineOf, vendorLadder } from './tickets.ts';
import { type Duration, earlier, type Instant, later } from './time.ts';

/** The rule of a severity as it stands now: the vendor's ladder's, else that of the ladder `vendor`; null where neither has one. */
function ruleNow(state: Case, vendor: VendorId, severity: Severity): DeadlineRule | null {
  const rule = vendorLadder(state, vendor)[severity].deadline ?? state.policy.ladders.vendor[severity].deadline;
  return rule ? { ...rule, clock: clockKindOf(state, severity) } : null;
}

function isSame(a: DeadlineRule, b: DeadlineRule): boolean {
  return (
    a.after === b.after &&
    a.repeat === b.repeat &&
    a.clock === b.clock &&
    a.ping.length === b.ping.length &&
    a.ping.every((target, i) => target === b.ping[i])
  );
}

/** The deadline with the grid of a severity beside those that it has; the earlier point of all of them stands. */
export function withGrid(state: Case, deadline: Deadline, severity: Severity, since: Instant): Deadline {
  const rule = ruleNow(state, deadline.vendor, severity);
  if (!rule || deadline.grids.some((g) => isSame(g.rule, rule))) return deadline;
  return { ...deadline, grids: [...deadline.grids, { severity, since, rule }] };
}

/** The next point of one grid strictly after an instant, counted from the deadline's own start. */
function gridPoint(state: Case, startedAt: Instant, rule: DeadlineRule, after: Instant): Instant {
  const { calendar } = state.policy;
  const first = addTime(startedAt, rule.after, rule.clock, calendar);
  return first > after ? first : gridAfter(first, rule.repeat, after, rule.clock, calendar);
}

/** The next ping of a vendor's deadline, and whom it pings when it fires at `now`: the people of every point due by then. */
export function deadlinePing(
  state: Case,
  deadline: Deadline,
  now = deadline.startedAt,
): { at: Instant; ping: readonly PingTarget[] } | null {
  const points = deadline.grids.map(({ rule }) => ({
    ping: rule.ping,
    at: gridPoint(state, deadline.startedAt, rule, deadline.floor),
  }));
  const [first, ...others] = points;
  if (!first) return null;
  const at = others.reduce((a, p) => earlier(a, p.at), first.at);
  const until = later(at, now);
  return { at, ping: [...new Set(points.filter((p) => p.at <= until).flatMap((p) => p.ping))] };
}

/** A vendor's deadline as it is told to people: one instant that nobody moves, and when its people are asked again. */
export interface FixedDeadline {
  /** The first point of its grids. */
  at: Instant;
  /** When its people are pinged next: `at`, until it has passed. */
  next: Instant;
  /** Between two pings after `at`; undefined: grids of several severities run, at different intervals. */
  every: Duration | undefined;
  /** The last ping; undefined: nobody was asked yet. */
  asked: Instant | undefined;
}

/** Null: none is armed. */
export function fixedDeadline(state: Case, vendor: VendorId): FixedDeadline | null {
  const deadline = deadlineOf(state, vendor);
  const next = nextDeadline(state, vendor);
  if (!deadline || next === null) return null;
  const firsts = deadline.grids.map(({ rule }) =>
    addTime(deadline.startedAt, rule.after, rule.clock, state.policy.calendar),
  );
  const intervals = [...new Set(deadline.grids.map(({ rule }) => rule.repeat))];
  const [every, other] = intervals;
  // A deadline that began anew has asked nobody yet.
  const clock = clockOf(state, { key: `deadline:${vendor}`, epoch: deadline.startedAt });
  return {
    at: firsts.reduce((a, b) => earlier(a, b), next),
    next,
    every: other === undefined ? every : undefined,
    asked: clock.last?.at,
  };
}

/** Which deadline a ping was about: one that has ended meanwhile is named by the ping's own time. */
export function deadlineMeant({ key, due }: Pick<Ping, 'key' | 'due'>, state: Case): Instant {
  const fixed = fixedDeadline(state, key.slice('deadline:'.length));
  return fixed === null ? due : earlier(fixed.at, due);
}

/** When the people of a vendor's deadline are pinged next; null when none is armed. */
export function nextDeadline(state: Case, vendor: VendorId): Instant | null {
  const deadline = deadlineOf(state, vendor);
  return deadline && !deadline.ended ? (deadlinePing(state, deadline)?.at ?? null) : null;
}
