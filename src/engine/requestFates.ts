/** What it means for a message when a request got no answer, and how long an answer asks to wait: the same for everything that speaks HTTP. */
import type { Delivery } from './ports.ts';

export type Failure = Extract<Delivery, { ok: false }>;

/** Never wait longer than a Retry-After may sensibly ask for. */
const LONGEST_WAIT_MS = 3_600_000;

/** Errors of the network before a byte of the message had left: it cannot have arrived. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** The fate of a request that got no answer. */
export function fateOfError(error: unknown): Failure {
  const code = errorCode(error);
  if (BEFORE_SENDING.has(code)) return { ok: false, fate: 'retry', reason: code };
  return { ok: false, fate: 'ambiguous', reason: code };
}

/** `code` of the error or of what caused it (fetch hides it there, and an AggregateError has one for each address). */
function errorCode(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string') return code;
    const first: unknown = at instanceof AggregateError ? at.errors[0] : undefined;
    const inner = (first as { code?: unknown } | undefined)?.code;
    if (typeof inner === 'string') return inner;
    if (at.name === 'TimeoutError' || at.name === 'AbortError') return 'time-out';
  }
  return error instanceof Error ? error.name : 'unknown error';
}

/** Seconds or an HTTP date. */
export function retryAfterMs(header: string | null): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : httpDateMs(header);
  return ms === undefined ? undefined : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}

function httpDateMs(header: string): number | undefined {
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : at - Date.now();
}
