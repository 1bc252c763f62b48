// The ways to people outside Teams: mail, SMS, webhook. Each brings a letter to an address and says what became of it.
// Not here: who is asked by which way (domain), when and how often (engine), what a letter says (words, cards).
import type { Organisation } from '../domain/organisation.ts';
import type { Log, Outside } from '../engine/index.ts';
import { mailCarrier } from './mail.ts';
import type { Secrets } from './secrets.ts';
import { smsCarrier } from './sms.ts';
import { webhookCarrier } from './webhook.ts';

export { type Replies, smsReplies } from './replies.ts';
export { type Setup, setupOf } from './setup.ts';

export interface CarriersOptions {
  /** Asked anew for every letter: the file may change while the bot runs. */
  organisation(): Organisation;
  secrets: Secrets;
  log: Log;
  /** Milliseconds until an answer counts as lost. */
  timeoutMs?: number;
}

/** Servers of mail and gateways answer within a second or two. */
const TIMEOUT_MS = 15_000;

export function openCarriers({
  organisation,
  secrets,
  log,
  timeoutMs = TIMEOUT_MS,
}: CarriersOptions): Outside['carriers'] {
  const { smtp, smsToken, webhookSecret } = secrets;
  const at = () => organisation().carriers;
  return {
    email: mailCarrier({ server: () => at().email, signIn: smtp, log, timeoutMs }),
    sms: smsCarrier({ gateway: () => at().sms, token: smsToken, timeoutMs }),
    webhook: webhookCarrier({ receiver: () => at().webhook, secret: webhookSecret, timeoutMs }),
  };
}
