/** A command becomes facts: load, decide, and one commit with the facts, the timers, the messages and the answer. */
import type { Case } from '../domain/case.ts';
import type { CaseId, Command } from '../domain/commands.ts';
import { decide } from '../domain/decide.ts';
import type { CaseEvent } from '../domain/events.ts';
import { evolve } from '../domain/fold.ts';
import { messagesOf } from '../domain/messages.ts';
import type { Presence } from '../domain/people.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Instant } from '../domain/time.ts';
import { timersOf } from '../domain/timers.ts';
import { type CommitResult, EVENT_VERSION, type Store } from '../store/index.ts';
import { caseQueue } from './caseQueue.ts';
import { Fault } from './errors.ts';
import { asStored, type History } from './history.ts';
import { rowsOf } from './outbox.ts';
import type { Answer, Outcome } from './outcome.ts';
import type { Clock } from './ports.ts';
import { openingOf, type Supplier, supplied } from './supplies.ts';

/** Of several writers one wins every round, so nobody loses so often unless something is wrong. */
const mostTries = 20;

export interface HandleOptions {
  store: Pick<Store, 'commit' | 'nextCaseNumber'>;
  history: History;
  clock: Clock;
  supplier: Supplier;
  presence(): Presence;
  /** Called after every commit that changed something. `nextAt`: the earliest timer of the case. */
  committed(nextAt: Instant | null, messages: number): void;
}

export interface Circumstances {
  /** The command stood in the case's thread, and so does its answer: the thread need not be told what was done. */
  inThread?: boolean;
}

export interface Handler {
  handle(command: Command, circumstances?: Circumstances): Promise<Outcome>;
  busy(): boolean;
  /** Resolves when nothing is being decided. */
  idle(): Promise<void>;
}

export function handlerOf({ store, history, clock, supplier, presence, committed }: HandleOptions): Handler {
  const queue = caseQueue();

  return {
    busy: () => queue.busy(),
    idle: () => queue.idle(),
    async handle(command, { inThread = false } = {}) {
      try {
        // All openings stand in one queue: two at a time would only want the same number.
        if (command.intent.type === 'case.new') return await queue.run('', () => open(command, inThread));
        return await queue.run(command.caseId, () => decideOn(supplied(command, supplier), inThread));
      } catch (error) {
        if (error instanceof Fault) throw error;
        const { id: commandId, caseId } = command;
        throw new Fault('STORE_FAILED', 'The store did not keep it', { caseId, commandId, cause: error });
      }
    },
  };

  async function open(command: Command, inThread: boolean): Promise<Outcome> {
    const { intent } = command;
    if (intent.type !== 'case.new') return decideOn(command, inThread);
    let number = await store.nextCaseNumber();
    for (let tries = 0; tries < mostTries; tries++, number = Math.max(number + 1, await store.nextCaseNumber())) {
      const found = openingOf(intent, number, supplier, presence());
      if ('refusal' in found) {
        const result = await keep({ ...command, caseId: '' }, null, null, { kind: 'refused', ...found }, inThread);
        if (result !== 'conflict') return result;
        continue;
      }
      const caseId = `${found.opening.organisation.casePrefix}-${number}`;
      const outcome = await once({ ...command, caseId, supplies: { ...command.supplies, ...found } }, null, inThread);
      if (outcome !== 'conflict') return outcome;
    }
    throw busy(command);
  }

  async function decideOn(command: Command, inThread: boolean): Promise<Outcome> {
    for (let tries = 0; tries < mostTries; tries++) {
      const state = tries === 0 ? await history.newest(command.caseId) : await history.stored(command.caseId);
      const outcome = await once(command, state, inThread);
      if (outcome !== 'conflict') return outcome;
      history.forget(command.caseId);
    }
    throw busy(command);
  }

  /** Decides on a state and keeps what follows, if the state is still the newest. */
  async function once(command: Command, state: Case | null, inThread: boolean): Promise<Outcome | 'conflict'> {
    const decision = safely(command, () => decide(command, state));
    if ('refusal' in decision)
      return keep(command, state, state, { kind: 'refused', refusal: decision.refusal }, inThread);
    const after = safely(command, () => decision.events.reduce<Case | null>(evolve, state));
    return keep(command, state, after, { kind: 'done', events: decision.events }, inThread);
  }

  async function keep(
    command: Command,
    before: Case | null,
    after: Case | null,
    made: { kind: 'done'; events: CaseEvent[] } | { kind: 'refused'; refusal: Refusal },
    inThread: boolean,
  ): Promise<Outcome | 'conflict'> {
    const { id: commandId, caseId } = command;
    const events = made.kind === 'done' ? made.events : [];
    const changed = after !== null && events.length > 0;
    const follows = safely(command, () => ({
      timers: after === null ? [] : timersOf(after),
      messages: changed ? messagesOf(before, events, after, inThread) : [],
    }));
    const nextAt = follows.timers.reduce<Instant | null>(
      (first, { at }) => (first === null || at < first ? at : first),
      null,
    );
    const answer: Answer =
      made.kind === 'done'
        ? { kind: 'done', caseId, before: before?.version ?? 0, after: after?.version ?? 0 }
        : { kind: 'refused', caseId, at: before?.version ?? 0, refusal: made.refusal };
    const result: CommitResult = await store.commit({
      caseId,
      expected: before?.version ?? 0,
      events: events.map((event) => asStored(caseId, commandId, event, EVENT_VERSION)),
      timers: follows.timers,
      messages: changed ? rowsOf(follows.messages, after, clock.now()) : [],
      index: changed ? indexOf(after, nextAt) : null,
      // A tick asks the state what is due, so the same one twice does no harm; two within a millisecond must both count.
      ...(command.intent.type !== 'tick' && {
        answer: { commandId, at: clock.now(), body: { ...answer } },
      }),
    });
    if (result === 'conflict') return 'conflict';
    if (typeof result === 'object') return recall(result.duplicate as unknown as Answer);
    if (after !== null) history.remember(after);
    if (changed) committed(nextAt, follows.messages.length);
    if (made.kind === 'refused') return { kind: 'refused', refusal: made.refusal, state: before };
    if (after === null)
      throw new Fault('RULES_FAILED', 'Nothing was refused and nothing came of it', { caseId, commandId });
    return { kind: 'done', before, after, events };
  }

  /** The answer that this command id got the first time. */
  async function recall(answer: Answer): Promise<Outcome> {
    if (answer.kind === 'refused') {
      const { after } = await history.between(answer.caseId, 0, answer.at);
      return { kind: 'refused', refusal: answer.refusal, state: after };
    }
    const { before, after, events } = await history.between(answer.caseId, answer.before, answer.after);
    if (after === null) throw new Fault('STORE_FAILED', 'An answer without its facts', { caseId: answer.caseId });
    return { kind: 'done', before, after, events };
  }
}

function indexOf(state: Case, nextAt: Instant | null) {
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

function safely<T>({ caseId, id: commandId }: Command, f: () => T): T {
  try {
    return f();
  } catch (cause) {
    throw new Fault('RULES_FAILED', 'The rules failed on this command', { caseId, commandId, cause });
  }
}

function busy({ caseId, id: commandId }: Command): Fault {
  return new Fault('BUSY_CASE', `Others were first ${mostTries} times`, { caseId: caseId as CaseId, commandId });
}
