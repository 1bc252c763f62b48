/** Who hears of it when a ping did not reach whom it was meant for. The ladder's clock stays where it is. */
import { lineOf, support } from '../callees.ts';
import type { Draft } from '../draft.ts';
import { clockOf, nextInstant } from '../ladder.ts';
import type { Obligation } from '../obligation.ts';
import type { PersonId } from '../organisation.ts';
import { isOutsider, roleOrder } from '../people.ts';
import { canReach } from '../reach.ts';
import { inPlaceOf, targetsOf } from '../targets.ts';
import { vendorOf } from '../tickets.ts';

/** A ping beside the ladder. */
export function tell(
  d: Draft,
  ob: Obligation,
  reason: 'passed' | 'undelivered' | 'wrong-person',
  to: { people: PersonId[]; channel: boolean; callFor?: PersonId },
): void {
  d.add({
    type: 'pinged',
    ping: { key: ob.key, epoch: ob.epoch, reason, due: nextInstant(d.state, ob).at, targets: [], ...to },
  });
}

/** After one of a vendor's: the next in her line whom Baton can reach; without one a call card for the vendor liaison. */
export function nextAtVendor(d: Draft, ob: Obligation, gone: PersonId, reason: 'undelivered' | 'wrong-person'): void {
  const vendor = ob.about.vendor ?? '';
  const { accountManager = [], superior = [] } = vendorOf(d.state, vendor) ?? {};
  const line = superior.includes(gone) ? superior : accountManager;
  const place = line.indexOf(gone);
  const next = [...line.slice(place + 1), ...line.slice(0, Math.max(0, place))].find((id) => canReach(d.state, id));
  if (next !== undefined) {
    tell(d, ob, reason, { people: [next], channel: false });
    return;
  }
  const [call] = lineOf(d.state, vendor, line === superior ? 'superior' : 'account-manager');
  const callFor = call === undefined || call.whom === support ? gone : call.whom;
  const { people, channel } = targetsOf(d.state, ob, ['vendor-liaison'], d.at);
  tell(d, ob, reason, { people, channel, callFor });
}

/** When somebody cannot be reached: the next account manager or a call card; of our own the next deputy; else the channel. */
export function nextContact(d: Draft, ob: Obligation, gone: PersonId): void {
  if (ob.about.vendor !== undefined && isOutsider(d.state, gone)) {
    nextAtVendor(d, ob, gone, 'undelivered');
    return;
  }
  const next = inPlaceOf(d.state, ob, gone, d.at);
  tell(d, ob, 'undelivered', next === undefined ? { people: [], channel: true } : { people: [next], channel: false });
}

/** When the incident channel is shut: those whom its post would have mentioned, in their own chats, but for whoever was pinged anyway. */
export function besideChannel(d: Draft, ob: Obligation): void {
  const asked = clockOf(d.state, ob).last?.people ?? [];
  const people = roleOrder(d.state, 'coordinator', d.at).filter((id) => canReach(d.state, id) && !asked.includes(id));
  if (people.length > 0) tell(d, ob, 'undelivered', { people, channel: false });
}
