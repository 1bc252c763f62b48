// Which way a sentence names: one that works, the one that has worked best before, and what is known of it.
import { describe, expect, it } from 'vitest';
import { answerTo } from '../../src/cards/answer/answers.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Intent } from '../../src/domain/commands.ts';
import { RUNG_DOS, type RungDo } from '../../src/domain/organisation.ts';
import { type Profiles, profileOf } from '../../src/domain/profile.ts';
import type { Owing } from '../../src/words/owing.ts';
import { namesOf, speechOf } from '../../src/words/speech.ts';
import { vendorWordsOf } from '../../src/words/vendors.ts';
import { wordsOf } from '../../src/words/words.ts';
import { opened, openTicket, sent, T1, wants, withTicket } from '../domain/sentences/support.ts';
import { readable } from '../support/cardParts.ts';
import type { Story } from '../support/story.ts';

const hour = 3_600_000;
const en = wordsOf('en');

/** The portal has been read three times in four, within twenty minutes; the phone helped once in five. */
const portalIsGood: Profiles = {
  microsoft: {
    ...profileOf('microsoft', []),
    routes: {
      portal: { tried: 4, worked: 3, read: 3, medianMs: hour / 3 },
      phone: { tried: 5, worked: 1, read: 0, medianMs: 7 * hour },
    },
  },
};

const best = { tried: 4, worked: 4, read: 4, medianMs: hour };

function speech(state: Case, s: Story, profiles: Profiles = {}) {
  return speechOf(namesOf(state), { now: s.now, language: 'en', medium: 'plain', profiles });
}

function owing(kind: Owing['kind'], s: Story): Owing {
  const about = { ...T1, vendor: 'microsoft' };
  return { key: `${kind}:T1`, kind, about, due: s.now, since: s.now, holder: { person: 'megan' } };
}

function rung(act: RungDo, s: Story, profiles: Profiles = {}): string {
  return en.rung(act, owing('ticket', s), s.case, speech(s.case, s, profiles)).replace(/K-\w{5}/, 'K-CODE');
}

function down(...services: string[]): Story {
  const s = withTicket();
  if (services.length > 0) s.say('alex', { type: 'case.set', affects: { add: services, remove: [] } });
  return s;
}

function answered(s: Story, intent: Intent, profiles: Profiles = {}): string {
  const before = s.case;
  const decision = s.command('megan', intent);
  const outcome =
    'refusal' in decision
      ? ({ kind: 'refused', refusal: decision.refusal, state: before } as const)
      : ({ kind: 'done', before, after: s.case, events: decision.events } as const);
  const posts = answerTo(outcome, { now: s.now, language: 'en', person: 'megan', profiles });
  return readable(posts.map(({ text }) => text).join('\n')).replaceAll('\\', '');
}

describe('what a rung asks', () => {
  it('asks by the way that has worked best before, the phone where nothing is known', () => {
    expect(rung('ask', down())).toBe('Ask Microsoft again by phone and quote K-CODE');
    expect(rung('ask', down(), portalIsGood)).toBe('Ask Microsoft again by portal and quote K-CODE');
    expect(rung('ask', down('sso'), portalIsGood)).toBe('Ask Microsoft again by phone and quote K-CODE');
  });

  it('never has a code said on the phone that would prove reading elsewhere: said by us and said back it proves nothing', () => {
    const words = (s: Story) => en.rung('phone', owing('ticket', s), s.case, speech(s.case, s));
    const codeOf = (s: Story, i: number) => s.case.tickets[0]?.sent[i]?.code ?? '';
    const s = withTicket().at('09:00');
    s.say('megan', sent('portal'));
    expect(words(s)).toBe(`Phone Microsoft on +46 8 000 00 00 and quote ${codeOf(s, 0)}`);
    const written = openTicket(opened().at('08:35'), { via: 'portal' });
    expect(words(written)).toMatch(/and ask which code they see by portal$/);
    expect(words(written)).not.toContain(codeOf(written, 0));
    written.say('megan', { type: 'ticket.heard', ...T1, words: 'seen', quoted: codeOf(written, 0) });
    expect(words(written)).toContain(`and quote ${codeOf(written, 0)}`);
    const asked = answered(s, wants('mail'));
    expect(asked).not.toContain(codeOf(s, 1));
  });

  it('never asks for a call when our telephones are down', () => {
    expect(RUNG_DOS.map((act) => rung(act, down('phones', 'email')))).toEqual([
      'Ask Microsoft again by portal and quote K-CODE',
      'Ask Microsoft by portal and quote K-CODE',
      'Ask Microsoft by portal for their duty manager',
      'Press Microsoft outside the ticket: reach the account manager',
      'Let our management reach the management of Microsoft',
    ]);
  });

  it('says so when no route works at all', () => {
    expect(RUNG_DOS.slice(0, 3).map((act) => rung(act, down('phones', 'network')))).toEqual([
      'Find any way to ask Microsoft: no route works',
      'Find any way to ask Microsoft: no route works',
      'Find any way to ask Microsoft: no route works',
    ]);
  });
});

