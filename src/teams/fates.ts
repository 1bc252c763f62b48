/** What the Bot Connector's answers mean for a message: try again, never again, or nobody knows. */
import type { Delivery } from '../engine/ports.ts';

export type Failure = Extract<Delivery, { ok: false }>;

/** Worth another try (Microsoft Learn, "Optimize your bot with rate limiting in Teams": 412, 429, 502, 504; 503 and 408 likewise). */
const AGAIN = new Set([408, 412, 429, 502, 503, 504]);

/** The message or the conversation is not there; their status varies with the kind of conversation. */
const NOT_THERE = new Set(['ActivityNotFoundInConversation', 'ConversationNotFound']);

/** Never wait longer than a Retry-After may sensibly ask for. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * The fate of a request that was answered. `body` is the answer's text: `{"error":{"code":"…"}}` or anything.
 * `gone`: the message or the conversation does not exist; a card can be posted anew, a chat opened anew.
 */
export function fateOfAnswer(answer: { status: number; retryAfter: string | null; body: string }): Failure {
  const code = codeOf(answer.body);
  const reason = [`HTTP ${answer.status}`, code].filter(Boolean).join(' ');
  if (AGAIN.has(answer.status)) {
    const afterMs = retryAfterMs(answer.retryAfter);
    return { ok: false, fate: 'retry', reason, ...(afterMs !== undefined && { afterMs }) };
  }
  if (answer.status === 404 || answer.status === 410 || NOT_THERE.has(code)) return { ok: false, fate: 'gone', reason };
  return { ok: false, fate: 'refused', reason, ...(answer.status === 403 && { shut: true }) };
}

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

function codeOf(body: string): string {
  try {
    const value = JSON.parse(body) as { error?: { code?: unknown } } | null;
    const code = value?.error?.code;
    return typeof code === 'string' ? code.slice(0, 80) : '';
  } catch {
    return '';
  }
}

/** Seconds or an HTTP date. */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : httpDateMs(header);
  return ms === undefined ? undefined : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}

function httpDateMs(header: string): number | undefined {
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : at - Date.now();
}
