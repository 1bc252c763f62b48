/** For the account manager at the vendor, in her own chat: her ticket, what we ask, whom to call; nothing else of the case. */

import type { Case, Ticket } from '../domain/case.ts';
import type { PingItem } from '../domain/message.ts';
import { entry, type PersonId, type VendorId } from '../domain/organisation.ts';
import { firstOf, personOf } from '../domain/people.ts';
import { personRoutes } from '../domain/routes.ts';
import { between, DOT } from '../words/format.ts';
import { band } from './blocks/band.ts';
import { actionSet, button, showButton } from './blocks/button.ts';
import { foot } from './blocks/foot.ts';
import { frame } from './blocks/frame.ts';
import { header } from './blocks/header.ts';
import { textInput } from './blocks/input.ts';
import { facts, type Part } from './blocks/line.ts';
import { row } from './blocks/row.ts';
import { section } from './blocks/section.ts';
import { phoneRow } from './callee.ts';
import { holdChoices } from './holdChoices.ts';
import type { PingMessage } from './pingCard.ts';
import { canHold, openOf } from './pingItems.ts';
import type { ViewContext } from './post.ts';
import type { Element } from './render.ts';
import { phoneRoute } from './routes.ts';
import { firstName, holdOf, type Scene, sceneOf } from './scene.ts';
import { triedSection } from './tried.ts';

const answerLength = 2000;
const mostOthers = 3;

/** Null: nothing in the message is about a vendor of hers. */
export function outsiderCard(
  message: Pick<PingMessage, 'person' | 'items'>,
  state: Case,
  view: ViewContext,
): Element | null {
  const person = personOf(state, message.person);
  const vendor = person?.organisation;
  if (vendor === undefined) return null;
  const scene = sceneOf(state, view, 'outsider');
  const items = message.items.filter((item) => vendorOf(state, item) === vendor);
  const item = items[0];
  if (!item) return null;
  const tickets = ticketsOf(state, items, vendor);
  const ticket = tickets[0];
  const { s, c } = scene;
  const organisation = s.text(state.directory.name, 60);
  const title = c.needsYou(organisation, s.vendor(vendor));
  return frame('outsider', `${title}. ${askOf(scene, ticket)}`, {
    header: header(title, headerFacts(scene, vendor, ticket)),
    band: requestBand(scene, message.person, vendor, item, ticket),
    wrong: whatIsWrong(scene, vendor, ticket),
    reach: [...coordinatorRow(scene), ...emailRow(scene)],
    tried: ticket ? triedSection(scene, ticket) : [],
    others: otherTickets(scene, tickets.slice(1, 1 + mostOthers)),
    ...answers(scene, items, ticket),
  });
}

function vendorOf(state: Case, item: PingItem): VendorId | undefined {
  const { vendor, ticket } = item.about.about;
  return vendor ?? state.tickets.find((t) => t.id === ticket)?.vendor;
}

/** Her tickets that the message is about, the first one first; a deadline means all that are open. */
function ticketsOf(state: Case, items: readonly PingItem[], vendor: VendorId): Ticket[] {
  const hers = state.tickets.filter((t) => t.vendor === vendor && t.status === 'open');
  const named = items.flatMap((item) => hers.find((t) => t.id === item.about.about.ticket) ?? []);
  return [...new Set([...named, ...hers])];
}

function headerFacts({ state, s, c }: Scene, vendor: VendorId, ticket: Ticket | undefined): ReturnType<typeof facts> {
  const contract = entry(state.directory.vendors, vendor)?.contract.number;
  return facts(
    c.upper(ticket?.reference === undefined ? c.noTicketNumber : c.yourTicket(s.text(ticket.reference, 60))),
    ticket?.severity && c.vendorSeverity(s.text(ticket.severity, 20)),
    contract && c.contractNumber(s.text(contract, 40)),
  );
}

function askOf({ c }: Scene, ticket: Ticket | undefined): string {
  if (ticket?.fix) return c.askStay;
  return ticket ? c.askEngineer : c.askTicket;
}

function requestBand(
  scene: Scene,
  person: PersonId,
  vendor: VendorId,
  item: PingItem,
  ticket: Ticket | undefined,
): Element {
  const { c } = scene;
  return band({
    style: 'accent',
    caption: c.please(firstName(scene, person)),
    action: askOf(scene, ticket),
    line: sinceWhen(scene, vendor, item, ticket),
  });
}

