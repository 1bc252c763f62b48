/** `vendor list`: one row a vendor, the longest silence first; a row opens that vendor's card. */
import { contactsToWatch } from '../../domain/contacts.ts';
import { contactsOf, type Desk } from '../../domain/desk.ts';
import type { Vendor } from '../../domain/organisation.ts';
import { waitOf } from '../../domain/wait.ts';
import { between, DOT } from '../../words/format.ts';
import type { Names } from '../../words/speech.ts';
import { actionSet, button } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts, line } from '../blocks/line.ts';
import { row } from '../blocks/row.ts';
import { pageButtons, pageOf } from '../pages.ts';
import type { Post, ViewContext } from '../post.ts';
import type { Element } from '../render.ts';
import { profileIn, reachOf, type VendorScene, vendorScene } from './vendorScene.ts';

const SIZE = 10;
const mostNames = 2;

export function vendorListPost(desk: Desk, names: Names, of: { page: number }, view: ViewContext): Post {
  const scene = vendorScene(desk, names, view);
  const { on, v, w, s, c } = scene;
  const page = pageOf(ordered(desk), of.page, SIZE);
  const title = v.title;
  const open = v.openTickets(desk.open.length);
  const all = [button(on, w.buttons.cases, 'case list'), ...pageButtons(on, 'vendor list', page, w)];
  const card = frame('list', `${title}, ${open}`, {
    header: header(title, facts(open, page.rows.length > 0 && v.hint)),
    band: [],
    rows: page.rows.length === 0 ? [line(v.none)] : page.rows.map((vendor) => vendorRow(scene, vendor)),
    foot: foot(facts(page.said(w), c.upper(w.asOf(view.now, s)), w.cards.orType('vendor list'))),
    buttons: actionSet(all),
  });
  return { card, summary: `${title}, ${open}` };
}

/** Those with open tickets first, the longest silent on top; then the file's order. */
function ordered({ directory, open }: Desk): Vendor[] {
  const waiting = [...new Set(open.map(({ ticket }) => ticket.vendor))];
  const place = ({ id }: Vendor) => (waiting.includes(id) ? waiting.indexOf(id) : waiting.length);
  return Object.values(directory.vendors).sort((a, b) => place(a) - place(b));
}

function vendorRow(scene: VendorScene, vendor: Vendor): Element {
  const { desk, on, s, v } = scene;
  const tickets = desk.open.filter(({ ticket }) => ticket.vendor === vendor.id);
  const silence = silenceOf(scene, vendor);
  const { kept, broken } = profileIn(scene, vendor.id).promises;
  const open = v.openTickets(tickets.length);
  const name = s.vendor(vendor.id);
  const second = [silence?.said ?? '', open, v.promises(kept, broken), ...contactsState(scene, vendor)];
  return row({
    mark: silence?.late ? 'late' : tickets.length > 0 ? 'running' : 'fact',
    first: name,
    bold: true,
    second: second.filter((part) => part !== '').join(DOT),
    select: button(on, v.show(name, open), 'vendor show', { vendor: vendor.id }),
  });
}

/** The longest silence that is running; late once somebody had to be reminded of it. */
function silenceOf({ desk, now, s, c }: VendorScene, vendor: Vendor): { said: string; late: boolean } | null {
  for (const { state, ticket } of desk.open.filter(({ ticket }) => ticket.vendor === vendor.id)) {
    const { waiting } = waitOf(state, ticket);
    if (waiting)
      return {
        said: `${c.idle(between(ticket.heardAt, now))} ${c.sinceTime(s.short(ticket.heardAt))}`,
        late: waiting.stage !== 'before',
      };
  }
  return null;
}

function contactsState(scene: VendorScene, vendor: Vendor): string[] {
  const { desk, now, s, v } = scene;
  const people = contactsOf(desk, vendor);
  const unreached = people.filter((person) => reachOf(scene, person) === null);
  const due = contactsToWatch(desk, scene.view.profiles ?? {}, now, vendor.id).filter((one) => one.due);
  const names = unreached.slice(0, mostNames).map((person) => s.name(person));
  const left = unreached.length - names.length;
  const who = s.list(left > 0 ? [...names, v.more(left)] : names);
  return [unreached.length === 0 ? '' : v.outOfReach(who), v.contactsDue(due.length)];
}
