/** By which clock a case counts: all hours, or the organisation's working time. */
import type { ClockKind } from './calendar.ts';
import type { Case } from './case.ts';
import type { Severity } from './organisation.ts';

export function clockKindOf(state: Case, severity: Severity = state.severity): ClockKind {
  return state.policy.severities[severity].clock;
}
