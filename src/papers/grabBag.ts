/** Everything that is needed on the day when Teams itself is down, to be printed: open cases, people, vendors, ladders, authorities. */
import { numbersOf, support } from '../domain/callees.ts';
import type { Case } from '../domain/case.ts';
import type { Whom } from '../domain/commands.ts';
import { nextActions, pressingAt } from '../domain/next.ts';
import {
  entry,
  type Ladder,
  type Organisation,
  type Person,
  type PersonId,
  type PingTarget,
  peopleOfRole,
  ROLES,
  type Route,
  SEVERITIES,
  type Vendor,
  type VendorId,
} from '../domain/organisation.ts';
import type { Instant } from '../domain/time.ts';
import { dayAndTime, full, length, list, upper } from '../words/format.ts';
import { type GrabBagWords, grabBagWordsOf } from '../words/grabBag.ts';
import { namesOf, speechOf } from '../words/speech.ts';
import { obligationLine, wordsOf } from '../words/words.ts';
import { inert, together } from './inert.ts';
import type { Pair, Paper, PaperSection } from './paper.ts';

const mostNext = 5;

interface Bag {
  cases: readonly Case[];
  organisation: Organisation;
  now: Instant;
  w: GrabBagWords;
}

/** `cases`: all that are not closed. */
export function grabBag(of: { organisation: Organisation; cases: readonly Case[]; now: Instant }): Paper {
  const { organisation, cases, now } = of;
  const { language, timeZone } = organisation;
  const w = grabBagWordsOf(language);
  const bag = { organisation, cases, now, w };
  return {
    language,
    title: inert(w.title(organisation.name)),
    about: [inert(w.asOf(full(now, timeZone, now, language)))],
    sections: [
      { id: 'without', title: w.without, lines: w.withoutLines.map(inert) },
      { id: 'cases', title: w.now, ...openCases(cases, bag) },
      { id: 'people', title: w.people, pairs: ourPeople(bag) },
      ...Object.values(organisation.vendors).map((vendor) => vendorSection(vendor, bag)),
      ...ladderSections(bag),
      ...authoritySection(bag),
    ],
    foot: [inert(w.asOf(full(now, timeZone, now, language)))],
  };
}

function openCases(cases: readonly Case[], { now, w }: Bag): Pick<PaperSection, 'text' | 'lines'> {
  if (cases.length === 0) return { text: [inert(w.noCases)] };
  return {
    lines: cases.flatMap((state) => {
      const s = speechOf(namesOf(state), { now, language: state.directory.language, medium: 'plain' });
      const severity = wordsOf(state.directory.language).severity(state.severity);
      const next = nextActions(state, now)
        .slice(0, mostNext)
        .map((ob) => {
          const who = 'person' in ob.holder ? s.name(ob.holder.person) : w.target('channel');
          return w.next(obligationLine(ob, state, s), who ?? '', s.at(pressingAt(state, ob, now)));
        });
      const tickets = state.tickets
        .filter((t) => t.status === 'open')
        .map((t) => w.ticket(t.id, s.vendor(t.vendor), t.reference ?? w.noReference, s.at(t.heardAt)));
      return [w.case(state.id, s.text(state.title, 120), severity, s.name(state.owner)), ...next, ...tickets].map(
        inert,
      );
    }),
  };
}

/** By role, in the order in which they are asked today. */
function ourPeople({ organisation, now }: Bag): Pair[] {
  const role = wordsOf(organisation.language).role;
  return ROLES.map((of) => ({
    label: inert(role(of)),
    value: inert(
      list(
        peopleOfRole(organisation, of, now).map((id) => reachable(entry(organisation.people, id), id)),
        ',',
      ),
    ),
  }));
}

function reachable(person: Person | undefined, id: PersonId): string {
  return [person?.name ?? id, person?.phone === undefined ? '' : together(person.phone)].filter(Boolean).join(' ');
}

