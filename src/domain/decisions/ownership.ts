/** Owner, hand-over, roles. Taking is immediate; giving counts when it is accepted; coordinator and management may assign at once. */
import { addTime } from '../calendar.ts';
import type { IntentOf } from '../commands.ts';
import type { Draft } from '../draft.ts';
import { clockKindOf } from '../ladder.ts';
import type { PersonId } from '../organisation.ts';
import { isPresent } from '../people.ts';
import type { Refusal } from '../refusal.ts';
import { isDecider, notOneOfUs } from './permit.ts';

/** A person who could take it now; null: fine. */
function cannotTake(d: Draft, person: PersonId): Refusal | null {
  return notOneOfUs(d.state, person) ?? (isPresent(d.state, person) ? null : { no: 'person-absent', person });
}

export function own(d: Draft, { to }: IntentOf<'case.own'>): Refusal | undefined {
  const { owner } = d.state;
  const no = to === d.by ? notOneOfUs(d.state, to) : cannotTake(d, to);
  if (no) return no;
  if (to === owner) return { no: 'handover-to-owner', owner };
  if (to === d.by) d.add({ type: 'owner-changed', from: owner, to, why: 'taken' });
  else if (isDecider(d.state, d.by)) d.add({ type: 'owner-changed', from: owner, to, why: 'assigned' });
  else return ask(d, to, undefined);
  return undefined;
}

export function handover(d: Draft, { to, words }: IntentOf<'case.handover'>): Refusal | undefined {
  if (to === d.state.owner) return { no: 'handover-to-owner', owner: to };
  const no = cannotTake(d, to);
  return no ?? ask(d, to, words);
}

/** Until it is accepted the owner stays owner; the receiver is asked at once, and not again while the answer is awaited. */
function ask(d: Draft, to: PersonId, words: string | undefined): Refusal | undefined {
  const { handover: waiting } = d.state;
  if (waiting && to === (askedInstead(d) ?? waiting.to))
    return { no: 'handover-asked', to, by: waiting.by, at: waiting.askedAt, due: waiting.due };
  const { limits, calendar } = d.state.policy;
  const due = addTime(d.at, limits.acceptHandoverWithin, clockKindOf(d.state), calendar);
  d.add({ type: 'handover-asked', from: d.state.owner, to, due, ...(words !== undefined && { words }) });
  const epoch = d.state.handover?.epoch ?? '';
  d.add({
    type: 'pinged',
    ping: { key: 'handover', epoch, reason: 'asked', due, targets: [], people: [to], channel: false },
  });
  return undefined;
}

/** Who has the hand-over after `Not mine`. */
function askedInstead(d: Draft): PersonId | undefined {
  const passed = d.state.passed['handover'];
  return passed?.epoch === d.state.handover?.epoch ? passed?.to : undefined;
}

export function accept(d: Draft): Refusal | undefined {
  const { handover: asked, owner } = d.state;
  if (!asked) return { no: 'no-handover' };
  if (d.by !== asked.to && d.by !== askedInstead(d) && !isDecider(d.state, d.by))
    return { no: 'handover-not-yours', to: asked.to };
  d.add({ type: 'owner-changed', from: owner, to: d.by, why: 'accepted' });
  return undefined;
}

export function decline(d: Draft, { words }: IntentOf<'case.decline'>): Refusal | undefined {
  const asked = d.state.handover;
  if (!asked) return { no: 'no-handover' };
  // Whoever asked can take it back.
  if (![asked.to, asked.from, asked.by, askedInstead(d)].includes(d.by) && !isDecider(d.state, d.by))
    return { no: 'handover-not-yours', to: asked.to };
  d.add({ type: 'handover-declined', by: d.by, ...(words !== undefined && { words }) });
  return undefined;
}

export function assignRole(d: Draft, { role, to }: IntentOf<'role.assign'>): Refusal | undefined {
  const no = to === d.by ? notOneOfUs(d.state, to) : cannotTake(d, to);
  if (no) return no;
  if (d.state.roleFirst[role]?.[0] === to) return { no: 'nothing-changes', what: `role ${role}` };
  d.add({ type: 'role-assigned', role, to });
  return undefined;
}
