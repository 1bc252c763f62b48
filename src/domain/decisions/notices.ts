/** Notices to authorities. `reported` completes the earliest stage not yet sent, `final` the last. */
import type { Notice } from '../case.ts';
import type { IntentOf } from '../commands.ts';
import type { Draft } from '../draft.ts';
import { isOver, mayBeSent, type OpenStage, openStages, reportable, reportsOf } from '../obligations/notices.ts';
import { entry } from '../organisation.ts';
import type { Refusal } from '../refusal.ts';
import { notOneOfUs } from './permit.ts';

export function start(d: Draft, { clock: id }: IntentOf<'notice.start'>): Refusal | undefined {
  const known = Object.keys(d.state.policy.authorities);
  const clock = entry(d.state.policy.authorities, id);
  if (!clock) return { no: 'unknown-clock', clock: id, known };
  const running = d.state.notices.find((n) => n.clock.id === id);
  if (running && !running.waived) return { no: 'notice-started', clock: id, at: running.startedAt };
  d.add({ type: 'notice-started', clock, startedAt: clock.startsWith === 'aware' ? d.state.awareAt : d.at });
  return undefined;
}

/** A notice that was started, or why there is none. */
export function clockOf(d: Draft, id: string): Notice | Refusal {
  const notice = d.state.notices.find((n) => n.clock.id === id);
  if (notice) return notice;
  const known = Object.keys(d.state.policy.authorities);
  return known.includes(id) ? { no: 'notice-not-started', clock: id } : { no: 'unknown-clock', clock: id, known };
}

/** A notice that still runs, or why not. */
function running(d: Draft, id: string): Notice | Refusal {
  const notice = clockOf(d, id);
  if ('no' in notice || !isOver(notice)) return notice;
  const last = notice.sent.at(-1);
  return {
    no: 'notice-over',
    clock: id,
    at: notice.waived?.at ?? last?.at ?? d.at,
    by: notice.waived?.by ?? last?.by ?? d.by,
    ...(notice.waived && { approvedBy: notice.waived.approvedBy }),
  };
}

/** The earliest stage not yet sent, or the one that is named. */
export function reported(d: Draft, intent: IntentOf<'notice.reported'>): Refusal | undefined {
  if (intent.stage !== undefined) return named(d, intent, intent.stage);
  const notice = running(d, intent.clock);
  if ('no' in notice) return notice;
  const [next] = openStages(d.state, notice);
  if (!next) return undefined;
  return repeated(notice, intent.reference, next) ?? send(d, notice, next.id, intent);
}

/** A stage that came back with the reference of one that was sent is that one, told twice; the next is then reported by its name. */
function repeated({ clock, sent }: Notice, reference: string, { id: next, due }: OpenStage): Refusal | null {
  const same = sent.findLast((done) => done.reference.trim().toLowerCase() === reference.trim().toLowerCase());
  if (!same) return null;
  const { stage, by, at } = same;
  const last = clock.stages.at(-1)?.id === next;
  return { no: 'notice-repeated', clock: clock.id, reference, stage, by, at, next, due, last };
}

/** By its name also what was sent before and may be sent again, and what an authority asked for. */
function named(d: Draft, intent: IntentOf<'notice.reported'>, stage: string): Refusal | undefined {
  const { clock: id } = intent;
  const notice = d.state.notices.find((n) => n.clock.id === id && !n.waived);
  if (!notice) {
    const no = running(d, id);
    return 'no' in no ? no : undefined;
  }
  const known = reportsOf(notice.clock);
  if (!known.includes(stage)) return { no: 'unknown-stage', clock: id, stage, known };
  if (reportable(d.state, notice).includes(stage)) return send(d, notice, stage, intent);
  const sent = notice.sent.findLast((done) => done.stage === stage);
  if (sent) return { no: 'stage-sent', clock: id, stage, by: sent.by, at: sent.at };
  const first = openStages(d.state, notice)[0]?.id ?? stage;
  return { no: 'notice-too-early', clock: id, first };
}

export function final(d: Draft, intent: IntentOf<'notice.final'>): Refusal | undefined {
  const notice = running(d, intent.clock);
  if ('no' in notice) return notice;
  const last = notice.clock.stages.at(-1);
  if (!last) return undefined;
  const sent = notice.sent.find((done) => done.stage === last.id);
  if (sent) return { no: 'notice-over', clock: intent.clock, at: sent.at, by: sent.by };
  const [first] = openStages(d.state, notice);
  if (first && !mayBeSent(notice, last)) return { no: 'notice-too-early', clock: intent.clock, first: first.id };
  return send(d, notice, last.id, intent);
}

function send(
  d: Draft,
  notice: Notice,
  stage: string,
  { reference, via }: { reference: string; via?: string },
): undefined {
  d.add({ type: 'notice-sent', clock: notice.clock.id, stage, reference, ...(via !== undefined && { via }) });
}

export function waive(d: Draft, { clock: id, reason, approvedBy }: IntentOf<'notice.waive'>): Refusal | undefined {
  const notice = running(d, id);
  if ('no' in notice) return notice;
  const no = notOneOfUs(d.state, approvedBy);
  if (no) return no;
  d.add({ type: 'notice-waived', clock: id, reason, approvedBy });
  return undefined;
}
