/** Stages of authorities' clocks: they count in all hours and outlive the technical fix. */
import { addTime } from '../calendar.ts';
import type { Case, Notice } from '../case.ts';
import { roleHolds } from '../holder.ts';
import type { Obligation } from '../obligation.ts';
import type { AuthorityStage } from '../organisation.ts';
import { earlier, type Instant } from '../time.ts';
import { own } from './own.ts';

/** What is still to be sent; `due` null: nothing that it counts from has happened yet. */
export interface OpenStage {
  id: string;
  due: Instant | null;
  /** Grows when what it counts from was sent once more, also in place of what was taken back. */
  life: number;
}

export function isOver(notice: Notice): boolean {
  return notice.waived !== undefined || notice.clock.stages.every((stage) => isSent(notice, stage.id));
}

function isSent(notice: Notice, stage: string): boolean {
  return notice.sent.some((done) => done.stage === stage);
}

/** Also what was taken back since: a ladder that was begun from that is not gone on with. */
function timesSent({ sent, undone = [] }: Notice, stage: string): number {
  return sent.filter((done) => done.stage === stage).length + undone.filter((one) => one === stage).length;
}

/** Where people know only when they became aware, the earlier counts. */
export function startOf(notice: Notice, awareAt: Instant): Instant {
  return notice.followsAware ? earlier(notice.startedAt, awareAt) : notice.startedAt;
}

/** When a stage is due; null while the stage that it counts from has not been sent. What was sent more than once counts from the newest. */
function stageDue(state: Case, notice: Notice, { from: start, within, atMost }: AuthorityStage): Instant | null {
  const { calendar } = state.policy;
  const from =
    start === 'start' ? startOf(notice, state.awareAt) : notice.sent.findLast((done) => done.stage === start)?.at;
  if (from === undefined) return null;
  const due = addTime(from, within, 'always', calendar);
  return atMost ? earlier(due, addTime(state.awareAt, atMost.within, 'always', calendar)) : due;
}

/** What a clock still wants, in the order of its stages. Nothing of one that is over. */
export function openStages(state: Case, notice: Notice): OpenStage[] {
  if (notice.waived) return [];
  return notice.clock.stages
    .filter((stage) => !isSent(notice, stage.id))
    .flatMap((stage): OpenStage[] => {
      const { ongoing } = stage;
      const due = stageDue(state, notice, stage);
      const life = timesSent(notice, stage.from);
      if (!ongoing) return [{ id: stage.id, due, life }];
      const { resolvedAt } = state;
      if (isSent(notice, ongoing.id)) {
        const handled = resolvedAt ? addTime(resolvedAt, ongoing.within, 'always', state.policy.calendar) : null;
        return [{ id: stage.id, due: handled, life: life + 1 }];
      }
      if (resolvedAt) return [{ id: stage.id, due, life }];
      // Still going on: how things stand is reported then, and the stage itself waits for the end.
      return [
        { id: ongoing.id, due, life },
        { id: stage.id, due: null, life },
      ];
    });
}

/** Every report of a clock, by its id. */
export function reportsOf({ stages, onRequest = [] }: Notice['clock']): string[] {
  return [...stages.flatMap(({ id, ongoing }) => [...(ongoing ? [ongoing.id] : []), id]), ...onRequest];
}

/** Whether what a stage counts from has been sent: an earlier report is no final one. */
export function mayBeSent(notice: Notice, { from }: AuthorityStage): boolean {
  return from === 'start' || isSent(notice, from);
}

/** A later report that counted from that one: it goes back first. `i`: its place among those that were sent. */
export function countedFrom({ clock, sent }: Notice, i: number): Notice['sent'][number] | undefined {
  const from = sent[i]?.stage;
  const counts = (stage: AuthorityStage, report: string) =>
    (stage.from === from && (stage.id === report || stage.ongoing?.id === report)) ||
    (stage.ongoing?.id === from && stage.id === report);
  return sent.slice(i + 1).findLast((done) => clock.stages.some((stage) => counts(stage, done.stage)));
}

/** What can be reported now: first the earliest stage not yet sent, then what may be sent again, then what may be asked for. */
export function reportable(state: Case, notice: Notice): string[] {
  if (notice.waived) return [];
  const { stages, onRequest = [] } = notice.clock;
  const open = openStages(state, notice).filter(({ id }) => {
    const stage = stages.find((one) => one.id === id || one.ongoing?.id === id);
    return stage !== undefined && mayBeSent(notice, stage);
  });
  const again = stages.filter(({ id, again }) => again === true && isSent(notice, id));
  return [...open, ...again].map(({ id }) => id).concat(onRequest);
}

export function notices(state: Case, at: Instant): Obligation[] {
  return state.notices.flatMap((notice) =>
    openStages(state, notice).flatMap(({ id, due, life }) => {
      if (due === null) return [];
      return [
        own(state, {
          key: `notice:${notice.clock.id}:${id}`,
          kind: 'notice',
          about: { clock: notice.clock.id, stage: id },
          since: notice.startedAt,
          due,
          epoch: life > 1 ? `${notice.epoch}:${life}` : notice.epoch,
          role: notice.clock.holder,
          holder: roleHolds(state, notice.clock.holder, at),
          clock: 'always',
        }),
      ];
    }),
  );
}
