/** Stages of authorities' clocks: they count in all hours and outlive the technical fix. */
import { addTime } from '../calendar.ts';
import type { Case, Notice } from '../case.ts';
import { roleHolds } from '../holder.ts';
import type { Obligation } from '../obligation.ts';
import type { AuthorityStage } from '../organisation.ts';
import { earlier, type Instant } from '../time.ts';
import { own } from './own.ts';

export function isOver(notice: Notice): boolean {
  return (
    notice.waived !== undefined || notice.clock.stages.every((s) => notice.sent.some((done) => done.stage === s.id))
  );
}

/** When a stage is due; null while the stage that it counts from has not been sent. */
export function stageDue(state: Case, notice: Notice, stage: AuthorityStage): Instant | null {
  const from =
    stage.from === 'start' ? startOf(notice, state.awareAt) : notice.sent.find((s) => s.stage === stage.from)?.at;
  return from ? addTime(from, stage.within, 'always', state.policy.calendar) : null;
}

/** Where people know only when they became aware, the earlier counts. */
export function startOf(notice: Notice, awareAt: Instant): Instant {
  return notice.followsAware ? earlier(notice.startedAt, awareAt) : notice.startedAt;
}

export function notices(state: Case, at: Instant): Obligation[] {
  return state.notices
    .filter((notice) => !notice.waived)
    .flatMap((notice) =>
      notice.clock.stages.flatMap((stage) => {
        const due = stageDue(state, notice, stage);
        if (!due || notice.sent.some((s) => s.stage === stage.id)) return [];
        return [
          own(state, {
            key: `notice:${notice.clock.id}:${stage.id}`,
            kind: 'notice',
            about: { clock: notice.clock.id, stage: stage.id },
            since: notice.startedAt,
            due,
            epoch: notice.epoch,
            role: notice.clock.holder,
            holder: roleHolds(state, notice.clock.holder, at),
            clock: 'always',
          }),
        ];
      }),
    );
}
