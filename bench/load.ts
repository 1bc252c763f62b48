/** A number of requests, so many at a time, and how long each took. */
import { Agent, request } from 'node:http';

export interface Figures {
  requests: number;
  perSecond: number;
  p50: number;
  p99: number;
}

/** Sends all activities over `width` kept connections, to several ports in turns; rejects when one is not answered with 200. */
export async function load(
  ports: number | readonly number[],
  activities: readonly object[],
  width: number,
): Promise<number[] & { ms: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  const portOf = portsInTurns(ports);
  const took: number[] = [];
  let next = 0;
  const begun = performance.now();
  const worker = async () => {
    for (let activity = activities[next++]; activity !== undefined; activity = activities[next++]) {
      const sent = performance.now();
      await post(portOf(), JSON.stringify(activity), agent);
      took.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  const ms = performance.now() - begun;
  agent.destroy();
  return Object.assign(took, { ms });
}

/**
 * Sends so many a second, whether those before were answered or not; how long each took is counted from when it was meant to be
 * sent, so that nothing is forgotten when everything stands still. Rejects when one is not answered with 200.
 */
export async function paced(port: number, activities: readonly object[], perSecond: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const begun = performance.now();
  const answers = activities.map(async (activity, index) => {
    const due = begun + (index * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    await post(port, JSON.stringify(activity), agent);
    return performance.now() - due;
  });
  const took = await Promise.all(answers);
  agent.destroy();
  return took.sort((a, b) => a - b);
}

function portsInTurns(ports: number | readonly number[]): () => number {
  const all = typeof ports === 'number' ? [ports] : ports;
  let next = 0;
  return () => all[next++ % all.length] as number;
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
    // A kept connection may be closed by the other end at the very moment at which it is used again: then it is sent anew.
    asked.on('error', (error: NodeJS.ErrnoException) =>
      asked.reusedSocket && error.code === 'ECONNRESET' ? resolve(post(port, body, agent)) : reject(error),
    );
    asked.end(body);
  });
}
