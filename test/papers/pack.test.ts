// What stands in an evidence pack: what a vendor needs, in its order, nothing of anybody else's, and never a way that does not work.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, Ticket } from '../../src/domain/case.ts';
import type { ServiceId } from '../../src/domain/organisation.ts';
import { routesOf } from '../../src/domain/routes.ts';
import type { Instant } from '../../src/domain/time.ts';
import { htmlOf, jsonOf, type Paper, textOf } from '../../src/papers/index.ts';
import { packPaper } from '../../src/papers/packPaper.ts';
import { stringsOf } from '../../src/papers/paper.ts';
import { pressurePaper } from '../../src/papers/pressurePaper.ts';
import { fixed, heard, opened, openTicket, sent, T1, verify, withTicket } from '../domain/sentences/support.ts';
import { hugeCase, replayAt } from '../support/exampleCases.ts';
import { htmlStrings, squeezed } from '../support/papers.ts';
import { example } from '../support/story.ts';

const blocked = replayAt('2023-07-31 11:02');
const first = (state: Case): Ticket => state.tickets[0] as Ticket;
const packOf = (state: Case, at: Instant, people = true) => packPaper(state, first(state), { version: 1, at, people });
const text = (paper: Paper) => textOf(paper).replace(/\s+/gu, ' ');
const noon = text(packOf(blocked.state, blocked.now).paper);
const section = (paper: Paper, id: string) => paper.sections.find((one) => one.id === id);

describe('a pack', () => {
  it.each([
    ['their ticket', '2307310050000123'],
    ['our contract', 'EA-4711'],
    ['the severity claimed', 'Severity: A'],
    ['what is wrong', 'Outbound mail of the whole tenant blocked since Saturday.'],
    ['since when we know', 'We noticed it: Mon 31 Jul 08:10'],
    ['since when only they can lift it', '08:12 (only Microsoft can lift it)'],
    ['what does not work', 'Does not work: E-mail'],
    [
      'what they asked, and no answer that is not in it',
      '"tenant details in writing" by e-mail. It cannot come that way. What we know stands below',
    ],
    ['whom to call back', 'Megan Bowen, vendor liaison: +46 70 000 00 02'],
    ['and who else', 'Alex Wilber, coordinator: +46 70 000 00 01'],
    ['how not to reach us', 'Do not use e-mail: it needs our e-mail, which is down.'],
    ['what was mended, when and by whom', 'Mon 31 Jul 08:24, Adele Vance (security): Run account-hijack on the sender'],
    ['what we sent them and whether it was read', '"full description", its code not said back yet'],
    ['what our calls came to', 'we phoned, no effect: "told to wait"'],
    ['the zone of its times', 'As of Mon 31 Jul 2023 11:02. All times are those of Stockholm (UTC+2).'],
    ['its version', 'INC-1, evidence pack 1.'],
  ])('says %s', (_, words) => {
    expect(noon).toContain(words);
  });

  it('says the same in all three forms', () => {
    for (const { state, now } of [blocked, replayAt('2023-07-31 17:05'), hugeCase()])
      for (const people of [true, false]) {
        const { paper } = packOf(state, now, people);
        const facts = stringsOf(paper).map(squeezed);
        const plain = squeezed(textOf(paper));
        for (const fact of facts) expect(plain).toContain(fact);
        expect(htmlStrings(htmlOf(paper))).toEqual(facts);
        expect(squeezed(jsonOf(paper)).length).toBeGreaterThan(plain.length);
        for (const fact of facts) expect(squeezed(JSON.parse(`[${JSON.stringify(fact)}]`)[0])).toBe(fact);
      }
  });

  it('fits a portal with its code and its hash, however large the case is', () => {
    for (const { state, now } of [blocked, hugeCase()])
      for (const people of [true, false]) expect(textOf(packOf(state, now, people).paper).length).toBeLessThan(3_800);
  });

  it('is the same for the same case and moment', () => {
    expect(packOf(blocked.state, blocked.now)).toEqual(packOf(structuredClone(blocked.state), blocked.now));
  });

  it('says what was promised, and that it was not kept', () => {
    const late = replayAt('2023-07-31 17:05');
    expect(text(packOf(late.state, late.now).paper)).toMatch(
      /you promised by Mon 31 Jul 17:00: "unblock done by 17:00" \(not kept\)/,
    );
  });

  it('asks for something else when the ball has moved', () => {
    const fixed = replayAt('2023-07-31 19:25');
    const over = replayAt('2023-07-31 20:35');
    expect(text(packOf(fixed.state, fixed.now).paper)).toContain(
      'Stay with this until we have confirmed that it works.',
    );
    expect(text(packOf(over.state, over.now).paper)).toContain('Works again since: Mon 31 Jul 20:30');
  });
});

