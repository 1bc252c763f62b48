/** A real SMTP server on this machine: keeps what it takes, and fails as it is told. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Taken {
  from: string;
  to: string[];
  /** The whole message as it came. */
  raw: string;
  encrypted: boolean;
  user: string | undefined;
}

/** `drop`: takes it and hangs up without an answer. `hang`: takes it and never answers. */
export type MailFault = { code: number } | 'drop' | 'hang' | 'deaf';

export interface MailServer {
  port: number;
  taken: Taken[];
  /** Users who tried to sign in. */
  asked: string[];
  /** Asked when a mail has come; null: it is taken. `deaf`: asked before anything, and never greets. */
  fail: () => MailFault | null;
  close(): Promise<void>;
}

/** `plain`: offers no encryption, and takes passwords all the same. `optional`: takes mail from whoever does not sign in, too. */
export async function mailServer(
  of: { user?: string; password?: string; plain?: boolean; optional?: boolean } = {},
): Promise<MailServer> {
  const server: MailServer = { port: 0, taken: [], asked: [], fail: () => null, close };
  const smtp = new SMTPServer({
    authOptional: of.user === undefined || of.optional === true,
    ...(of.plain && { disabledCommands: ['STARTTLS'], allowInsecureAuth: true }),
    logger: false,
    closeTimeout: 1,
    onAuth(auth, _session, done) {
      server.asked.push(auth.username ?? '');
      const fine = auth.username === of.user && auth.password === of.password;
      done(fine ? null : new Error('No'), fine ? { user: auth.username } : undefined);
    },
    onConnect(_session, done) {
      if (server.fail() !== 'deaf') done();
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const fault = server.fail();
        const refuse = (code: number) => done(Object.assign(new Error('told to'), { responseCode: code }));
        if (typeof fault === 'object' && fault !== null) return refuse(fault.code);
        const { mailFrom, rcptTo } = session.envelope;
        server.taken.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(pieces).toString('utf8'),
          encrypted: Boolean(session.secure),
          user: session.user,
        });
        if (fault === 'drop') for (const connection of smtp.connections) connection.close();
        else if (fault === null) done();
      });
    },
  });
  smtp.on('error', () => {});
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  server.port = (smtp.server.address() as AddressInfo).port;
  return server;

  function close(): Promise<void> {
    for (const connection of smtp.connections) connection.close();
    return new Promise((resolve) => smtp.close(() => resolve()));
  }
}

/** The text of a mail, decoded. */
export function textOf({ raw }: Taken): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const encoding = /^Content-Transfer-Encoding: (\S+)/im.exec(head)?.[1]?.toLowerCase();
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? quotedPrintable(body)
        : Buffer.from(body, 'utf8');
  return bytes.toString('utf8').replaceAll('\r\n', '\n');
}

/** One header, unfolded and decoded. */
export function headerOf({ raw }: Taken, name: string): string | undefined {
  const head = (raw.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/gu, ' ');
  const line = head.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line
    ?.slice(name.length + 1)
    .trim()
    .replace(/\?= =\?/gu, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/giu, (_, how: string, text: string) =>
      (how.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quotedPrintable(text.replaceAll('_', ' '))).toString(
        'utf8',
      ),
    );
}

function quotedPrintable(text: string): Buffer {
  return Buffer.from(
    text
      .replace(/=\r?\n/gu, '')
      .replace(/=([0-9A-F]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
