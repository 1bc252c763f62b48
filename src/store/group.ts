import { setImmediate } from 'node:timers';
import type { Run } from './statement.ts';

export type Work<T> = (run: Run) => Promise<T>;

interface Job {
  work: Work<unknown>;
  done(value: unknown): void;
  broke(reason: unknown): void;
}

/** More in one transaction would gain little on the fsync and keep readers waiting for longer. */
const LARGEST_GROUP = 64;

export interface Writer {
  /** Runs the work in a transaction and resolves when that is on the disk. The work may be run twice. */
  write<T>(work: Work<T>): Promise<T>;
  /** Resolves when everything that was handed in has ended. */
  idle(): Promise<void>;
}

/**
 * Group commit: all writes that wait when a transaction begins go into it together and share its fsync, which costs
 * more than everything else a commit does. They run one after the other, each seeing those before it, so it is as if
 * each had its own. When one of them throws, nothing of the group is kept and each is run again by itself:
 * nobody pays for a neighbour's fault. Ordinary outcomes (a conflict, a duplicate) are values and throw nothing.
 *
 * Only for a database with one writer. Where several write (PostgreSQL), each work gets its own transaction.
 */
export function groupWriter(transact: <T>(work: Work<T>) => Promise<T>): Writer {
  let waiting: Job[] = [];
  let draining: Promise<void> | null = null;

  async function alone(job: Job): Promise<void> {
    try {
      job.done(await transact(job.work));
    } catch (reason) {
      job.broke(reason);
    }
  }

  async function together(jobs: Job[]): Promise<void> {
    let values: unknown[];
    try {
      values = await transact(async (run) => {
        const made: unknown[] = [];
        for (const job of jobs) made.push(await job.work(run));
        return made;
      });
    } catch {
      for (const job of jobs) await alone(job);
      return;
    }
    for (const [i, job] of jobs.entries()) job.done(values[i]);
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // Lets everybody whose request has arrived already join this group.
      await new Promise<void>((resolve) => setImmediate(resolve));
      const jobs = waiting.slice(0, LARGEST_GROUP);
      waiting = waiting.slice(LARGEST_GROUP);
      const [only] = jobs;
      if (jobs.length === 1 && only) await alone(only);
      else await together(jobs);
    }
    draining = null;
  }

  return {
    write: <T>(work: Work<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, done: resolve as (value: unknown) => void, broke: reject });
        draining ??= drain();
      }),
    idle: async () => {
      await draining;
    },
  };
}
