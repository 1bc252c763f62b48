/** The people change under a case: an absent owner is never an empty owner, and what could not be delivered goes to the next contact. */
import type { IntentOf } from '../commands.ts';
import type { Draft } from '../draft.ts';
import { obligationOf } from '../obligations.ts';
import { isPresent, successorOf } from '../people.ts';
import { isOnOldPolicy, knowsDirectory } from '../policy.ts';
import type { Refusal } from '../refusal.ts';
import { besideChannel, nextContact } from './contacts.ts';
import { unanswered } from './ownership.ts';
import { isDecider, onlyDeciders } from './permit.ts';
import { rerouteWants } from './set.ts';

export function people(d: Draft, { organisation, presence }: IntentOf<'people'>): undefined {
  d.add({ type: 'people-changed', presence, ...(organisation && { organisation }) });
  afterReload(d);
}

/** Routes may have died or come back, and the owner may be gone: the next one in line has it at once. */
function afterReload(d: Draft): void {
  rerouteWants(d);
  const { state } = d;
  if (state.status === 'closed' || isPresent(state, state.owner)) return;
  const to = successorOf(state, 'coordinator', [state.owner], d.at);
  if (to !== null) d.add({ type: 'owner-changed', from: state.owner, to, why: 'absent', ...unanswered(state, to) });
}

/** Takes over the ladders, limits and severities of the organisation file as it is now. */
export function adopt(d: Draft): Refusal | undefined {
  if (!isDecider(d.state, d.by)) return onlyDeciders('adopt');
  const organisation = d.command.supplies?.organisation;
  // The fact carries the whole organisation: it is not written where the case runs on it already.
  if (!organisation || (knowsDirectory(d.state, organisation) && !isOnOldPolicy(d.state, organisation)))
    return { no: 'nothing-changes', what: 'case adopt' };
  d.add({ type: 'policy-adopted', organisation });
  afterReload(d);
  return undefined;
}

export function undelivered(d: Draft, { person, keys, reason, ways }: IntentOf<'undelivered'>): undefined {
  d.add({ type: 'delivery-failed', person, keys, reason, ...(ways && { ways }) });
  for (const key of keys) {
    const ob = obligationOf(d.state, key, d.at);
    if (ob) nextContact(d, ob, person);
  }
}

export function carried(d: Draft, { type: _, ...ping }: IntentOf<'carried'>): undefined {
  d.add({ type: 'ping-carried', ...ping });
}

export function channelShut(d: Draft, { keys, reason }: IntentOf<'channel-shut'>): undefined {
  d.add({ type: 'channel-shut', keys, reason });
  for (const key of keys) {
    const ob = obligationOf(d.state, key, d.at);
    if (ob) besideChannel(d, ob);
  }
}

export function heardOf(d: Draft, { person }: IntentOf<'heard-of'>): undefined {
  if (Object.hasOwn(d.state.undelivered, person)) d.add({ type: 'reached-again', person });
}
