// Everything that leaves the bot about a case, whatever people wrote in it: cards, text messages, letters, papers in their forms,
// pages. For laws that hold for all of it. Add a line when you add something that leaves.
import { answeredPost } from '../../src/cards/answer/answeredCard.ts';
import { answerTo } from '../../src/cards/answer/answers.ts';
import { boardPost } from '../../src/cards/case/boardCard.ts';
import { noticeListPost } from '../../src/cards/case/noticeListCard.ts';
import { owedPost } from '../../src/cards/case/owedCard.ts';
import { stepListPost } from '../../src/cards/case/stepListCard.ts';
import { timelinePost } from '../../src/cards/case/timelineCard.ts';
import { formPost } from '../../src/cards/commands/formCard.ts';
import { stepFormPost } from '../../src/cards/commands/stepFormCard.ts';
import { unknownPost } from '../../src/cards/commands/unknownCard.ts';
import { letterOf } from '../../src/cards/letter.ts';
import { cardPost, renderMessage, repeated } from '../../src/cards/message.ts';
import { answeredText, askedOf } from '../../src/cards/outsider/askedOf.ts';
import { offerPost } from '../../src/cards/outsider/offerCard.ts';
import { outsiderPost } from '../../src/cards/outsider/outsiderCard.ts';
import { packPost } from '../../src/cards/pack/packCard.ts';
import { speakPost } from '../../src/cards/pack/speakCard.ts';
import type { Letter, Post, ViewContext } from '../../src/cards/post.ts';
import { ticketListPost } from '../../src/cards/ticket/ticketListCard.ts';
import { contactCheckPost } from '../../src/cards/vendor/contactCard.ts';
import { contactLetter } from '../../src/cards/vendor/contactLetter.ts';
import { pressurePost } from '../../src/cards/vendor/pressureCard.ts';
import { vendorPost } from '../../src/cards/vendor/vendorCard.ts';
import { vendorListPost } from '../../src/cards/vendor/vendorListCard.ts';
import type { Case, Ticket } from '../../src/domain/case.ts';
import { stillOwed, unfixed } from '../../src/domain/decisions/ending.ts';
import { deskOf } from '../../src/domain/desk.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import type { Message } from '../../src/domain/message.ts';
import { entry, type Organisation } from '../../src/domain/organisation.ts';
import type { PackState } from '../../src/domain/packState.ts';
import { isOutsider } from '../../src/domain/people.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { reportOf } from '../../src/domain/report/report.ts';
import { parse } from '../../src/grammar/parse.ts';
import { commands, pathOf } from '../../src/grammar/table.ts';
import type { Parsed } from '../../src/grammar/types.ts';
import { answerHtml } from '../../src/http/pages/answerHtml.ts';
import { coverOf } from '../../src/papers/cover.ts';
import { grabBag } from '../../src/papers/grabBag.ts';
import { packPaper } from '../../src/papers/packPaper.ts';
import { pressurePaper } from '../../src/papers/pressurePaper.ts';
import { reportPaper } from '../../src/papers/reportPaper.ts';
import { sealed } from '../../src/papers/seal.ts';
import { spokenOf } from '../../src/papers/speak.ts';
import { namesOf, organisationNames } from '../../src/words/speech.ts';
import { boardWith } from './boards.ts';
import type { PlantedExample } from './planted.ts';
import { reportCardOf } from './reportGallery.ts';
import { heardIn, saidSurfaces } from './saidSurfaces.ts';
import { everybody } from './story.ts';

/** One thing that leaves, and the way by which it does. */
export type Surface = { name: string } & (
  | { post: Post }
  | { letter: Letter }
  /** A page, or a paper to be printed. */
  | { html: string }
  /** A paper to be pasted, or one for programs. */
  | { text: string }
  | { json: string }
);

export interface Surroundings {
  organisation: Organisation;
  /** Facts and refusals of every kind. */
  facts: readonly CaseEvent[];
  refusals: readonly Refusal[];
  /** What somebody typed, in a chat or by SMS. */
  typed: readonly string[];
}

