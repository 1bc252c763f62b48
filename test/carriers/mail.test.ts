// Mail against a real SMTP server on this machine.
import { afterEach, describe, expect, it } from 'vitest';
import { mailCarrier } from '../../src/carriers/mail.ts';
import { headerOf, type MailServer, mailServer, textOf } from '../support/mailServer.ts';

const letter = {
  subject: 'INC-1: Ask Microsoft',
  text: 'Idle 45 min: Ask Microsoft again.\n\nÅsa waits.\n',
  short: '',
};
const hints = { caseId: 'INC-1', messageId: 'INC-1:4:0', attempt: 1, possibleRepeat: false, key: 'abc:INC-1:4:0' };
const log = { debug() {}, info() {}, warn() {}, error() {} };

const opened: MailServer[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function serverWith(of: Parameters<typeof mailServer>[0] = {}): Promise<MailServer> {
  const server = await mailServer(of);
  opened.push(server);
  return server;
}

function carrierTo(
  { port }: { port: number },
  { signIn = null, timeoutMs = 5_000 }: { signIn?: { user: string; password: string } | null; timeoutMs?: number } = {},
) {
  const server = { host: '127.0.0.1', port, from: 'baton@example.com', dependsOn: [] };
  return mailCarrier({ server: () => server, signIn, log, timeoutMs });
}

describe('a letter by mail', () => {
  it('arrives whole, from whom the file says, to the one address, encrypted where that is offered', async () => {
    const server = await serverWith();
    expect(await carrierTo(server).send('meganb@example.com', letter, hints)).toMatchObject({ ok: true });
    const [mail] = server.taken;
    expect(mail).toMatchObject({ from: 'baton@example.com', to: ['meganb@example.com'], encrypted: true });
    expect(mail && textOf(mail)).toBe(letter.text);
    expect(mail && headerOf(mail, 'Subject')).toBe(letter.subject);
    expect(mail && headerOf(mail, 'Content-Type')).toMatch(/^text\/plain; charset=utf-8/);
    expect(mail && headerOf(mail, 'Auto-Submitted')).toBe('auto-generated');
  });

  it('also without encryption where none is offered and there is no password to lose', async () => {
    const server = await serverWith({ plain: true });
    expect(await carrierTo(server).send('meganb@example.com', letter, hints)).toMatchObject({ ok: true });
    expect(server.taken).toMatchObject([{ encrypted: false }]);
  });

  it('signs in with the user and the password of the environment', async () => {
    const server = await serverWith({ user: 'baton', password: 'open sesame' });
    const right = carrierTo(server, { signIn: { user: 'baton', password: 'open sesame' } });
    expect(await right.send('meganb@example.com', letter, hints)).toMatchObject({ ok: true });
    expect(server.taken).toMatchObject([{ user: 'baton', encrypted: true }]);
    const wrong = carrierTo(server, { signIn: { user: 'baton', password: 'guess' } });
    const refused = await wrong.send('meganb@example.com', letter, hints);
    expect(refused).toMatchObject({ ok: false, fate: 'refused', reason: expect.stringContaining('535') });
    expect(JSON.stringify(refused)).not.toContain('guess');
  });

  it('has one name however often it is sent, so that whoever gets it twice can see that it is one', async () => {
    const server = await serverWith();
    const carrier = carrierTo(server);
    await carrier.send('meganb@example.com', letter, hints);
    await carrier.send('meganb@example.com', letter, { ...hints, attempt: 2 });
    await carrier.send('meganb@example.com', letter, { ...hints, key: 'abc:INC-1:5:0' });
    const names = server.taken.map((mail) => headerOf(mail, 'Message-ID'));
    expect(names[0]).toBe('<abc.INC-1.4.0@example.com>');
    expect(names[1]).toBe(names[0]);
    expect(names[2]).not.toBe(names[0]);
  });

  it.each([
    'Hello\r\nBcc: everybody@example.com',
    'Hello\nX-Evil: 1\n\n<b>body</b>',
    'Hello\r\n\r\n.\r\nMAIL FROM:<a@b>',
    '=?utf-8?b?DQpCY2M6IGFAYg==?=',
  ])('a subject cannot become anything else: %j', async (subject) => {
    const server = await serverWith();
    await carrierTo(server).send('meganb@example.com', { ...letter, subject, text: `${subject}\r\n.\r\nQUIT` }, hints);
    const [mail] = server.taken;
    const head = mail?.raw.split('\r\n\r\n')[0] ?? '';
    expect(server.taken).toHaveLength(1);
    expect(mail?.to).toEqual(['meganb@example.com']);
    expect(head).not.toMatch(/^(Bcc|X-Evil|MAIL FROM)/im);
    expect(mail && textOf(mail)).toContain('QUIT');
  });

  it.each(['a@b.example,everybody@example.com', 'x<everybody@example.com>', '"a b"@example.com,c'])(
    'an address that is more than one is nobody: %s',
    async (address) => {
      const server = await serverWith();
      const sent = await carrierTo(server).send(address, letter, hints);
      expect(server.taken.flatMap(({ to }) => to)).not.toContain('everybody@example.com');
      expect(sent).toMatchObject({ ok: false, fate: 'refused' });
    },
  );
});

describe('a password', () => {
  const signIn = { user: 'baton', password: 'open sesame' };
  // Every address of this machine leads to it, and only 127.0.0.1 and its like are known to.
  const elsewhere = (port: number, of: typeof signIn | null) =>
    mailCarrier({
      server: () => ({ host: '0.0.0.0', port, from: 'baton@example.com', dependsOn: [] }),
      signIn: of,
      log,
      timeoutMs: 5_000,
    });

  it('is not told to a server that does not encrypt', async () => {
    const server = await serverWith({ ...signIn, plain: true });
    expect(await elsewhere(server.port, signIn).send('meganb@example.com', letter, hints)).toMatchObject({ ok: false });
    expect(server.asked).toEqual([]);
  });

  it('is not told to a server whose certificate does not hold; mail without a password goes there all the same', async () => {
    const server = await serverWith({ ...signIn, optional: true });
    expect(await elsewhere(server.port, signIn).send('meganb@example.com', letter, hints)).toMatchObject({ ok: false });
    expect(server.asked).toEqual([]);
    expect(await elsewhere(server.port, null).send('meganb@example.com', letter, hints)).toMatchObject({ ok: true });
    expect(server.taken).toMatchObject([{ encrypted: true }]);
  });
});

describe('a mail server that fails', () => {
  it.each([
    [421, 'retry'],
    [451, 'retry'],
    [550, 'refused'],
    [552, 'refused'],
  ] as const)('with %i: %s', async (code, fate) => {
    const server = await serverWith();
    server.fail = () => ({ code });
    expect(await carrierTo(server).send('meganb@example.com', letter, hints)).toMatchObject({
      ok: false,
      fate,
      reason: expect.stringContaining(String(code)),
    });
  });

  it.each(['drop', 'hang'] as const)('after it has had the whole mail (%s): nobody knows', async (fault) => {
    const server = await serverWith();
    server.fail = () => fault;
    const sent = await carrierTo(server, { timeoutMs: 400 }).send('meganb@example.com', letter, hints);
    expect(server.taken).toHaveLength(1);
    expect(sent).toMatchObject({ ok: false, fate: 'ambiguous' });
  });

  it('before it has had anything: it is tried again', async () => {
    const server = await serverWith();
    server.fail = () => 'deaf';
    const sent = await carrierTo(server, { timeoutMs: 300 }).send('meganb@example.com', letter, hints);
    expect(sent).toMatchObject({ ok: false, fate: 'retry' });
  });

  it('when nobody listens there: it is tried again', async () => {
    const server = await mailServer();
    await server.close();
    const sent = await carrierTo(server).send('meganb@example.com', letter, hints);
    expect(sent).toMatchObject({ ok: false, fate: 'retry', reason: 'ECONNREFUSED' });
  });

  it('when the file names none any more: the next way', async () => {
    const carrier = mailCarrier({ server: () => undefined, signIn: null, log, timeoutMs: 300 });
    expect(await carrier.send('meganb@example.com', letter, hints)).toMatchObject({ ok: false, fate: 'refused' });
  });
});
