/** What a vendor promised, judged at its own time. While the ball is with us its time stands still, so it is not judged. */
import type { Case } from '../case.ts';
import { ticketHolder } from '../holder.ts';
import { clockKindOf } from '../ladder.ts';
import type { Obligation } from '../obligation.ts';
import type { Instant } from '../time.ts';

export function promises(state: Case, at: Instant): Obligation[] {
  return state.tickets
    .filter((t) => !t.want || t.want.blocked)
    .flatMap((t) =>
      t.promises
        .filter((p) => p.status === 'running')
        .map((p) => ({
          key: `promise:${t.id}:${p.number}`,
          kind: 'promise' as const,
          about: { ticket: t.id, vendor: t.vendor, promise: p.number },
          since: p.madeAt,
          due: p.by,
          epoch: String(p.number),
          role: 'vendor-liaison' as const,
          holder: ticketHolder(state, t, at),
          ladder: null,
          clock: clockKindOf(state),
        })),
    );
}
