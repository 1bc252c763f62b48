/** Facts about the checklist. */
import type { Case } from '../../domain/case.ts';
import type { Speech } from '../speech.ts';
import { type BodyOf, type Fact, said } from './eventParts.ts';
import { stepText } from './obligations.ts';

function named(number: number, what: string, state: Case, s: Speech): string {
  return `Step ${number} ${what}: ${stepText(number, state, s, 120)}`;
}

export function stepsAdded(e: BodyOf<'steps-added'>, s: Speech): Fact {
  const few = e.steps.slice(0, 3).map((step) => `${step.number} ${s.text(step.text, 60)}`);
  const rest = e.steps.length - few.length;
  const due = e.steps.length === 1 ? e.steps[0]?.due : undefined;
  const who = e.steps.length === 1 ? e.steps[0]?.assignee : undefined;
  return {
    mark: '•',
    head: `${e.steps.length === 1 ? 'Step' : 'Steps'} added: ${few.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`,
    more: [
      e.fromPlaybook ? 'the playbook asks for it now' : '',
      who === undefined ? '' : `for ${s.name(who)}`,
      due === undefined ? '' : `due ${s.at(due)}`,
    ],
  };
}

export function stepDone(e: BodyOf<'step-done'>, state: Case, s: Speech): Fact {
  return { mark: '✓', head: named(e.step, 'done', state, s), more: [said(e.words, s.quote)] };
}

export function stepNotApplicable(e: BodyOf<'step-not-applicable'>, state: Case, s: Speech): Fact {
  return { mark: '✓', head: named(e.step, 'not applicable', state, s), more: [s.quote(e.reason)] };
}

export function stepUndone(e: BodyOf<'step-undone'>, state: Case, s: Speech): Fact {
  return { mark: '○', head: named(e.step, 'open again', state, s) };
}

export function stepAssigned(e: BodyOf<'step-assigned'>, state: Case, s: Speech): Fact {
  return { mark: '•', head: named(e.step, `goes to ${s.name(e.to)}`, state, s) };
}

export function stepRedated(e: BodyOf<'step-redated'>, state: Case, s: Speech): Fact {
  return {
    mark: '•',
    head: named(e.step, `now due ${s.at(e.due)}`, state, s),
    more: [e.later ? 'later than before' : '', said(e.reason, s.quote)],
  };
}
