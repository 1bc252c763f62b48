/**
 * Whose signature counts, and whom the bot talks to. Production has exactly one of these, `microsoft`, and no setting, file or
 * request changes it: whoever could name the keys could sign anything. Only tests hand in one of their own, by code.
 */
import { isIP } from 'node:net';

export interface Trust {
  /** The OpenID document that names the Bot Connector's signing keys. */
  metadata: string;
  /** Whether what Baton says, and its own token with it, may go to this service URL. */
  mayCall(serviceUrl: string): boolean;
  /** How the bot signs in for what it sends; without it by the SDK, with Microsoft. */
  token?(): Promise<string>;
}

/** Issuer of every token with which the Bot Connector signs what it sends (public cloud, GCC included). */
export const CONNECTOR_ISSUER = 'https://api.botframework.com';

/** A static address (Microsoft Learn, "Authentication with the Bot Connector API"). */
const METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

/**
 * Service URLs of Teams: `https://smba.trafficmanager.net/emea/…`, `https://smba.infra.gcc.teams.microsoft.com/…`. Of the first
 * only that very name counts: anybody can register another one under trafficmanager.net.
 */
function isOfTeams(host: string): boolean {
  return host === 'smba.trafficmanager.net' || /^[a-z0-9.-]+\.teams\.microsoft\.com$/.test(host);
}

export const microsoft: Trust = {
  metadata: METADATA,
  mayCall(serviceUrl) {
    const url = plainUrl(serviceUrl);
    return url !== null && url.protocol === 'https:' && url.port === '' && isOfTeams(url.hostname);
  },
};

/** Without credentials: nothing but this machine. */
export const thisMachine: Pick<Trust, 'mayCall'> = { mayCall: isLocalUrl };

/** The address, unless it carries a user, a query or a fragment: none of them belongs into the base of other addresses. */
function plainUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username === '' && url.password === '' && !/[?#@\\]/.test(text) ? url : null;
}

/** `http://localhost:56150/_connector` and the like. */
export function isLocalUrl(text: string): boolean {
  const url = plainUrl(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || isLoopbackAddress(name);
}

/** An IP address of this machine's own; IPv4 written as IPv6 too. */
export function isLoopbackAddress(address: string | undefined): boolean {
  if (address === undefined) return false;
  const plain = address.replace(/^::ffff:/i, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}