function vendorSection(vendor: Vendor, bag: Bag): PaperSection {
  const { organisation, w } = bag;
  const { contract } = vendor;
  const kind = wordsOf(organisation.language).routeKind;
  const person =
    (label: string) =>
    (id: PersonId): Pair => ({ label, value: inert(outsider(id, bag)) });
  const [first, ...deputies] = vendor.accountManager;
  return {
    id: `vendor-${vendor.id}`,
    title: inert(w.vendor(vendor.name)),
    pairs: [
      { label: w.contract, value: together(contract.number) },
      {
        label: w.hours,
        value: inert(contract.hours === '24x7' ? w.allHours : w.opening(contract.hours.from, contract.hours.to)),
      },
      ...(contract.mayOpen.length === 0
        ? []
        : [
            {
              label: w.mayOpen,
              value: inert(contract.mayOpen.map((id) => reachable(entry(organisation.people, id), id)).join(', ')),
            },
          ]),
      ...vendor.routes.map((route) => ({
        label: inert(upper(kind(route.kind))),
        value: inert(routeLine(vendor.id, route, bag)),
      })),
      ...(first === undefined ? [] : [person(w.accountManager)(first)]),
      ...deputies.map(person(w.deputy)),
      ...vendor.superior.map(person(w.superior)),
    ],
  };
}

/** "was a wrong number Wed 25 Nov 22:16 (INC-1)": as an open case knows it; empty where none does. */
function wrongNumber(vendor: VendorId, whom: Whom, number: string, { cases, organisation, now, w }: Bag): string {
  for (const state of cases) {
    const at = numbersOf(state, vendor, whom).find(({ route }) => route.address === number)?.wrongAt;
    if (at) return w.wrong(together(dayAndTime(at, organisation.timeZone, now, organisation.language)), state.id);
  }
  return '';
}

function routeLine(vendor: VendorId, route: Route, bag: Bag): string {
  const { organisation, w } = bag;
  const { address = '', dependsOn, remark = '' } = route;
  const wrong = route.kind === 'phone' ? wrongNumber(vendor, support, address, bag) : '';
  const names = dependsOn.map((id) => entry(organisation.services, id)?.name ?? id);
  const verified = entry(organisation.vendors, vendor)?.verified;
  const checked = route.kind !== 'phone' ? '' : verified === undefined ? w.never : w.checked(verified);
  return [together(address), wrong, checked, names.length === 0 ? '' : w.needs(list(names, 'or')), remark]
    .filter(Boolean)
    .join('; ');
}

function outsider(id: PersonId, bag: Bag): string {
  const { organisation, w } = bag;
  const person = entry(organisation.people, id);
  const numbers = [person?.phone, ...(person?.routes ?? []).filter((r) => r.kind === 'phone').map((r) => r.address)];
  const wrongOf = (number: string) => wrongNumber(person?.organisation ?? '', id, number, bag);
  const checked = person?.verified === undefined ? w.never : w.checked(person.verified);
  return [
    person?.name ?? id,
    ...new Set(numbers.flatMap((n) => (n ? [[together(n), wrongOf(n)].filter(Boolean).join(' ')] : []))),
    person?.email ?? '',
    checked,
  ]
    .filter(Boolean)
    .join(', ');
}

function ladderSections({ organisation, w }: Bag): PaperSection[] {
  return Object.entries(organisation.ladders).flatMap(([name, bySeverity]) =>
    SEVERITIES.map((severity) => ({
      id: `ladder-${name}-${severity}`,
      title: inert(w.ladder(name, wordsOf(organisation.language).severity(severity))),
      text: [inert(name === 'own' ? w.own : w.theirs)],
      lines: rungs(bySeverity[severity], organisation, w).map(inert),
    })),
  );
}

function rungs({ rungs: all, repeat, deadline }: Ladder, organisation: Organisation, w: GrabBagWords): string[] {
  const who = (ping: readonly PingTarget[]) =>
    list(
      ping.map((target) => w.target(target) ?? entry(organisation.people, target)?.name ?? target),
      'and',
    );
  return [
    ...all.map(({ after, ping, do: what }) =>
      w.rung(length(after), who(ping), what === undefined ? '' : w.doing(what)),
    ),
    w.repeat(length(repeat)),
    ...(deadline ? [w.deadline(length(deadline.after), who(deadline.ping), length(deadline.repeat))] : []),
  ];
}

function authoritySection({ organisation, w }: Bag): PaperSection[] {
  const all = Object.values(organisation.authorities);
  if (all.length === 0) return [];
  return [
    {
      id: 'authorities',
      title: w.authorities,
      pairs: all.map(({ name, recipient, stages }) => ({
        label: inert(name),
        value: inert(
          [
            recipient.name,
            recipient.phone === undefined ? '' : together(recipient.phone),
            recipient.web ?? '',
            recipient.email ?? '',
            stages.map(({ id, within }) => w.stage(id, length(within))).join(', '),
          ]
            .filter(Boolean)
            .join('; '),
        ),
      })),
    },
  ];
}
