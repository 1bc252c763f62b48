/** A number of requests, so many at a time, and how long each took. */
import { Agent, request } from 'node:http';

export interface Figures {
  requests: number;
  perSecond: number;
  p50: number;
  p99: number;
}

/** Sends all activities over `width` kept connections; rejects when one is not answered with 200. */
export async function load(
  port: number,
  activities: readonly object[],
  width: number,
): Promise<number[] & { ms: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  const took: number[] = [];
  let next = 0;
  const begun = performance.now();
  const worker = async () => {
    for (let activity = activities[next++]; activity !== undefined; activity = activities[next++]) {
      const sent = performance.now();
      await post(port, JSON.stringify(activity), agent);
      took.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  const ms = performance.now() - begun;
  agent.destroy();
  return Object.assign(took, { ms });
}

/** Of several loads together. */
export function figuresOf(loads: readonly (number[] & { ms: number })[]): Figures {
  const all = loads.flat().sort((a, b) => a - b);
  const ms = loads.reduce((sum, one) => sum + one.ms, 0);
  return {
    requests: all.length,
    perSecond: (all.length / ms) * 1000,
    p50: quantile(all, 0.5),
    p99: quantile(all, 0.99),
  };
}

/** Of numbers in ascending order. */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function post(port: number, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path: '/api/messages',
        method: 'POST',
        agent,
        headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
      },
      (res) => {
        res.resume();
        res.on('end', () =>
          res.statusCode === 200 ? resolve() : reject(new Error(`answered with ${res.statusCode}`)),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}
