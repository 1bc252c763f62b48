/** What was tried with a vendor and when: the account manager and whoever calls her should not have to ask. */
import type { Contact, Ticket } from '../../domain/case.ts';
import { isOutsider } from '../../domain/people.ts';
import { row, timeRow } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import type { Element } from '../render.ts';
import type { Scene } from '../scene.ts';

const mostTried = 5;
const ours: readonly Contact['what'][] = [
  'opened',
  'sent',
  'call',
  'wants',
  'promise',
  'heard',
  'auto',
  'fixed',
  'verify-fail',
];

/** The newest attempts, oldest first; `separator` as in `section`. */
export function triedSection(scene: Scene, ticket: Ticket, separator = true): Element[] {
  const { c, s } = scene;
  const all = ticket.contacts.filter((contact) => ours.includes(contact.what));
  const rows = all.slice(-mostTried).map((contact) => {
    const time = s.clock(contact.at);
    // A day before today needs more than five characters: it goes into the line itself.
    const day = s.short(contact.at) === time ? '' : s.short(contact.at);
    const text = said(scene, ticket, contact);
    return day === '' ? timeRow({ time, first: text }) : row({ mark: 'fact', first: text, second: day });
  });
  return section({
    title: c.tried,
    ...(all.length > rows.length && { count: c.newestOf(rows.length, all.length) }),
    separator,
    rows,
  });
}

/** "Phone: opened", "Portal: K-7QM4X, not read yet", "Call to Lynne Robbins: voicemail". */
function said({ state, s, w, c, view }: Scene, ticket: Ticket, contact: Contact): string {
  const route =
    contact.via === undefined
      ? contact.what === 'call'
        ? whomOf({ s, w, c }, contact)
        : ''
      : w.route(ticket.vendor, contact.via, state, s);
  const words = contact.words === undefined ? '' : s.text(contact.words, 100);
  switch (contact.what) {
    case 'opened': {
      const severity = ticket.severity === undefined ? '' : `, ${c.vendorSeverity(s.text(ticket.severity, 20))}`;
      return c.contactBy(route, `${c.contact('opened')}${severity}`);
    }
    case 'sent': {
      const word = ticket.sent.find((x) => x.at === contact.at && x.via === contact.via);
      const unread = word && !word.read ? `, ${c.notRead}` : '';
      return c.contactBy(route, word ? `${s.quote(word.words, 60)}, ${word.code}${unread}` : words);
    }
    case 'call': {
      // What we wrote down about somebody is not for her eyes; which number it was helps her to mend it.
      if (contact.whom !== undefined && contact.whom === view.person && isOutsider(state, contact.whom))
        return c.contactBy(
          c.calledYou(s.text(contact.number ?? '', 40)),
          contact.result ? w.callResult(contact.result) : '',
        );
      const result = contact.result === undefined ? '' : w.callResult(contact.result);
      const both = contact.result === 'no-effect' || contact.result === 'acted' ? [words] : [result, words];
      const said = both.filter((part) => part !== '').join(', ');
      return c.contactBy(route, said === '' ? result : said);
    }
    case 'heard':
      if (isOutsider(state, contact.by)) return c.contactBy(s.name(contact.by), s.quote(contact.words ?? '', 100));
      return c.contactBy(route, `${c.contact('heard')}: ${s.quote(contact.words ?? '', 100)}`);
    case 'promise': {
      const made = ticket.promises.find(({ madeAt, words: of }) => madeAt === contact.at && of === contact.words);
      const what = contact.words === undefined ? '' : s.quote(contact.words, 100);
      return c.upper(c.promisedIt(made ? s.short(made.by) : '', what, made?.status === 'broken'));
    }
    default:
      return c.contactBy(
        route,
        words === '' ? c.contact(contact.what) : `${c.contact(contact.what)}: ${s.quote(contact.words ?? '', 100)}`,
      );
  }
}

/** Nobody said whom: it was by phone. */
function whomOf({ s, w, c }: Pick<Scene, 's' | 'w' | 'c'>, { whom }: Contact): string {
  if (whom === undefined) return w.routeKind('phone');
  return c.callTo(whom === 'support' ? c.support : s.name(whom));
}
