/** `ack`, `snooze`, `Not mine`: the first two buy time, never silence; the third passes it on and leaves the clock alone. */
import { newestAct } from '../acts.ts';
import { addTime } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { IntentOf, ObligationKey } from '../commands.ts';
import type { Draft } from '../draft.ts';
import { clockKindOf, clockOf, nextInstant } from '../ladder.ts';
import type { Obligation } from '../obligation.ts';
import { obligationsOf } from '../obligations.ts';
import { entry, type PersonId } from '../organisation.ts';
import { askedOf } from '../owedBy.ts';
import { isOutsider, personOf } from '../people.ts';
import type { Refusal } from '../refusal.ts';
import { holdAct } from '../stale.ts';
import { deputiesAfter } from '../targets.ts';
import { type Duration, earlier, type Instant } from '../time.ts';
import { nextAtVendor, tell } from './contacts.ts';
import { decline as declineHandover } from './ownership.ts';
import { anyTicket } from './ticketWords.ts';

const halfHour = 'PT30M' as Duration;

/** The keys that the sender's last ping listed, narrowed by `T1`, `step 2` or a key. */
function listed(state: Case, by: PersonId, target: string | undefined): ObligationKey[] {
  const keys = (Object.hasOwn(state.lastPings, by) ? state.lastPings[by]?.keys : undefined) ?? [];
  if (target === undefined) return keys;
  const wanted = target.trim().toLowerCase().split(',');
  return keys.filter((key) => wanted.some((w) => key.toLowerCase() === w || names(key, w)));
}

function names(key: ObligationKey, target: string): boolean {
  const step = /^step[ :]?(\d+)$/.exec(target);
  if (step) return key === `step:${step[1]}`;
  const parts = key.toLowerCase().split(':');
  return /^t\d+$/.test(target) && parts[0] !== 'deadline' && parts.includes(target);
}

/** A ticket that is named and that this case does not have: it may stand in another. */
function noSuchTicket(d: Draft, target: string | undefined): Refusal | undefined {
  const named = (target ?? '').toUpperCase().match(/\bT\d+\b/gu) ?? [];
  for (const id of named) {
    const found = anyTicket(d, id);
    if ('no' in found) return found;
  }
  return undefined;
}

/** Null: this person may hold this obligation now. */
function cannotHold(d: Draft, ob: Obligation): Refusal | null {
  const { key } = ob;
  const next = nextInstant(d.state, ob).at;
  if (ob.kind === 'deadline') return { no: 'cannot-hold', key, why: 'deadline', next };
  const { last, hold } = clockOf(d.state, ob);
  if (!last) return { no: 'cannot-hold', key, why: 'no-ping-yet', next };
  if (hold && hold.until > d.at) return { no: 'hold-running', key, by: hold.by, until: hold.until };
  if (last.reason === 'reminder' || last.reason === 'deadline')
    return { no: 'cannot-hold', key, why: 'reminder', next };
  const { seen } = d.command;
  const answered = seen === undefined ? undefined : newestAct(d.state.acts, (name) => name === holdAct(key), seen);
  if (answered) return { no: 'held-already', key, by: answered.by, at: answered.at };
  if (last.heldBy) return { no: 'held-already', key, by: last.heldBy, at: last.heldAt ?? last.at };
  return last.people.includes(d.by) ? null : { no: 'cannot-hold', key, why: 'not-yours', next };
}

/** Holds everything of the list that can be held; refuses with the first reason when nothing can. */
function hold(
  d: Draft,
  target: string | undefined,
  wished: Instant,
  atMost: Instant,
  kind: 'ack' | 'snooze',
  reason?: string,
): Refusal | undefined {
  const obligations = candidates(d, target);
  if (obligations.length === 0) return noSuchTicket(d, target) ?? { no: 'nothing-to-hold' };
  if (wished <= d.at) return { no: 'not-in-the-past', what: kind, at: wished };
  const judged = obligations.map((ob) => ({ ob, no: cannotHold(d, ob) }));
  const keys = judged.filter((j) => j.no === null).map((j) => j.ob.key);
  const late = kind === 'ack' && keys.length === 0 ? judged.filter((j) => isLateWord(d, j)).map((j) => j.ob.key) : [];
  if (late.length > 0) return onItLate(d, late, earlier(wished, atMost));
  if (keys.length === 0) return judged[0]?.no ?? { no: 'nothing-to-hold' };
  d.add({ type: 'held', keys, kind, until: earlier(wished, atMost), wished, ...(reason !== undefined && { reason }) });
  return undefined;
}

