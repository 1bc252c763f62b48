/** A bot without Teams and web server, as benchmarks of the engine want it: every post arrives at once, nothing is drawn twice. */
import { join } from 'node:path';
import { renderer } from '../src/cards/message.ts';
import type { Case } from '../src/domain/case.ts';
import type { CaseId, Intent } from '../src/domain/commands.ts';
import { type Clock, createEngine, type Engine } from '../src/engine/index.ts';
import { systemClock, thisMachine } from '../src/engine/systemClock.ts';
import { openOrganisation } from '../src/organisation/index.ts';
import type { Store } from '../src/store/index.ts';

const opened = openOrganisation(join(import.meta.dirname, '../env/organisation.example.yaml'));
if ('faults' in opened) throw new Error('The example organisation has faults');
const { source } = opened;

/** The machine's clock, moved by so many milliseconds. */
export function shiftedClock(ms: number): Clock {
  return systemClock({ ...thisMachine, now: () => Date.now() + ms });
}

/** Of this process: an id that comes twice would get the old answer again, and that is what would be measured. */
const run = `bench:${Date.now()}`;
let said = 0;

export interface Bench {
  engine: Engine;
  /** Alex does something; rejects when it is refused. */
  says(caseId: CaseId, intent: Intent): Promise<Case>;
}

/** Not started; never audited, because that is measured by itself (audit.ts). */
export function benchOver(store: Store, clock: Clock): Bench {
  const there = { conversationId: 'c', activityId: 'a' };
  const engine = createEngine({
    store,
    clock,
    carrier: {
      send: async () => ({ ok: true, receipt: there }),
      edit: async () => ({ ok: true, receipt: there }),
    },
    render: renderer,
    supplier: { organisation: source.current, playbooks: () => Object.values(source.playbooks()) },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    auditMs: null,
  });
  return {
    engine,
    async says(caseId, intent) {
      said += 1;
      const id = `${run}:${said}`;
      const by = { kind: 'person', id: 'alex' } as const;
      const outcome = await engine.handle({ id, caseId, at: clock.now(), by, intent });
      if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
      return outcome.after;
    },
  };
}
