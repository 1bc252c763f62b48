/** How much is owed over all open cases, by kind and by age: numbers only, for whoever watches from outside. */
import type { Case } from '../domain/case.ts';
import type { ObligationKind } from '../domain/obligation.ts';
import { obligationsOf } from '../domain/obligations.ts';
import { type Instant, msBetween } from '../domain/time.ts';

/** Milliseconds since the due time; of a vendor's ticket since its last word that counted. */
const ages = [
  ['not-due', 0],
  ['under-1h', 3_600_000],
  ['under-4h', 14_400_000],
  ['under-1d', 86_400_000],
] as const;

export type Age = (typeof ages)[number][0] | 'over-1d';

export interface Survey {
  /** Cases that are not closed and could be read. */
  cases: number;
  obligations: { kind: ObligationKind; age: Age; count: number }[];
}

/** Which class an obligation falls into. */
export function ageOf(due: Instant, now: Instant): Age {
  const ms = msBetween(due, now);
  return ages.find(([, below]) => ms <= below)?.[0] ?? 'over-1d';
}

/** Counts case by case, so that no round has to hold all of them. */
export function surveyor(): { add(state: Case, now: Instant): void; result(): Survey } {
  const counts = new Map<string, Survey['obligations'][number]>();
  let cases = 0;
  return {
    add(state, now) {
      cases += 1;
      for (const { kind, due } of obligationsOf(state)) {
        const age = ageOf(due, now);
        const one = counts.get(`${kind} ${age}`) ?? { kind, age, count: 0 };
        one.count += 1;
        counts.set(`${kind} ${age}`, one);
      }
    },
    result: () => ({ cases, obligations: [...counts.values()] }),
  };
}
