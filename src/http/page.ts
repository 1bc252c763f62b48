/** What else the web server can carry: pages and hooks of other rooms, each with its path, handed in by whoever composes the bot. */
import type { IncomingHttpHeaders } from 'node:http';
import type restify from 'restify';
import { readText } from './body.ts';

export interface PageRequest {
  /** What stood in the path's places: `/packs/:token` has `token`. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** As it was sent, decoded as UTF-8; empty for GET. */
  body: string;
  remoteAddress: string | undefined;
}

export interface PageReply {
  status: number;
  /** A media type, such as `text/html; charset=utf-8`. */
  type: string;
  body: string | Uint8Array;
  /** Beside those that every page gets. */
  headers?: Readonly<Record<string, string>>;
}

export interface Page {
  method: 'GET' | 'POST';
  path: string;
  /** Must not reject; if it does, the answer is a bare 503. */
  answer(request: PageRequest): Promise<PageReply>;
}

/** Nothing of a page runs, loads or is framed, and its address, which may be a secret, is told to nobody. */
const guarded: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
};

/** Puts a page on the server. */
export function mount(server: restify.Server, page: Page, onFault: (error: unknown) => void): void {
  const handler = async (req: restify.Request, res: restify.Response) => {
    const read = page.method === 'POST' ? await readText(req) : { ok: true as const, value: '' };
    if (!read.ok) return write(res, plain(read.status, read.error));
    try {
      write(
        res,
        await page.answer({
          params: (req.params ?? {}) as Record<string, string>,
          query: new URLSearchParams(req.getQuery()),
          headers: req.headers,
          body: read.value,
          remoteAddress: req.socket.remoteAddress,
        }),
      );
    } catch (error) {
      onFault(error);
      write(res, plain(503, 'Baton could not answer this now. Try again in a minute.'));
    }
  };
  if (page.method === 'GET') server.get(page.path, handler);
  else server.post(page.path, handler);
}

/** One sentence as text. */
export function plain(status: number, sentence: string): PageReply {
  return { status, type: 'text/plain; charset=utf-8', body: `${sentence}\n` };
}

function write(res: restify.Response, { status, type, body, headers }: PageReply): void {
  if (res.headersSent) return;
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : Buffer.from(body);
  res.writeHead(status, { ...guarded, ...headers, 'Content-Type': type, 'Content-Length': bytes.length });
  res.end(bytes);
}
