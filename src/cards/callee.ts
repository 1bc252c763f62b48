/** Whom a rung wants called: the vendor's support, the account manager, or those above; and by which number that works. */
import type { Ticket } from '../domain/case.ts';
import type { PingItem } from '../domain/message.ts';
import type { PersonId, RungDo, VendorId } from '../domain/organisation.ts';
import { isOutsider, personOf } from '../domain/people.ts';
import { routesOf } from '../domain/routes.ts';
import { accountManagersOf, vendorOf } from '../domain/tickets.ts';
import { DOT } from '../words/format.ts';
import { line, phoneLink } from './blocks/line.ts';
import { MARK } from './blocks/marks.ts';
import { type Element, render } from './render.ts';
import { hoursOf, phoneRoute } from './routes.ts';
import type { Scene } from './scene.ts';

export const callDos: readonly RungDo[] = ['phone', 'duty-manager', 'call', 'executives'];

export interface Callee {
  name: string;
  /** "account manager, Microsoft". */
  what: string;
  /** Absent: no number is known. */
  phone?: { number: string; label: string; hours: string; dead: string | null };
}

/** Whether this ping asks somebody of ours to telephone. */
export function isCall(item: PingItem): boolean {
  return item.ping.callFor !== undefined || (item.ping.do !== undefined && callDos.includes(item.ping.do));
}

export function vendorOfItem(scene: Scene, item: PingItem): VendorId | undefined {
  return item.about.about.vendor ?? ticketOfItem(scene, item)?.vendor;
}

/** The ticket that a ping is about; for a vendor's deadline the oldest one that is open. */
export function ticketOfItem({ state }: Scene, item: PingItem): Ticket | undefined {
  const { ticket, vendor } = item.about.about;
  if (ticket !== undefined) return state.tickets.find((t) => t.id === ticket);
  return state.tickets.find((t) => t.vendor === vendor && t.status === 'open');
}

export function calleeOf(scene: Scene, item: PingItem): Callee | null {
  const vendor = vendorOfItem(scene, item);
  if (vendor === undefined) return null;
  const { ping } = item;
  if (ping.callFor === undefined && (ping.do === 'phone' || ping.do === 'duty-manager')) return support(scene, vendor);
  const person = ping.callFor ?? personToCall(scene, item, vendor);
  return person === undefined ? support(scene, vendor) : personal(scene, person, vendor);
}

/** The superior where the rung climbs that far, else the account manager. */
function personToCall({ state }: Scene, item: PingItem, vendor: VendorId): PersonId | undefined {
  const known = (id: PersonId) => personOf(state, id) !== undefined;
  const high = item.ping.do === 'executives' || item.ping.targets.includes('superior');
  const superiors = vendorOf(state, vendor)?.superior ?? [];
  return (high ? superiors.find(known) : undefined) ?? accountManagersOf(state, vendor).find(known);
}

function support(scene: Scene, vendor: VendorId): Callee {
  const { state, s, c } = scene;
  const phones = routesOf(state, vendor).filter((r) => r.route.kind === 'phone' && r.route.address !== undefined);
  const best = phones.find((r) => r.deadBecause === null) ?? phones[0];
  const name = s.vendor(vendor);
  const number = best?.route.address;
  if (!best || number === undefined) return { name, what: c.support };
  return {
    name,
    what: c.support,
    phone: { number, label: c.phone, hours: hoursOf(scene, best.route), dead: best.deadBecause },
  };
}

function personal(scene: Scene, person: PersonId, vendor: VendorId): Callee {
  const { state, s, c } = scene;
  const name = s.name(person);
  const superior = vendorOf(state, vendor)?.superior.includes(person) === true;
  const what = (superior ? c.superior : c.accountManager)(s.vendor(vendor));
  const found = phoneRoute(scene, person);
  const number = found?.route.address;
  if (!found || number === undefined) return { name, what };
  const label = found.route.id === 'mobile' ? c.mobile : c.phone;
  return { name, what, phone: { number, label, hours: hoursOf(scene, found.route), dead: found.dead } };
}

/** On a card that is not the call card: one row with the number to tap. */
export function callRow(scene: Scene, item: PingItem): Element[] {
  if (!isCall(item) || (scene.view.person !== undefined && isOutsider(scene.state, scene.view.person))) return [];
  const callee = calleeOf(scene, item);
  if (!callee?.phone || callee.phone.dead !== null) return [];
  return [phoneRow(callee.phone.number, [callee.name, callee.what, callee.phone.hours])];
}

/** ☎ and the number as a link; below it who answers there. */
export function phoneRow(number: string, about: readonly string[]): Element {
  const second = about.filter((part) => part !== '').join(DOT);
  return render('row', {
    mark: line(MARK.phone),
    first: phoneLink(number, { bold: true }),
    second: line(second, { size: 'Small', subtle: true, spacing: 'None' }),
  });
}
