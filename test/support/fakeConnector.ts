/** The Bot Connector's REST surface on a port of this machine: remembers what was posted, and fails as it is told. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Posted {
  method: 'POST' | 'PUT';
  conversationId: string;
  activityId: string;
  activity: Record<string, unknown>;
  targeted: boolean;
  authorization: string | undefined;
}

export interface Failing {
  status: number;
  code?: string;
  headers?: Record<string, string>;
  /** Takes the message all the same and never answers. */
  hang?: boolean;
}

export interface FakeConnector {
  url: string;
  posts: Posted[];
  created: Record<string, unknown>[];
  members: Record<string, unknown>[];
  /** Asked for each request before it is carried out; null: it goes well. */
  fail: (request: { method: string; path: string }) => Failing | null;
  /** Texts and card summaries of all posts to conversations that begin so. */
  said(conversation: string): string[];
  /** Resolves when so many posts have come; rejects after `withinMs`. */
  until(count: number, withinMs?: number): Promise<Posted[]>;
  close(): Promise<void>;
}

export async function fakeConnector(members: Record<string, unknown>[] = []): Promise<FakeConnector> {
  let ids = 1_700_000_000_000;
  const waiting = new Set<() => void>();
  const connector: FakeConnector = {
    url: '',
    posts: [],
    created: [],
    members,
    fail: () => null,
    said: (conversation) =>
      connector.posts
        .filter(({ conversationId }) => conversationId.startsWith(conversation))
        .map(({ activity }) => String(activity['text'] ?? activity['summary'] ?? '')),
    async until(count, withinMs = 5_000) {
      const late = AbortSignal.timeout(withinMs);
      while (connector.posts.length < count) {
        await new Promise<void>((resolve, reject) => {
          const wake = () => {
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
          late.addEventListener('abort', () =>
            reject(
              new Error(
                `${connector.posts.length} of ${count} posts came: ${connector.said('').join(' | ').slice(0, 2000)}`,
              ),
            ),
          );
        });
      }
      return connector.posts;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  const server = createServer((req, res) => {
    const pieces: Buffer[] = [];
    req.on('data', (piece: Buffer) => pieces.push(piece));
    req.on('end', () => {
      const url = new URL(req.url ?? '/', 'http://localhost');
      const path = decodeURIComponent(url.pathname.replace(/^\/v3\//, ''));
      const method = req.method ?? '';
      const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => {
        res.writeHead(status, { 'Content-Type': 'application/json', ...headers });
        res.end(JSON.stringify(body));
      };
      const failing = connector.fail({ method, path });
      if (failing && !failing.hang)
        return answer(
          failing.status,
          { error: { code: failing.code ?? 'Failed', message: 'told to' } },
          failing.headers,
        );
      const body = pieces.length > 0 ? JSON.parse(Buffer.concat(pieces).toString('utf8')) : {};
      const keep = (
        method: 'POST' | 'PUT',
        conversationId: string,
        activityId: string,
        activity: Posted['activity'],
      ) => {
        connector.posts.push({
          method,
          conversationId,
          activityId,
          activity,
          targeted: url.searchParams.get('isTargetedActivity') === 'true',
          authorization: req.headers.authorization,
        });
        for (const wake of waiting) wake();
      };
      ids += 1;
      const id = String(ids);
      // Only what posts is remembered when it hangs.
      if (failing && method === 'GET') return;
      const edit = /^conversations\/(.+)\/activities\/([^/]+)$/.exec(path);
      const post = /^conversations\/(.+)\/activities$/.exec(path);
      const member = /^conversations\/(.+)\/members\/(.+)$/.exec(path);
      const page = /^conversations\/(.+)\/pagedmembers$/.exec(path);
      if (method === 'PUT' && edit) {
        keep('PUT', edit[1] ?? '', edit[2] ?? '', body);
        if (!failing) answer(200, { id: edit[2] });
      } else if (method === 'POST' && post) {
        keep('POST', post[1] ?? '', id, body);
        if (!failing) answer(201, { id });
      } else if (method === 'POST' && path === 'conversations') {
        connector.created.push(body);
        const channel = body.channelData?.channel?.id;
        const conversationId = channel ? `${channel};messageid=${id}` : `a:created-${body.members?.[0]?.id}`;
        if (body.activity) keep('POST', conversationId, id, body.activity);
        if (!failing) answer(201, { id: conversationId, ...(body.activity && { activityId: id }) });
      } else if (method === 'GET' && member) {
        const found = connector.members.find((one) => one['id'] === member[2]);
        if (found) answer(200, found);
        else answer(404, { error: { code: 'MemberNotFoundInConversation' } });
      } else if (method === 'GET' && page) {
        // Two pages, because a real team has more than one.
        const from = Number(url.searchParams.get('continuationToken') ?? 0);
        const half = Math.ceil(connector.members.length / 2);
        const part = connector.members.slice(from, from + half);
        answer(200, {
          members: part,
          ...(from + half < connector.members.length && { continuationToken: String(from + half) }),
        });
      } else answer(404, { error: { code: 'NotFound' } });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  connector.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return connector;
}
