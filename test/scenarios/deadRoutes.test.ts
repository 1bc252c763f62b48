// The law of dead routes: with any set of affected services, whatever was said before, no message, card, form or answer names a
// dead route as usable. Struck through, with "Do not use" and the reason, it may stand there; so may what was once said by it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerTo } from '../../src/cards/answer/answers.ts';
import { caseCard } from '../../src/cards/case/caseCard.ts';
import { noticeListPost } from '../../src/cards/case/noticeListCard.ts';
import { stepListPost } from '../../src/cards/case/stepListCard.ts';
import { formPost } from '../../src/cards/commands/formCard.ts';
import { deadWaysNotice, helpPost } from '../../src/cards/commands/helpCard.ts';
import { letterOf } from '../../src/cards/letter.ts';
import { renderMessage } from '../../src/cards/message.ts';
import type { Post, ViewContext } from '../../src/cards/post.ts';
import { ticketCard } from '../../src/cards/ticket/ticketCard.ts';
import { ticketListPost } from '../../src/cards/ticket/ticketListCard.ts';
import { contactCheckPost } from '../../src/cards/vendor/contactCard.ts';
import { contactLetter } from '../../src/cards/vendor/contactLetter.ts';
import { vendorPost } from '../../src/cards/vendor/vendorCard.ts';
import { vendorListPost } from '../../src/cards/vendor/vendorListCard.ts';
import type { Case } from '../../src/domain/case.ts';
import { callResults, type Intent } from '../../src/domain/commands.ts';
import { contactsToWatch } from '../../src/domain/contacts.ts';
import { deskOf } from '../../src/domain/desk.ts';
import { SEVERITIES } from '../../src/domain/organisation.ts';
import { personRoutes, type RouteState, recipientRoutes, routesOf } from '../../src/domain/routes.ts';
import { plusMs } from '../../src/domain/time.ts';
import { commands } from '../../src/grammar/index.ts';
import { readSubmit } from '../../src/grammar/submit.ts';
import { type Node, nodes } from '../support/cardParts.ts';
import { contextIn } from '../support/formGallery.ts';
import { everybody, example, Story } from '../support/story.ts';
import { namesOfExample, profilesWith } from '../support/vendorExamples.ts';

const services = Object.keys(example.organisation.services);
const via = fc.constantFrom('portal', 'phone', 'mail');
const ticket = fc.constantFrom('T1', 'T2');

/** What happens to the tickets before the cards are looked at. */
const intent: fc.Arbitrary<Intent> = fc.oneof(
  fc.record({ type: fc.constant('ticket.sent' as const), ticket, via, words: fc.constantFrom('a', 'b') }),
  fc.record({ type: fc.constant('ticket.wants' as const), ticket, via, words: fc.constantFrom('c', 'd') }),
  fc.record({ type: fc.constant('ticket.heard' as const), ticket, words: fc.constantFrom('e', 'f') }),
  fc.record({ type: fc.constant('ticket.call' as const), ticket, result: fc.constantFrom(...callResults) }),
  fc.record({ type: fc.constant('ticket.fixed' as const), ticket }),
  fc.record({ type: fc.constant('ticket.escalate' as const), ticket }),
  fc.record({
    type: fc.constant('undelivered' as const),
    person: fc.constantFrom('lynne', 'patti', 'megan'),
    keys: fc.constant<string[]>([]),
    reason: fc.constant('blocked'),
  }),
);

interface Plan {
  severity: (typeof SEVERITIES)[number];
  before: string[];
  acts: { intent: Intent; minutes: number }[];
  after: string[];
}

const plan: fc.Arbitrary<Plan> = fc.record({
  severity: fc.constantFrom(...SEVERITIES),
  before: fc.subarray(services),
  acts: fc.array(fc.record({ intent, minutes: fc.integer({ min: 1, max: 240 }) }), { maxLength: 8 }),
  after: fc.subarray(services),
});

function lived({ severity, before, acts, after }: Plan): Story {
  const s = new Story('2023-07-31T06:10:00Z');
  s.say('alex', { type: 'case.new', title: 'Mail', severity, playbook: 'blank', affects: before });
  s.say('alex', { type: 'case.set', control: 'vendor', vendor: 'microsoft' });
  s.command('alex', { type: 'notice.start', clock: 'se-state-2020' });
  for (const words of ['one', 'two'])
    s.say('megan', { type: 'ticket.open', vendor: 'microsoft', reference: words, words });
  for (const { intent: one, minutes } of acts) {
    s.until(plusMs(s.now, minutes * 60_000));
    s.command(one.type === 'undelivered' ? 'baton' : 'megan', one);
  }
  s.command('alex', { type: 'case.set', affects: { add: [], remove: [], only: after } });
  s.until(plusMs(s.now, 60_000));
  return s;
}

