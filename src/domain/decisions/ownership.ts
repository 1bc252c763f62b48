/** Owner, hand-over, roles. Taking is immediate; giving counts when it is accepted; coordinator and management may assign at once. */
import { addTime } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { IntentOf } from '../commands.ts';
import type { Draft } from '../draft.ts';
import { evolve } from '../fold.ts';
import { clockKindOf, clockOf } from '../ladder.ts';
import type { Obligation } from '../obligation.ts';
import { obligationsOf } from '../obligations.ts';
import type { PersonId, RoleName } from '../organisation.ts';
import { isPresent } from '../people.ts';
import type { Refusal } from '../refusal.ts';
import { tell } from './contacts.ts';
import { isDecider, notOneOfUs } from './permit.ts';

/** A person who could take it now; null: fine. */
function cannotTake(d: Draft, person: PersonId): Refusal | null {
  return notOneOfUs(d.state, person) ?? (isPresent(d.state, person) ? null : { no: 'person-absent', person });
}

export function own(d: Draft, { to }: IntentOf<'case.own'>): Refusal | undefined {
  const { owner } = d.state;
  const no = to === d.by ? notOneOfUs(d.state, to) : cannotTake(d, to);
  if (no) return no;
  if (to === owner && (to !== d.by || !d.state.handover)) return { no: 'handover-to-owner', owner };
  if (to === owner) over(d);
  else if (to === d.by) d.add({ type: 'owner-changed', from: owner, to, why: 'taken', ...unanswered(d.state, to) });
  else if (isDecider(d.state, d.by))
    d.add({ type: 'owner-changed', from: owner, to, why: 'assigned', ...unanswered(d.state, to) });
  else return ask(d, to, undefined);
  return undefined;
}

/** The case stays where it is, and nobody is asked any more. */
function over(d: Draft, words?: string): void {
  const left = unanswered(d.state, d.by);
  const { owner } = d.state;
  d.add({ type: 'handover-declined', by: d.by, owner, ...left, ...(words !== undefined && { words }) });
}

/** For the fact that ends a hand-over: who has the question still and need not answer; nothing when `by` has it. */
export function unanswered(state: Case, by: PersonId): { asked?: PersonId } {
  const asked = askedNow(state);
  return asked === undefined || asked === by ? {} : { asked };
}

/** To oneself it is taking the case; what was said with it is kept. */
export function handover(d: Draft, { to, words }: IntentOf<'case.handover'>): Refusal | undefined {
  if (to === d.by) {
    const no = own(d, { type: 'case.own', to });
    if (no === undefined && words !== undefined) d.add({ type: 'noted', words });
    return no;
  }
  if (to === d.state.owner) return { no: 'handover-to-owner', owner: to };
  const no = cannotTake(d, to);
  return no ?? ask(d, to, words);
}

/** Until it is accepted the owner stays owner; the receiver is asked at once, and not again while the answer is awaited. */
function ask(d: Draft, to: PersonId, words: string | undefined): Refusal | undefined {
  const { handover: waiting } = d.state;
  if (waiting && to === askedNow(d.state))
    return { no: 'handover-asked', to, by: waiting.by, at: waiting.askedAt, due: waiting.due };
  const { limits, calendar } = d.state.policy;
  const due = addTime(d.at, limits.acceptHandoverWithin, clockKindOf(d.state), calendar);
  const instead = askedNow(d.state);
  d.add({
    type: 'handover-asked',
    from: d.state.owner,
    to,
    due,
    ...(words !== undefined && { words }),
    ...(instead !== undefined && { instead }),
  });
  const epoch = d.state.handover?.epoch ?? '';
  d.add({
    type: 'pinged',
    ping: { key: 'handover', epoch, reason: 'asked', due, targets: [], people: [to], channel: false },
  });
  return undefined;
}

