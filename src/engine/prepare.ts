/** What a command would change, worked out on a state: the facts, and everything that is kept together with them. */
import type { Case } from '../domain/case.ts';
import type { Command } from '../domain/commands.ts';
import { decide } from '../domain/decide.ts';
import type { CaseEvent } from '../domain/events.ts';
import { evolve } from '../domain/fold.ts';
import { messagesOf } from '../domain/messages.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Elsewhere } from '../domain/routes.ts';
import type { Instant } from '../domain/time.ts';
import { timersOf } from '../domain/timers.ts';
import { type Commit, EVENT_VERSION } from '../store/index.ts';
import { Fault } from './errors.ts';
import { asStored, groundOf, standsOn } from './history.ts';
import { rowsOf } from './outbox.ts';
import type { Answer, Outcome } from './outcome.ts';
import { linkRows, withPaper } from './packs.ts';
import { waitRows } from './waits.ts';

export interface Prepared {
  commit: Commit;
  outcome: Outcome;
  /** The state when it is kept; the same as before when nothing changes. */
  after: Case | null;
  changed: boolean;
  /** The earliest timer of the case. */
  nextAt: Instant | null;
}

/** `elsewhere`: what open cases say is down, for what is written down. Throws a Fault when the rules fail, which they do not as long as they keep their laws. */
export function prepare(
  command: Command,
  state: Case | null,
  now: Instant,
  inThread: boolean,
  elsewhere?: Elsewhere,
): Prepared {
  const { caseId, id: commandId } = command;
  try {
    const decision = decide(withPaper(command, state, elsewhere), state);
    if ('refusal' in decision) return preparedRefusal(command, state, decision.refusal, now);
    const after = decision.events.reduce<Case | null>(evolve, state);
    if (after === null) throw new Error('Nothing was refused and nothing came of it');
    return prepared(command, state, after, decision.events, now, inThread);
  } catch (cause) {
    throw new Fault('RULES_FAILED', 'The rules failed on this command', { caseId, commandId, cause });
  }
}

/** A refusal is kept under the command's id like any answer. */
export function preparedRefusal(command: Command, state: Case | null, refusal: Refusal, now: Instant): Prepared {
  const { caseId } = command;
  const timers = state === null ? [] : timersOf(state);
  const at = state?.version ?? 0;
  return {
    commit: {
      caseId,
      ...decidedOn(state),
      events: [],
      timers,
      messages: [],
      index: null,
      ...answered(command, { kind: 'refused', caseId, at, refusal }, now),
    },
    outcome: { kind: 'refused', refusal, state },
    after: state,
    changed: false,
    nextAt: earliest(timers),
  };
}

/** What must stand in the store for the decision to hold: as many facts, and the newest of them the same. */
function decidedOn(state: Case | null): Pick<Commit, 'expected' | 'expectedSalt'> {
  const salt = state === null ? undefined : groundOf(state);
  return { expected: state?.version ?? 0, ...(salt !== undefined && { expectedSalt: salt }) };
}

function prepared(
  command: Command,
  before: Case | null,
  after: Case,
  events: CaseEvent[],
  now: Instant,
  inThread: boolean,
): Prepared {
  const { caseId, id: commandId } = command;
  const timers = timersOf(after);
  const changed = events.length > 0;
  const nextAt = earliest(timers);
  const expected = before?.version ?? 0;
  const facts = events.map((event) => asStored(caseId, commandId, event, EVENT_VERSION));
  const newest = facts.at(-1);
  if (newest !== undefined) standsOn(after, newest);
  return {
    commit: {
      caseId,
      ...decidedOn(before),
      events: facts,
      // Also when nothing changed: rows that say otherwise than the state would be due for ever.
      timers,
      messages: changed ? rowsOf(messagesOf(before, events, after, inThread), after, now) : [],
      ...(after.tickets.length > 0 && after.tickets !== before?.tickets && { waits: waitRows(after) }),
      ...linkRows(caseId, events),
      index: changed ? indexOf(after, nextAt) : null,
      ...answered(command, { kind: 'done', caseId, before: expected, after: after.version }, now),
    },
    outcome: { kind: 'done', before, after, events },
    after,
    changed,
    nextAt,
  };
}

/** A tick asks the state what is due, so the same one twice does no harm; two within a millisecond must both count. */
function answered({ id, intent, form }: Command, answer: Answer, at: Instant): Pick<Commit, 'answer'> {
  const of = { commandId: id, at, body: { ...answer }, ...(form !== undefined && { form }) };
  return intent.type === 'tick' ? {} : { answer: of };
}

function earliest(timers: readonly { at: Instant }[]): Instant | null {
  return timers.reduce<Instant | null>((first, { at }) => (first === null || at < first ? at : first), null);
}

function indexOf(state: Case, nextAt: Instant | null): NonNullable<Commit['index']> {
  return {
    caseId: state.id,
    number: state.number,
    status: state.status,
    title: state.title,
    severity: state.severity,
    owner: state.owner,
    openedAt: state.openedAt,
    nextAt,
  };
}