/** Somebody at the vendor was asked, and others since: their time runs, but that she is on it now is the news that everybody waits for. */
function isLateWord(d: Draft, { ob, no }: { ob: Obligation; no: Refusal | null }): boolean {
  return (
    isOutsider(d.state, d.by) &&
    ob.kind === 'ticket' &&
    no?.no === 'cannot-hold' &&
    no.why === 'not-yours' &&
    wasAsked(d, ob)
  );
}

function onItLate(d: Draft, keys: ObligationKey[], until: Instant): Refusal | undefined {
  const said = Object.hasOwn(d.state.onItLate, d.by) ? d.state.onItLate[d.by] : undefined;
  const asked = Object.hasOwn(d.state.lastPings, d.by) ? d.state.lastPings[d.by]?.at : undefined;
  if (said && said.until > d.at && (asked === undefined || asked <= said.at))
    return { no: 'already', act: 'ack', by: d.by, at: said.at };
  d.add({ type: 'on-it-late', keys, until });
  return undefined;
}

/**
 * What a hold could mean: what the last ping listed; with a target that it did not list, the obligation named. Whatever an
 * outsider's card or line says, she means her own vendor's silence and nothing else of the case.
 */
function candidates(d: Draft, target: string | undefined): Obligation[] {
  const outside = isOutsider(d.state, d.by);
  const live = (keys: ObligationKey[]) =>
    keys.flatMap((key) => askedOf(d.state, key, d.at) ?? []).filter((ob) => !outside || isHers(d, ob));
  const found = live(listed(d.state, d.by, target));
  const wanted = target?.trim().toLowerCase().split(',') ?? [];
  // One word names what was asked last; a card or a letter names each thing that stood on it, asked since or not.
  if (wanted.length === 0 || (wanted.length === 1 && found.length > 0)) return found;
  const all = Object.keys(d.state.clocks);
  return live(all.filter((key) => wanted.some((w) => key.toLowerCase() === w || names(key, w))));
}

function longestHold(d: Draft, kind: 'ack' | 'snooze'): Instant {
  const { severities, calendar } = d.state.policy;
  const policy = severities[d.state.severity];
  const atMost = kind === 'ack' ? policy.acknowledgeAtMost : policy.snoozeAtMost;
  return addTime(d.at, atMost, clockKindOf(d.state), calendar);
}

export function ack(d: Draft, { until, target }: IntentOf<'ack'>): Refusal | undefined {
  return hold(d, target, until, longestHold(d, 'ack'), 'ack');
}

export function snooze(d: Draft, { for: length, reason, target }: IntentOf<'snooze'>): Refusal | undefined {
  const wished = addTime(d.at, length, clockKindOf(d.state), d.state.policy.calendar);
  return hold(d, target, wished, longestHold(d, 'snooze'), 'snooze', reason);
}

/** `Not mine`: to the next deputy of the role; the last one cannot pass it on. An outsider's `Wrong person`: to the next at the vendor. */
export function decline(d: Draft, { target, words }: IntentOf<'decline'>): Refusal | undefined {
  if (isOutsider(d.state, d.by)) return declineOutside(d, target, words);
  const meant = candidates(d, target);
  const obligations = meant.filter((ob) => 'person' in ob.holder && ob.holder.person === d.by);
  if (obligations.length === 0)
    return passedBefore(d, meant) ?? noSuchTicket(d, target) ?? { no: 'nothing-to-decline', ...heldBy(meant) };
  // Whoever owns the case is not asked to take it over: without anybody else the hand-over is declined.
  const nextOf = ({ key, role }: Obligation) =>
    deputiesAfter(d.state, role, d.by, d.at).find((id) => key !== 'handover' || id !== d.state.owner) ?? null;
  const passed = obligations.map((ob) => ({ ob, to: nextOf(ob) }));
  const [lone] = passed;
  if (passed.length === 1 && lone?.ob.key === 'handover' && lone.to === null)
    return declineHandover(d, { type: 'case.decline', ...(words !== undefined && { words }) });
  const movable = passed.filter((p) => p.to !== null);
  const first = obligations[0];
  if (movable.length === 0 && first) return lastDeputy(d, first);
  for (const { ob, to } of movable) {
    if (to === null) continue;
    d.add({ type: 'passed', key: ob.key, epoch: ob.epoch, from: d.by, to, ...(words !== undefined && { words }) });
    tell(d, ob, 'passed', { people: [to], channel: false });
  }
  return undefined;
}

