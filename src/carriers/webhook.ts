/** Letters to another chat or pager: a POST signed with a shared secret, so that the other end knows who asks and that nothing is played back. */
import { createHmac } from 'node:crypto';
import type { Carriers } from '../domain/organisation.ts';
import type { OutsideCarrier } from '../engine/index.ts';
import { post } from './request.ts';

export interface WebhookOptions {
  receiver(): Carriers['webhook'];
  secret: string | null;
  timeoutMs: number;
  /** Milliseconds since 1970; a test may say another time. */
  now?(): number;
}

export function webhookCarrier({ receiver, secret, timeoutMs, now = Date.now }: WebhookOptions): OutsideCarrier {
  return {
    async send(address, { subject, text, short }, { key, caseId }) {
      const url = receiver()?.url;
      if (url === undefined) return { ok: false, fate: 'refused', reason: 'no webhook is set up' };
      if (secret === null) return { ok: false, fate: 'refused', reason: 'WEBHOOK_SECRET is not set' };
      const body = JSON.stringify({ id: key, to: address, case: caseId, subject, text, short });
      const timestamp = String(Math.floor(now() / 1000));
      return post({
        url,
        by: 'webhook',
        body,
        headers: { 'Baton-Timestamp': timestamp, 'Baton-Signature': `sha256=${signature(secret, timestamp, body)}` },
        timeoutMs,
      });
    },
  };
}

/** HMAC-SHA-256 over `timestamp.body`, as hex. */
export function signature(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}
