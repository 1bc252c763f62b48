/** A store as one process sees it: every call is a moment at which the process may die, others may be first, and the database may fail. */
import { type Store, StoreError } from '../../src/store/index.ts';
import type { Kind } from './kinds.ts';
import type { Life } from './life.ts';
import type { Random } from './random.ts';

/** What only looks; everything else writes. */
const looking: ReadonlySet<string> = new Set<keyof Store>([
  'load',
  'answerOf',
  'nextCaseNumber',
  'cases',
  'unclosedCases',
  'caseByThread',
  'dueCases',
  'dueTimersBetween',
  'nextTimerAt',
  'timersOfCase',
  'unclosedAfter',
  'backlog',
  'verify',
  'nextMessageAt',
  'messagesOf',
  'reference',
  'references',
  'post',
  'waits',
  'link',
  'linksOf',
  'getMeta',
  'ping',
  'time',
  'heldNames',
]);

/** More do not share a transaction, as in src/store/group.ts. */
const largestGroup = 64;

export interface StoreTroubles {
  /** The database cannot be reached at all. */
  away(): boolean;
  /** How often of a thousand calls one fails before anything is kept, one is kept and said not to be, and a commit loses to nobody. */
  failing(): number;
  lying(): number;
  losing(): number;
  /** The longest that a call may take, in milliseconds, one way. */
  slowest(): number;
  /** Something was done to a call of this process. */
  told(kind: Kind, life: Life, write: boolean): void;
}

interface Job {
  name: string;
  args: unknown[];
  answer(result: { value: unknown } | { error: unknown }): void;
}

type Call = (...args: unknown[]) => Promise<unknown>;

/**
 * `alone`: the process has the database for itself, as with SQLite: its writes are carried out in the order in which they were
 * asked for, several in one transaction. Otherwise each call is a request to a server of its own, and they overtake each other.
 */
export function shakyStore(real: Store, life: Life, random: Random, troubles: StoreTroubles, alone: boolean): Store {
  const waiting: Job[] = [];
  /** Of one lane a process begins one after the other, whatever the database is, see `Backend`. */
  const lanes = new Map<string, Promise<unknown>>();
  let draining = false;

  return new Proxy(real, {
    get: (_, name) =>
      typeof name === 'string' && name !== 'then' ? (...args: unknown[]) => call(name, args) : undefined,
  });

  function call(name: string, args: unknown[]): Promise<unknown> {
    if (alone && !looking.has(name)) return queued(name, args);
    const lane = laneOf(name, args);
    const before = lane === null ? undefined : lanes.get(lane);
    const ask = () =>
      life.ask(`${name}${about(name, args)}`, () => served(name, args), { there: latency(), back: latency() });
    if (lane === null) return ask();
    const mine = before === undefined ? ask() : before.then(ask, ask);
    lanes.set(lane, mine);
    return mine;
  }

  async function served(name: string, args: unknown[]): Promise<unknown> {
    const write = !looking.has(name);
    const away = troubles.away();
    if (away || random.chance(troubles.failing() / 1000)) {
      troubles.told('database error', life, write);
      throw away ? new StoreError('away', 'The database cannot be used now (ECONNREFUSED).') : fault();
    }
    if (name === 'commit' && random.chance(troubles.losing() / 1000)) {
      troubles.told('conflict', life, false);
      return 'conflict';
    }
    const lies = write && random.chance(troubles.lying() / 1000);
    const value = await (real[name as keyof Store] as Call)(...args);
    if (!lies) return value;
    troubles.told('commit then time-out', life, write);
    throw fault();
  }

  function queued(name: string, args: unknown[]): Promise<unknown> {
    life.underWay += 1;
    return new Promise((resolve, reject) => {
      const answer = (result: { value: unknown } | { error: unknown }) => {
        life.underWay -= 1;
        'error' in result ? reject(result.error) : resolve(result.value);
      };
      waiting.push({ name, args, answer });
      drainSoon();
    });
  }

  function drainSoon(): void {
    if (draining) return;
    draining = true;
    life.later(latency(), 'writes', async () => {
      const jobs = waiting.splice(0, largestGroup);
      const results = await Promise.all(jobs.map(written));
      const what = jobs.map(({ name, args }, i) => `${name}${about(name, args)}${became(results[i])}`);
      life.later(latency(), `wrote ${what.join(' + ')}`, () => {
        for (const [index, { answer }] of jobs.entries()) answer(results[index] ?? { value: undefined });
        draining = false;
        if (waiting.length > 0) drainSoon();
      });
    });
  }

  async function written({ name, args }: Job): Promise<{ value: unknown } | { error: unknown }> {
    try {
      if (name === 'commit' && random.chance(troubles.losing() / 1000)) {
        troubles.told('conflict', life, false);
        return { value: 'conflict' };
      }
      return { value: await (real[name as keyof Store] as Call)(...args) };
    } catch (error) {
      return { error };
    }
  }

  /** Most answers of a database come at once, some take their time, and everything else happens meanwhile. */
  function latency(): number {
    return random.chance(0.9) ? random.int(3) : random.chance(0.9) ? random.int(60) : random.int(troubles.slowest());
  }
}

function fault(): StoreError {
  return new StoreError('failed', 'The store could not do what was asked (connection lost).');
}

function became(result: { value: unknown } | { error: unknown } | undefined): string {
  if (result === undefined || 'error' in result) return ' FAILED';
  return result.value === 'conflict' ? ' CONFLICT' : typeof result.value === 'object' ? ' =' : '';
}

/** As the store says: commits on one case, and claims. */
function laneOf(name: string, [first]: unknown[]): string | null {
  if (name === 'commit') return `case ${(first as { caseId: string }).caseId}`;
  return name === 'claimMessages' ? 'claims' : null;
}

/** What a trace should show of a call. */
function about(name: string, [first]: unknown[]): string {
  if (name === 'commit') {
    const { caseId, expected, events, messages } = first as {
      caseId: string;
      expected: number;
      events: { body: { type: string } }[];
      messages: unknown[];
    };
    return `(${caseId} ${expected} +${events.map(({ body }) => body.type).join(',')} ${messages.length} messages)`;
  }
  return typeof first === 'string' ? `(${first})` : '';
}
