/** Checklist steps: settled, undone, assigned, re-dated. */
import type { Case, Step } from '../case.ts';
import type { CaseEvent, CaseEventBody } from '../events.ts';

type Of<T extends CaseEventBody['type']> = Extract<CaseEventBody, { type: T }>;

function onStep(state: Case, number: number, change: (step: Step) => Step): Case {
  return { ...state, steps: state.steps.map((s) => (s.number === number ? change(s) : s)) };
}

export function settled(
  state: Case,
  number: number,
  status: 'done' | 'not-applicable',
  words: string | undefined,
  event: CaseEvent,
): Case {
  const { at, by } = event;
  return onStep(state, number, (s) => ({ ...s, status, settled: { at, by, ...(words !== undefined && { words }) } }));
}

/** The ladder is as it was: its epoch and its clock were never touched. */
export function undone(state: Case, number: number, { at }: CaseEvent): Case {
  return onStep(state, number, ({ settled: _, ...s }) => ({ ...s, status: 'open', since: at }));
}

export function assigned(state: Case, body: Of<'step-assigned'>): Case {
  const { [`step:${body.step}`]: _, ...passed } = state.passed;
  return onStep({ ...state, passed }, body.step, (s) => ({ ...s, assignee: body.to }));
}

/** Later: anchor and position begin anew. */
export function redated(state: Case, body: Of<'step-redated'>, { seq, at }: CaseEvent): Case {
  return onStep(state, body.step, (s) => ({
    ...s,
    due: body.due,
    since: at,
    ...(body.later && { epoch: `s${seq}.${body.step}` }),
  }));
}
