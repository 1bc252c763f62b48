import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LARGEST_BODY } from '../../src/http/body.ts';
import { type Reply, type Server, startServer } from '../../src/http/server.ts';

let server: Server;
let received: unknown[];
let health: Reply;
let faults: unknown[];
let receive: (body: unknown) => Promise<Reply>;

beforeEach(async () => {
  received = [];
  faults = [];
  health = { status: 200, body: { ok: true } };
  receive = async () => ({ status: 200 });
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    receive: async ({ body }) => {
      received.push(body);
      return receive(body);
    },
    health: async () => health,
    onFault: (error) => faults.push(error),
  });
});
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
