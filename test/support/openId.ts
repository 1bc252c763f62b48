/** A Bot Connector's OpenID server on this machine, with keys of its own: it signs tokens as the real one does, or as a test wants them. */
import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const BOT_ID = 'aaaaaaaa-0000-4000-8000-000000000001';

interface Pair {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export interface OpenId {
  /** The address of the OpenID document. */
  metadata: string;
  /** What was asked for since the start. */
  asked: string[];
  /** Served as they are: a test may change the list. */
  keys: Record<string, unknown>[];
  /** True: everything is answered with 503. */
  down: boolean;
  /** Where the OpenID document says that the keys are; without it where they are. */
  keysAt: string | null;
  /** Where who asks for the keys is sent instead. */
  movedTo: string | null;
  /** The keys by id; `stranger` is in no list. */
  pairs: Record<'first' | 'unendorsed' | 'stranger', Pair>;
  /** `Bearer …`, good unless `claims` or `more` change it. */
  bearer(serviceUrl: string, claims?: Record<string, unknown>, more?: Signing): string;
  close(): Promise<void>;
}

export interface Signing {
  /** Beside `typ`, `alg` and `kid`; undefined takes one away. */
  header?: Record<string, unknown>;
  key?: keyof OpenId['pairs'];
  /** Signs with this secret instead (HS256). */
  secret?: string | Buffer;
  /** The hash of the RSA signature. */
  hash?: 'sha256' | 'sha384' | 'sha512';
}

/** RSA keys take a third of a second each, and no test is about which they are. */
let made: OpenId['pairs'] | null = null;

export async function openId(): Promise<OpenId> {
  const pair = (bits = 2048): Pair => generateKeyPairSync('rsa', { modulusLength: bits });
  made ??= { first: pair(), unendorsed: pair(), stranger: pair() };
  const pairs = made;
  const jwk = (kid: 'first' | 'unendorsed', endorsements: string[]) => ({
    ...pairs[kid].publicKey.export({ format: 'jwk' }),
    use: 'sig',
    kid,
    x5t: kid,
    endorsements,
  });
  const server: OpenId = {
    metadata: '',
    asked: [],
    keys: [jwk('first', ['msteams', 'webchat']), jwk('unendorsed', ['webchat'])],
    down: false,
    keysAt: null,
    movedTo: null,
    pairs,
    bearer: (serviceUrl, claims = {}, more = {}) => `Bearer ${token(pairs, serviceUrl, claims, more)}`,
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
  const http = createServer((req, res) => {
    server.asked.push(req.url ?? '');
    if (server.down || (server.movedTo !== null && req.url === '/keys')) {
      res.writeHead(server.down ? 503 : 307, server.movedTo === null ? {} : { Location: server.movedTo });
      res.end(JSON.stringify({ jwks_uri: `${new URL(server.metadata).origin}/keys` }));
      return;
    }
    const { origin } = new URL(server.metadata);
    res.writeHead(200, { 'Content-Type': 'application/json' });
    res.end(
      JSON.stringify(
        req.url === '/keys'
          ? { keys: server.keys }
          : {
              issuer: 'https://api.botframework.com',
              jwks_uri: server.keysAt ?? `${origin}/keys`,
              id_token_signing_alg_values_supported: ['RS256'],
            },
      ),
    );
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  server.metadata = `http://127.0.0.1:${(http.address() as AddressInfo).port}/openid`;
  return server;
}

function token(
  pairs: OpenId['pairs'],
  serviceUrl: string,
  claims: Record<string, unknown>,
  { header = {}, key = 'first', secret, hash = 'sha256' }: Signing,
): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = { typ: 'JWT', alg: secret === undefined ? 'RS256' : 'HS256', kid: key, x5t: key, ...header };
  const body = {
    serviceurl: serviceUrl,
    nbf: now - 60,
    exp: now + 3600,
    iss: 'https://api.botframework.com',
    aud: BOT_ID,
    ...claims,
  };
  const signed = `${part(head)}.${part(body)}`;
  const signature =
    secret === undefined
      ? createSign(hash).update(signed).sign(pairs[key].privateKey, 'base64url')
      : createHmac('sha256', secret).update(signed).digest('base64url');
  return `${signed}.${signature}`;
}
