/** An HTTP server on this machine that takes letters as an SMS gateway or another chat would, and fails as it is told. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: IncomingHttpHeaders;
  raw: string;
  body: Record<string, string>;
}

/** `drop`: takes it and hangs up without an answer. `hang`: takes it and never answers. */
export type GatewayFault = { status: number; headers?: Record<string, string> } | 'drop' | 'hang';

export interface Gateway {
  url: string;
  /** Every request, also those that failed. */
  asked: Received[];
  /** What was taken, each id once, as a gateway that knows repeats does. */
  taken: Received[];
  fail: (request: Received) => GatewayFault | null;
  /** Resolves when so many have been taken. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function gateway(): Promise<Gateway> {
  let wake = () => {};
  const server = createServer((req, res) => {
    const pieces: Buffer[] = [];
    req.on('data', (piece: Buffer) => pieces.push(piece));
    req.on('end', () => {
      const raw = Buffer.concat(pieces).toString('utf8');
      const received: Received = { headers: req.headers, raw, body: JSON.parse(raw) };
      it.asked.push(received);
      const fault = it.fail(received);
      if (typeof fault === 'object' && fault !== null) {
        res.writeHead(fault.status, { 'Content-Type': 'application/json', ...fault.headers });
        res.end('{"error":"told to"}');
        return;
      }
      if (it.taken.every(({ body }) => body['id'] !== received.body['id'])) it.taken.push(received);
      wake();
      if (fault === 'drop') req.socket.destroy();
      if (fault !== null) return;
      res.writeHead(202, { 'Content-Type': 'application/json' });
      res.end(JSON.stringify({ id: `g${it.asked.length}` }));
    });
  });
  const it: Gateway = {
    url: '',
    asked: [],
    taken: [],
    fail: () => null,
    async until(count) {
      while (it.taken.length < count) await new Promise<void>((resolve) => (wake = resolve));
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  it.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`;
  return it;
}
