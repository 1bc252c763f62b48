/**
 * The Bot Connector's signing keys, fetched from the one address that `trust.ts` names. Whatever a request says, it can make
 * Baton ask for them at most once a minute, and never anywhere else.
 */
import { type CryptoKey, importJWK, type JWK } from 'jose';

export interface SigningKey {
  key: CryptoKey | Uint8Array;
  /** The channels that this key may speak for. */
  endorsements: readonly string[];
}

export interface Keys {
  /** Null: there is no such key. Rejects with `KeysUnavailable`. */
  find(kid: string): Promise<SigningKey | null>;
  /** How many keys are held. */
  size(): number;
}

/** Nobody can say whether a token holds; the sender may try again. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

const HOUR_MS = 3_600_000;
/** Microsoft asks to read the list once a day at least. */
const FRESH_MS = 24 * HOUR_MS;
/** While Microsoft's own sign-in is down Baton goes on with the keys it has: five days, as long as the event that it was born from. */
const LONGEST_MS = 120 * HOUR_MS;
/** A new key is published days before it signs, so a minute more is nothing; a flood of invented ids costs one request a minute. */
const AGAIN_MS = 60_000;
const TIMEOUT_MS = 10_000;
/** There are a handful; a list of thousands is not Microsoft's. */
const MOST_KEYS = 100;

export function openKeys({ metadata, now }: { metadata: string; now(): number }): Keys {
  let held = new Map<string, SigningKey>();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | null = null;
  let fault: unknown = null;

  /** One at a time, and not again before its time; a clock that jumped back does not lock it. */
  function refresh(): Promise<void> {
    if (fetching !== null) return fetching;
    if (Math.abs(now() - triedAt) < AGAIN_MS) return Promise.resolve();
    triedAt = now();
    fetching = read(metadata)
      .then((found) => {
        held = found;
        fetchedAt = triedAt;
        fault = null;
      })
      .catch((error) => {
        fault = error;
      })
      .finally(() => {
        fetching = null;
      });
    return fetching;
  }

  return {
    size: () => held.size,
    async find(kid) {
      const age = () => Math.abs(now() - fetchedAt);
      const known = held.get(kid);
      if (known && age() < FRESH_MS) return known;
      const newer = refresh();
      if (known && age() < LONGEST_MS) return known;
      await newer;
      if (age() >= LONGEST_MS)
        throw new KeysUnavailable('the keys of the Bot Connector cannot be had', { cause: fault });
      return held.get(kid) ?? null;
    },
  };
}

async function read(metadata: string): Promise<Map<string, SigningKey>> {
  const document = await json(metadata);
  const uri = document['jwks_uri'];
  if (typeof uri !== 'string' || !URL.canParse(uri) || new URL(uri).protocol !== new URL(metadata).protocol)
    throw new Error('the OpenID document names no address of keys');
  const { keys } = await json(uri);
  if (!Array.isArray(keys)) throw new Error('the list of keys is none');
  const found = new Map<string, SigningKey>();
  for (const entry of keys.slice(0, MOST_KEYS)) {
    const { kid, kty, endorsements } = entry as Record<string, unknown>;
    if (typeof kid !== 'string' || kty !== 'RSA') continue;
    const names = Array.isArray(endorsements) ? endorsements.filter((one) => typeof one === 'string') : [];
    found.set(kid, { key: await importJWK(entry as JWK, 'RS256'), endorsements: names });
  }
  if (found.size === 0) throw new Error('the list of keys is empty');
  return found;
}

async function json(url: string): Promise<Record<string, unknown>> {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`HTTP ${answer.status} for the keys`);
  const value: unknown = await answer.json();
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
