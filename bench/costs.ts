/** What one thing costs, done many times: how long it took, and how much of the processor. Milliseconds. */
import { quantile } from './load.ts';

export interface Cost {
  p50: number;
  p99: number;
  /** Of this process, for one. */
  cpu: number;
}

/** One after the other, so many ms apart; the first tenth is not counted. */
export async function costOf(times: number, work: (index: number) => Promise<unknown>, apartMs = 0): Promise<Cost> {
  const warm = Math.ceil(times / 10);
  for (let index = 0; index < warm; index += 1) await work(index);
  const took: number[] = [];
  const before = process.cpuUsage();
  for (let index = warm; index < times; index += 1) {
    const begun = performance.now();
    await work(index);
    took.push(performance.now() - begun);
    if (apartMs > 0) await new Promise((resolve) => setTimeout(resolve, apartMs));
  }
  const { user, system } = process.cpuUsage(before);
  took.sort((a, b) => a - b);
  return { p50: quantile(took, 0.5), p99: quantile(took, 0.99), cpu: (user + system) / 1000 / took.length };
}
