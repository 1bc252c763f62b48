/** What the carriers sign in with; from the environment only, and never written anywhere. */
export interface Secrets {
  smtp: { user: string; password: string } | null;
  /** Sent to the SMS gateway, and expected of its inbound hook. */
  smsToken: string | null;
  webhookSecret: string | null;
}
