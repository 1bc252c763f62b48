/** One POST with JSON, and what its answer means for the letter in it. */
import type { Delivery } from '../engine/index.ts';
import { fateOfError, retryAfterMs } from '../engine/requestFates.ts';

/** Too early, too many, and whatever the other end could not do at the moment. The letter carries an id, so it is known when it comes again. */
const AGAIN = new Set([408, 425, 429]);

const LONGEST_ID = 100;

export interface Request {
  url: string;
  /** Who carries it, as the receipt says. */
  by: string;
  body: string;
  headers: Record<string, string>;
  timeoutMs: number;
}

/** Never rejects. */
export async function post({ url, by, body, headers, timeoutMs }: Request): Promise<Delivery> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8', Accept: 'application/json', ...headers },
      body,
      // A secret is for this address and no other.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await answer.text();
    if (answer.ok) return { ok: true, receipt: { conversationId: by, activityId: idIn(text) } };
    const reason = `HTTP ${answer.status}`;
    if (answer.status < 500 && !AGAIN.has(answer.status)) return { ok: false, fate: 'refused', reason };
    const afterMs = retryAfterMs(answer.headers.get('retry-after'));
    return { ok: false, fate: 'retry', reason, ...(afterMs !== undefined && { afterMs }) };
  } catch (error) {
    return fateOfError(error);
  }
}

/** The other end's own name for it, where it tells one. */
function idIn(text: string): string {
  try {
    const { id } = JSON.parse(text) as { id?: unknown };
    return typeof id === 'string' ? id.slice(0, LONGEST_ID) : '';
  } catch {
    return '';
  }
}