const refusable: Intent[] = [
  ...(['portal', 'phone', 'mail', 'fax'] as const).flatMap((by): Intent[] => [
    { type: 'ticket.sent', ticket: 'T1', via: by, words: 'x' },
    { type: 'ticket.wants', ticket: 'T1', via: by, words: 'y' },
    { type: 'ticket.open', vendor: 'microsoft', via: by, words: 'z' },
  ]),
  { type: 'ticket.escalate', ticket: 'T1' },
  { type: 'case.close' },
  { type: 'case.resolve', words: 'over' },
];

/** Everything that can be read of the case now, by whom and what it is. */
function everything(s: Story): [string, Post][] {
  const state = s.case;
  const profiles = profilesWith(state);
  const view: ViewContext = { now: s.now, language: 'en', profiles };
  const desk = deskOf(example.organisation, everybody, [state]);
  const contacts = { desk, contacts: contactsToWatch(desk, profiles, s.now), outOfReach: [] };
  const ctx = { ...contextIn({ state, now: s.now, story: s }), profiles };
  const forms = commands.flatMap(({ path: command, args: row }): [string, Post][] => {
    // What the vendor wants may come by a dead way: there it is marked, and has a test of its own.
    if (command === 'ticket wants' || command.startsWith('help')) return [];
    // An authority's way is what somebody wrote there, no route of ours.
    const isRoute = row['via']?.kind === 'route';
    return ['', ...(isRoute ? ['mail', 'phone', 'portal'] : [])].flatMap((by) => {
      const args = { command, ticket: 'T1', vendor: 'microsoft', via: by };
      const asked = readSubmit({ baton: 1, verb: 'form', case: state.id, card: 'form', args }, ctx);
      return asked.kind === 'form' ? [[`form ${command} ${by}`, formPost(asked, ctx, view)] as [string, Post]] : [];
    });
  });
  const messages = s.sent.flatMap(({ message }): [string, Post][] => {
    const person = message.kind === 'ping' ? message.person : undefined;
    const post = renderMessage(message, state, { ...view, ...(person && { person }) });

    return post ? [[`message ${message.kind} ${person ?? ''}`, post]] : [];
  });
  const answers = refusable.flatMap((one): [string, Post][] => {
    const copy = Object.assign(Object.create(Object.getPrototypeOf(s)) as Story, s, { events: [], sent: [] });
    const decision = copy.command('megan', one);
    const outcome =
      'refusal' in decision
        ? ({ kind: 'refused', refusal: decision.refusal, state } as const)
        : ({ kind: 'done', before: state, after: copy.case, events: decision.events } as const);
    return answerTo(outcome, { ...view, person: 'megan' }).map((post) => [`answer ${JSON.stringify(one)}`, post]);
  });
  return [
    ['case', { card: caseCard(state, view) }],
    ...state.tickets.map(({ id }): [string, Post] => [id, { card: ticketCard(state, id, view) ?? {} }]),
    ['ticket list', ticketListPost(state, { page: 1 }, view)],
    ['notice list', noticeListPost(state, { page: 1 }, view)],
    ['vendor check', contactCheckPost(contacts, namesOfExample, { page: 1 }, view)],
    ['contact letter', contactLetter(contacts, namesOfExample, { ...view, way: 'sms' })],
    ['vendor list', vendorListPost(desk, namesOfExample, { page: 1 }, view)],
    ['vendor', vendorPost(desk, namesOfExample, 'microsoft', view) ?? {}],
    ...forms,
    ...messages,
    ...answers,
  ];
}

/** What a reader takes for usable: every text but what is struck through. */
function usable({ text, summary, card }: Post): string[] {
  const struck = new Set(nodes(card).filter((n) => n['strikethrough'] === true));
  const inCard = nodes(card)
    .filter((n) => !struck.has(n))
    .flatMap((n: Node) => ['text', 'title', 'value', 'url', 'label', 'placeholder', 'speak'].map((key) => n[key]));
  return [text, summary, ...inCard]
    .filter((one) => typeof one === 'string')
    .map((one) =>
      one.replaceAll('\u2060', '').replace(/\+[\d\s]+ comes after all others now|called you on \+[\d\s]+:/u, ''),
    );
}

const isDead = ({ deadBecause }: RouteState) => deadBecause !== null;

