/** Reports to authorities that were taken back: afterwards they are told as if they had never gone. */
import type { CaseEvent } from '../events.ts';

/** The numbers of the facts that they were written down by. */
export function undoneReports(events: readonly CaseEvent[]): ReadonlySet<number> {
  const undone = new Set<number>();
  for (const { seq, body } of events) {
    if (body.type !== 'notice-undone') continue;
    const sent = events.findLast(
      (one) =>
        one.seq < seq &&
        !undone.has(one.seq) &&
        one.body.type === 'notice-sent' &&
        one.body.clock === body.clock &&
        one.body.stage === body.stage,
    );
    if (sent) undone.add(sent.seq);
  }
  return undone;
}