export function surfacesOf(of: PlantedExample, around: Surroundings): Surface[] {
  const { state, now, events } = of;
  const view: ViewContext = { now, language: 'en', person: 'megan' };
  const post = (name: string, made: Post | null): Surface[] => (made === null ? [] : [{ name, post: made }]);
  return [
    ...post('case card', cardPost('case', state, view)),
    ...state.tickets.flatMap((ticket) => [
      ...post(`card of ${ticket.id}`, cardPost(ticket.id, state, view)),
      ...papersOf(state, ticket, view),
    ]),
    ...post('timeline', timelinePost(events, state, { page: 1 }, view)),
    ...post('timeline, page 2', timelinePost(events, state, { page: 2 }, view)),
    ...reports(events, view),
    ...post('steps', stepListPost(state, { page: 1 }, view)),
    ...post('steps to do', stepFormPost(state, view)),
    ...post('tickets', ticketListPost(state, { page: 1 }, view)),
    ...post('notices', noticeListPost(state, { page: 1 }, view)),
    ...post('board', boardPost(boardWith([state], now), 'open', view)),
    ...post('owed, to close', owedPost({ what: 'close', owed: stillOwed(state) }, state, view)),
    ...post('owed, to resolve', owedPost({ what: 'resolve', owed: unfixed(state) }, state, view)),
    ...of.sent.flatMap((message) => messageSurfaces(message, state, now)),
    ...outsiders(state, now, around.typed),
    ...deskSurfaces(state, view, around.organisation),
    ...answers(state, view, around),
    ...saidSurfaces(state, view, around),
    ...forms(state, view, around),
    ...pages(state, now),
  ];
}

function messageSurfaces(message: Message, state: Case, now: ViewContext['now']): Surface[] {
  const person = message.kind === 'ping' ? { person: message.person } : {};
  const view: ViewContext = { now, language: 'en', ...person };
  const post = renderMessage(message, state, view);
  const all: Surface[] = post === null ? [] : [{ name: `message ${message.kind}`, post }];
  if (post !== null) all.push({ name: `message ${message.kind} again`, post: repeated(post, 'en') });
  if (message.kind !== 'ping') return all;
  for (const way of ['email', 'sms', 'webhook'] as const)
    for (const link of [null, OUR_LINK]) {
      const letter = letterOf(message, state, { ...view, way, link, smsAnswers: link === null, mayRepeat: true });
      if (letter !== null) all.push({ name: `letter by ${way}`, letter });
    }
  return all;
}

/** The only address that may be a link: it is ours. */
export const OUR_LINK = 'https://baton.example.org/answer/Zm9yIGEgdGVzdCBvbmx5';

function outsiders(state: Case, now: ViewContext['now'], typed: readonly string[]): Surface[] {
  return Object.keys(state.directory.people)
    .filter((id) => isOutsider(state, id))
    .flatMap((person) => {
      const view = { now, language: 'en', person, outsider: true } as const;
      const vendor = entry(state.directory.people, person)?.organisation ?? '';
      const hers = state.tickets.filter((t) => t.vendor === vendor).map((ticket) => ({ state, ticket }));
      const card = state.tickets[0] && outsiderPost(state.tickets[0].id, state, view);
      return [
        ...(card ? [{ name: 'account manager’s card', post: card }] : []),
        ...typed.flatMap((text) => {
          const offer = offerPost(text, hers, vendor, view);
          return offer ? [{ name: 'account manager’s words', post: offer }] : [];
        }),
      ];
    });
}

function papersOf(state: Case, ticket: Ticket, view: ViewContext): Surface[] {
  const sheet = sealed(pressurePaper(state, ticket, view.now));
  const packs = [true, false].flatMap((people): Surface[] => {
    const { paper, personal } = packPaper(state, ticket, { version: 1, at: view.now, people });
    const made = sealed(paper);
    const sha256 = { text: made.text.sha256, html: made.html.sha256, json: made.json.sha256 };
    const pack: PackState = {
      version: 1,
      ticket: ticket.id,
      at: view.now,
      by: 'megan',
      withoutPeople: !people,
      personal,
      sha256,
      length: made.text.body.length,
      links: [],
    };
    const withIt: Case = { ...state, packs: [pack] };
    const spoken = spokenOf(paper, {
      reader: entry(state.directory.people, 'megan')?.name ?? '',
      organisation: state.directory.name,
      ...(ticket.reference !== undefined && { reference: ticket.reference }),
      contract: entry(state.directory.vendors, ticket.vendor)?.contract.number ?? '',
    });
    const cover = coverOf(pack, 'K-7QM4X', state);
    return [
      { name: 'pack as text', text: `${cover}\n${made.text.body}` },
      { name: 'pack as a page', html: made.html.body },
      { name: 'pack for programs', json: made.json.body },
      { name: 'pack card', post: packPost({ pack, forms: made, cover, link: OUR_LINK }, withIt, view) },
      { name: 'pack read out', post: speakPost(pack, spoken, withIt, view) },
    ];
  });
  return [
    ...packs,
    { name: 'pressure sheet', post: pressurePost(state, ticket, sheet.text.body, view) },
    { name: 'pressure sheet as a page', html: sheet.html.body },
    { name: 'pressure sheet for programs', json: sheet.json.body },
  ];
}

