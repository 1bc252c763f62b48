/** The record says that its clock was ahead and has been set back: whoever reads it later sees why times go back, and were asked twice. */
import type { Case } from '../case.ts';
import type { Draft } from '../draft.ts';
import { type Instant, msBetween } from '../time.ts';

/** A command is decided later than it was given, by less than this (ms): what is further ahead was made by a clock that was. */
const aheadMs = 300_000;

/** Whether the newest fact of a case was made by a clock that was ahead and has been set back since. A closed case waits for nothing. */
export function isAhead({ status, lastAt }: Pick<Case, 'status' | 'lastAt'>, now: Instant): boolean {
  return status !== 'closed' && msBetween(now, lastAt) > aheadMs;
}

export function setBack(d: Draft): undefined {
  if (isAhead(d.state, d.at)) d.add({ type: 'clock-set-back', from: d.state.lastAt });
}
