/** Whom a rung wants called: the vendor's support, the account manager, or those above; by which number that works, and who is next. */
import { addTime } from '../../domain/calendar.ts';
import {
  atThisHour,
  firedRung,
  lineOf,
  type Meant,
  meantBy,
  meantFor,
  type Callee as Numbered,
  support,
} from '../../domain/callees.ts';
import type { Ticket } from '../../domain/case.ts';
import type { Whom } from '../../domain/commands.ts';
import type { PingItem } from '../../domain/message.ts';
import type { OfficeHours, PersonId, RungDo, VendorId } from '../../domain/organisation.ts';
import { isOutsider, personOf } from '../../domain/people.ts';
import { vendorOf } from '../../domain/tickets.ts';
import { instant } from '../../domain/time.ts';
import { DOT, day } from '../../words/format.ts';
import { line, phoneLink } from '../blocks/line.ts';
import { MARK } from '../blocks/marks.ts';
import { type Element, render } from '../render.ts';
import type { Scene } from '../scene.ts';
import { hoursOf } from './routes.ts';

const callDos: readonly RungDo[] = ['phone', 'duty-manager', 'call', 'executives'];

export interface Callee {
  whom: Whom;
  name: string;
  /** "account manager, Microsoft". */
  what: string;
  /** Absent: no number is known. */
  phone?: Phone;
  /** Leads because nobody answers now at the number that comes next, which is the one that was meant. */
  instead?: true;
}

export interface Phone {
  route: string;
  number: string;
  label: string;
  hours: string;
  /** As the file has them. */
  office?: OfficeHours;
  /** "closed now, opens 08:00", or what another case says is down; empty: somebody answers at this hour. It stands in `hours` too. */
  closed: string;
  /** "Speaks Swedish · last checked Tue 1 Sep". */
  remarks: string;
  /** Why it is not to be dialled, in words; null: it is. */
  no: string | null;
}

/** What a ping's rung asks for; a reminder, or what was passed on, asks for what the rung before it did. */
export function actOf(scene: Scene, item: PingItem): RungDo | undefined {
  const ticket = item.about.kind === 'ticket' ? ticketOfItem(scene, item) : undefined;
  return item.ping.do ?? (ticket && firedRung(scene.state, ticket)?.do);
}

