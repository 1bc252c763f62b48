/** From a playbook's relative steps to a case's absolute ones. */

import type { Calendar, ClockKind } from './calendar.ts';
import { addTime } from './calendar.ts';
import type { Case } from './case.ts';
import type { Control } from './commands.ts';
import type { NewStep } from './events.ts';
import type { Language, ServiceId, Severity } from './organisation.ts';
import { localText, type PlaybookStep } from './playbook.ts';
import { type Instant, later } from './time.ts';

/** Whether a step's conditions hold for a case. */
export function stepFits(
  step: PlaybookStep,
  facts: { severity: Severity; affects: readonly ServiceId[]; control: Control },
): boolean {
  const { when } = step;
  if (!when) return true;
  if (when.severities && !when.severities.includes(facts.severity)) return false;
  if (when.services && !when.services.some((s) => facts.affects.includes(s))) return false;
  return when.control === undefined || when.control === facts.control;
}

/** A playbook step in a case: due after the opening, but never before `notBefore` (a step that joined later). */
export function stepOf(
  step: PlaybookStep,
  number: number,
  language: Language,
  count: { openedAt: Instant; notBefore: Instant; clock: ClockKind; calendar: Calendar },
): NewStep {
  const due = step.after && later(addTime(count.openedAt, step.after, count.clock, count.calendar), count.notBefore);
  return {
    number,
    text: localText(step.text, language),
    role: step.role,
    ...(due && { due }),
    ...(step.hint && { hint: localText(step.hint, language) }),
    ...(step.script && { script: localText(step.script, language) }),
    ...(step.proof && { proof: true }),
    ...(step.proves && { proves: step.proves }),
  };
}

/** The steps that wait for a condition which holds now. */
export function joiningSteps(state: Case): PlaybookStep[] {
  const facts = { severity: state.severity, affects: state.affects, control: state.control.by };
  return state.waitingSteps.filter((s) => stepFits(s, facts));
}
