/** Who may see figures and reasons: whoever has the token; without a token this machine alone. Everybody else learns whether all is well. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

export interface Asker {
  headers: IncomingHttpHeaders;
  remoteAddress: string | undefined;
}

/** Set by whoever passes a request on: then the sender is not who opened the connection. */
const passedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via', 'cf-connecting-ip', 'x-forwarded-host'];

/**
 * With a token it is wanted of everybody, this machine included: a reverse proxy beside the bot makes the whole internet
 * look like loopback. Without one a request must come from loopback and must not have been passed on.
 */
export function mayWatch({ headers, remoteAddress }: Asker, token: string | null): boolean {
  if (token !== null) return isToken(headers.authorization, token);
  return isLoopback(remoteAddress) && passedOn.every((name) => headers[name] === undefined);
}

/** Neither the length nor the first wrong letter shows in how long it takes. */
export function isToken(header: string | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/iu.exec(header ?? '')?.[1] ?? '';
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(token));
}

function isLoopback(address: string | undefined): boolean {
  const plain = (address ?? '').replace(/^::ffff:/iu, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}