/** Whether this ping asks somebody of ours to telephone. */
export function isCall(scene: Scene, item: PingItem): boolean {
  const act = actOf(scene, item);
  return item.ping.callFor !== undefined || (act !== undefined && callDos.includes(act));
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

/** Whom to call and, by other numbers, those who are next in line; with no number at all only who it would be. Empty: no vendor is meant. */
export function calleesOf(scene: Scene, item: PingItem): Callee[] {
  const { state } = scene;
  const vendor = vendorOfItem(scene, item);
  if (vendor === undefined) return [];
  const meant = meantIn(scene, item, vendor);
  const line = lineOf(state, vendor, meant, scene.s, item.ping.callFor);
  const all = atThisHour(state, line, meant, scene.now).map((number, place) => ({
    ...named(scene, vendor, number.whom),
    ...(place === 0 && number !== line[0] && { instead: true as const }),
    phone: phoneOf(scene, vendor, number),
  }));
  return all.length > 0 ? all : [named(scene, vendor, item.ping.callFor ?? nobodyElse(scene, vendor, meant))];
}

function meantIn({ state, ...rest }: Scene, item: PingItem, vendor: VendorId): Meant {
  const { callFor, targets, reason } = item.ping;
  if (callFor !== undefined)
    return vendorOf(state, vendor)?.superior.includes(callFor) ? 'superior' : 'account-manager';
  const ticket = ticketOfItem({ state, ...rest }, item);
  if (item.ping.do === undefined && reason !== 'deadline' && ticket) return meantFor(state, ticket);
  return meantBy(item.ping.do, targets);
}

function nobodyElse({ state }: Scene, vendor: VendorId, meant: Meant): Whom {
  const { accountManager = [], superior = [] } = vendorOf(state, vendor) ?? {};
  const people = meant === 'support' ? [] : meant === 'superior' ? [...superior, ...accountManager] : accountManager;
  return people.find((id) => personOf(state, id) !== undefined) ?? support;
}

/** Whom one calls, by name and by what they are. */
export function named({ state, s, c }: Scene, vendor: VendorId, whom: Whom): Omit<Callee, 'phone'> {
  if (whom === support) return { whom, name: s.vendor(vendor), what: c.support };
  const { accountManager = [], superior = [] } = vendorOf(state, vendor) ?? {};
  const place = accountManager.indexOf(whom);
  const what = superior.includes(whom) ? c.superior : place > 0 ? c.deputyManager : c.accountManager;
  return { whom, name: s.name(whom), what: what(s.vendor(vendor)) };
}

function phoneOf(scene: Scene, vendor: VendorId, of: Numbered): Phone {
  const { c, s } = scene;
  const { route, deadBecause, downIn, wrongAt, disownedAt } = of;
  const closed = downIn ? c.downElsewhere(s.service(downIn.service), downIn.caseId) : c.closedNow(route, s);
  const no =
    deadBecause !== null
      ? c.phoneDead(s.service(deadBecause))
      : wrongAt !== undefined
        ? c.numberWrong(s.short(wrongAt))
        : disownedAt !== undefined
          ? c.notHers(s.name(of.whom), s.short(disownedAt))
          : null;
  return {
    route: route.id,
    number: route.address,
    label: labelOf(scene, vendor, of),
    hours: [hoursOf(scene, route), closed].filter((part) => part !== '').join(', '),
    ...(route.hours !== undefined && { office: route.hours }),
    closed,
    remarks: remarksOn(scene, vendor, of),
    no,
  };
}

function labelOf({ state, s, w, c }: Scene, vendor: VendorId, { whom, route }: Numbered): string {
  if (whom === support) return c.upper(w.route(vendor, route.id, state, s));
  return route.id === 'mobile' ? c.mobile : c.phone;
}

/** Which language, and when somebody last made sure that this is still right. */
function remarksOn({ state, s, c, now }: Scene, vendor: VendorId, { whom, doubted }: Numbered): string {
  const person = whom === support ? undefined : personOf(state, whom);
  const verified = whom === support ? vendorOf(state, vendor)?.verified : person?.verified;
  const speaks = person?.language === undefined ? '' : c.speaks(person.language);
  if (doubted)
    return [speaks, c.wrongElsewhere(s.short(doubted.at), doubted.caseId)].filter((part) => part !== '').join(DOT);
  const checked = verified === undefined ? undefined : instant(`${verified}T12:00:00Z`);
  if (checked === undefined) return [speaks, c.neverChecked].filter((part) => part !== '').join(DOT);
  const { limits, calendar } = state.policy;
  const old = addTime(checked, limits.contactsVerifiedWithin, 'always', calendar) < now;
  const words = (old ? c.checkedLongAgo : c.checkedOn)(day(checked, s.zone, now, s.language));
  return [speaks, words].filter((part) => part !== '').join(DOT);
}

/** Whether all who could answer for a vendor say that it is not theirs. */
export function allDisowned({ state }: Scene, vendor: VendorId): PersonId[] {
  const managers = vendorOf(state, vendor)?.accountManager ?? [];
  return managers.every((id) => Object.hasOwn(state.disowned, id)) ? [...managers] : [];
}

/** On a card that is not the call card: one row with the number to tap. */
export function callRow(scene: Scene, item: PingItem): Element[] {
  if (!isCall(scene, item) || (scene.view.person !== undefined && isOutsider(scene.state, scene.view.person)))
    return [];
  const [callee] = calleesOf(scene, item);
  return callee ? calleeRow(callee) : [];
}

/** A row with the number to tap; nothing when it is not to be dialled. */
export function calleeRow({ name, what, phone }: Callee, before = ''): Element[] {
  if (!phone || phone.no !== null) return [];
  return [phoneRow(phone.number, [before, name, what, phone.hours])];
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
