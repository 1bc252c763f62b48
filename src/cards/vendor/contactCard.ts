/** `vendor check`: contacts that somebody should look at before the day, each with two buttons; and whom Baton cannot reach. */
import type { ContactCheck } from '../../domain/contacts.ts';
import type { PersonId, VendorId } from '../../domain/organisation.ts';
import { personRoutes } from '../../domain/routes.ts';
import { contactWordsOf } from '../../words/contacts.ts';
import { DOT, sameDay } from '../../words/format.ts';
import type { Names } from '../../words/speech.ts';
import { band } from '../blocks/band.ts';
import { actionSet, button, formButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts, line } from '../blocks/line.ts';
import { MARK } from '../blocks/marks.ts';
import { row } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import { fitting } from '../fit.ts';
import { pageButtons, pageOf } from '../pages.ts';
import type { Post, ViewContext } from '../post.ts';
import { phoneRow } from '../reach/callee.ts';
import { deadRow } from '../reach/routes.ts';
import type { Element } from '../render.ts';
import { cardVoice } from '../voice.ts';
import {
  type ContactList,
  contactScene,
  nameOf,
  phonesOf,
  placeOf,
  type ContactScene as Scene,
  stateOf,
} from './contactFacts.ts';

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
  const all = list.contacts.filter((contact) => contact.due);
  const due = all.filter((contact) => !isAnswered(scene, contact)).length;
  const left = due + list.outOfReach.length;
  const news = left === 0 && all.length > 0 ? k.waitsForFile(all.length) : k.news(due, list.outOfReach.length);
  const args: Record<string, string> = of.vendor === undefined ? {} : { vendor: of.vendor };
  const pressed = { ...args, ...(page.page > 1 && { page: String(page.page) }) };
  const build = (longest: number) =>
    frame('list', `${k.title}. ${news}`, {
      header: header(k.title, facts(k.why)),
      band: band({
        style: left === 0 ? 'emphasis' : 'warning',
        caption: `${left === 0 ? MARK.done : MARK.late} ${news}`,
        ...(due > 0 && { action: k.heading }),
      }),
      rows: [
        ...(list.contacts.length === 0
          ? [line(k.none)]
          : page.rows.flatMap((contact) => rows(scene, contact, longest, pressed))),
        ...outSection(scene, list.outOfReach),
      ],
      foot: foot(
        facts(
          page.said(w),
          c.upper(w.asOf(view.now, s)),
          w.cards.orType(twin(list.contacts.find((one) => one.due && !isAnswered(scene, one)) ?? list.contacts[0])),
        ),
      ),
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

/** Answered today: pressed once is enough. Another day it is asked again, until the file says so. */
function isAnswered({ s, now }: Scene, { answered }: ContactList['contacts'][number]): boolean {
  return answered !== undefined && sameDay(answered.at, now, s.zone);
}

/** `list`: which list a button stands on. */
function rows(
  scene: Scene,
  contact: ContactList['contacts'][number],
  longest: number,
  list: Record<string, string>,
): Element[] {
  const { on, s, k } = scene;
  const said =
    contact.answered && k.answered(contact.answered.what, s.name(contact.answered.by), s.short(contact.answered.at));
  const open = contact.due && !isAnswered(scene, contact);
  const second = [stateOf(scene, contact), placeOf(scene, contact), said ?? ''];
  return [
    row({
      mark: open && contact.wrong ? 'blocked' : open ? 'late' : 'done',
      first: nameOf(scene, contact),
      bold: true,
      second: second.filter((part) => part !== '').join(DOT),
    }),
    ...phonesOf(scene, contact).map((number) =>
      number.deadBecause === null ? phoneRow(s.text(number.route.address, longest), []) : deadRow(scene, number),
    ),
    ...(open
      ? [
          actionSet([
            button(on, k.stillRight, 'vendor right', { contact: contact.id, ...list }),
            formButton(on, k.changed, 'vendor changed', { contact: contact.id }),
          ]),
        ]
      : []),
  ];
}

/** What takes the place of the form once it is sent. */
export function contactAnsweredPost(
  name: string,
  what: 'right' | 'changed',
  names: Names,
  view: ViewContext & { person: PersonId },
): Post {
  const { s, words } = cardVoice(names, view);
  const k = contactWordsOf(view.language);
  const said = k.answered(what, s.name(view.person), s.short(view.now));
  const card = frame('answered', `${name}: ${said}`, {
    header: header(what === 'right' ? k.stillRight : k.changed, []),
    what: row({ mark: 'done', first: name, bold: true, second: said }),
    more: [],
    foot: foot(facts(words.asOf(view.now, s))),
    buttons: [],
  });
  return { card, summary: `${name}: ${said}` };
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
