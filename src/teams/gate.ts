/**
 * Stands before the SDK's own check, which botbuilder 4.23.3 leaves too open (it trusts any tenant's token whose audience is
 * ours, learns issuers from requests that nobody signed, and answers bad ones with 500). Only what passes here gets there:
 * the sender first, by the headers alone; then the body, which nobody unknown can make Baton read.
 */
import { type Inbound, readActivity, type Said } from './activity.ts';
import type { Credentials } from './credentials.ts';
import type { Keys } from './keys.ts';
import { checkToken } from './token.ts';
import { isLocalUrl, isLoopbackAddress, type Trust } from './trust.ts';

/** A request whose body still waits at the door. */
export interface Request {
  headers: Record<string, string | string[] | undefined>;
  /** Names, lower case, of headers that came more than once: two readers could take two different ones. */
  repeated: readonly string[];
  remoteAddress: string | undefined;
  /** Reads the body as JSON, within limits. Never rejects. */
  body(): Promise<{ ok: true; value: unknown } | { ok: false; status: 400 | 408 | 413; error: string }>;
}

export type Verdict =
  | { pass: true; authorization: string; at: Inbound; said: Said; body: Record<string, unknown> }
  | Refused;

interface Refused {
  pass: false;
  status: 400 | 401 | 403 | 408 | 413 | 415 | 503;
  /** What the sender learns beside the status. */
  say: string;
  /** For the log; nothing of the token stands in it. */
  why: string;
}

export interface GateOptions {
  /** With them the Bot Connector's keys; null: whoever is on this machine. */
  signed: { credentials: Credentials; keys: Keys } | null;
  mayCall: Trust['mayCall'];
  /** The allow-list as it is now; empty means whoever is local when there are no credentials, and nobody when there are. */
  tenants(): readonly string[];
  /** Milliseconds. */
  now(): number;
}

/** What decides must be there once. */
const DECIDING = ['authorization', 'host', 'origin', 'content-type', 'content-length', 'transfer-encoding'];

/** Whether a request may go on to the SDK. Never rejects. */
export async function gate(request: Request, { signed, mayCall, tenants, now }: GateOptions): Promise<Verdict> {
  const twice = DECIDING.find((name) => request.repeated.includes(name));
  if (twice !== undefined) return bad(`the header ${twice} came twice`);
  const authorization = header(request, 'authorization');
  let claimed: unknown = null;
  if (signed) {
    const proof = await checkToken(authorization, { ...signed, now: now() });
    if (!proof.ok) return { pass: false, status: proof.status, say: SAY[proof.status], why: proof.why };
    claimed = proof.claims['serviceurl'];
  } else {
    const refused = localFault(request);
    if (refused) return refused;
  }
  if (!isPlainJson(request)) return { pass: false, status: 415, say: 'Send JSON.', why: 'the body is not plain JSON' };
  const read = await request.body();
  if (!read.ok) return { pass: false, status: read.status, say: read.error, why: 'the body cannot be taken' };

  const body = read.value;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return bad('the body is no activity');
  const activity = body as Record<string, unknown>;
  // `{}` is what the Playground knocks with; everything without a sender, a place and a way back ends here, too.
  const reading = readActivity(activity);
  if (!reading.ok) return bad(`${reading.missing} is missing`);
  if (activity['channelId'] !== 'msteams') return bad('the channel is not msteams');

  const { at, said } = reading;
  if (signed && claimed !== at.serviceUrl) return unauthorised('the service URL is not the one of the token');
  if (!mayCall(at.serviceUrl))
    return forbidden(
      signed ? 'the service URL is not one of Teams' : 'without credentials the service URL must be of this machine',
    );
  const allowed = tenants();
  const known = at.tenant !== null && allowed.some((tenant) => tenant.toLowerCase() === at.tenant);
  if (!known && (signed || allowed.length > 0)) return forbidden('the tenant is not on the list');
  return { pass: true, authorization, at, said, body: activity };
}

/**
 * Without credentials only this machine may speak. The Host keeps out pages of other names that resolve to us, the Origin every
 * page that some other site has put into this machine's browser.
 */
function localFault(request: Request): Refused | null {
  if (!isLoopbackAddress(request.remoteAddress)) return forbidden('without credentials only this machine may speak');
  if (!isLocalUrl(`http://${header(request, 'host')}`)) return forbidden('the Host is not of this machine');
  const { origin } = request.headers;
  if (origin !== undefined && !isLocalUrl(String(origin))) return forbidden('the Origin is not of this machine');
  if (/^cross-site$/i.test(header(request, 'sec-fetch-site'))) return forbidden('a page of another site sent this');
  return null;
}

/** A browser asks first before it sends JSON elsewhere; what is packed could unpack to anything. */
function isPlainJson(request: Request): boolean {
  const packed = header(request, 'content-encoding');
  return /^application\/json\s*(;|$)/i.test(header(request, 'content-type')) && /^(identity)?$/i.test(packed);
}

function header(request: Request, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

const SAY = {
  400: 'This is not an activity that the bot can read.',
  401: 'The request is not authorised.',
  403: 'The bot does not talk to this sender.',
  503: 'Baton could not take this now.',
} as const;

function bad(why: string): Refused {
  return { pass: false, status: 400, say: SAY[400], why };
}

function unauthorised(why: string): Refused {
  return { pass: false, status: 401, say: SAY[401], why };
}

function forbidden(why: string): Refused {
  return { pass: false, status: 403, say: SAY[403], why };
}
