/** The next status update: only an update satisfies it; it ends with the resolving. */
import type { Case } from '../case.ts';
import { ownerHolds } from '../holder.ts';
import type { Obligation } from '../obligation.ts';
import type { Instant } from '../time.ts';
import { own } from './own.ts';

export function statusUpdate(state: Case, at: Instant): Obligation[] {
  if (state.status !== 'open') return [];
  const { last, due, epoch } = state.update;
  return [
    own(state, {
      key: 'update',
      kind: 'update',
      about: {},
      since: last,
      due,
      epoch,
      role: 'coordinator',
      holder: ownerHolds(state, at),
    }),
  ];
}