/** "No real answer from Microsoft for **2 h 55 m**, since 08:35." */
function sinceWhen(
  { s, c, now }: Scene,
  vendor: VendorId,
  item: PingItem,
  ticket: Ticket | undefined,
): (string | Part)[] {
  if (ticket?.fix) return [c.fixWaits];
  const since = ticket?.heardAt ?? item.about.since;
  const broken = ticket?.promises.findLast((p) => p.status === 'broken' && p.madeAt >= ticket.heardAt);
  return [
    ...(broken ? [`${c.promiseBroken(s.short(broken.by))} `] : []),
    `${c.noAnswerFor(s.vendor(vendor))} `,
    { text: between(since, now), bold: true },
    c.sinceEnd(s.short(since)),
  ];
}

/** What the vendor was told; without a ticket, only which of their services is meant. */
function whatIsWrong({ state, s, c }: Scene, vendor: VendorId, ticket: Ticket | undefined): Element[] {
  if (ticket) return [row({ mark: 'fact', first: s.quote(ticket.words), second: c.whatIsWrong })];
  const theirs = state.affects.filter((id) => entry(state.directory.services, id)?.vendor === vendor);
  if (theirs.length === 0) return [];
  return [
    row({ mark: 'fact', first: c.doesNotWork(s.list(theirs.map((id) => s.service(id)))), second: c.whatIsWrong }),
  ];
}

function coordinatorRow(scene: Scene): Element[] {
  const { state, s, c, now } = scene;
  const id = firstOf(state, 'coordinator', now);
  const phone = id === null ? null : phoneRoute(scene, id);
  if (id === null || phone === null || phone.dead !== null || phone.route.address === undefined) return [];
  return [phoneRow(phone.route.address, [c.coordinator(s.name(id)), c.anyTime])];
}

/** Said only when it is so: a coordinator's e-mail would need something of ours that is down. */
function emailRow({ state, c, now }: Scene): Element[] {
  const id = firstOf(state, 'coordinator', now);
  const dead = id !== null && personRoutes(state, id).some((r) => r.route.kind === 'email' && r.deadBecause !== null);
  if (!dead) return [];
  return [row({ mark: 'blocked', first: [{ text: c.emailFromUs, strike: true, subtle: true }], second: c.noEmail })];
}

function otherTickets({ s, c, now }: Scene, tickets: readonly Ticket[]): Element[] {
  const rows = tickets.map((ticket) =>
    row({
      mark: 'fact',
      first: c.upper(ticket.reference === undefined ? c.noTicketNumber : c.yourTicket(s.text(ticket.reference, 60))),
      second: [
        `${c.idle(between(ticket.heardAt, now))} ${c.sinceTime(s.short(ticket.heardAt))}`,
        s.quote(ticket.words, 80),
      ].join(DOT),
    }),
  );
  return section({ title: c.otherTickets, rows });
}

/** The hold that `I'm on it` buys is the longest allowed, as the foot says before it is pressed. */
function answers(
  scene: Scene,
  items: readonly PingItem[],
  ticket: Ticket | undefined,
): { foot: Element; buttons: Element | [] } {
  const { s, w, c, on, view } = scene;
  const asOf = c.upper(w.asOf(view.now, s));
  const open = items.flatMap((item) => openOf(scene, item) ?? []);
  if (open.length === 0) return { foot: foot([c.thanks, asOf].join(DOT)), buttons: [] };
  const holds = items.filter((item) => canHold(scene, item));
  const hold = open.map((ob) => holdOf(scene, ob)).find((h) => h !== undefined);
  const { longest } = holdChoices(scene);
  const args: Record<string, string> = ticket ? { ticket: ticket.id } : {};
  const words = textInput({
    id: 'words',
    label: c.theAnswer,
    required: c.answerMissing,
    multiline: true,
    longest: answerLength,
  });
  const all = [
    ...(holds.length > 0
      ? [button(on, w.buttons.onIt, 'outsider on-it', { ...args, by: longest.value }, { positive: true })]
      : []),
    ...(ticket
      ? [
          showButton(
            w.buttons.hereIsTheAnswer,
            [words],
            button(on, w.buttons.send, 'outsider answer', args),
            holds.length === 0,
          ),
        ]
      : []),
    ticket
      ? button(on, w.buttons.wrongPerson, 'outsider wrong', args)
      : button(on, w.buttons.wrongPerson, 'decline', { target: items.map((item) => item.ping.key).join(',') }),
  ];
  const note = hold
    ? c.isOnIt(s.name(hold.by), s.short(hold.until))
    : holds.length > 0
      ? c.holds(s.short(longest.until))
      : c.holdsNot;
  return { foot: foot([note, asOf].join(note.endsWith('.') ? ' ' : DOT)), buttons: actionSet(all) };
}