/** Nobody is left to pass it on to; what buys time is offered only where it is allowed. */
function lastDeputy(d: Draft, ob: Obligation): Refusal {
  const { key, role } = ob;
  const { acknowledgeAtMost } = d.state.policy.severities[d.state.severity];
  const usual = addTime(d.at, halfHour, 'always', d.state.policy.calendar);
  const hold = longestHold(d, 'ack') < usual ? acknowledgeAtMost : halfHour;
  return { no: 'last-deputy', key, role, ...(cannotHold(d, ob) === null && { hold }) };
}

/** Also before anybody has asked her: then nobody is asked sooner, and her rung goes to the next at the vendor. Other words after it say who it is. */
function declineOutside(d: Draft, target: string | undefined, words: string | undefined): Refusal | undefined {
  const asked = candidates(d, target).filter((ob) => wasAsked(d, ob));
  if (asked.length > 0 && saidBefore(d) === null) return wrongPerson(d, asked, words);
  const wanted = target?.trim().toLowerCase().split(',');
  const all = asked.length > 0 ? asked : obligationsOf(d.state, d.at).filter((ob) => isHers(d, ob));
  const keys = all
    .map(({ key }) => key)
    .filter((key) => wanted === undefined || wanted.some((w) => key.toLowerCase() === w || names(key, w)));
  if (keys.length === 0) return noSuchTicket(d, target) ?? { no: 'nothing-to-decline' };
  const before = saidBefore(d);
  if (before === null)
    d.add({ type: 'wrong-person', person: d.by, keys, ...(words !== undefined && { words }), unasked: true });
  else if (words !== undefined && words !== entry(d.state.disowned, d.by)?.words)
    d.add({ type: 'wrong-person', person: d.by, keys, words, instead: true });
  else return before;
  return undefined;
}

/** Whose it is, when somebody was only asked about it: nobody can pass on what is another's. */
function heldBy([first]: readonly Obligation[]): { of?: { key: ObligationKey; holder: PersonId } } {
  return first !== undefined && 'person' in first.holder ? { of: { key: first.key, holder: first.holder.person } } : {};
}

/** `Not mine` a second time: who has passed it on, to whom and when. */
function passedBefore(d: Draft, meant: readonly Obligation[]): Refusal | null {
  for (const { key, epoch } of meant) {
    const passed = Object.hasOwn(d.state.passed, key) ? d.state.passed[key] : undefined;
    if (passed?.epoch !== epoch) continue;
    const { from, to, at } = passed;
    return { no: 'passed-already', key, from, to, at };
  }
  return null;
}

function isHers(d: Draft, { kind, about }: Obligation): boolean {
  return (kind === 'ticket' || kind === 'deadline') && about.vendor === personOf(d.state, d.by)?.organisation;
}

/** By any ping about it: that she is the wrong person is news after the ladder has moved on, and after she was asked about something else, too. */
function wasAsked({ state, by }: Draft, { key }: Obligation): boolean {
  const pings = Object.hasOwn(state.lastPings, by) ? state.lastPings[by] : undefined;
  return pings !== undefined && (pings.keys.includes(key) || pings.before?.includes(key) === true);
}

/** `Wrong person` a second time, while nobody has asked her since. */
function saidBefore(d: Draft): Refusal | null {
  const at = Object.hasOwn(d.state.disowned, d.by) ? d.state.disowned[d.by]?.at : undefined;
  const asked = Object.hasOwn(d.state.lastPings, d.by) ? d.state.lastPings[d.by]?.at : undefined;
  return at !== undefined && (asked === undefined || asked <= at)
    ? { no: 'already', act: 'decline', by: d.by, at }
    : null;
}

/** To the next at the vendor; when nobody is left there, the vendor liaison calls. */
function wrongPerson(d: Draft, obligations: Obligation[], words: string | undefined): undefined {
  const keys = obligations.map((ob) => ob.key);
  d.add({ type: 'wrong-person', person: d.by, keys, ...(words !== undefined && { words }) });
  for (const ob of obligations) nextAtVendor(d, ob, d.by, 'wrong-person');
}
