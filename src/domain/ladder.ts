/** One mechanism for every obligation: where its ladder stands, what comes next and when. The laws are in domain.md, section 1. */
import { addTime, gridAfter, subtractTime } from './calendar.ts';
import type { Case, Clock } from './case.ts';
import type { ObligationKey } from './commands.ts';
import type { Obligation } from './obligation.ts';
import { type Rung, SEVERITIES, type Severity } from './organisation.ts';
import { type Instant, later, msBetween, plusMs } from './time.ts';

/** A rung fired more than this late (ms) fires alone and moves its anchor. */
export const lateAfterMs = 60_000;

export { clockKindOf } from './clockKind.ts';

/** What comes next for an obligation. `natural` is when it would have been due without holds and promises. */
export interface Due {
  at: Instant;
  what: 'rung' | 'digest' | 'reminder' | 'deadline' | 'promise';
  natural: Instant;
  rung?: number;
}

/** The rungs of an obligation's ladder, lowest first; none where it has no ladder. */
export function rungsOf({ ladder }: Pick<Obligation, 'ladder'>): readonly Rung[] {
  return ladder?.ladder.rungs ?? [];
}

/** A ladder that nobody has climbed yet. */
export function freshClock(epoch: string): Clock {
  return { epoch, anchor: null, position: 0, digests: 0, served: [], pings: 0 };
}

/** Where an obligation's ladder stands; what an earlier life of it left behind does not count. */
export function clockOf(state: Pick<Case, 'clocks'>, ob: Pick<Obligation, 'key' | 'epoch'>): Clock {
  const clock = Object.hasOwn(state.clocks, ob.key) ? state.clocks[ob.key] : undefined;
  return clock?.epoch === ob.epoch ? clock : freshClock(ob.epoch);
}

/** What the rungs are counted from. Of our own, as long as nothing has moved it, the due time as it is now: it may have come nearer. */
export function anchorOf(state: Pick<Case, 'clocks'>, ob: Obligation): Instant {
  const { anchor, moved } = clockOf(state, ob);
  return anchor === null || (ob.ladder?.name === 'own' && !moved) ? ob.due : anchor;
}

/** When rung `index` is due, without holds and promises. */
export function rungDue(state: Case, ob: Obligation, index: number): Instant {
  const rung = rungsOf(ob)[index];
  if (ob.atOnce && index === 0) return ob.due;
  const anchor = anchorOf(state, ob);
  return rung ? addTime(anchor, rung.after, ob.clock, state.policy.calendar) : anchor;
}

/** The anchor that makes rung `index` due at `at`. */
export function anchorFor(state: Case, ob: Obligation, index: number, at: Instant): Instant {
  const rung = rungsOf(ob)[index];
  return rung ? subtractTime(at, rung.after, ob.clock, state.policy.calendar) : at;
}

/** The first digest of an obligation after an instant: `case opened + n × repeat`. */
function digestAfter(state: Case, ob: Obligation, after: Instant): Instant {
  const repeat = ob.ladder?.ladder.repeat;
  if (repeat === undefined) return after;
  return gridAfter(state.openedAt, repeat, after, ob.clock, state.policy.calendar);
}

/** The case as if nothing held this obligation. */
export function withoutHold(state: Case, key: ObligationKey): Case {
  const { hold: _, ...clock } = state.clocks[key] ?? {};
  return { ...state, clocks: { ...state.clocks, [key]: clock as Clock } };
}

/** What comes next for an obligation, and when. */
export function nextInstant(state: Case, ob: Obligation): Due {
  // A deadline's obligation is due at the next point of its grids.
  if (ob.kind === 'promise' || ob.kind === 'deadline') return { at: ob.due, natural: ob.due, what: ob.kind };
  const clock = clockOf(state, ob);
  return clock.position < rungsOf(ob).length ? nextRung(state, ob, clock) : nextDigest(state, ob, clock);
}

function nextRung(state: Case, ob: Obligation, clock: Clock): Due {
  const natural = rungDue(state, ob, clock.position);
  const due = ob.notBefore ? later(natural, ob.notBefore) : natural;
  const hold = clock.hold;
  if (!hold) return { at: due, natural, what: 'rung', rung: clock.position };
  return due <= hold.until
    ? { at: hold.until, natural, what: 'rung', rung: clock.position }
    : { at: hold.until, natural: hold.until, what: 'reminder' };
}

/** A digest that falls in a hold is not made up for: the obligation joins the next one, with no reminder. */
function nextDigest(state: Case, ob: Obligation, clock: Clock): Due {
  const since = later(clock.last?.at ?? ob.due, clock.restedUntil ?? ob.due);
  const at = digestAfter(state, ob, ob.notBefore ? later(since, justBefore(ob.notBefore)) : since);
  const hold = clock.hold;
  if (!hold) return { at, natural: at, what: 'digest' };
  if (at > hold.until) return { at: hold.until, natural: hold.until, what: 'reminder' };
  const joined = digestAfter(state, ob, justBefore(hold.until));
  return { at: joined, natural: joined, what: 'digest' };
}

/** What comes after this comes at the instant or after it. */
const justBefore = (at: Instant) => plusMs(at, -1);

/** The severity order: sev1 is the highest. */
export function isHigher(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) < SEVERITIES.indexOf(b);
}

export function isLate(due: Instant, at: Instant): boolean {
  return msBetween(due, at) > lateAfterMs;
}

/**
 * Whether rung `index`, fired at `at`, moves the anchor so that it was due then, and so comes alone: because it is late, or
 * because a further one is due that was `kept` back with it (a hold, a promise, an absence) or had passed when it began to count.
 */
export function comesAlone(state: Case, ob: Obligation, index: number, at: Instant, kept: boolean): boolean {
  if (isLate(rungDue(state, ob, index), at)) return true;
  return kept && index + 1 < rungsOf(ob).length && rungDue(state, ob, index + 1) <= at;
}

/** Index of the rung with the account manager; the ladder's schema promises one. */
export function accountManagerRung(ob: Pick<Obligation, 'ladder'>): number {
  return Math.max(
    0,
    rungsOf(ob).findIndex((r) => r.ping.includes('account-manager')),
  );
}
