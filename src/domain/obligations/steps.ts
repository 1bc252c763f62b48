/** Checklist steps with a due time; their clocks stop while the case is resolved. */
import type { Case } from '../case.ts';
import { stepHolder } from '../holder.ts';
import type { Obligation } from '../obligation.ts';
import type { Instant } from '../time.ts';
import { own } from './own.ts';

export function steps(state: Case, at: Instant): Obligation[] {
  if (state.status !== 'open') return [];
  return state.steps.flatMap((step) =>
    step.status === 'open' && step.due
      ? [
          own(state, {
            key: `step:${step.number}`,
            kind: 'step',
            about: { step: step.number },
            since: state.openedAt,
            due: step.due,
            epoch: step.epoch,
            role: step.role ?? 'coordinator',
            holder: stepHolder(state, step, at),
          }),
        ]
      : [],
  );
}
