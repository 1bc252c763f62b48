/** SMS by a gateway: `POST {to, text, id}` with a bearer token. Whatever speaks otherwise needs a few lines in between; see docs/carriers.md. */
import type { Carriers } from '../domain/organisation.ts';
import type { OutsideCarrier } from '../engine/index.ts';
import { post } from './request.ts';

export interface SmsOptions {
  gateway(): Carriers['sms'];
  token: string | null;
  timeoutMs: number;
}

export function smsCarrier({ gateway, token, timeoutMs }: SmsOptions): OutsideCarrier {
  return {
    async send(address, { short }, { key }) {
      const url = gateway()?.url;
      if (url === undefined) return { ok: false, fate: 'refused', reason: 'no SMS gateway is set up' };
      return post({
        url,
        by: 'sms',
        body: JSON.stringify({ to: dialled(address), text: short, id: key }),
        headers: token === null ? {} : { Authorization: `Bearer ${token}` },
        timeoutMs,
      });
    },
  };
}

/** As it is dialled: `+46 70 000 00 02` has spaces for people only. */
export function dialled(number: string): string {
  return number.replace(/[\s().\-/\u00a0]/gu, '');
}
