// What is told of a case afterwards, from its facts alone: where its time went, what came late, who held it.
// Nothing here decides or is stored: the same facts and the same moment give the same report.
/** The report of a case for its retrospective and for management: what happened, when, and where the time went. */
import type { Case } from '../case.ts';
import type { CaseEvent } from '../events.ts';
import { evolve } from '../fold.ts';
import { openStages } from '../obligations/notices.ts';
import type { PersonId } from '../organisation.ts';
import type { Instant } from '../time.ts';
import { type Late, lateOf } from './lateness.ts';
import {
  type Held,
  heldBy,
  type Milestone,
  milestonesOf,
  type Outage,
  outagesOf,
  type Rated,
  ratedOf,
} from './milestones.ts';
import { type TicketStory, ticketStory } from './ticketStory.ts';
import { undoneReports } from './undoneReports.ts';
import { endOf, lengthOf, type Share, type Stretch, sharesOf, startOf, stretchesOf } from './waits.ts';

/** One report to an authority; `due` null: nothing that it counts from had happened. */
export interface Duty {
  clock: string;
  recipient: string;
  stage: string;
  due: Instant | null;
  sent?: { at: Instant; by: PersonId; reference: string };
}

export interface Report {
  /** The newest state: names, steps, decisions, the words of the resolution. */
  state: Case;
  at: Instant;
  /** From becoming aware to the closing; of a case that is not closed until now. */
  from: Instant;
  to: Instant;
  /** Milliseconds until it worked again, and from then on. */
  downMs: number;
  afterMs: number;
  /** In which it was closed, and reopened later. */
  closedMs: number;
  reopened: { at: Instant; by: PersonId; words: string }[];
  stretches: Stretch[];
  down: Share[];
  after: Share[];
  milestones: Milestone[];
  rated: Rated[];
  outages: Outage[];
  held: Held[];
  /** Those that were opened by mistake left out. */
  tickets: TicketStory[];
  duties: Duty[];
  waived: { recipient: string; at: Instant; by: PersonId; approvedBy: PersonId; reason: string }[];
  late: Late[];
  /** How many status updates were posted. */
  updates: number;
  retrospective: { at: Instant; by: PersonId; words: string }[];
}

/** `events`: all facts of the case, oldest first. Null: they are those of no case. */
export function reportOf(events: readonly CaseEvent[], at: Instant): Report | null {
  const states: Case[] = [];
  for (const event of events) states.push(evolve(states.at(-1) ?? null, event));
  const state = states.at(-1);
  if (state === undefined) return null;
  const stretches = stretchesOf(states, at);
  const of = { states, events, now: at };
  const length = (phase: Stretch['phase']) => lengthOf(stretches.filter((one) => one.phase === phase));
  return {
    state,
    at,
    from: startOf(state),
    to: endOf(state, at),
    downMs: length('down'),
    afterMs: length('after'),
    closedMs: length('closed'),
    reopened: events.flatMap(({ at, by, body }) =>
      body.type === 'case-reopened' ? [{ at, by, words: body.words }] : [],
    ),
    stretches,
    down: sharesOf(stretches, 'down'),
    after: sharesOf(stretches, 'after'),
    milestones: milestonesOf(events, state),
    rated: ratedOf(events),
    outages: outagesOf(states),
    held: heldBy(events, state, at),
    tickets: state.tickets.filter(({ status }) => status !== 'mistake').map((ticket) => ticketStory(ticket, of)),
    duties: [...sentDuties(events, states), ...openDuties(state)],
    waived: state.notices.flatMap(({ clock, waived }) =>
      waived ? [{ recipient: clock.recipient.name, ...waived }] : [],
    ),
    late: lateOf(states, at),
    updates: events.filter(({ body }) => body.type === 'update-posted').length,
    retrospective: events.flatMap(({ at, by, body }) =>
      body.type === 'retrospective-done' ? [{ at, by, words: body.words }] : [],
    ),
  };
}

/** What was sent and not taken back, judged by the due time that stood when it went; a report that was asked for or repeated had none. */
function sentDuties(events: readonly CaseEvent[], states: readonly Case[]): Duty[] {
  const undone = undoneReports(events);
  return events.flatMap(({ at, by, seq, body }, i): Duty[] => {
    if (body.type !== 'notice-sent' || undone.has(seq)) return [];
    const before = states[i - 1];
    const notice = before?.notices.find(({ clock }) => clock.id === body.clock);
    if (!before || !notice) return [];
    const due = openStages(before, notice).find(({ id }) => id === body.stage)?.due ?? null;
    const { id, recipient } = notice.clock;
    const sent = { at, by, reference: body.reference };
    return [{ clock: id, recipient: recipient.name, stage: body.stage, due, sent }];
  });
}

function openDuties(state: Case): Duty[] {
  return state.notices.flatMap((notice) =>
    openStages(state, notice).map(({ id, due }) => ({
      clock: notice.clock.id,
      recipient: notice.clock.recipient.name,
      stage: id,
      due,
    })),
  );
}

/** The duty is late: it went after its time, or has not gone and the time is over. */
export function isLateDuty({ due, sent }: Duty, now: Instant): boolean {
  return due !== null && (sent?.at ?? now) > due;
}
