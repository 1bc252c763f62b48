// What is remembered of the example's vendor after a summer of cases, and the cards about it.

import { formPost } from '../../src/cards/commands/formCard.ts';
import { cardPost, pingPost } from '../../src/cards/message.ts';
import type { Post, ViewContext } from '../../src/cards/post.ts';
import { contactCheckPost } from '../../src/cards/vendor/contactCard.ts';
import type { ContactList } from '../../src/cards/vendor/contactFacts.ts';
import { vendorPost } from '../../src/cards/vendor/vendorCard.ts';
import { vendorListPost } from '../../src/cards/vendor/vendorListCard.ts';
import type { Case } from '../../src/domain/case.ts';
import { type Desk, deskOf } from '../../src/domain/desk.ts';
import type { Organisation } from '../../src/domain/organisation.ts';
import { type Profiles, profilesOf } from '../../src/domain/profile.ts';
import { plusMs } from '../../src/domain/time.ts';
import { type Wait, waitOf } from '../../src/domain/wait.ts';
import { parse } from '../../src/grammar/parse.ts';
import { misheardForm } from '../../src/grammar/refused.ts';
import { readSubmit } from '../../src/grammar/submit.ts';
import { type Names, organisationNames } from '../../src/words/speech.ts';
import { type Example, hostile, pingOf, replayAt } from './exampleCases.ts';
import { contextIn } from './formGallery.ts';
import { everybody, example } from './story.ts';

const hour = 3_600_000;

/** The waits of a case as they are kept. */
export const waitsIn = (state: Case): Wait[] => state.tickets.map((ticket) => waitOf(state, ticket));

/** Three earlier tickets: the day of the event, and two in which the portal was tried. */
export function earlier(): Wait[] {
  const [day] = waitsIn(replayAt('2023-07-31 20:35').state);
  if (day === undefined) throw new Error('The event has a ticket');
  const portal = (caseId: string, ms: number | null): Wait => ({
    ...day,
    caseId,
    firstWordAt: plusMs(day.openedAt, 2 * hour),
    tries: [
      {
        route: 'portal',
        at: day.openedAt,
        ...(ms !== null && { how: 'read' as const, workedAt: plusMs(day.openedAt, ms) }),
      },
    ],
    promises: { kept: 1, broken: 0 },
    calls: { acted: 1 },
    idle: { before: hour, ask: hour / 2 },
    moved: ['ask'],
  });
  return [{ ...day, caseId: 'INC-90' }, portal('INC-91', 9 * hour), portal('INC-92', null)];
}

export function profilesWith(...states: Case[]): Profiles {
  return profilesOf([...earlier(), ...states.flatMap(waitsIn)]);
}

export const namesOfExample = organisationNames(example.organisation);

export function deskWith(states: readonly Case[], organisation: Organisation = example.organisation): Desk {
  return deskOf(organisation, everybody, states);
}

/** An organisation whose file is as long as a file gets. */
function sprawling(): Organisation {
  const long = `${hostile} ${'Långa ord åäö '.repeat(20)}`;
  const { microsoft } = example.organisation.vendors;
  const lynne = example.organisation.people['lynne'];
  if (!microsoft || !lynne) throw new Error('The example has Microsoft and Lynne');
  const ids = Array.from({ length: 9 }, (_, i) => `lynne${i}`);
  const routes = [...microsoft.routes, ...microsoft.routes, ...microsoft.routes].map((route, i) => ({
    ...route,
    id: `${route.id}-${i}`,
    remark: long,
  }));
  const vendors = Array.from({ length: 23 }, (_, i) => {
    const id = i === 0 ? 'microsoft' : `vendor${i}`;
    return [
      id,
      {
        ...microsoft,
        id,
        name: `${i} ${long}`,
        contract: { ...microsoft.contract, number: long, notes: long },
        accountManager: ids,
        routes,
      },
    ] as const;
  });
  const people = ids.map((id) => [id, { ...lynne, id, name: `${id} ${long}` }] as const);
  return {
    ...example.organisation,
    vendors: Object.fromEntries(vendors),
    people: { ...example.organisation.people, ...Object.fromEntries(people) },
  };
}

/** Where a way to the vendor is chosen once something is known of each: the ticket, a ping, a form. */
function waysPosts(noon: Example, view: ViewContext): [string, Post][] {
  const ask = replayAt('2023-07-31 09:21');
  const asked = pingOf(ask.story, 'megan');
  const ping = { ...view, now: ask.now, person: 'megan' };
  const ctx = { ...contextIn(noon), ...(view.profiles && { profiles: view.profiles }) };
  const click = {
    baton: 1,
    verb: 'form',
    case: 'INC-1',
    card: 'ticket',
    args: { command: 'ticket sent', ticket: 'T1' },
  };
  const form = readSubmit(click, ctx);
  return [
    ['ticket-known', cardPost('T1', noon.state, view)],
    ['ping-ask', pingPost(asked, ask.state, ping) ?? {}],
    ['form-sent', form.kind === 'form' ? formPost(form, ctx, view) : {}],
    ['form-misheard', misheard(noon, view)],
    ['ticket-with-us', withUs(view)],
    ['ticket-promised-known', promisedAgain(view)],
  ];
}

