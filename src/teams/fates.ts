/** What the Bot Connector's answers mean for a message: try again, never again, or nobody knows. */
import { type Failure, retryAfterMs } from '../engine/requestFates.ts';

/** Worth another try (Microsoft Learn, "Optimize your bot with rate limiting in Teams": 412, 429, 502, 504; 503 and 408 likewise). */
const AGAIN = new Set([408, 412, 429, 502, 503, 504]);

/** The message or the conversation is not there; their status varies with the kind of conversation. */
const NOT_THERE = new Set(['ActivityNotFoundInConversation', 'ConversationNotFound']);

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

function codeOf(body: string): string {
  try {
    const value = JSON.parse(body) as { error?: { code?: unknown } } | null;
    const code = value?.error?.code;
    return typeof code === 'string' ? code.slice(0, 80) : '';
  } catch {
    return '';
  }
}