/** Who has the question: who was asked, after `Not mine` the next one in line; undefined: nobody is asked. */
export function askedNow({ handover: asked, passed }: Case): PersonId | undefined {
  const next = Object.hasOwn(passed, 'handover') ? passed['handover'] : undefined;
  return asked && next?.epoch === asked.epoch ? next.to : asked?.to;
}

/** Whether the question is this person's to answer: who has it, and who was asked first. */
export function isAskedToTake(state: Case, person: PersonId): boolean {
  return person === state.handover?.to || person === askedNow(state);
}

/** A card that is older than the hand-over was drawn for another one, and says nothing about this. */
function isLater({ command: { seen } }: Draft, epoch: string): boolean {
  return seen !== undefined && seen < Number(epoch.slice(1));
}

/** Whoever is asked accepts. Coordinator and management who answer in another's stead take the case, which is another thing. */
export function accept(d: Draft): Refusal | undefined {
  const { handover: waiting, owner } = d.state;
  if (!waiting) return { no: 'no-handover' };
  const asked = askedNow(d.state) ?? waiting.to;
  if (isLater(d, waiting.epoch)) return { no: 'handover-newer', to: asked };
  const isAsked = isAskedToTake(d.state, d.by);
  if (d.by === owner) {
    if (!isAsked) return { no: 'handover-waits', to: asked, at: waiting.askedAt, due: waiting.due };
    over(d);
    return undefined;
  }
  if (!isAsked && !isDecider(d.state, d.by)) return { no: 'handover-not-yours', to: asked };
  const why = isAsked ? 'accepted' : 'taken';
  d.add({ type: 'owner-changed', from: owner, to: d.by, why, ...unanswered(d.state, d.by) });
  return undefined;
}

export function decline(d: Draft, { words }: IntentOf<'case.decline'>): Refusal | undefined {
  const { handover: waiting } = d.state;
  if (!waiting) return { no: 'no-handover' };
  const asked = askedNow(d.state) ?? waiting.to;
  if (isLater(d, waiting.epoch)) return { no: 'handover-newer', to: asked };
  // Whoever asked can take it back.
  if (!isAskedToTake(d.state, d.by) && ![waiting.from, waiting.by].includes(d.by) && !isDecider(d.state, d.by))
    return { no: 'handover-not-yours', to: asked };
  over(d, words);
  return undefined;
}

export function assignRole(d: Draft, { role, to }: IntentOf<'role.assign'>): Refusal | undefined {
  const no = to === d.by ? notOneOfUs(d.state, to) : cannotTake(d, to);
  if (no) return no;
  if (d.state.roleFirst[role]?.[0] === to) return { no: 'nothing-changes', what: `role ${role}` };
  const moved = movedTo(d, role, to);
  d.add({ type: 'role-assigned', role, to, ...(moved.length > 0 && { moved: moved.map(({ key }) => key) }) });
  // What somebody has been reminded of comes with a card: its buttons are needed at once.
  if (to !== d.by)
    for (const ob of moved.filter((one) => wasAsked(d.state, one)))
      tell(d, ob, 'passed', { people: [to], channel: false });
  return undefined;
}

/** What becomes somebody's who comes first for a role, and was another's. */
function movedTo(d: Draft, role: RoleName, to: PersonId): Obligation[] {
  const event = { seq: d.state.version + 1, at: d.at, by: d.by, body: { type: 'role-assigned', role, to } } as const;
  const has = ({ holder, kind }: Obligation) => kind !== 'promise' && 'person' in holder && holder.person === to;
  const before = new Set(
    obligationsOf(d.state, d.at)
      .filter(has)
      .map(({ key }) => key),
  );
  return obligationsOf(evolve(d.state, event), d.at).filter((ob) => has(ob) && !before.has(ob.key));
}

/** Whether anybody has been reminded of it and nobody is on it. */
function wasAsked(state: Case, ob: Obligation): boolean {
  const { last, hold } = clockOf(state, ob);
  return last !== undefined && hold === undefined;
}
