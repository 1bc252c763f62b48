/**
 * Stands before the SDK's own check, which botbuilder 4.23.3 leaves too open (it trusts any tenant's token whose audience is
 * ours, learns issuers from requests that nobody signed, and answers bad ones with 500). Only what passes here gets there.
 */
import { isIP } from 'node:net';
import { type Inbound, type Reading, readActivity, type Said } from './activity.ts';
import type { Credentials } from './credentials.ts';

/** A request as the web server has read it. */
export interface Request {
  headers: Record<string, string | string[] | undefined>;
  /** The parsed JSON. */
  body: unknown;
  remoteAddress: string | undefined;
}

export type Verdict =
  | { pass: true; authorization: string; at: Inbound; said: Said; body: Record<string, unknown> }
  /** `why` is for the log; the sender learns only the status and `say`. */
  | { pass: false; status: 400 | 401 | 403; say: string; why: string };

export interface GateOptions {
  credentials: Credentials | null;
  /** The allow-list as it is now; empty means whoever is local when there are no credentials, and nobody when there are. */
  tenants(): readonly string[];
}

/** Issuer of every token with which the Bot Connector signs what it sends. */
export const CONNECTOR_ISSUER = 'https://api.botframework.com';

/** Whether a request may go on to the SDK's check of the signature. */
export function gate(request: Request, { credentials, tenants }: GateOptions): Verdict {
  const refused = credentials ? claimsFault(request, credentials) : localFault(request);
  if (refused) return refused;
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return bad('the body is no activity');
  const activity = body as Record<string, unknown>;
  // `{}` is what the Playground knocks with; everything without a sender, a place and a way back ends here, too.
  const reading: Reading = readActivity(activity);
  if (!reading.ok) return bad(`${reading.missing} is missing`);
  if (activity['channelId'] !== 'msteams') return bad('the channel is not msteams');

  const { at, said } = reading;
  const authorization = header(request, 'authorization');
  if (credentials) {
    if (payloadOf(authorization)?.['serviceurl'] !== at.serviceUrl)
      return unauthorised('the service URL is not the one of the token');
  } else if (!isLocalUrl(at.serviceUrl)) {
    return forbidden('without credentials the service URL must be of this machine');
  }
  const allowed = tenants();
  const known = at.tenant !== null && allowed.some((tenant) => tenant.toLowerCase() === at.tenant);
  if (!known && (credentials !== null || allowed.length > 0)) return forbidden('the tenant is not on the list');
  return { pass: true, authorization, at, said, body: activity };
}

function claimsFault(request: Request, credentials: Credentials): Verdict | null {
  const authorization = header(request, 'authorization');
  const algorithm = part(authorization, 0)?.['alg'];
  if (typeof algorithm !== 'string' || !/^RS(256|384|512)$/.test(algorithm)) return unauthorised('no signed token');
  const claims = payloadOf(authorization);
  if (claims?.['iss'] !== CONNECTOR_ISSUER) return unauthorised('the token is not of the Bot Connector');
  if (typeof claims['aud'] !== 'string' || claims['aud'].toLowerCase() !== credentials.id)
    return unauthorised('the token is for another bot');
  return null;
}

/**
 * Without credentials only this machine may speak. The Host keeps out pages of other names that resolve to us, the content
 * type those that post a form: a browser asks first before it sends JSON elsewhere.
 */
function localFault(request: Request): Verdict | null {
  if (!isLoopbackAddress(request.remoteAddress)) return forbidden('without credentials only this machine may speak');
  if (!isLocalUrl(`http://${header(request, 'host')}`)) return forbidden('the Host is not of this machine');
  if (!/^application\/json\b/i.test(header(request, 'content-type'))) return bad('the content type is not JSON');
  return null;
}

/** The claims as the token says them: nothing here is verified yet, the SDK does that with this very token. */
function payloadOf(authorization: string): Record<string, unknown> | null {
  return part(authorization, 1);
}

function part(authorization: string, index: number): Record<string, unknown> | null {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1];
  const piece = token?.split('.')[index];
  if (piece === undefined) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(piece, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function header(request: Request, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

export function isLoopbackAddress(address: string | undefined): boolean {
  if (address === undefined) return false;
  const plain = address.replace(/^::ffff:/i, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

export function isLocalUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, protocol } = new URL(url);
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  return /^https?:$/.test(protocol) && (name === 'localhost' || isLoopbackAddress(name));
}

function bad(why: string): Verdict {
  return { pass: false, status: 400, say: 'This is not an activity that the bot can read.', why };
}

function unauthorised(why: string): Verdict {
  return { pass: false, status: 401, say: 'The request is not authorised.', why };
}

function forbidden(why: string): Verdict {
  return { pass: false, status: 403, say: 'The bot does not talk to this sender.', why };
}