describe('what the vendor is told of itself', () => {
  const between = (state: Case, at: Instant) => section(packOf(state, at).paper, 'between')?.lines?.join('\n') ?? '';
  const promised = (state: Case, at: Instant) => section(packOf(state, at).paper, 'asked')?.lines?.join('\n') ?? '';

  it('says that it read only what it has said back, though nothing of ours is unread any more', () => {
    const s = withTicket();
    s.at('08:40').say('megan', sent('portal'));
    s.at('08:45').say('megan', fixed);
    s.at('08:50').say('megan', verify('ok'));
    expect(s.case.tickets[0]?.sent.every((word) => word.read)).toBe(true);
    expect(between(s.case, s.now)).toMatch(/by portal: "by portal", its code not said back yet/);
    expect(between(s.case, s.now)).toMatch(/ticket opened by phone, code K-\w{5}$/m);
  });

  it('tells a code said back from a real answer without one', () => {
    const s = withTicket();
    s.at('08:40').say('megan', sent('portal'));
    const code = s.case.tickets[0]?.sent.at(-1)?.code ?? '';
    const answered = s.at('08:50');
    answered.say('megan', heard);
    expect(between(s.case, s.now)).toContain('its code not said back; you have answered since');
    // A paper that named it would let them say it back without having looked where it stands.
    expect(text(packOf(s.case, s.now).paper)).not.toContain(code);
    s.at('08:55').say('megan', { type: 'pack.receipt', ...T1, words: 'Tom has it', quoted: code });
    expect(between(s.case, s.now)).toContain(`code ${code}, said back by you`);
  });

  it('judges no promise whose ticket was over before its time', () => {
    for (const end of ['verified', 'mistake'] as const) {
      const s = withTicket();
      s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('17:00'), words: 'done' });
      if (end === 'verified') s.at('08:45').say('megan', fixed);
      if (end === 'verified') s.at('08:50').say('megan', verify('ok'));
      else s.at('08:50').say('alex', { type: 'ticket.close', ...T1, reason: 'mistake' });
      expect(promised(s.case, s.now)).toContain('"done" (not judged: the ticket was over before)');
      expect(pressurePaper(s.case, first(s.case), s.now).sections.find(({ id }) => id === 'promises')?.text).toEqual([
        'No promise was broken.',
      ]);
    }
  });

  it('says whose number was wrong, so that it can be mended', () => {
    const s = withTicket();
    s.at('08:40').say('megan', {
      type: 'ticket.call',
      ...T1,
      result: 'wrong-number',
      whom: 'lynne',
      words: 'a dentist',
    });
    expect(between(s.case, s.now)).toContain(
      'we phoned Lynne Robbins on +46\u00a070\u00a0000\u00a000\u00a006, wrong number: "a dentist"',
    );
  });
});

describe('what was mended', () => {
  it('stands in the order in which a mail provider asks for it, whatever the order of the clock was', () => {
    const s = opened({ playbook: 'account-hijack', affects: ['email'] });
    openTicket(s);
    const numbers = (word: string) => s.case.steps.find(({ text: of }) => of.includes(word))?.number ?? 0;
    const words = ['forwarding', 'sign-in', 'Revoke', 'Disable', 'MFA devices', 'Give the account back'];
    for (const [i, word] of words.entries())
      s.at(`08:${20 + i}`).say('adele', { type: 'step.done', step: numbers(word), words: `proof ${word}` });
    const lines = section(packOf(s.case, s.now).paper, 'measures')?.lines ?? [];
    const order = lines.map((line) => /Result: proof (.*)$/u.exec(line)?.[1]);
    expect(order).toEqual(['Disable', 'Revoke', 'MFA devices', 'forwarding', 'sign-in', 'Give the account back']);
  });

  it('has technical steps that were added by hand, and nothing that is ours alone', () => {
    const s = opened({ playbook: 'mail-block', affects: ['email'] });
    openTicket(s);
    s.say('adele', { type: 'step.add', text: 'Checked the outbound spam policy' });
    s.say('isaiah', { type: 'step.add', text: 'Tell the library' });
    for (const { number, text: of } of s.case.steps)
      s.say(of.includes('library') ? 'isaiah' : 'adele', { type: 'step.done', step: number, words: 'x' });
    const lines = (section(packOf(s.case, s.now).paper, 'measures')?.lines ?? []).join('\n');
    expect(lines).toContain('outbound spam policy');
    for (const inner of ['sister organisations', 'account manager', 'library', 'first notice', "vendor's management"])
      expect(lines.toLowerCase()).not.toContain(inner);
  });

  it('says so when nothing is written down yet', () => {
    const s = opened();
    openTicket(s);
    expect(text(packOf(s.case, s.now).paper)).toContain('Nothing is recorded as done yet.');
  });

  it('the bounce codes stand with what happened', () => {
    const s = opened({ playbook: 'mail-block', affects: ['email'] });
    openTicket(s);
    const step = s.case.steps.find(({ text: of }) => of.includes('bounce'))?.number ?? 0;
    s.say('adele', { type: 'step.done', step, words: '5.7.705 on all of them' });
    const { paper } = packOf(s.case, s.now);
    expect(section(paper, 'what')?.pairs?.at(-1)?.value).toContain('5.7.705 on all of them');
    expect(section(paper, 'measures')?.lines).toEqual([]);
  });
});

