/** The people change under a case: an absent owner is never an empty owner, and what could not be delivered goes to the next contact. */
import type { IntentOf } from '../commands.ts';
import type { Draft } from '../draft.ts';
import { obligationOf } from '../obligations.ts';
import { isPresent, successorOf } from '../people.ts';
import type { Refusal } from '../refusal.ts';
import { nextContact } from './holds.ts';
import { rerouteWants } from './set.ts';

export function people(d: Draft, { organisation, presence }: IntentOf<'people'>): undefined {
  d.add({ type: 'people-changed', organisation, presence });
  rerouteWants(d);
  const { state } = d;
  if (state.status === 'closed' || isPresent(state, state.owner)) return;
  const to = successorOf(state, 'coordinator', [state.owner], d.at);
  if (to !== null) d.add({ type: 'owner-changed', from: state.owner, to, why: 'absent' });
}

/** Takes over the ladders, limits and severities of the organisation file as it is now. */
export function adopt(d: Draft): Refusal | undefined {
  const organisation = d.command.supplies?.organisation;
  if (!organisation) return { no: 'nothing-changes', what: 'case adopt' };
  d.add({ type: 'policy-adopted', organisation });
  return undefined;
}

export function undelivered(d: Draft, { person, keys, reason }: IntentOf<'undelivered'>): undefined {
  d.add({ type: 'delivery-failed', person, keys, reason });
  for (const key of keys) {
    const ob = obligationOf(d.state, key, d.at);
    if (ob) nextContact(d, ob, person);
  }
}
