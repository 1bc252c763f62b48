// Obligations: one small file per kind, each derives who owes what by when from the state.
// No ladders climb here and nothing fires; a new kind is a new file and a line in obligations.ts.
/**
 * Who owes whom what, by when, and what happens if it does not come: everything that keeps a case's chain of actions going,
 * derived from its state. The promise of the product is the shape of this function: for a case that is not closed it is never
 * empty. A new kind of obligation is a new file in `obligations/` and a line here.
 */
import type { Case } from './case.ts';
import { withPassing } from './holder.ts';
import type { Obligation } from './obligation.ts';
import { owedTickets, references } from './obligations/control.ts';
import { deadlines } from './obligations/deadline.ts';
import { decideNext, retrospective } from './obligations/ending.ts';
import { handover } from './obligations/handover.ts';
import { notices } from './obligations/notices.ts';
import { promises } from './obligations/promise.ts';
import { anyStepRuns, steps } from './obligations/steps.ts';
import { ticketSilence } from './obligations/ticket.ts';
import { unread, verify } from './obligations/ticketDuties.ts';
import { statusUpdate } from './obligations/update.ts';
import { cutOff, wanted } from './obligations/wanted.ts';
import type { Instant } from './time.ts';

const running = [
  ticketSilence,
  deadlines,
  promises,
  steps,
  owedTickets,
  references,
  wanted,
  cutOff,
  unread,
  verify,
  handover,
  notices,
  retrospective,
];

/** States never change, so what follows from one is derived once for each instant asked. */
const derived = new WeakMap<Case, { at: Instant; all: readonly Obligation[] }>();

/** Every obligation with the holder that it has by right, without regard to `Not mine`. */
export function unpassedObligations(state: Case, at: Instant): Obligation[] {
  return [...running, statusUpdate, decideNext].flatMap((of) => of(state, at));
}

/** What no obligation depends on: where its ladder stands, and the record. */
const aside: ReadonlySet<string> = new Set<keyof Case>([
  'version',
  'lastAt',
  'clocks',
  'lastPings',
  'acts',
  'undelivered',
  'onItLate',
]);

/** A fact that touched only the ladders and the record leaves what is owed as it was: a tick of twenty pings derives it once. */
export function inherit(before: Case, after: Case): void {
  const known = derived.get(before);
  if (known?.at === after.lastAt && owesTheSame(before, after)) derived.set(after, known);
}

/** Two states that differ in nothing that an obligation depends on, but for the moment: the same things are owed by the same times. */
export function owesTheSame(a: Case, b: Case): boolean {
  const isSame = (key: string) => aside.has(key) || a[key as keyof Case] === b[key as keyof Case];
  return Object.keys(a).every(isSame) && Object.keys(b).every(isSame);
}

/** Whether anything runs beside the update clock and "decide what is next". */
export function anythingRuns(state: Case, at: Instant = state.lastAt): boolean {
  const known = derived.get(state);
  if (known?.at === at) return known.all.some(({ kind }) => kind !== 'update' && kind !== 'decide-next');
  return anyStepRuns(state) || running.some((of) => of(state, at).length > 0);
}

/** Every obligation of a case, holders as of `at` (rotas turn); empty only when it is closed. */
export function obligationsOf(state: Case, at: Instant = state.lastAt): readonly Obligation[] {
  if (state.status === 'closed') return [];
  const known = derived.get(state);
  if (known?.at === at) return known.all;
  const all = unpassedObligations(state, at).map((ob) => withPassing(state, ob));
  derived.set(state, { at, all });
  return all;
}

/** One obligation by its key; undefined when it is settled. */
export function obligationOf(state: Case, key: string, at: Instant = state.lastAt): Obligation | undefined {
  return obligationsOf(state, at).find((ob) => ob.key === key);
}
