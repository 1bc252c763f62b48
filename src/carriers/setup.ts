/** Whether the carriers that the organisation file names can work with what the environment has; sentences for whoever starts the bot. */
import { CARRIER_KINDS, type CarrierKind, type Organisation } from '../domain/organisation.ts';
import type { Secrets } from './secrets.ts';

export interface Setup {
  /** It cannot work so. */
  faults: string[];
  /** It works, but perhaps not as meant. */
  warnings: string[];
}

export function setupOf(
  organisation: Pick<Organisation, 'carriers' | 'people'>,
  secrets: Secrets,
  publicUrl: string | null,
): Setup {
  const { email, sms, webhook } = organisation.carriers;
  const faults: string[] = [];
  const warnings: string[] = [];
  if (email && secrets.smtp === null)
    warnings.push(
      `carriers.email: mail is handed to ${email.host}:${email.port} without signing in, because SMTP_USER and SMTP_PASSWORD are not set.`,
    );
  if (sms && secrets.smsToken === null)
    warnings.push(
      'carriers.sms: the gateway is asked without a token, and answers by SMS are turned away, because SMS_TOKEN is not set.',
    );
  if (webhook && secrets.webhookSecret === null)
    faults.push(
      'carriers.webhook: nothing can be signed, because WEBHOOK_SECRET is not set. Set it to 16 characters or more, or take carriers.webhook out of the organisation file.',
    );
  if (sms && secrets.smsToken !== null && isOpen(sms.url)) warnings.push(inTheOpen('sms', 'SMS_TOKEN and every text'));
  if (webhook && isOpen(webhook.url)) warnings.push(inTheOpen('webhook', 'every text'));
  for (const kind of CARRIER_KINDS)
    if (organisation.carriers[kind] && !reachesSomebody(organisation, kind))
      warnings.push(
        `carriers.${kind}: nobody is reached by it. Give people a route of kind ${kind} in the organisation file${kind === 'sms' ? ' (a telephone number alone is for people to call)' : ''}.`,
      );
  if ((email || sms || webhook) && publicUrl === null)
    warnings.push('PUBLIC_URL is not set: mails and SMS carry no link to answer by.');
  return { faults, warnings };
}

function reachesSomebody({ people }: Pick<Organisation, 'people'>, kind: CarrierKind): boolean {
  return Object.values(people).some(({ routes }) => routes.some((route) => route.kind === kind));
}

function isOpen(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !['localhost', '[::1]'].includes(hostname) && !/^127\./u.test(hostname);
}

function inTheOpen(kind: CarrierKind, what: string): string {
  return `carriers.${kind}: ${what} cross the network in the open, because its address begins with http://. Use https://.`;
}
