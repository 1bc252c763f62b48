/** What an answer of a mail server, or none, means for a mail. */
import type { Delivery } from '../engine/index.ts';

type Failure = Extract<Delivery, { ok: false }>;

/** As nodemailer throws them. */
interface MailError {
  code?: string;
  originalCode?: string;
  command?: string;
  responseCode?: number;
}

/** Of our own settings, not of this mail: somebody may be mending them. The next way is taken after some minutes all the same. */
const SETTINGS = new Set(['ETLS', 'EDNS']);

/** `whole`: the whole mail had left when it failed, so without an answer nobody knows whether it was taken. */
export function fateOfMail(error: unknown, whole: boolean): Failure {
  const { code = 'unknown error', originalCode, command, responseCode } = (error ?? {}) as MailError;
  const reason = [responseCode ?? originalCode ?? code, command === 'CONN' ? undefined : command]
    .filter(Boolean)
    .join(' ');
  // 4xx: for now. 5xx: for good, also when it is our name and password that it does not like.
  if (responseCode !== undefined && responseCode >= 500) return { ok: false, fate: 'refused', reason };
  if (responseCode !== undefined && responseCode >= 400) return { ok: false, fate: 'retry', reason };
  if (code === 'EAUTH' || code === 'EENVELOPE') return { ok: false, fate: 'refused', reason };
  if (SETTINGS.has(code) || !whole) return { ok: false, fate: 'retry', reason };
  return { ok: false, fate: 'ambiguous', reason };
}
