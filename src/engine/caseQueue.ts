/** One thing after the other for each case: two commands on one case would only conflict and be decided twice. */
import type { CaseId } from '../domain/commands.ts';

export interface CaseQueue {
  /** Runs `task` after everything asked for before it on this case; other cases go on meanwhile. */
  run<T>(caseId: CaseId, task: () => Promise<T>): Promise<T>;
}

export function caseQueue(): CaseQueue {
  const tails = new Map<CaseId, Promise<unknown>>();
  return {
    run(caseId, task) {
      const before = tails.get(caseId) ?? Promise.resolve();
      const mine = before.then(task, task);
      const tail = mine
        .catch(() => {})
        .finally(() => {
          if (tails.get(caseId) === tail) tails.delete(caseId);
        });
      tails.set(caseId, tail);
      return mine;
    },
  };
}
