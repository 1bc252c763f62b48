// The evidence pack as facts: built once and for ever, sent like any word of ours, read when its code comes back, fetched by links that end.
// Not here: what stands in it (test/papers/).
import { describe, expect, it } from 'vitest';
import type { Ticket, Word } from '../../src/domain/case.ts';
import type { Intent } from '../../src/domain/commands.ts';
import { MOST_DOWNLOADS } from '../../src/domain/packs.ts';
import { ballOf } from '../../src/domain/tickets.ts';
import { instant, plusMs } from '../../src/domain/time.ts';
import type { Story } from '../support/story.ts';
import { changed, heard, openTicket, T1, wants, withTicket } from './sentences/support.ts';

const build: Intent = { type: 'pack.build', ...T1 };
const send = (via = 'portal', pack?: number): Intent => ({
  type: 'pack.send',
  ...T1,
  via,
  ...(pack !== undefined && { pack }),
});
const receipt = (words: string, quoted?: string): Intent => ({
  type: 'pack.receipt',
  ...T1,
  words,
  ...(quoted !== undefined && { quoted }),
});

const ticket = (s: Story, i = 0): Ticket => s.case.tickets[i] as Ticket;
const last = (s: Story): Word => ticket(s).sent.at(-1) as Word;
/** Our mail is down, T1 is open since 08:35, and at 09:00 a pack is built. */
const built = (): Story => {
  const s = withTicket({ affects: ['email'] }).at('09:00');
  s.say('adele', build);
  return s;
};
/** The same code with a wrong check character. */
const misheard = (code: string) => `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`;

