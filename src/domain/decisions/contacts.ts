/** Who hears of it when a ping did not reach whom it was meant for. The ladder's clock stays where it is. */
import type { Draft } from '../draft.ts';
import { clockOf, nextInstant } from '../ladder.ts';
import type { Obligation } from '../obligation.ts';
import type { PersonId } from '../organisation.ts';
import { isOutsider, roleOrder } from '../people.ts';
import { canReach } from '../reach.ts';
import { deputiesAfter, targetsOf } from '../targets.ts';
import { accountManagersOf } from '../tickets.ts';

/** A ping beside the ladder. */
export function tell(
  d: Draft,
  ob: Obligation,
  reason: 'passed' | 'undelivered',
  to: { people: PersonId[]; channel: boolean; callFor?: PersonId },
): void {
  d.add({
    type: 'pinged',
    ping: { key: ob.key, epoch: ob.epoch, reason, due: nextInstant(d.state, ob).at, targets: [], ...to },
  });
}

/** When somebody cannot be reached: the next account manager or a call card; of our own the next deputy; else the channel. */
export function nextContact(d: Draft, ob: Obligation, gone: PersonId): void {
  const vendor = ob.about.vendor;
  if (vendor !== undefined && isOutsider(d.state, gone)) {
    const next = accountManagersOf(d.state, vendor).find((id) => id !== gone && canReach(d.state, id));
    const to =
      next === undefined ? targetsOf(d.state, ob, ['account-manager'], d.at) : { people: [next], channel: false };
    tell(d, ob, 'undelivered', { ...to, ...(next === undefined && { callFor: to.callFor ?? gone }) });
    return;
  }
  const line = [...deputiesAfter(d.state, ob.role, gone, d.at), ...deputiesAfter(d.state, 'coordinator', gone, d.at)];
  const next = line.find((id) => canReach(d.state, id));
  tell(d, ob, 'undelivered', next === undefined ? { people: [], channel: true } : { people: [next], channel: false });
}

/** When the incident channel is shut: those whom its post would have mentioned, in their own chats, but for whoever was pinged anyway. */
export function besideChannel(d: Draft, ob: Obligation): void {
  const asked = clockOf(d.state, ob).last?.people ?? [];
  const people = roleOrder(d.state, 'coordinator', d.at).filter((id) => canReach(d.state, id) && !asked.includes(id));
  if (people.length > 0) tell(d, ob, 'undelivered', { people, channel: false });
}
