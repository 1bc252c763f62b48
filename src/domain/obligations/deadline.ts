/** The second clock on a vendor, counted from the first ticket or the loss of control: nobody can reset or hold it. */
import type { Case } from '../case.ts';
import { nextDeadline } from '../deadlineGrid.ts';
import { roleHolds } from '../holder.ts';
import { clockKindOf } from '../ladder.ts';
import type { Obligation } from '../obligation.ts';
import type { Instant } from '../time.ts';

export function deadlines(state: Case, at: Instant): Obligation[] {
  return state.deadlines
    .flatMap((d) => {
      const due = nextDeadline(state, d.vendor);
      return due === null ? [] : [{ ...d, due }];
    })
    .map((d) => ({
      key: `deadline:${d.vendor}`,
      kind: 'deadline',
      about: { vendor: d.vendor },
      since: d.startedAt,
      due: d.due,
      epoch: d.startedAt,
      role: 'vendor-liaison',
      holder: roleHolds(state, 'vendor-liaison', at),
      ladder: null,
      clock: clockKindOf(state),
    }));
}
