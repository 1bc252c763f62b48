/**
 * People whom something could not be brought to: as soon as they are heard of again, every case takes the note of it off. Who they are
 * is known from what failed here, and from the auditor, which goes through all cases anyway: to read them for each word that somebody
 * says kept everybody waiting for seconds where there are thousands.
 */
import type { Case } from '../domain/case.ts';
import type { CaseId, Command } from '../domain/commands.ts';
import type { PersonId } from '../domain/organisation.ts';
import type { Instant } from '../domain/time.ts';
import type { Store } from '../store/index.ts';
import { inBatches } from './batches.ts';
import type { Clock } from './ports.ts';

export interface SilentOptions {
  store: Pick<Store, 'cases'>;
  clock: Clock;
  read(caseId: CaseId): Promise<Case | null>;
  handle(command: Command): Promise<unknown>;
  /** Without an auditor the cases are read once, when somebody is first heard of. */
  audited: boolean;
}

export interface Silent {
  /** Something could not be brought to this person. */
  failed(person: PersonId): void;
  /** This person has said or got something. */
  heardOf(person: PersonId): Promise<void>;
  /** A case as it is kept; whoever was heard of after the failure that stands in it is taken off. */
  saw(state: Case): Promise<void>;
}

export function silentIn({ store, clock, read, handle, audited }: SilentOptions): Silent {
  const people = new Set<PersonId>();
  /** When each was last heard of, by this process. */
  const heard = new Map<PersonId, Instant>();
  let first: Promise<void> | null = audited ? Promise.resolve() : null;

  async function throughOpenCases(visit: (state: Case) => Promise<void>): Promise<void> {
    await inBatches(await store.cases({ status: ['open', 'resolved'] }), clock, async ({ caseId }) => {
      const state = await read(caseId);
      if (state !== null) await visit(state);
    });
  }

  async function readAll(): Promise<void> {
    await throughOpenCases(async ({ undelivered }) => {
      for (const person of Object.keys(undelivered)) people.add(person);
    });
  }

  async function takeOff(state: Case, person: PersonId): Promise<void> {
    const failed = Object.hasOwn(state.undelivered, person) ? state.undelivered[person] : undefined;
    if (failed === undefined) return;
    await handle({
      id: `heard-of:${person}:${state.id}:${failed.at}`,
      caseId: state.id,
      at: clock.now(),
      by: { kind: 'system' },
      intent: { type: 'heard-of', person },
    });
  }

  return {
    failed: (person) => void people.add(person),
    async heardOf(person) {
      heard.set(person, clock.now());
      first ??= readAll().catch((error) => {
        first = null;
        throw error;
      });
      await first;
      if (!people.delete(person)) return;
      await throughOpenCases((state) => takeOff(state, person));
    },
    async saw(state) {
      for (const [person, { at }] of Object.entries(state.undelivered)) {
        const since = heard.get(person);
        if (since === undefined || since <= at) people.add(person);
        else await takeOff(state, person);
      }
    },
  };
}
