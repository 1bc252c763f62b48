/** `vendor check`: contacts that somebody should look at before the day, each with two buttons; and whom Baton cannot reach. */
import type { ContactCheck } from '../domain/contacts.ts';
import type { PersonId, VendorId } from '../domain/organisation.ts';
import { personRoutes } from '../domain/routes.ts';
import { DOT } from '../words/format.ts';
import type { Names } from '../words/speech.ts';
import { band } from './blocks/band.ts';
import { actionSet, button, formButton } from './blocks/button.ts';
import { foot } from './blocks/foot.ts';
import { frame } from './blocks/frame.ts';
import { header } from './blocks/header.ts';
import { facts, line } from './blocks/line.ts';
import { MARK } from './blocks/marks.ts';
import { row } from './blocks/row.ts';
import { section } from './blocks/section.ts';
import { phoneRow } from './callee.ts';
import {
  type ContactList,
  contactScene,
  nameOf,
  phonesOf,
  placeOf,
  type ContactScene as Scene,
  stateOf,
} from './contactFacts.ts';
import { fitting } from './fit.ts';
import { pageButtons, pageOf } from './pages.ts';
import type { Post, ViewContext } from './post.ts';
import type { Element } from './render.ts';
import { deadRow } from './routes.ts';

const SIZE = 5;
const mostOut = 6;

export function contactCheckPost(
  list: ContactList,
  names: Names,
  of: { page: number; vendor?: VendorId },
  view: ViewContext,
): Post {
  const scene = contactScene(list.desk, names, view);
  const { on, s, w, c, k } = scene;
  const page = pageOf(list.contacts, of.page, SIZE);
  const due = list.contacts.filter((contact) => contact.due).length;
  const news = k.news(due, list.outOfReach.length);
  const args: Record<string, string> = of.vendor === undefined ? {} : { vendor: of.vendor };
  const build = (longest: number) =>
    frame('list', `${k.title}. ${news}`, {
      header: header(k.title, facts(k.why)),
      band: band({
        style: due + list.outOfReach.length === 0 ? 'emphasis' : 'warning',
        caption: `${due + list.outOfReach.length === 0 ? MARK.done : MARK.late} ${news}`,
        ...(due > 0 && { action: k.heading }),
      }),
      rows: [
        ...(list.contacts.length === 0
          ? [line(k.none)]
          : page.rows.flatMap((contact) => rows(scene, contact, longest))),
        ...outSection(scene, list.outOfReach),
      ],
      foot: foot(facts(page.said(w), c.upper(w.asOf(view.now, s)), w.cards.orType(twin(list.contacts[0])))),
      buttons:
        pageButtons(on, 'vendor check', page, w, args).length === 0
          ? []
          : actionSet(pageButtons(on, 'vendor check', page, w, args)),
    });
  return { card: fitting(build), summary: `${k.title}: ${news}` };
}

/** What the first button says. */
function twin(first: ContactCheck | undefined): string {
  const id = first?.person ?? first?.vendor;
  return id === undefined ? 'vendor check' : `vendor right ${id}`;
}

function rows(scene: Scene, contact: ContactList['contacts'][number], longest: number): Element[] {
  const { on, s, k } = scene;
  const said =
    contact.answered && k.answered(contact.answered.what, s.name(contact.answered.by), s.short(contact.answered.at));
  const second = [stateOf(scene, contact), placeOf(scene, contact), said ?? ''];
  return [
    row({
      mark: contact.wrong && contact.due ? 'blocked' : contact.due ? 'late' : 'done',
      first: nameOf(scene, contact),
      bold: true,
      second: second.filter((part) => part !== '').join(DOT),
    }),
    ...phonesOf(scene, contact).map((number) =>
      number.deadBecause === null ? phoneRow(s.text(number.route.address, longest), []) : deadRow(scene, number),
    ),
    ...(contact.due
      ? [
          actionSet([
            button(on, k.stillRight, 'vendor right', { contact: contact.id }),
            formButton(on, k.changed, 'vendor changed', { contact: contact.id }),
          ]),
        ]
      : []),
  ];
}

function outSection(scene: Scene, people: readonly PersonId[]): Element[] {
  const { desk, s, w, k } = scene;
  const shown = people.slice(0, mostOut);
  const rest = people.length - shown.length;
  const kinds = (person: PersonId) =>
    s.list([...new Set(personRoutes(desk, person).map(({ route }) => w.routeKind(route.kind)))]);
  return section({
    title: k.outHeading,
    rows: [
      ...shown.map((person) =>
        row({ mark: 'blocked', first: s.name(person), bold: true, second: k.outRow(kinds(person)) }),
      ),
      ...(rest > 0 ? [line(k.more(rest), { size: 'Small', subtle: true })] : []),
      ...(shown.length > 0 ? [line(k.outHint, { size: 'Small', subtle: true })] : []),
    ],
  });
}
