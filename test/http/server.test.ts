import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LARGEST_BODY } from '../../src/http/body.ts';
import { type Limits, type Reply, type Server, startServer } from '../../src/http/server.ts';

let server: Server;
let received: unknown[];
let health: Reply;
let faults: unknown[];
let receive: (body: unknown) => Promise<Reply>;
let seen: string[];

/** Short, so that nobody waits; only for those who stall, because on a busy machine everybody does. */
const SHORT: Limits = { headersMs: 400, bodyMs: 400, lookMs: 20, connections: 250 };

async function begin(limits?: Limits): Promise<void> {
  received = [];
  seen = [];
  faults = [];
  health = { status: 200, body: { ok: true } };
  receive = async () => ({ status: 200 });
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    receive: async ({ body, repeated }) => {
      seen.push(...repeated);
      const read = await body();
      if (!read.ok) return { status: read.status, body: { error: read.error } };
      received.push(read.value);
      return receive(read.value);
    },
    health: async () => health,
    onFault: (error) => faults.push(error),
    ...(limits && { limits }),
  });
}

beforeEach(() => begin());
afterEach(() => server.stop(500));

const url = (path: string) => `http://127.0.0.1:${server.port}${path}`;
const post = (body: string, headers: Record<string, string> = { 'Content-Type': 'application/json' }) =>
  fetch(url('/api/messages'), { method: 'POST', body, headers });

describe('POST /api/messages', () => {
  it('hands the parsed JSON on and answers what it is told', async () => {
    receive = async () => ({ status: 200, body: { value: 'done' } });
    const answer = await post('{"type":"message"}');
    expect([answer.status, await answer.json()]).toEqual([200, { value: 'done' }]);
    expect(received).toEqual([{ type: 'message' }]);
  });

  it('has no body where there is none', async () => {
    expect(await (await post('{}')).text()).toBe('');
  });

  it.each(['', '{', 'null x', '<xml/>'])('answers 400 to %j and hands nothing on', async (body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: expect.any(String) });
    expect(received).toEqual([]);
  });

  it('answers 413 to a body that is too large, whether it says so or not', async () => {
    const large = JSON.stringify({ text: 'x'.repeat(LARGEST_BODY) });
    expect((await post(large)).status).toBe(413);
    const chunked = await new Promise<number>((resolve, reject) => {
      const req = request(
        url('/api/messages'),
        { method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } },
        (res) => {
          res.resume();
          resolve(res.statusCode ?? 0);
        },
      );
      req.on('error', reject);
      req.end(large);
    });
    expect(chunked).toBe(413);
    expect(received).toEqual([]);
  });

  it('answers 400 to a body that is nested too deep, and not to brackets in a text', async () => {
    for (const deep of ['['.repeat(500_000), '{"a":'.repeat(100_000), `{"a":${'['.repeat(101)}${']'.repeat(101)}}`])
      expect((await post(deep)).status).toBe(400);
    expect(received).toEqual([]);
    const text = JSON.stringify({ text: `\\"${'['.repeat(500)}`, list: Array(500).fill({}) });
    expect((await post(text)).status).toBe(200);
  });

  it('names what came twice', async () => {
    const twice = await raw(['Content-Type: application/json', 'Authorization: a', 'authorization: b']);
    expect([twice, seen]).toEqual([200, ['authorization']]);
  });

  it('says nothing of the inside when the inside fails, and tells the log', async () => {
    receive = async () => {
      throw new Error('secret path /etc/x');
    };
    const answer = await post('{}');
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('secret');
    expect(faults).toHaveLength(1);
  });

  it('takes 200 at once', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => post(JSON.stringify({ n }))));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(received).toHaveLength(200);
  });
});

/** Sends these header lines and `{}`; the status. */
function raw(lines: string[]): Promise<number> {
  const head = ['POST /api/messages HTTP/1.1', 'Host: x', 'Content-Length: 2', 'Connection: close', ...lines];
  return statusOf(`${head.join('\r\n')}\r\n\r\n{}`);
}

/** Writes this and waits until the server has ended the connection; the status that it answered, 0 without one. */
async function statusOf(text: string): Promise<number> {
  const socket = connect(server.port, '127.0.0.1');
  let answered = '';
  socket.on('data', (piece) => {
    answered += piece;
  });
  socket.on('error', () => {});
  socket.write(text);
  await new Promise<void>((done) => socket.once('close', () => done()));
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answered)?.[1] ?? 0);
}

