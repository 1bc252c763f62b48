/** Takes back a report to an authority that was written down by mistake: what it settled is owed again. */
import type { Notice } from '../case.ts';
import type { IntentOf } from '../commands.ts';
import type { Draft } from '../draft.ts';
import { countedFrom, reportsOf } from '../obligations/notices.ts';
import type { Refusal } from '../refusal.ts';
import { clockOf } from './notices.ts';

/** The newest report of the notice, or of the stage that is named. */
export function undo(d: Draft, { clock: id, stage }: IntentOf<'notice.undo'>): Refusal | undefined {
  const notice = clockOf(d, id);
  if ('no' in notice) return notice;
  const no = barred(notice, stage);
  if (no) return no;
  const i = stage === undefined ? notice.sent.length - 1 : notice.sent.findLastIndex((done) => done.stage === stage);
  const report = notice.sent[i];
  if (!report) return { no: 'undo-unsent', clock: id, ...(stage !== undefined && { stage }) };
  const later = countedFrom(notice, i);
  if (later)
    return { no: 'undo-later-first', clock: id, stage: report.stage, later: later.stage, by: later.by, at: later.at };
  d.add({ type: 'notice-undone', clock: id, stage: report.stage, reference: report.reference });
  return undefined;
}

function barred({ clock, waived }: Notice, stage: string | undefined): Refusal | null {
  if (waived) {
    const { at, by, approvedBy } = waived;
    return { no: 'undo-waived', clock: clock.id, at, by, approvedBy };
  }
  const known = reportsOf(clock);
  if (stage === undefined || known.includes(stage)) return null;
  return { no: 'unknown-stage', clock: clock.id, stage, known };
}
