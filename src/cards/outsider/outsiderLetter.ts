/** A ping to somebody of a vendor's as plain text: her ticket, what we ask, whom to call; nothing else of the case. */
import type { Ticket } from '../../domain/case.ts';
import type { Message, PingItem } from '../../domain/message.ts';
import { entry, type VendorId } from '../../domain/organisation.ts';
import { firstOf, personOf } from '../../domain/people.ts';
import { personRoutes, works } from '../../domain/routes.ts';
import { between, DOT } from '../../words/format.ts';
import { canHold } from '../ping/pingItems.ts';
import type { Letter, LetterView } from '../post.ts';
import type { Scene } from '../scene.ts';
import { answering, coordinatorPhone, foot, paragraphs } from './letterParts.ts';
import { whyNow } from './outsiderCard.ts';

type Ping = Extract<Message, { kind: 'ping' }>;

/** Null: nothing in it is about a vendor of hers. */
export function outsiderLetter(scene: Scene, ping: Ping, view: LetterView): Letter | null {
  const { state, s, w, c } = scene;
  const vendor = personOf(state, ping.person)?.organisation;
  const items = ping.items.filter((item) => vendorOf(scene, item) === vendor);
  const item = items[0];
  if (vendor === undefined || item === undefined) return null;
  const ticket = ticketOf(scene, item, vendor);
  const { letter } = w.outside;
  const organisation = s.text(state.directory.name, 60);
  const ask = ticket?.fix ? c.askStay : ticket ? c.askEngineer : c.askTicket;
  const reference = ticket?.reference === undefined ? undefined : s.text(ticket.reference, 60);
  const hold = items.some((one) => canHold(scene, one));
  const phone = coordinatorPhone(scene, ping.person);
  const since = ticket?.heardAt ?? item.about.since;
  const of = { hold, outsider: true };
  return {
    subject: letter.outsiderSubject(organisation, reference),
    text: paragraphs([
      [
        view.mayRepeat ? w.cards.repeated : '',
        view.way === 'page' ? `${ask}.` : letter.outsiderFirst(organisation, `${ask}.`),
      ],
      [
        whyNow(scene, ping.person, items, ticket),
        ticket?.fix ? c.fixWaits : letter.silence(s.vendor(vendor), between(since, view.now), since, s),
        ...broken(scene, ticket),
      ],
      [ticketLine(scene, vendor, ticket), whatIsWrong(scene, vendor, ticket)],
      [
        phone === null ? '' : letter.callCoordinator(phone.name, phone.number),
        mailIsDead(scene) ? letter.noMailToUs : '',
      ],
      [answering(scene, view, of, phone?.number ?? null)],
      foot(scene, view, ping.person),
    ]),
    short: [
      letter.shortOutsider(organisation, ask, reference, between(since, view.now)),
      phone === null ? '' : letter.shortCall(phone.name, phone.number),
      view.smsAnswers ? letter.answerBySms(of) : '',
      view.link ?? '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  };
}

function vendorOf({ state }: Scene, { about }: PingItem): VendorId | undefined {
  return about.about.vendor ?? state.tickets.find(({ id }) => id === about.about.ticket)?.vendor;
}

/** The one that is asked about; at the deadline the oldest that is open. */
function ticketOf({ state }: Scene, { about }: PingItem, vendor: VendorId): Ticket | undefined {
  const open = state.tickets.filter((ticket) => ticket.vendor === vendor && ticket.status === 'open');
  return open.find(({ id }) => id === about.about.ticket) ?? open[0];
}

function broken({ s, w }: Scene, ticket: Ticket | undefined): string[] {
  const last = ticket?.promises.findLast((p) => p.status === 'broken' && p.madeAt >= ticket.heardAt);
  return last ? [w.outside.letter.broken(last.by, s)] : [];
}

function ticketLine({ state, s, c }: Scene, vendor: VendorId, ticket: Ticket | undefined): string {
  const contract = entry(state.directory.vendors, vendor)?.contract.number;
  return c.upper(
    [
      ticket?.reference === undefined ? c.noTicketNumber : c.yourTicket(s.text(ticket.reference, 60)),
      ticket?.severity === undefined ? '' : c.vendorSeverity(s.text(ticket.severity, 20)),
      contract === undefined ? '' : c.contractNumber(s.text(contract, 40)),
    ]
      .filter((part) => part !== '')
      .join(DOT),
  );
}

function whatIsWrong({ state, s, c }: Scene, vendor: VendorId, ticket: Ticket | undefined): string {
  if (ticket) return `${c.whatIsWrong}: ${s.quote(ticket.words, 400)}`;
  const theirs = state.affects.filter((id) => entry(state.directory.services, id)?.vendor === vendor);
  return theirs.length === 0 ? '' : c.doesNotWork(s.list(theirs.map((id) => s.service(id))), theirs.length > 1);
}

/** Whoever has a coordinator's address may want to write there: said when that would need something of ours that is down. */
function mailIsDead({ state, s, now }: Scene): boolean {
  const id = firstOf(state, 'coordinator', now);
  return id !== null && personRoutes(state, id, s.elsewhere).some((way) => way.route.kind === 'email' && !works(way));
}
