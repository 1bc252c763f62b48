/** A command becomes facts: load, decide, and one commit with the facts, the timers, the messages and the answer. */
import type { Case } from '../domain/case.ts';
import type { CaseId, Command } from '../domain/commands.ts';
import { isAhead } from '../domain/decisions/setBack.ts';
import { linkExpires } from '../domain/packs.ts';
import type { Presence } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';
import type { CommitResult, Store } from '../store/index.ts';
import { caseQueue } from './caseQueue.ts';
import { Fault } from './errors.ts';
import type { History } from './history.ts';
import type { Answer, Outcome } from './outcome.ts';
import { newLink } from './packs.ts';
import type { Clock } from './ports.ts';
import { type Prepared, prepare, preparedRefusal } from './prepare.ts';
import { openingOf, type Supplier, supplied } from './supplies.ts';

/**
 * Of several writers one wins every round, but not each in turn: whoever won decides the next on its own state, without a look at the
 * database. With four bots and sixteen people on one case at once one in fourteen lost twenty rounds (`npm run bench:replicas`).
 */
const mostTries = 100;

export interface HandleOptions {
  store: Pick<Store, 'commit' | 'nextCaseNumber'>;
  history: History;
  clock: Clock;
  supplier: Supplier;
  presence(): Presence;
  /** Where the bot is reached from outside; null: no link is ever made. */
  publicUrl: string | null;
  /** Called after every commit that changed something. `nextAt`: the earliest timer of the case; `audiences`: who hears something; `vendors`: whose waits changed. */
  committed(nextAt: Instant | null, audiences: readonly string[], vendors: readonly string[]): void;
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

export function handlerOf({ store, history, clock, supplier, presence, publicUrl, committed }: HandleOptions): Handler {
  const queue = caseQueue();
  const underWay = new Set<Promise<unknown>>();
  /**
   * States that are on their way to the disk. The next command is decided on them, so that the commands of a busy case
   * share a disk write; its commit names the version it was decided on and whose fact that was, so it is kept only if
   * theirs was. A store that does not carry out commits in the order in which they were asked for costs second tries.
   * `chain`: those that were decided one on the other; when one of them is not kept, none after it will be.
   */
  const ahead = new Map<CaseId, { state: Case; chain: object }>();

  return {
    busy: () => underWay.size > 0,
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    handle(command, { inThread = false } = {}) {
      const task = guarded(command, () =>
        command.intent.type === 'case.new'
          ? // All openings stand in one queue: two at a time would only want the same number.
            queue.run('', () => open(command, inThread))
          : withLink(supplied(command, supplier), inThread),
      ).finally(() => underWay.delete(task));
      underWay.add(task);
      return task;
    },
  };

  async function guarded(command: Command, task: () => Promise<Outcome>): Promise<Outcome> {
    try {
      return await task();
    } catch (error) {
      if (error instanceof Fault) throw error;
      const { id: commandId, caseId } = command;
      throw new Fault('STORE_FAILED', 'The store did not keep it', { caseId, commandId, cause: error });
    }
  }

  async function open(command: Command, inThread: boolean): Promise<Outcome> {
    const { intent } = command;
    if (intent.type !== 'case.new') return decideOn(command, inThread);
    let number = await store.nextCaseNumber();
    for (let tries = 0; tries < mostTries; tries++, number = Math.max(number + 1, await store.nextCaseNumber())) {
      const now = clock.now();
      const found = openingOf(intent, number, supplier, presence());
      const prepared =
        'refusal' in found
          ? preparedRefusal({ ...command, caseId: '' }, null, found.refusal, now)
          : prepare(openingCommand(command, found.opening), null, now, inThread);
      const outcome = await settled(command, prepared, store.commit(prepared.commit), {});
      if (outcome !== 'conflict') return outcome;
    }
    throw busy(command);
  }

  /** Where a download link may come of it: the token is made here, the facts get its hash, the answer alone its address. */
  async function withLink(command: Command, inThread: boolean): Promise<Outcome> {
    const { type } = command.intent;
    if (publicUrl === null || (type !== 'pack.send' && type !== 'pack.link')) return decideOn(command, inThread);
    const { id, url } = newLink(publicUrl);
    const supplies = { ...command.supplies, link: { id, expires: linkExpires(command.at) } };
    const outcome = await decideOn({ ...command, supplies }, inThread);
    const made =
      outcome.kind === 'done' && outcome.events.some(({ body }) => body.type === 'pack-linked' && body.link === id);
    return made ? { ...outcome, link: url } : outcome;
  }

  async function decideOn(command: Command, inThread: boolean): Promise<Outcome> {
    const { caseId } = command;
    for (let tries = 0; tries < mostTries; tries++) {
      const decided = await queue.run(caseId, async () => {
        const coming = ahead.get(caseId);
        const known = coming?.state ?? (await (tries === 0 ? history.newest(caseId) : history.stored(caseId)));
        const now = clock.now();
        if (known !== null && isAhead(known, now) && command.intent.type !== 'clock-set-back')
          return { first: setBackOf(known, now) };
        const made = prepare(command, known, now, inThread, history.elsewhere());
        const mine = coming?.chain ?? {};
        if (made.after !== null) ahead.set(caseId, { state: made.after, chain: mine });
        return { prepared: made, result: store.commit(made.commit), chain: mine };
      });
      if ('first' in decided) {
        await decideOn(decided.first, false);
        continue;
      }
      const outcome = await settled(command, decided.prepared, decided.result, decided.chain);
      if (outcome !== 'conflict') return outcome;
    }
    throw busy(command);
  }

  /** What became of a commit, and what that means for those decided on it. */
  async function settled(
    command: Command,
    prepared: Prepared,
    result: Promise<CommitResult>,
    chain: object,
  ): Promise<Outcome | 'conflict'> {
    const { after, commit, changed, nextAt, outcome } = prepared;
    // A repeat that would have changed nothing leaves those decided after it as they are.
    let holds = false;
    try {
      const became = await result;
      if (became === 'conflict') return 'conflict';
      holds = typeof became !== 'object' || !changed;
      if (typeof became === 'object')
        return 'used' in became
          ? usedUp(command, became.used as unknown as Answer)
          : recall(became.duplicate as unknown as Answer);
    } finally {
      const newest = ahead.get(commit.caseId);
      if (newest?.chain === chain && (!holds || newest.state === after)) ahead.delete(commit.caseId);
    }
    if (after !== null) history.remember(after);
    const vendors = commit.waits?.map(({ vendor }) => vendor) ?? [];
    if (changed)
      committed(
        nextAt,
        commit.messages.map(({ audience }) => audience),
        vendors,
      );
    return outcome;
  }

  /** The "no" to a form that another command has used: who sent it, when, and what came of it. */
  async function usedUp({ intent }: Command, answer: Answer): Promise<Outcome> {
    const { caseId } = answer;
    const to = answer.kind === 'done' ? answer.after : answer.at;
    const { after, events } = await history.between(caseId, answer.kind === 'done' ? answer.before : to, to);
    const [first] = events;
    if (after === null || first === undefined) throw new Fault('STORE_FAILED', 'A form without its facts', { caseId });
    const opened = events.flatMap(({ body }) => (body.type === 'ticket-opened' ? [body] : []))[0];
    const written = intent.type === 'ticket.open' ? intent.reference : undefined;
    const ticket = opened && {
      ticket: opened.ticket,
      ...(written !== undefined && written !== opened.reference && { reference: written }),
    };
    const refusal = { no: 'form-used' as const, act: intent.type, by: first.by, at: first.at, caseId, ...ticket };
    return { kind: 'refused', refusal, state: after };
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

/** What has to be decided on a case before anything else when the clock was ahead and has been set back. */
export function setBackOf({ id: caseId, version }: Case, at: Instant): Command {
  const id = `clock-set-back:${caseId}:${version}`;
  return { id, caseId, at, by: { kind: 'system' }, intent: { type: 'clock-set-back' } };
}

function openingCommand(command: Command, opening: NonNullable<NonNullable<Command['supplies']>['opening']>): Command {
  const caseId = `${opening.organisation.casePrefix}-${opening.number}`;
  return { ...command, caseId, supplies: { ...command.supplies, opening } };
}

function busy({ caseId, id: commandId }: Command): Fault {
  return new Fault('BUSY_CASE', `Others were first ${mostTries} times`, { caseId, commandId });
}
