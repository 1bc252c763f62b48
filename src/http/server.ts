// The web server: the only room that knows restify. It reads requests and hands them on; what they mean is not its business.
// Not here: who may speak (src/teams/gate.ts), what the bot does.
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import { type Read, readJson, SLOWEST_BODY_MS } from './body.ts';
import { mount, type Page } from './page.ts';
import type { Asker } from './watcher.ts';

export type { Page, PageReply, PageRequest } from './page.ts';

export interface Reply {
  status: number;
  /** Sent as JSON; absent: no body. */
  body?: unknown;
}

/** A request to the messages end point; its body is read only when somebody asks for it. */
export interface Incoming {
  headers: IncomingHttpHeaders;
  /** Names, lower case, of headers that came more than once. */
  repeated: readonly string[];
  remoteAddress: string | undefined;
  body(): Promise<Read>;
}

/** What one sender can hold of the server, and for how long. */
export interface Limits {
  /** Until the last header has come. Teams sends a request in one go. */
  headersMs: number;
  /** Until the last byte of the body has come, counted from the first header. */
  bodyMs: number;
  /** How often stalled requests are looked for. */
  lookMs: number;
  /** Connections at a time: a few hundred are a load balancer in front of a very busy bot; each costs some 20 KB. */
  connections: number;
}

export const LIMITS: Limits = { headersMs: 10_000, bodyMs: SLOWEST_BODY_MS, lookMs: 1_000, connections: 1_000 };

/** Headers of a request; Teams sends a dozen, proxies add some. */
const MOST_HEADERS = 100;

export interface ServerOptions {
  host: string;
  /** 0: any free port. */
  port: number;
  /** `POST /api/messages`. Must not reject; if it does, the answer is a bare 503. */
  receive(request: Incoming): Promise<Reply>;
  /** `GET /healthz`: 200 when all is well, else 503; what more is said depends on who asks. */
  health(asker: Asker): Promise<Reply>;
  /** An answer has gone out. `route`: as it was mounted, null: none of ours. */
  answered?(route: string | null, status: number): void;
  /** Pages and hooks of other rooms. */
  pages?: readonly Page[];
  /** Shorter where a test does not want to wait. */
  limits?: Partial<Limits>;
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
  const limits = { ...LIMITS, ...options.limits };
  const server = restify.createServer({ name: 'baton', ignoreTrailingSlash: true });
  Object.assign(server.server, {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.headersMs + limits.bodyMs,
    connectionsCheckingInterval: limits.lookMs,
    maxConnections: limits.connections,
    maxHeadersCount: MOST_HEADERS,
  });
  // restify writes a page of its own for faults; ours are one line of JSON.
  server.on('restifyError', (_req, _res, error, done) => {
    error.toJSON = () => ({ error: String(error.message) });
    done();
  });

  server.post('/api/messages', async (req: restify.Request, res: restify.Response) => {
    try {
      answer(
        res,
        await options.receive({
          headers: req.headers,
          repeated: repeatedIn(req.rawHeaders),
          remoteAddress: req.socket.remoteAddress,
          body: () => readJson(req, limits.bodyMs),
        }),
      );
    } catch (error) {
      options.onFault(error);
      answer(res, { status: 503, body: { error: 'Baton could not take this now.' } });
    }
  });
  const health = async (req: restify.Request, res: restify.Response) => {
    answer(res, await options.health({ headers: req.headers, remoteAddress: req.socket.remoteAddress }));
  };
  server.get('/healthz', health);
  server.head('/healthz', health);
  server.on('after', (req: restify.Request, res: restify.Response) => {
    const { path } = (req.getRoute() ?? {}) as { path?: string };
    options.answered?.(path ?? null, res.statusCode);
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

function repeatedIn(raw: readonly string[]): string[] {
  const names = raw.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  return names.filter((name, index) => names.indexOf(name) !== index);
}

function answer(res: restify.Response, { status, body }: Reply): void {
  if (res.headersSent) return;
  res.setHeader('Cache-Control', 'no-store');
  if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
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
