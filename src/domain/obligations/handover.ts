/** A hand-over that waits for its receiver; until then the giver stays owner. */
import type { Case } from '../case.ts';
import { personHolds } from '../holder.ts';
import type { Obligation } from '../obligation.ts';
import type { Instant } from '../time.ts';
import { own } from './own.ts';

export function handover(state: Case, at: Instant): Obligation[] {
  const asked = state.handover;
  if (!asked) return [];
  return [
    own(state, {
      key: 'handover',
      kind: 'handover',
      about: {},
      since: asked.askedAt,
      due: asked.due,
      epoch: asked.epoch,
      role: 'coordinator',
      holder: personHolds(state, asked.to, 'coordinator', at),
    }),
  ];
}