describe('building', () => {
  it('gives a version with a hash for each form, and the next one the next number', () => {
    const s = built();
    s.at('09:10').say('adele', { ...build, without: 'people' });
    expect(s.case.packs.map(({ version, by, withoutPeople }) => [version, by, withoutPeople])).toEqual([
      [1, 'adele', false],
      [2, 'adele', true],
    ]);
    for (const { sha256, length } of s.case.packs) {
      expect(Object.values(sha256).every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
      expect(length).toBeGreaterThan(500);
    }
  });

  it('says how many people are in it, and none where they are left out', () => {
    const s = built();
    expect(s.case.packs[0]?.personal.people).toEqual(expect.arrayContaining(['megan']));
    s.say('adele', { ...build, without: 'people' });
    expect(s.case.packs[1]?.personal.people).toEqual([]);
  });

  it('needs a ticket of this case', () => {
    const s = withTicket();
    expect(s.refused('adele', { ...build, ticket: 'T2' } as Intent)).toEqual({
      no: 'unknown-ticket',
      ticket: 'T2',
      known: ['T1'],
    });
  });

  it('does not carry its bytes into every message that tells of it', () => {
    const s = built();
    const said = s.sent.filter(({ message }) => JSON.stringify(message).includes('pack-built'));
    expect(said.length).toBeGreaterThan(0);
    for (const { message } of said) expect(JSON.stringify(message).length).toBeLessThan(2_000);
  });
});

describe('sending', () => {
  it('is a word of ours with a new code, unread until it is quoted, and resets no clock', () => {
    const s = built();
    const before = ticket(s);
    s.at('09:10').say('megan', send());
    const after = ticket(s);
    expect(after.sent.length).toBe(before.sent.length + 1);
    expect(last(s)).toMatchObject({ via: 'portal', pack: 1, read: false });
    expect(before.sent.map(({ code }) => code)).not.toContain(last(s).code);
    expect([after.heardAt, after.epoch]).toEqual([before.heardAt, before.epoch]);
    expect(s.owed()).toContain('unread:T1');
  });

  it('takes the newest version, or the one that is named', () => {
    const s = built();
    s.say('adele', build);
    s.say('megan', send());
    expect(last(s).pack).toBe(2);
    s.say('megan', send('portal', 1));
    expect(last(s).pack).toBe(1);
  });

  it('answers what the vendor wants: the ball is back with them', () => {
    const s = built();
    s.at('09:05').say('megan', wants('portal'));
    expect(ballOf(ticket(s))).toBe('with-us');
    s.at('09:10').say('megan', send());
    expect(ballOf(ticket(s))).toBe('with-vendor');
  });

  it('answers what was wanted by a dead route, and chooses a live one by that', () => {
    const s = built();
    s.at('09:05').say('megan', wants('mail'));
    expect(s.owed()).toContain('choose-route:T1');
    s.at('09:10').say('megan', send());
    expect(ballOf(ticket(s))).toBe('with-vendor');
    expect(s.owed()).not.toContain('choose-route:T1');
  });

  it('is refused through a dead route, with those that live, and through one that does not exist', () => {
    const s = built();
    expect(s.refused('megan', send('mail'))).toMatchObject({
      no: 'dead-route',
      route: 'mail',
      because: 'email',
      alive: ['phone', 'portal'],
    });
    expect(s.refused('megan', send('fax'))).toMatchObject({ no: 'unknown-route', route: 'fax' });
    expect(ticket(s).sent.length).toBe(1);
  });

  it('read out on the phone it is never unread, and gets no link that nobody could write down', () => {
    const s = built();
    s.say('megan', send('phone'));
    expect(last(s)).toMatchObject({ via: 'phone', pack: 1, read: true });
    expect(s.owed()).not.toContain('unread:T1');
    expect(s.case.packs[0]?.links).toEqual([]);
  });

  it('needs a pack, of a version that exists, about the very ticket', () => {
    const two = changed((o) => {
      const { microsoft } = o.vendors;
      if (microsoft) o.vendors['sunet'] = { ...microsoft, id: 'sunet', name: 'Sunet' };
    });
    const s = withTicket({ organisation: two });
    expect(s.refused('megan', send())).toEqual({ no: 'no-pack', ticket: 'T1' });
    s.say('adele', build);
    expect(s.refused('megan', send('portal', 7))).toEqual({ no: 'unknown-pack', pack: 7, newest: 1 });
    openTicket(s, { vendor: 'sunet' });
    const other = { ...send('portal'), ticket: 'T2' } as Intent;
    expect(s.refused('megan', other)).toEqual({ no: 'no-pack', ticket: 'T2' });
    expect(s.refused('megan', { ...other, pack: 1 } as Intent)).toEqual({
      no: 'pack-of-other',
      pack: 1,
      of: 'T1',
      ticket: 'T2',
    });
    openTicket(s, { reference: 'REF-3' });
    expect(s.refused('megan', { ...send('portal', 1), ticket: 'T3' } as Intent)).toMatchObject({ no: 'pack-of-other' });
  });

  it('is refused on a ticket that is over', () => {
    const s = built();
    s.say('megan', { type: 'ticket.fixed', ...T1 });
    s.say('megan', { type: 'ticket.verify', ...T1, result: 'ok' });
    expect(s.refused('megan', send())).toMatchObject({ no: 'ticket-over' });
  });
});

describe('proof of reading', () => {
  const sentOut = () => {
    const s = built();
    s.at('09:10').say('megan', send());
    return s;
  };

  it('is the code in a sentence: the word is read, nothing else changes', () => {
    const s = sentOut();
    const before = ticket(s);
    s.at('09:30').say('megan', receipt(`read by Tom, quoted ${last(s).code}`));
    expect(last(s)).toMatchObject({ read: true, quotedAt: s.now });
    expect(s.owed()).not.toContain('unread:T1');
    const { heardAt, epoch } = ticket(s);
    expect([heardAt, epoch]).toEqual([before.heardAt, before.epoch]);
    expect(ticket(s).contacts.at(-1)).toMatchObject({ what: 'receipt', by: 'megan' });
  });

  it.each([
    ['in lower case', (code: string) => `read, ${code.toLowerCase()}`],
    ['with a space', (code: string) => `read, ${code.replace('-', ' ')} he said`],
    ['without a hyphen', (code: string) => `${code.replace('-', '')}, read by Kerstin Kontor`],
  ])('is understood %s', (_, words) => {
    const s = sentOut();
    s.say('megan', receipt(words(last(s).code)));
    expect(last(s).read).toBe(true);
  });

  it('can be given beside the words', () => {
    const s = sentOut();
    s.say('megan', receipt('read by Tom', last(s).code));
    expect(last(s).read).toBe(true);
  });

  it('keeps a promise running and a hold: it is no substantive word', () => {
    const s = sentOut();
    s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('12:00') });
    s.say('megan', receipt(last(s).code));
    expect(ticket(s).promises[0]?.status).toBe('running');
    expect(s.due('ticket:T1')).toBe('12:00');
  });

  it('proves that word only: an older one by the same way stays unread', () => {
    const s = sentOut();
    const first = last(s).code;
    s.at('09:20').say('megan', send());
    s.at('09:25').say('megan', receipt(`quoted ${last(s).code}`));
    expect(ticket(s).sent.find(({ code }) => code === first)?.read).toBe(false);
    expect(s.owed()).toContain('unread:T1');
    s.say('megan', receipt(`and ${first}`));
    expect(s.owed()).not.toContain('unread:T1');
  });

  it('is refused with a wrong check character, and the nearest codes are offered', () => {
    const s = sentOut();
    const { code } = last(s);
    const no = s.refused('megan', receipt(`read by Tom, quoted ${misheard(code)}`));
    expect(no).toMatchObject({ no: 'code-mistyped', code: misheard(code) });
    expect('near' in no && no.near[0]).toBe(code);
    expect(last(s).read).toBe(false);
  });

  it('is refused without a code, with one of nobody, of another ticket, and twice', () => {
    const s = sentOut();
    const { code } = last(s);
    expect(s.refused('megan', receipt('read by Tom in the Kista office'))).toMatchObject({
      no: 'code-needed',
      known: [code, expect.any(String)],
    });
    expect(s.refused('megan', receipt('quoted K-22222'))).toMatchObject({ no: 'code-unknown', code: 'K-22222' });
    openTicket(s);
    const others = ticket(s, 1).sent[0]?.code ?? '';
    expect(s.refused('megan', receipt(others))).toEqual({ no: 'code-of-other', code: others, ticket: 'T2' });
    s.say('megan', receipt(code));
    expect(s.refused('megan', receipt(code))).toEqual({ no: 'code-quoted-before', code, at: s.now });
  });
});

