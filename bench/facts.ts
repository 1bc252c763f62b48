/** What a command costs on a case in which much has happened: many words with a vendor, updates, calls, decisions, notes. */
import type { CaseId, Intent } from '../src/domain/commands.ts';
import { openStore, type StoreOptions } from '../src/store/index.ts';
import { benchOver, shiftedClock } from './bench.ts';
import { type Cost, costOf } from './costs.ts';
import { crowd } from './crowd.ts';

export interface FactsCost {
  facts: number;
  /** The first command after a start: all facts are read and folded. */
  first: Cost;
  /** `note`, which changes nothing but the record. */
  note: Cost;
  /** What we said to the vendor: the ticket's history and statistics, too. */
  word: Cost;
}

/** So many cases of one length, so that few commands make none of them much longer. */
const CASES = 33;

const life: readonly ((n: number) => Intent)[] = [
  (n) => ({ type: 'ticket.sent', ticket: 'T1', via: 'phone', words: `sent ${n}` }),
  (n) => ({ type: 'ticket.heard', ticket: 'T1', via: 'phone', words: `heard ${n}` }),
  (n) => ({ type: 'update', words: `update ${n}` }),
  (n) => ({ type: 'ticket.call', ticket: 'T1', result: 'no-answer', words: `call ${n}` }),
  (n) => ({ type: 'case.set', severity: n % 2 === 0 ? 'sev1' : 'sev2' }),
  (n) => ({ type: 'decide', words: `decided ${n}`, because: 'so' }),
  (n) => ({ type: 'note', words: `note ${n}` }),
];

export async function factsCost(facts: number, options: StoreOptions): Promise<FactsCost> {
  const store = await openStore(options);
  await crowd(store, CASES, facts, (n) => (life[n % life.length] as (n: number) => Intent)(n));
  const { says } = benchOver(store, shiftedClock(0));
  const caseOf = (index: number): CaseId => `INC-${1 + (index % CASES)}`;
  const note = (index: number) => ({ type: 'note', words: `word ${index}` }) as const;
  const word = (index: number) =>
    ({ type: 'ticket.sent', ticket: 'T1', via: 'phone', words: `word ${index}` }) as const;

  const first = await costOf(CASES, (index) => says(caseOf(index), note(index)));
  const notes = await costOf(10 * CASES, (index) => says(caseOf(index), note(index)));
  const words = await costOf(10 * CASES, (index) => says(caseOf(index), word(index)));
  await store.close();
  return { facts, first, note: notes, word: words };
}