/** Whatever of the present state must not stand anywhere as usable. */
function forbidden(state: Case): (string | RegExp)[] {
  const vendor = routesOf(state, 'microsoft');
  const people = Object.keys(state.directory.people).flatMap((id) => personRoutes(state, id));
  const authorities = state.notices.flatMap((n) => recipientRoutes(state, n.clock.recipient));
  const dead = [...vendor, ...people, ...authorities].filter(isDead);
  const addresses = dead.flatMap(({ route }) => (route.address ? [route.address] : []));
  const kinds = (['phone', 'portal', 'email'] as const).filter((kind) =>
    vendor.every((r) => r.route.kind !== kind || isDead(r)),
  );
  const name = { phone: 'phone', portal: 'portal', email: 'e-mail' };
  return [
    ...addresses,
    ...addresses.map((address) => address.replaceAll(' ', '\u00a0')),
    ...addresses.filter((a) => a.startsWith('+')).map((a) => `tel:${a.replaceAll(' ', '')}`),
    ...vendor.filter(isDead).map(({ route }) => `via:${route.id}`),
    ...kinds.flatMap((kind) => [
      new RegExp(`(Ask(?!ed)|Answer|again|say it|take it)[^.·:]* by (\\w+ or by )*${name[kind]}`, 'i'),
      new RegExp(`These work:[^.]*${name[kind]}`, 'i'),
      new RegExp(`${name[kind]}(?![^:;]*not work)[^:;]* works?$`, 'i'),
    ]),
    ...(kinds.includes('phone') && people.every((r) => r.route.kind !== 'phone' || isDead(r))
      ? [/\b(Phone Microsoft|call (the|me|\+)|call, or)/i]
      : []),
  ];
}

/** How a playbook or the help may name a way. */
const named = {
  phone: /\b(tele)?phone|\b(call|ring) (the|them)\b|via:phone/i,
  portal: /\bportal|via:portal/i,
  email: /\bby e.?mail\b|via:mail/i,
} as const;
const called = { phone: 'phone', portal: 'portal', email: 'e-mail' } as const;

/** Texts of others than us name a way that is dead for every vendor meant: then the same card or letter must say that it is. */
function unwarned(s: Story, wrote: (text: string) => boolean, all: readonly [string, string[]][]): string[] {
  const vendor = routesOf(s.case, 'microsoft');
  const dead = (['phone', 'portal', 'email'] as const).filter((kind) =>
    vendor.every((r) => r.route.kind !== kind || isDead(r)),
  );
  return all.flatMap(([what, texts]) =>
    dead.flatMap((kind) => {
      const found = texts.find((text) => wrote(text) && named[kind].test(text));
      const warned = texts.some((text) => plain(text).includes(`Do not use ${called[kind]}`));
      return found === undefined || warned ? [] : [`${what}: “${found}” names ${kind} without a warning`];
    }),
  );
}

const plain = (text: string) => text.replaceAll('\u2011', '-').replaceAll('\u00a0', ' ').replaceAll('\u2060', '');
const textsOf = (card: unknown) =>
  nodes(card)
    .flatMap((n) => ['text', 'title', 'value', 'label'].map((key) => n[key]))
    .filter((t) => typeof t === 'string');

/** What shows the steps of a playbook: the case, the list, pings and letters about steps that are late. */
function withSteps(s: Story): [string, string[]][] {
  const state = s.case;
  const view: ViewContext = { now: s.now, language: 'en' };
  const pings = s.sent.flatMap(({ message }) => (message.kind === 'ping' ? [message] : []));
  return [
    ['case', textsOf(caseCard(state, view))],
    ...[1, 2].map((page): [string, string[]] => ['step list', textsOf(stepListPost(state, { page }, view).card)]),
    ...pings.slice(-6).flatMap((ping): [string, string[]][] => {
      const post = renderMessage(ping, state, { ...view, person: ping.person });
      const letter = letterOf(ping, state, { ...view, way: 'sms', link: null, smsAnswers: true, mayRepeat: false });
      return [
        ['ping', textsOf(post?.card)],
        ['letter', letter === null ? [] : [letter.text]],
      ];
    }),
  ];
}