describe('people', () => {
  const s = opened({ playbook: 'mail-block', affects: ['email'] });
  openTicket(s);
  const step = s.case.steps.find(({ proves }) => proves === 'account')?.number ?? 0;
  s.say('adele', {
    type: 'step.done',
    step,
    words: 'reset j.doe@contoso.example with Isaiah Langer, who is at +46 70 123 45 67; Megan knows',
  });
  const { state, now } = { state: s.case, now: s.now };

  it('are counted before the pack leaves: by name, address and number', () => {
    const { personal } = packOf(state, now);
    expect([...personal.people].sort()).toEqual(['adele', 'alex', 'isaiah', 'megan']);
    // The numbers to call back and the one in the words.
    expect([personal.emails, personal.phones]).toEqual([1, 3]);
  });

  it('can be left out, wherever they stand: roles, and no number but the one to call back', () => {
    const { paper, personal } = packOf(state, now, false);
    const said = text(paper);
    for (const { name } of Object.values(example.organisation.people))
      for (const part of name.split(' ')) expect(said).not.toMatch(new RegExp(`\\b${part}\\b`));
    expect(said).not.toMatch(/@|123 45 67/);
    expect(said).toContain('reset [e-mail address left out] with [communications]');
    expect(said).toContain('[telephone number left out]; [vendor liaison] knows');
    expect(said).toContain('Vendor liaison: +46 70 000 00 02');
    expect([personal.people, personal.emails, personal.phones]).toEqual([[], 0, 2]);
  });

  it('are not seen in the numbers of tickets, contracts and times', () => {
    expect(packOf(blocked.state, blocked.now, false).personal).toMatchObject({ people: [], emails: 0, phones: 2 });
    expect(text(packOf(blocked.state, blocked.now, false).paper)).toContain('2307310050000123');
  });
});

it('nothing of another ticket, of the case’s notes or of its updates stands in a pack or on a sheet', () => {
  const s = opened({ playbook: 'mail-block', affects: ['email'] });
  openTicket(s);
  openTicket(s, { words: 'CANARY-OTHER', reference: 'CANARY-REF' });
  s.say('alex', { type: 'note', words: 'CANARY-NOTE' });
  s.say('alex', { type: 'update', words: 'CANARY-UPDATE' });
  s.say('alex', { type: 'decide', words: 'CANARY-DECISION', because: 'CANARY-REASON' });
  s.say('megan', { type: 'ticket.call', ticket: 'T2', result: 'no-effect', words: 'CANARY-CALL' });
  s.say('alex', { type: 'step.done', step: 1, words: 'CANARY-STEP' });
  const papers = [packOf(s.case, s.now).paper, pressurePaper(s.case, first(s.case), s.now)];
  for (const paper of papers) expect(text(paper)).not.toContain('CANARY');
});

describe('with any set of affected services', () => {
  const services = Object.keys(example.organisation.services);
  const { directory } = blocked.state;

  it('no pack and no sheet names a dead way as usable', () => {
    fc.assert(
      fc.property(fc.subarray(services), fc.boolean(), (affects: ServiceId[], people) => {
        const state = { ...blocked.state, affects };
        const { paper } = packOf(state, blocked.now, people);
        const reach = section(paper, 'reach');
        const usable = JSON.stringify([reach?.pairs, reach?.lines?.filter((line) => !line.startsWith('Do not use'))]);
        const dead = routesOf(state, 'microsoft').filter(({ deadBecause }) => deadBecause !== null);
        if (dead.some(({ route }) => route.kind === 'portal')) expect(usable).not.toContain('portal');
        // Telephones of ours need the service `phones`.
        if (affects.includes('phones')) expect(reach?.pairs).toEqual([]);
        else expect(reach?.pairs?.length).toBe(2);
        expect(usable).not.toMatch(/@|e-mail/);
        const ask = JSON.stringify(section(paper, 'ask'));
        expect(ask.includes('Phone us')).toBe(!affects.includes('phones'));
        const mailDead = affects.some((id) => ['email', 'sso', 'network'].includes(id));
        expect(JSON.stringify(reach?.lines).includes('Do not use e-mail')).toBe(mailDead);
        expect(textOf(pressurePaper({ ...state, directory }, first(state), blocked.now))).not.toMatch(
          /call \+|write to .*@/,
        );
      }),
      { numRuns: 100 },
    );
  });
});
