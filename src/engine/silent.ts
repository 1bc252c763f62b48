/** People whom something could not be brought to: as soon as they are heard of again, every case takes the note of it off. */
import type { Case } from '../domain/case.ts';
import type { CaseId, Command } from '../domain/commands.ts';
import type { PersonId } from '../domain/organisation.ts';
import { type Instant, msBetween } from '../domain/time.ts';
import type { Store } from '../store/index.ts';
import type { Clock } from './ports.ts';

/** Every activity asks, so the answer is kept so long (ms); what fails in this process is known at once. */
const keptMs = 60_000;

export interface SilentOptions {
  store: Pick<Store, 'cases'>;
  clock: Clock;
  read(caseId: CaseId): Promise<Case | null>;
  handle(command: Command): Promise<unknown>;
}

export interface Silent {
  /** Something could not be brought to this person. */
  failed(person: PersonId): void;
  /** This person has said or got something. */
  heardOf(person: PersonId): Promise<void>;
}

export function silentIn({ store, clock, read, handle }: SilentOptions): Silent {
  let known: { at: Instant; people: Set<PersonId> } | null = null;

  async function* openCases(): AsyncGenerator<Case> {
    for (const { caseId } of await store.cases({ status: ['open', 'resolved'] })) {
      const state = await read(caseId);
      if (state !== null) yield state;
    }
  }

  async function people(): Promise<Set<PersonId>> {
    const at = clock.now();
    // Not from a time to come either: the clock was set back since.
    if (known !== null && Math.abs(msBetween(known.at, at)) < keptMs) return known.people;
    // What fails while the cases are read is added to the set that will be kept.
    const found = new Set<PersonId>();
    known = { at, people: found };
    for await (const { undelivered } of openCases()) for (const person of Object.keys(undelivered)) found.add(person);
    return found;
  }

  return {
    failed: (person) => void known?.people.add(person),
    async heardOf(person) {
      const all = await people();
      if (!all.delete(person)) return;
      for await (const state of openCases()) {
        const failed = Object.hasOwn(state.undelivered, person) ? state.undelivered[person] : undefined;
        if (failed === undefined) continue;
        await handle({
          id: `heard-of:${person}:${state.id}:${failed.at}`,
          caseId: state.id,
          at: clock.now(),
          by: { kind: 'system' },
          intent: { type: 'heard-of', person },
        });
      }
    },
  };
}