describe('what others wrote', () => {
  const playbooks = [...example.playbooks.keys()];

  it('a step that names a way stands beside a warning while that way is dead', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...playbooks),
        fc.subarray(services),
        fc.integer({ min: 1, max: 600 }),
        (playbook, affects, minutes) => {
          const s = new Story('2023-07-31T06:10:00Z');
          s.say('alex', { type: 'case.new', title: 'Out', severity: 'sev1', playbook, affects });
          s.say('megan', { type: 'ticket.open', vendor: 'microsoft', reference: '1', words: 'out', owner: 'megan' });
          s.until(plusMs(s.now, minutes * 60_000));
          const steps = s.case.steps.filter(({ status }) => status === 'open');
          const wrote = (text: string) =>
            steps.some((step) =>
              [step.text, step.hint ?? '', step.script ?? ''].some((part) => {
                const begin = plain(part).slice(0, 30);
                return begin !== '' && plain(text).includes(begin);
              }),
            );
          expect(unwarned(s, wrote, withSteps(s))).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it('help says which of the ways in it are dead in the case in whose thread it is asked for', () => {
    for (const affects of services.map((one) => [one])) {
      const s = new Story('2023-07-31T06:10:00Z');
      s.say('alex', { type: 'case.new', title: 'Out', severity: 'sev1', playbook: 'blank', affects });
      const view: ViewContext = { now: s.now, language: 'en' };
      const all = [undefined, 'ticket', ...commands.map(({ path }) => path)].map((command): [string, string[]] => {
        const query = command === undefined ? {} : { command };
        return [`help ${command}`, textsOf(helpPost(query, view, deadWaysNotice(query, s.case, view)).card)];
      });
      expect(unwarned(s, (text) => text.includes('via:'), all)).toEqual([]);
    }
  });

  it('the form of what the vendor wants marks each dead way where it can be chosen', () => {
    for (const affects of services.map((one) => [one])) {
      const s = lived({ severity: 'sev1', before: [], acts: [], after: affects });
      const ctx = contextIn({ state: s.case, now: s.now, story: s });
      const args = { command: 'ticket wants', ticket: 'T1', vendor: 'microsoft' };
      const asked = readSubmit({ baton: 1, verb: 'form', case: s.case.id, card: 'form', args }, ctx);
      if (asked.kind !== 'form') throw new Error(asked.kind);
      const { card } = formPost(asked, ctx, { now: s.now, language: 'en' });
      const choices = nodes(card).filter((n) => typeof n['title'] === 'string' && typeof n['value'] === 'string');
      for (const { route, deadBecause } of routesOf(s.case, 'microsoft')) {
        const choice = choices.find(({ value }) => value === route.id);
        expect([route.id, /does not work|do not use/iu.test(String(choice?.['title']))]).toEqual([
          route.id,
          deadBecause !== null,
        ]);
      }
    }
  });
});

function namedAsUsable(s: Story): string[] {
  const no = forbidden(s.case);
  return everything(s).flatMap(([what, post]) =>
    usable(post).flatMap((text) =>
      no
        .filter((one) => (typeof one === 'string' ? text.includes(one) : one.test(text)))
        .map((one) => `${what}: “${text}” names ${one}`),
    ),
  );
}

describe('the law of dead routes', () => {
  it('no message, card, form or answer names one as usable, whatever is affected', () => {
    fc.assert(
      fc.property(plan, (one) => {
        expect(namedAsUsable(lived(one))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it('nor does the answer to all that they asked for, when our phones are down', () => {
    const wants = (words: string): Plan['acts'][number] => ({
      intent: { type: 'ticket.wants', ticket: 'T1', via: 'portal', words },
      minutes: 1,
    });
    const s = lived({ severity: 'sev1', before: [], acts: [wants('a list'), wants('a log')], after: ['phones'] });
    expect(namedAsUsable(s)).toEqual([]);
  });

  it('bites: the same looks find a dead route where it stands', () => {
    const s = lived({ severity: 'sev1', before: [], acts: [], after: ['email'] });
    const no = forbidden(s.case);
    for (const text of [
      'Answer by e-mail',
      'support@vendor.example',
      'ticket sent T1 via:mail "…"',
      'These work: e-mail.',
    ])
      expect(no.some((one) => (typeof one === 'string' ? text.includes(one) : one.test(text)))).toBe(true);
    expect(usable({ card: { type: 'TextRun', text: 'E-mail', strikethrough: true } })).toEqual([]);
  });

  it('alive again when the service is: it is offered as before', () => {
    const s = lived({ severity: 'sev1', before: ['email'], acts: [], after: [] });
    const [card] = s.case.tickets.map(({ id }) => ticketCard(s.case, id, { now: s.now, language: 'en' }));
    expect(usable({ card: card ?? {} }).join('\n')).toContain('support@vendor.example');
    expect(nodes(card).some((n) => n['strikethrough'] === true)).toBe(false);
  });
});
