// The web server: the only room that knows restify. It reads requests and hands them on; what they mean is not its business.
// Not here: who may speak (src/teams/gate.ts), what the bot does.
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import { readJson } from './body.ts';
import { mount, type Page } from './page.ts';

export type { Page, PageReply, PageRequest } from './page.ts';

export interface Reply {
  status: number;
  /** Sent as JSON; absent: no body. */
  body?: unknown;
}

export interface ServerOptions {
  host: string;
  /** 0: any free port. */
  port: number;
  /** `POST /api/messages`. Must not reject; if it does, the answer is a bare 503. */
  receive(request: { headers: IncomingHttpHeaders; body: unknown; remoteAddress: string | undefined }): Promise<Reply>;
  /** `GET /healthz`: 200 when all is well, 503 with the reasons. */
  health(): Promise<Reply>;
  /** Pages and hooks of other rooms. */
  pages?: readonly Page[];
  /** A fault of the server itself, for the log. */
  onFault(error: unknown): void;
}

export interface Server {
  host: string;
  port: number;
  /** Takes no more requests; resolves when those under way are answered or `withinMs` has passed. */
  stop(withinMs: number): Promise<void>;
}

/** Listens; rejects when the port is taken. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const server = restify.createServer({ name: 'baton', ignoreTrailingSlash: true });
  // restify writes a page of its own for faults; ours are one line of JSON.
  server.on('restifyError', (_req, _res, error, done) => {
    error.toJSON = () => ({ error: String(error.message) });
    done();
  });

  server.post('/api/messages', async (req: restify.Request, res: restify.Response) => {
    const read = await readJson(req);
    if (!read.ok) return answer(res, { status: read.status, body: { error: read.error } });
    try {
      answer(
        res,
        await options.receive({
          headers: req.headers,
          body: read.value,
          remoteAddress: req.socket.remoteAddress,
        }),
      );
    } catch (error) {
      options.onFault(error);
      answer(res, { status: 503, body: { error: 'Baton could not take this now.' } });
    }
  });
  server.get('/healthz', async (_req: restify.Request, res: restify.Response) => {
    answer(res, await options.health());
  });

  for (const page of options.pages ?? []) mount(server, page, options.onFault);

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.removeListener('error', reject);
      server.on('error', options.onFault);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    host: options.host,
    port,
    async stop(withinMs) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const raw = server.server;
      raw.closeIdleConnections();
      const late = setTimeout(() => raw.closeAllConnections(), withinMs);
      await closed;
      clearTimeout(late);
    },
  };
}

function answer(res: restify.Response, { status, body }: Reply): void {
  if (res.headersSent) return;
  res.setHeader('Cache-Control', 'no-store');
  if (body === undefined) {
    res.writeHead(status);
    res.end();
    return;
  }
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  res.end(text);
}
