/**
 * Whether a token is of the Bot Connector, for this bot: the seven conditions of Microsoft Learn, "Authentication with the Bot
 * Connector API", all but the service URL, which needs the body and is the gate's.
 */
import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Credentials } from './credentials.ts';
import { type Keys, KeysUnavailable } from './keys.ts';
import { CONNECTOR_ISSUER } from './trust.ts';

export type Proof = { ok: true; claims: JWTPayload } | { ok: false; status: 401 | 403 | 503; why: string };

/** The only one in the Connector's OpenID document. Pinned here, because what a token says of itself decides nothing. */
const ALGORITHMS = ['RS256'];
/** Seconds that clocks may differ; Microsoft's own figure. */
const TOLERANCE_S = 300;
/** Whom the signing key must be endorsed for. */
const CHANNEL = 'msteams';

/** Checks the value of an Authorization header. Never rejects; `why` names nothing of the token's own text. */
export async function checkToken(
  authorization: string,
  { credentials, keys, now }: { credentials: Credentials; keys: Keys; now: number },
): Promise<Proof> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1];
  if (token === undefined) return no('no signed token');
  // Cheap, and before any key is looked for: what does not even claim to be for us must not make us ask.
  const early = claimsFault(part(token, 1), credentials);
  if (early !== null) return no(early);
  let endorsed = false;
  try {
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        const found = typeof kid === 'string' ? await keys.find(kid) : null;
        if (found === null) throw new errors.JWKSNoMatchingKey();
        endorsed = found.endorsements.includes(CHANNEL);
        return found.key;
      },
      {
        algorithms: ALGORITHMS,
        issuer: CONNECTOR_ISSUER,
        clockTolerance: TOLERANCE_S,
        currentDate: new Date(now),
        requiredClaims: ['exp', 'iss', 'aud'],
      },
    );
    const late = claimsFault(payload, credentials);
    if (late !== null) return no(late);
    return endorsed
      ? { ok: true, claims: payload }
      : { ok: false, status: 403, why: 'the signing key is not endorsed for Teams' };
  } catch (error) {
    if (error instanceof KeysUnavailable) return { ok: false, status: 503, why: `${error.message}: ${said(error)}` };
    return no(whyNot(error));
  }
}

function claimsFault(claims: Record<string, unknown> | null, credentials: Credentials): string | null {
  if (claims?.['iss'] !== CONNECTOR_ISSUER) return 'the token is not of the Bot Connector';
  const { aud } = claims;
  if (typeof aud !== 'string' || aud.toLowerCase() !== credentials.id) return 'the token is for another bot';
  return null;
}

function part(token: string, index: number): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function no(why: string): Proof {
  return { ok: false, status: 401, why };
}

/** In words of our own: the library's messages may quote what the token says. */
function whyNot(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf') return 'the token is not valid yet';
  if (error instanceof errors.JWTClaimValidationFailed) return 'a claim of the token does not hold';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'the token is not signed as the Bot Connector signs';
  if (error instanceof errors.JWKSNoMatchingKey) return 'the signing key is none of the Bot Connector’s';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature does not hold';
  return 'the token cannot be read';
}

function said({ cause }: Error): string {
  return cause instanceof Error ? cause.message : 'not fetched yet';
}
