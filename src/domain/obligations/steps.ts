/** Checklist steps with a due time; their clocks stop while the case is resolved. */
import type { Case, Step } from '../case.ts';
import { stepHolder } from '../holder.ts';
import type { Obligation } from '../obligation.ts';
import type { Instant } from '../time.ts';
import { own } from './own.ts';

/** Whether any step's clock runs: asked after every fact, where nobody needs to know yet who holds it. */
export function anyStepRuns({ status, steps }: Case): boolean {
  return status === 'open' && steps.some(isRunning);
}

function isRunning(step: Step): step is Step & { due: Instant } {
  return step.status === 'open' && step.due !== undefined;
}

export function steps(state: Case, at: Instant): Obligation[] {
  if (state.status !== 'open') return [];
  return state.steps.filter(isRunning).map((step) =>
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
  );
}
