// What people at a vendor and people outside Teams are shown: cards, letters, and what they can answer.
// Nothing that is ours alone comes in here: no phone numbers of ours, no other ticket, no name that she does not need.
/** For the account manager at the vendor, in her own chat: her ticket, what we ask, whom to call; nothing else of the case. */

import type { Case, Ticket } from '../../domain/case.ts';
import type { TicketId } from '../../domain/commands.ts';
import { deadlineMeant } from '../../domain/deadlineGrid.ts';
import type { PingItem } from '../../domain/message.ts';
import { entry, type PersonId, type VendorId } from '../../domain/organisation.ts';
import { askedOf } from '../../domain/owedBy.ts';
import { personOf } from '../../domain/people.ts';
import { hasAnswered } from '../../domain/tickets.ts';
import { between } from '../../words/format.ts';
import { band } from '../blocks/band.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts, type Part } from '../blocks/line.ts';
import { askedItem } from '../ping/askedItem.ts';
import type { PingMessage } from '../ping/pingCard.ts';
import type { Post, ViewContext } from '../post.ts';
import { triedSection } from '../reach/tried.ts';
import type { Element } from '../render.ts';
import { clockFor, firstName, type Scene, sceneOf } from '../scene.ts';
import { onItUntil, outsiderButtons } from './outsiderButtons.ts';
import { otherTickets, reachRows, wrongRows } from './outsiderRows.ts';

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
  const items = message.items.filter((item) => isHers(state, item, vendor));
  const item = items[0];
  if (!item) return null;
  const tickets = ticketsOf(state, items, vendor);
  const ticket = tickets[0];
  const title = needsYou(scene, vendor);
  const came = whyNow(scene, message.person, items, ticket);
  // The fixed deadline asks also whoever is on it.
  const until = came === '' ? onItUntil(scene, message.person, tickets.slice(0, 1)) : undefined;
  const head = until === undefined ? askOf(scene, ticket) : scene.c.youHaveIt(scene.s.short(until));
  return frame('outsider', [`${title}.`, came, head].filter((part) => part !== '').join(' '), {
    header: header(title, headerFacts(scene, vendor, ticket)),
    band:
      until === undefined
        ? requestBand(scene, message.person, vendor, item, ticket, came)
        : band({
            style: 'emphasis',
            caption: scene.c.thanksTo(firstName(scene, message.person)),
            action: head,
            line: scene.c.thenWeAsk(askOf(scene, ticket)),
          }),
    wrong: wrongRows(scene, vendor, ticket),
    reach: reachRows(scene),
    tried: ticket ? triedSection(scene, ticket) : [],
    others: otherTickets(scene, tickets.slice(1, 1 + mostOthers)),
    ...outsiderButtons(scene, message.person, items, tickets.slice(0, 1 + mostOthers)),
  });
}

/** Her card as it stands now, asked for or drawn anew; null: nothing of the ticket waits for her. */
export function outsiderPost(id: TicketId, state: Case, view: ViewContext & { person: PersonId }): Post | null {
  const item = askedItem(state, id, view.person);
  const card = item && outsiderCard({ person: view.person, items: [item] }, state, view);
  return card && { card, summary: String(card['speak']) };
}

/** "Contoso University needs Microsoft". */
export function needsYou({ state, s, c }: Scene, vendor: VendorId): string {
  return c.needsYou(s.text(state.directory.name, 60), s.vendor(vendor));
}

/** What we owe ourselves is none of hers, even where a ladder of ours names her. */
function isHers(state: Case, { about: { kind, about } }: PingItem, vendor: VendorId): boolean {
  if (kind !== 'ticket' && kind !== 'deadline') return false;
  return (about.vendor ?? state.tickets.find((t) => t.id === about.ticket)?.vendor) === vendor;
}

/** Her tickets that the message is about, the first one first; a deadline means all that are open. */
function ticketsOf(state: Case, items: readonly PingItem[], vendor: VendorId): Ticket[] {
  const hers = state.tickets.filter((t) => t.vendor === vendor && t.status === 'open');
  const named = items.flatMap((item) => hers.find((t) => t.id === item.about.about.ticket) ?? []);
  return [...new Set([...named, ...hers])];
}

/** "Your ticket 2307310050000123 · severity A · contract EA-4711". */
export function headerFacts(
  { state, s, c }: Scene,
  vendor: VendorId,
  ticket: Ticket | undefined,
): ReturnType<typeof facts> {
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
  came: string,
): Element {
  const { c } = scene;
  return band({
    style: 'accent',
    caption: c.please(firstName(scene, person)),
    action: askOf(scene, ticket),
    line: [...(came === '' ? [] : [`${came} `]), ...sinceWhen(scene, vendor, item, ticket)],
  });
}

/** Why a card comes that may look like the one before it: the fixed deadline asks whatever has been said. Empty: nothing but the silence. */
export function whyNow(scene: Scene, person: PersonId, items: readonly PingItem[], ticket: Ticket | undefined): string {
  const { s, c } = scene;
  const deadline = items.find(({ ping }) => ping.reason === 'deadline');
  if (!deadline) return '';
  const time = s.short(deadlineMeant(deadline.ping, scene.state));
  if (ticket?.fix) return c.deadlineGoesOn(time);
  const ob = ticket && askedOf(scene.state, `ticket:${ticket.id}`);
  const asked = ob && clockFor(scene, ob).last;
  return c.deadlineAsks(time, asked?.people.includes(person) ? s.short(asked.at) : null);
}

/** "No real answer from Microsoft for **2 h 55 m**, since 08:35." */
function sinceWhen(
  { s, c, now }: Scene,
  vendor: VendorId,
  item: PingItem,
  ticket: Ticket | undefined,
): (string | Part)[] {
  if (ticket?.fix) return [c.fixWaits];
  if (ticket?.want && !ticket.want.blocked) return [c.supportWaits(s.short(ticket.want.since))];
  const since = ticket?.heardAt ?? item.about.since;
  const failed = ticket?.contacts.findLast(({ what, at }) => what === 'verify-fail' && at >= since);
  if (failed) return [c.fixFailed(s.short(failed.at))];
  const broken = ticket?.promises.findLast((p) => p.status === 'broken' && p.madeAt >= ticket.heardAt);
  if (ticket && !broken && hasAnswered(ticket)) return [c.lastAnswerOf(between(since, now), s.short(since))];
  return [
    ...(broken ? [`${c.promiseBroken(s.short(broken.by))} `] : []),
    `${c.noAnswerFor(s.vendor(vendor))} `,
    { text: between(since, now), bold: true },
    c.sinceEnd(s.short(since)),
  ];
}
