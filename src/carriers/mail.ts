/** Mail over SMTP. One letter, one connection: incidents are rare, and a pool would be stale when it is needed. */
import type { Carriers } from '../domain/organisation.ts';
import type { Delivery, Log, OutsideCarrier } from '../engine/index.ts';
import { fateOfMail } from './mailFates.ts';

type Server = NonNullable<Carriers['email']>;

export interface MailOptions {
  server(): Server | undefined;
  /** Null: the server takes mail from us without. */
  signIn: { user: string; password: string } | null;
  log: Log;
  timeoutMs: number;
}

/** One mailbox and nothing else: nodemailer takes a comma for a second receiver, and what stands in brackets for the first. */
const ONE_ADDRESS = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/u;

/** SMTP over TLS from the first byte; everywhere else STARTTLS. */
const TLS_PORT = 465;

export function mailCarrier({ server, signIn, log, timeoutMs }: MailOptions): OutsideCarrier {
  return {
    async send(address, { subject, text }, { key, caseId, messageId }): Promise<Delivery> {
      const at = server();
      if (at === undefined) return { ok: false, fate: 'refused', reason: 'no mail server is set up' };
      if (!ONE_ADDRESS.test(address)) return { ok: false, fate: 'refused', reason: 'no e-mail address' };
      // Some fifty files that no start needs.
      const { createTransport } = await import('nodemailer');
      const sent = { whole: false };
      const transport = createTransport({ ...connection(at, signIn, timeoutMs), logger: watching(sent) });
      try {
        await transport.sendMail({
          from: { name: 'Baton', address: at.from },
          to: { name: '', address },
          envelope: { from: at.from, to: [address] },
          subject,
          text,
          messageId: `<${key.replace(/[^\w.-]/gu, '.')}@${at.from.split('@')[1] ?? 'baton'}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', Importance: 'high' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { ok: true, receipt: { conversationId: 'email', activityId: '' } };
      } catch (error) {
        const fate = fateOfMail(error, sent.whole);
        log.debug({ caseId, messageId, ...fate }, 'a mail was not taken');
        return fate;
      } finally {
        transport.close();
      }
    },
  };
}

/**
 * STARTTLS where it is offered. With a password it must be offered and the certificate must hold, else anybody on the way could
 * ask for the password; without one encryption is better than none, whoever's certificate it is (RFC 7435). On this machine
 * itself nobody is on the way.
 */
function connection({ host, port }: Server, signIn: MailOptions['signIn'], timeoutMs: number) {
  const here = host === 'localhost' || host === '::1' || /^127\./u.test(host);
  const strict = signIn !== null && !here;
  return {
    host,
    port,
    secure: port === TLS_PORT,
    requireTLS: strict,
    tls: { rejectUnauthorized: strict },
    ...(signIn !== null && { auth: { user: signIn.user, pass: signIn.password } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
  };
}

/** Listens only for the line that says that the whole message has left; nothing that nodemailer would log is kept. */
function watching(sent: { whole: boolean }) {
  const nothing = () => {};
  const info = (entry: { tnx?: string }) => {
    if (entry.tnx === 'message') sent.whole = true;
  };
  return { level: nothing, trace: nothing, debug: nothing, info, warn: nothing, error: nothing, fatal: nothing };
}