function reports(events: readonly CaseEvent[], view: ViewContext): Surface[] {
  const report = reportOf(events, view.now);
  if (report === null) return [];
  const made = sealed(reportPaper(report));
  return [
    { name: 'report', post: reportCardOf(report) },
    { name: 'report as text', text: made.text.body },
    { name: 'report as a page', html: made.html.body },
    { name: 'report for programs', json: made.json.body },
  ];
}

function deskSurfaces(state: Case, view: ViewContext, organisation: Organisation): Surface[] {
  const desk = deskOf(organisation, everybody, [state]);
  const names = organisationNames(organisation);
  const people = Object.keys(organisation.people);
  const wrong = { at: view.now, caseId: state.id };
  const contacts = people.map((id) => ({ id, person: id, verified: '2023-03-01', due: true, wrong }));
  const list = { desk, contacts, outOfReach: people };
  const bag = sealed(grabBag({ organisation, cases: [state], now: view.now }));
  const vendors = Object.keys(organisation.vendors).flatMap((id): Surface[] => {
    const post = vendorPost(desk, names, id, view);
    return post === null ? [] : [{ name: 'vendor', post }];
  });
  return [
    ...vendors,
    { name: 'vendors', post: vendorListPost(desk, names, { page: 1 }, view) },
    { name: 'contacts', post: contactCheckPost(list, names, { page: 1 }, view) },
    { name: 'letter about contacts', letter: contactLetter(list, names, { ...view, way: 'email' }) },
    { name: 'grab bag as text', text: bag.text.body },
    { name: 'grab bag as a page', html: bag.html.body },
    { name: 'grab bag for programs', json: bag.json.body },
  ];
}

function answers(state: Case, view: ViewContext, { facts, refusals }: Surroundings): Surface[] {
  const said = facts.flatMap((event): Surface[] => {
    const done = { kind: 'done', before: state, after: state, events: [event], link: OUR_LINK } as const;
    const { type } = event.body;
    const sms = answeredText(done, state, 'megan', view.now);
    return [
      ...answerTo(done, view).map((post) => ({ name: `answer to ${type}`, post })),
      { name: `card after ${type}`, post: answeredPost({ after: state, events: [event], by: event.by }, view) },
      { name: `SMS after ${type}`, letter: { subject: '', text: sms, short: sms } },
    ];
  });
  const no = refusals.flatMap((refusal): Surface[] => {
    const outcome = { kind: 'refused', refusal, state } as const;
    const sms = answeredText(outcome, state, 'megan', view.now);
    return [
      ...answerTo(outcome, view).map((post) => ({ name: `no: ${refusal.no}`, post })),
      ...answerTo({ ...outcome, state: null }, view).map((post) => ({ name: `no: ${refusal.no}, no case`, post })),
      { name: `SMS: ${refusal.no}`, letter: { subject: '', text: sms, short: sms } },
    ];
  });
  return [...said, ...no];
}

/** What comes back when a line is not understood, or when more is to be filled in. */
function forms(state: Case, view: ViewContext, { organisation, typed }: Surroundings): Surface[] {
  const ctx = heardIn(state, view, organisation);
  const asked = (parsed: Parsed): Post[] =>
    parsed.kind === 'form'
      ? [formPost(parsed, ctx, view, { notice: 'Meant so?' })]
      : parsed.kind === 'unknown'
        ? unknownPost(parsed, ctx, view)
        : [];
  const lines = typed.flatMap((text) => [
    ...asked(parse(text, ctx)),
    ...asked(parse(`ticket wants T1 via:nowhere due:never "${text}"`, ctx)),
    ...asked(parse(`tickte ${text}`, ctx)),
    ...asked(parse(`case new by:${text}`, ctx)),
  ]);
  const empty = commands.map((row): Post => {
    const filled = Object.fromEntries(Object.keys(row.args).map((name, i) => [name, typed[i % typed.length] ?? '']));
    return formPost({ kind: 'form', command: pathOf(row), caseId: state.id, filled, problems: [] }, ctx, view);
  });
  return [...lines, ...empty].map((post) => ({ name: 'form', post }));
}

/** The page that a reply link opens, for everybody about everything. */
function pages(state: Case, now: ViewContext['now']): Surface[] {
  return Object.keys(state.directory.people).map((person) => {
    const epochs = Object.fromEntries(Object.entries(state.clocks).map(([key, { epoch }]) => [key, epoch]));
    const { text, holds, outsider } = askedOf(state, person, epochs, now);
    const form = {
      until: 'Until',
      choices: holds,
      onIt: 'On it',
      onItHint: String(outsider),
      notMine: 'Not mine',
      notMineHint: '',
      nothingChanges: '',
    };
    const says = namesOf(state).person(person) ?? '';
    const html = answerHtml({ language: 'en', title: state.directory.name, says, text: text ?? '', form });
    return { name: 'answer page', html };
  });
}