describe('senders that stall', () => {
  beforeEach(async () => {
    await server.stop(500);
    await begin(SHORT);
  });

  const begun = 'POST /api/messages HTTP/1.1\r\nHost: x\r\n';

  it.each([
    ['before the first byte', ''],
    ['in the headers', `${begun}X-A: `],
    ['in the body', `${begun}Content-Length: 100\r\n\r\n{"half":`],
    ['in a body of unknown length', `${begun}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n`],
  ])('%s: the connection is ended, and others are served meanwhile', async (_, text) => {
    const stalled = statusOf(text);
    expect((await post('{}')).status).toBe(200);
    expect([0, 408]).toContain(await stalled);
    expect(received).toHaveLength(1);
  });

  it('who sends a byte now and then has no more time than others', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(begun);
    const drip = setInterval(() => socket.write('X-A: b\r\n'), 10);
    await new Promise<void>((done) => socket.once('close', () => done()));
    clearInterval(drip);
    expect(received).toEqual([]);
  });

  it('there are no more than so many at a time, and room again when they are gone', async () => {
    const many = Array.from({ length: SHORT.connections }, () => statusOf(begun));
    const more = statusOf(begun);
    expect(await more).toBe(0);
    await Promise.all(many);
    expect((await post('{}')).status).toBe(200);
  });

  it('headers that are too many bytes are 431, a method that is none 400', async () => {
    expect(await raw([`X-A: ${'x'.repeat(20_000)}`])).toBe(431);
    expect(await statusOf('NONE /api/messages HTTP/1.1\r\n\r\n')).toBe(400);
  });
});

describe('the rest', () => {
  it('GET /healthz gives the status and the reasons', async () => {
    expect((await fetch(url('/healthz'))).status).toBe(200);
    health = { status: 503, body: { ok: false, reasons: ['store: gone'] } };
    const answer = await fetch(url('/healthz'));
    expect([answer.status, await answer.json()]).toEqual([503, { ok: false, reasons: ['store: gone'] }]);
  });

  it('other paths and methods get JSON and the proper status', async () => {
    expect((await fetch(url('/'))).status).toBe(404);
    expect((await fetch(url('/api/messages'))).status).toBe(405);
    expect((await fetch(url('/api/messages/../../etc/passwd'))).status).toBe(404);
    expect(await (await fetch(url('/none'))).json()).toEqual({ error: expect.any(String) });
  });

  it('stays up when a sender hangs up in the middle', async () => {
    const socket = connect(server.port, '127.0.0.1');
    await new Promise<void>((done) => socket.once('connect', () => done()));
    socket.write('POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half":');
    socket.destroy();
    expect((await post('{}')).status).toBe(200);
  });

  it('says that a port is taken', async () => {
    const again = startServer({
      host: '127.0.0.1',
      port: server.port,
      receive: async () => ({ status: 200 }),
      health: async () => health,
      onFault: () => {},
    });
    await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('stops within its time though a sender keeps a connection open', async () => {
    const socket = connect(server.port, '127.0.0.1');
    await new Promise<void>((done) => socket.once('connect', () => done()));
    socket.on('error', () => {});
    socket.write('POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half":');
    const cut = new Promise<void>((done) => socket.once('close', () => done()));
    await server.stop(300);
    await cut;
  });
});

describe('pages', () => {
  it('gets path, query and body, and nothing of it may run, be framed or be kept', async () => {
    await server.stop(500);
    server = await startServer({
      host: '127.0.0.1',
      port: 0,
      receive: async () => ({ status: 200 }),
      health: async () => health,
      onFault: (error) => faults.push(error),
      pages: [
        {
          method: 'POST',
          path: '/answers/:token',
          answer: async ({ params, query, body }) => ({
            status: 200,
            type: 'text/html; charset=utf-8',
            body: `${params['token']} ${query.get('a')} ${body}`,
          }),
        },
        {
          method: 'GET',
          path: '/broken',
          answer: async () => {
            throw new Error('inside');
          },
        },
      ],
    });
    const answer = await fetch(url('/answers/t0k?a=b'), { method: 'POST', body: 'x=1' });
    expect([answer.status, await answer.text()]).toEqual([200, 't0k b x=1']);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const broken = await fetch(url('/broken'));
    expect(broken.status).toBe(503);
    expect(await broken.text()).not.toContain('inside');
    expect(faults).toHaveLength(1);
    expect((await fetch(url('/answers/t0k'))).status).toBe(405);
  });
});