describe('links', () => {
  const linked = () => {
    const s = built();
    s.say('megan', send());
    return s;
  };
  const links = (s: Story) => s.case.packs.flatMap((pack) => pack.links);
  const fetched = (s: Story, link = links(s)[0]?.id ?? ''): Intent => ({ type: 'pack.downloaded', link, form: 'html' });

  it('come with sending and on demand, and live for seven days', () => {
    const s = linked();
    s.at('09:30').say('adele', { type: 'pack.link', pack: 1 });
    expect(links(s).map(({ expires }) => s.day(expires))).toEqual(['Mon 09:00', 'Mon 09:30']);
    expect(links(s)[1]?.expires).toBe(plusMs(s.now, 7 * 86_400_000));
    expect(s.refused('adele', { type: 'pack.link', pack: 9 })).toMatchObject({ no: 'unknown-pack' });
  });

  it('are switched off where the installation makes none; sending goes on without', () => {
    const s = built();
    const off = { supplies: { code: 'K-22222' } };
    expect(s.refused('adele', { type: 'pack.link' }, off)).toEqual({ no: 'links-off' });
    s.say('megan', send(), off);
    expect([links(s), last(s).pack]).toEqual([[], 1]);
  });

  it('count what is fetched, in the timeline too, and are told in the thread the first time', () => {
    const s = linked();
    s.say('baton', fetched(s));
    s.say('baton', fetched(s));
    expect(links(s)[0]?.downloads).toBe(2);
    const facts = s.events.filter(({ body }) => body.type === 'pack-downloaded');
    expect(facts.map(({ by, body }) => [by, body])).toEqual([
      ['baton', expect.objectContaining({ form: 'html', version: 1, first: true })],
      ['baton', expect.not.objectContaining({ first: true })],
    ]);
    const told = s.sent.filter(
      ({ message }) => message.kind === 'say' && JSON.stringify(message).includes('downloaded'),
    );
    expect(told.length).toBe(1);
    expect(JSON.stringify(facts)).not.toMatch(/\d+\.\d+\.\d+\.\d+|address/);
  });

  it('lead nowhere when revoked, expired or used up', () => {
    const s = linked();
    const first = fetched(s);
    s.say('megan', { type: 'pack.revoke' });
    expect(s.refused('baton', first)).toEqual({ no: 'no-link' });
    expect(s.refused('megan', { type: 'pack.revoke' })).toEqual({ no: 'no-link' });

    s.say('adele', { type: 'pack.link' });
    const second = fetched(s, links(s)[1]?.id);
    for (let n = 0; n < MOST_DOWNLOADS; n++) s.say('baton', second);
    expect(s.refused('baton', second)).toEqual({ no: 'no-link' });

    s.say('adele', { type: 'pack.link' });
    const third = fetched(s, links(s)[2]?.id);
    s.now = instant(Date.parse(links(s)[2]?.expires ?? '') - 1);
    expect(s.command('baton', third)).toHaveProperty('events');
    s.now = instant(Date.parse(s.now) + 1);
    expect(s.refused('baton', third)).toEqual({ no: 'no-link' });
  });

  it('of one version can be revoked alone', () => {
    const s = linked();
    s.say('adele', build);
    s.say('megan', send());
    s.say('megan', { type: 'pack.revoke', pack: 1 });
    expect(links(s).map(({ revokedAt }) => revokedAt !== undefined)).toEqual([true, false]);
    expect(s.refused('megan', { type: 'pack.revoke', pack: 1 })).toEqual({ no: 'no-link', pack: 1 });
  });

  it('can be revoked, and still followed, when the case is closed', () => {
    const s = linked();
    const before = fetched(s);
    const closed = { ...s.case, status: 'closed' as const, closedAt: s.now };
    s.state = closed;
    expect(s.command('baton', before)).toHaveProperty('events');
    expect(s.command('megan', { type: 'pack.revoke' })).toHaveProperty('events');
    expect(s.refused('megan', build)).toMatchObject({ no: 'case-closed' });
  });
});

describe('somebody of a vendor’s', () => {
  it('builds, sends, reads and revokes nothing, and nobody but the installation says that something was fetched', () => {
    const s = built();
    s.say('megan', send());
    const all: Intent[] = [build, send(), receipt(last(s).code), { type: 'pack.link' }, { type: 'pack.revoke' }];
    for (const intent of all) expect(s.refused('lynne', intent)).toEqual({ no: 'outsider-only-own-ticket' });
    const forged: Intent = { type: 'pack.downloaded', link: s.case.packs[0]?.links[0]?.id ?? '', form: 'text' };
    for (const by of ['lynne', 'alex']) expect(s.refused(by, forged)).toMatchObject({ no: 'unknown-person' });
  });
});

it('a word that a vendor says ends everything that is unread, packs too', () => {
  const s = built();
  s.say('megan', send());
  s.say('megan', heard);
  expect(s.owed()).not.toContain('unread:T1');
});
