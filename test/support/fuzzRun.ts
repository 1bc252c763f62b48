// Sends requests to a server, some at a time, and counts what it answered.
import { Agent, request } from 'node:http';
import type { FuzzRequest } from './fuzzBodies.ts';

export interface Count {
  sent: number;
  /** How often each status came; 0: the connection ended without an answer. */
  statuses: Map<number, number>;
  families: Map<string, number>;
  /** How many were answered with 5xx or not at all, and the first ten of them. */
  fives: number;
  bad: string[];
  /** How often /healthz said 503, which is its way to say that something is late: whoever sends must ask it why. */
  unwell: number;
  slowestMs: number;
  /** Which that was. */
  slowest: string;
}

/** `every`: called after so many as it says. `seconds`: ends then, however many are left. */
export async function fuzzRun(
  port: number,
  requests: Iterator<FuzzRequest>,
  of: { bodies: number; atOnce: number; seconds?: number; every?: [number, (count: Count) => Promise<void> | void] },
): Promise<Count> {
  const agent = new Agent({ keepAlive: true, maxSockets: of.atOnce });
  const count: Count = {
    sent: 0,
    statuses: new Map(),
    families: new Map(),
    fives: 0,
    bad: [],
    unwell: 0,
    slowestMs: 0,
    slowest: '',
  };
  const end = performance.now() + (of.seconds ?? Number.POSITIVE_INFINITY) * 1_000;
  const worker = async () => {
    while (count.sent < of.bodies && performance.now() < end) {
      count.sent += 1;
      const { value } = requests.next();
      if (of.every && count.sent % of.every[0] === 0) await of.every[1](count);
      const began = performance.now();
      const status = await sent(port, agent, value);
      const took = performance.now() - began;
      if (took > count.slowestMs) [count.slowestMs, count.slowest] = [took, told(value)];
      count.statuses.set(status, (count.statuses.get(status) ?? 0) + 1);
      count.families.set(value.family, (count.families.get(value.family) ?? 0) + 1);
      if (status === 503 && value.path.includes('healthz')) count.unwell += 1;
      else if (status === 0 || status >= 500) {
        count.fives += 1;
        if (count.bad.length < 10) count.bad.push(`${status} for ${told(value)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: of.atOnce }, worker));
  agent.destroy();
  return count;
}

function sent(port: number, agent: Agent, { method, path, headers, body }: FuzzRequest): Promise<number> {
  return new Promise((resolve) => {
    const length = method === 'GET' || method === 'HEAD' ? {} : { 'Content-Length': String(body.length) };
    const asked = request(
      { host: '127.0.0.1', port, method, path, agent, headers: { ...headers, ...length } },
      (res) => {
        res.resume();
        res.on('end', () => resolve(res.statusCode ?? 0));
        res.on('error', () => resolve(0));
      },
    );
    asked.on('error', () => resolve(0));
    asked.end(method === 'GET' || method === 'HEAD' ? undefined : body);
  });
}

/** A request in one line, to be looked at. */
function told({ family, method, path, headers, body }: FuzzRequest): string {
  return `${family}: ${method} ${path} ${JSON.stringify(headers)} ${body.toString('utf8').slice(0, 2_000)}`;
}
