/** What one look of the clock costs when very much is armed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSalt, openStore } from '../src/store/index.ts';
import { quantile } from './load.ts';

const CASES = 1_000;
const TIMERS = 100;
const LOOKS = 300;
const START = Date.parse('2026-01-01T00:00:00.000Z');

export interface PollCost {
  armed: number;
  /** Milliseconds of one look: which cases are due, and when is the next. */
  p50: number;
  p99: number;
  /** The same when 64 cases are due, the most that are asked for at a time. */
  busyP50: number;
}

export async function pollCost(): Promise<PollCost> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-bench-timers-'));
  const store = await openStore({ dataDir });
  try {
    const instant = (seconds: number) => new Date(START + seconds * 1000).toISOString();
    for (let from = 0; from < CASES; from += 250)
      await Promise.all(
        Array.from({ length: 250 }, (_, index) => {
          const number = from + index + 1;
          const caseId = `INC-${number}`;
          const timers = Array.from({ length: TIMERS }, (_, key) => ({
            key: `step:${key}`,
            at: instant(number + key * CASES),
          }));
          const index_ = {
            caseId,
            number,
            status: 'open' as const,
            title: caseId,
            severity: 'sev1',
            owner: 'alex',
            openedAt: instant(0),
            nextAt: null,
          };
          const opened = {
            caseId,
            seq: 1,
            at: instant(0),
            by: 'alex',
            commandId: caseId,
            version: 1,
            body: { type: 'case-opened' },
            salt: newSalt(),
          };
          return store.commit({ caseId, expected: 0, events: [opened], timers, messages: [], index: index_ });
        }),
      );
    const look = async (now: string) => {
      const begun = performance.now();
      await store.dueCases(now, 64);
      await store.nextTimerAt();
      return performance.now() - begun;
    };
    const looks = async (now: string) => {
      for (let warm = 0; warm < 20; warm += 1) await look(now);
      const took: number[] = [];
      for (let times = 0; times < LOOKS; times += 1) took.push(await look(now));
      return took.sort((a, b) => a - b);
    };
    const quiet = await looks(instant(0));
    const busy = await looks(instant(64));
    return {
      armed: CASES * TIMERS,
      p50: quantile(quiet, 0.5),
      p99: quantile(quiet, 0.99),
      busyP50: quantile(busy, 0.5),
    };
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
