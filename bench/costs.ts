/** What one thing costs, done many times: how long it took, and how much of the processor. Milliseconds. */
import { quantile } from './load.ts';

export interface Cost {
  p50: number;
  p99: number;
  /** Of this process, for one. */
  cpu: number;
}

type Work = (index: number) => Promise<unknown>;

/** One after the other, so many ms apart; the first tenth is not counted. */
export async function costOf(times: number, work: Work, apartMs = 0): Promise<Cost> {
  const [cost] = await costsInTurns(times, [work], apartMs);
  return cost as Cost;
}

/** Of several works in turns, so that whatever slows the machine for a while slows all of them: what is wanted is how they compare. */
export async function costsInTurns(times: number, works: readonly Work[], apartMs = 0): Promise<Cost[]> {
  const warm = Math.ceil(times / 10);
  const took = works.map(() => ({ ms: [] as number[], cpu: 0 }));
  for (let index = 0; index < times; index += 1)
    for (const [which, work] of works.entries()) {
      const [begun, before] = [performance.now(), process.cpuUsage()];
      await work(index);
      const ms = performance.now() - begun;
      const { user, system } = process.cpuUsage(before);
      if (apartMs > 0) await new Promise((resolve) => setTimeout(resolve, apartMs));
      const own = took[which];
      if (index < warm || !own) continue;
      own.ms.push(ms);
      own.cpu += (user + system) / 1000;
    }
  return took.map(({ ms, cpu }) => {
    ms.sort((a, b) => a - b);
    return { p50: quantile(ms, 0.5), p99: quantile(ms, 0.99), cpu: cpu / ms.length };
  });
}