it.each([
  ['portal', { tried: 4, worked: 3, read: 3, medianMs: hour }, 'read in 3 of 4, median 1 h'],
  ['portal', { tried: 4, worked: 3, read: 2, medianMs: hour }, 'read in 2 of 4, answered in 1 more, median 1 h'],
  ['portal', { tried: 2, worked: 2, read: 0, medianMs: hour }, 'answered in 2 of 2, median 1 h'],
  ['portal', { tried: 2, worked: 0, read: 0, medianMs: null }, 'read in 0 of 2'],
  ['phone', { tried: 2, worked: 1, read: 0, medianMs: null }, 'helped in 1 of 2'],
] as const)('of a way by %s with %o is said no more than was shown', (kind, record, said) => {
  expect(readable(vendorWordsOf('en').record(kind, record))).toBe(said);
});

describe('what they want by a dead way', () => {
  it('is answered with those that work, best first, what is known of each, and a sentence to say', () => {
    const said = answered(down('email'), wants('mail'), portalIsGood);
    expect(said).toContain(
      'These work: portal (read in 3 of 4, median 20 min) and phone +46 8 000 00 00 (helped in 1 of 5, median 7 h).',
    );
    expect(said).toMatch(/Say this: “Contoso University cannot use e-mail at present.* by portal or by phone/);
  });

  it('says how to choose another route, and by which', () => {
    const s = down('email');
    s.say('megan', wants('mail'));
    const line = (profiles?: Profiles) => en.obligation(owing('choose-route', s), s.case, speech(s.case, s, profiles));
    expect(line()).toBe('Choose another route to Microsoft for T1: our e-mail is down; phone and portal work');
    expect(line(portalIsGood)).toMatch(/; portal and phone work$/);
  });
});

describe('words through a dead route', () => {
  it('are refused with those that work, best first, and what to type', () => {
    expect(answered(down('email'), sent('mail'), portalIsGood)).toMatch(
      /These work: portal \(read in 3 of 4, median 20 min\) and phone .* Type \*\*via:portal\*\*$/,
    );
    expect(answered(down('email'), sent('mail'))).toMatch(/These work: phone \+46 8 000 00 00 and portal\..*via:phone/);
    expect(answered(down('email', 'phones', 'network'), sent('mail'))).toMatch(
      /no other route works\. Reach them in any way/,
    );
  });

  it('of a pack are refused with the ways for something in writing first, each in order of what has worked', () => {
    const pack: Intent = { type: 'pack.send', ...T1, via: 'mail' };
    const said = (profiles?: Profiles) => answered(down('email'), pack, profiles);
    expect(said()).toMatch(/These work: portal and phone \+46 8 000 00 00\. Type \*\*via:portal\*\*$/);
    const phoneIsGood = { microsoft: { ...profileOf('microsoft', []), routes: { phone: { ...best, read: 0 } } } };
    expect(said(phoneIsGood)).toMatch(/These work: portal and phone .*helped in 4 of 4.* Type \*\*via:portal\*\*$/);
    expect(answered(down('email', 'sso'), pack)).toMatch(/These work: phone .* Type \*\*via:phone\*\*$/);
  });

  it('that do not exist are answered with those that do and work', () => {
    expect(answered(down('email'), sent('fax'))).toContain('There is no route “fax”. Routes: portal and phone.');
    expect(answered(down('email', 'phones', 'network'), sent('fax'))).toMatch(/“fax”, and none that works now\. Reach/);
  });
});

it('what is not read is to be said again by another way than the one that failed', () => {
  const s = withTicket().at('09:00');
  s.say('megan', sent('portal'));
  const line = (profiles?: Profiles) => en.obligation(owing('unread', s), s.case, speech(s.case, s, profiles));
  expect(line(portalIsGood)).toBe('Change the route: Microsoft has not read our words on T1; say it again by e-mail');
  expect(line()).toBe('Change the route: Microsoft has not read our words on T1; say it again by phone');
});

/** What to do about unread words of 09:00 where the vendor answers only in these hours, by route. */
function unreadAtNine(hours: Record<string, { from: string; to: string }>): string {
  const s = down().at('09:00');
  s.say('megan', sent('portal'));
  const { vendors } = s.case.directory;
  const microsoft = vendors['microsoft'];
  if (microsoft === undefined) throw new Error('The example has no Microsoft');
  const routes = microsoft.routes.map((route) => ({ ...route, ...(hours[route.id] && { hours: hours[route.id] }) }));
  const state = {
    ...s.case,
    directory: { ...s.case.directory, vendors: { ...vendors, microsoft: { ...microsoft, routes } } },
  };
  return en.obligation(owing('unread', s), state, speech(state, s));
}

it('what is not read at night is to be said again when somebody takes it, by the way that opens first', () => {
  const afternoon = { from: '13:00', to: '17:00' };
  const said = (opens: string, by: string) =>
    `Change the route: Microsoft has not read our words on T1; nobody takes it by another way before ${opens}: say it again by ${by} then`;
  expect(unreadAtNine({ phone: afternoon, mail: { from: '10:00', to: '17:00' } })).toBe(said('10:00', 'e-mail'));
  expect(unreadAtNine({ phone: afternoon, mail: { from: '00:30', to: '08:00' } })).toBe(said('13:00', 'phone'));
  expect(unreadAtNine({ phone: afternoon })).toContain('; say it again by e-mail');
});

it('the ball is with us: what to send goes by a way that works', () => {
  const s = down('phones').at('09:00');
  s.say('megan', wants('portal'));
  const said = answered(s, { type: 'ticket.escalate', ...T1 });
  expect(said).toContain('Send what they want: **ticket sent T1 via:portal "…"**');
  expect(said).not.toContain('phone');
});