/** They want something by a way that works: the ball is with us, and they close the ticket if we drop it. */
function withUs(view: ViewContext): Post {
  const { story, now } = replayAt('2023-07-31 11:47');
  story.say('megan', { type: 'ticket.wants', ticket: 'T1', words: 'message traces of Saturday', via: 'portal' });
  return cardPost('T1', story.case, { ...view, now });
}

/** A promise runs, of a vendor whose word is known. */
function promisedAgain(view: ViewContext): Post {
  const { state, now } = replayAt('2023-07-31 16:18');
  return cardPost('T1', state, { ...view, now });
}

/** Somebody heard two characters of a code wrong. */
function misheard(noon: Example, view: ViewContext): Post {
  const code = noon.state.tickets[0]?.sent.at(-1)?.code ?? '';
  const line = `ticket heard T1 "they are on it" quoted:${code.slice(0, 5)}ZZ`;
  const parsed = parse(line, contextIn(noon));
  const decision = parsed.kind === 'intent' ? noon.story.command('megan', parsed.intent) : null;
  const form = parsed.kind === 'intent' && decision && 'refusal' in decision && misheardForm(parsed, decision.refusal);
  return form ? formPost(form, contextIn(noon), view) : {};
}

/** Names and posts, to be drawn. */
export function vendorPosts(noon: Example, quiet: Example, huge: Example): [string, Post][] {
  const view = (of: Example, profiles: Profiles): ViewContext => ({ now: of.now, language: 'en', profiles });
  const now = view(noon, profilesWith(noon.state));
  const none = view(quiet, {});
  const largest = view(huge, profilesWith(huge.state));
  const show = (desk: Desk, at: ViewContext) => vendorPost(desk, namesOfExample, 'microsoft', at) ?? {};
  const sprawl = deskWith([huge.state], sprawling());
  const names = organisationNames(sprawling());
  return [
    ['vendor', show(deskWith([noon.state]), now)],
    ['vendor-unknown', show(deskWith([quiet.state]), none)],
    ['vendor-huge', vendorPost(sprawl, names, 'microsoft', largest) ?? {}],
    ...waysPosts(noon, now),
    ['vendor-list', vendorListPost(deskWith([noon.state]), namesOfExample, { page: 1 }, now)],
    ['vendor-list-huge', vendorListPost(sprawl, names, { page: 2 }, largest)],
    ...contactPosts(noon, sprawl, largest, names),
  ];
}

/** Lynne is due, and the number of the support was wrong; everybody is checked; a file as long as a file gets. */
function contactPosts(noon: Example, sprawl: Desk, largest: ViewContext, names: Names): [string, Post][] {
  const view: ViewContext = { now: noon.now, language: 'en' };
  const desk = deskWith([noon.state]);
  const wrong = { at: plusMs(noon.now, -hour), caseId: 'INC-1' };
  const lynne = { id: 'lynne', person: 'lynne', vendor: 'microsoft', verified: '2023-03-01' };
  const answered = { at: plusMs(noon.now, -2 * hour), by: 'megan', what: 'changed' as const };
  const before = { ...answered, at: plusMs(noon.now, -26 * hour) };
  const due: ContactList = {
    desk,
    contacts: [
      { ...lynne, due: true, answered },
      { id: 'support:microsoft', vendor: 'microsoft', wrong, due: true },
      { id: 'adele', person: 'adele', verified: '2023-07-01', due: false },
    ],
    outOfReach: ['patti'],
  };
  const fine: ContactList = { desk, contacts: [{ ...lynne, verified: '2023-07-20', due: false }], outOfReach: [] };
  const every = Object.keys(sprawl.directory.people).filter((id) => id.startsWith('lynne'));
  const huge: ContactList = {
    desk: sprawl,
    // Answered on another day: asked again, with all that can be said of it.
    contacts: every.map((id) => ({ ...lynne, id, person: id, wrong, due: true, answered: before })),
    outOfReach: Object.keys(sprawl.directory.people),
  };
  return [
    ['contacts', contactCheckPost(due, namesOfExample, { page: 1 }, view)],
    ['contacts-fine', contactCheckPost(fine, namesOfExample, { page: 1 }, view)],
    ['contacts-huge', contactCheckPost(huge, names, { page: 1 }, largest)],
  ];
}
