/** A call to make: whom, by which number, what to say, what was tried; and how it went. */
import { soonest, support } from '../../domain/callees.ts';
import type { Case, Ticket } from '../../domain/case.ts';
import { type CallResult, callResults, type TicketId } from '../../domain/commands.ts';
import { deadlineMeant } from '../../domain/deadlineGrid.ts';
import type { PingItem } from '../../domain/message.ts';
import type { PersonId, RungDo } from '../../domain/organisation.ts';
import { codeToSay, writtenUnread } from '../../domain/quoting.ts';
import { newestBroken } from '../../domain/tickets.ts';
import { markdown } from '../../words/escape.ts';
import { DOT } from '../../words/format.ts';
import { band } from '../blocks/band.ts';
import { actionSet, button } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { textInput } from '../blocks/input.ts';
import { facts, heading, line, phoneLink } from '../blocks/line.ts';
import { MARK } from '../blocks/marks.ts';
import { row } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import type { Post, ViewContext } from '../post.ts';
import { actOf, allDisowned, type Callee, calleeRow, calleesOf, ticketOfItem, vendorOfItem } from '../reach/callee.ts';
import { pressureRow } from '../reach/deskRows.ts';
import { waysSection } from '../reach/routes.ts';
import { triedSection } from '../reach/tried.ts';
import type { Element } from '../render.ts';
import { comingOf, firstName, type Scene, sceneOf, whom } from '../scene.ts';
import { askedItem } from './askedItem.ts';
import { holdChoices } from './holdChoices.ts';
import type { PingMessage } from './pingCard.ts';
import { canHold, itemRow, openOf, standsFor } from './pingItems.ts';

const inView: readonly CallResult[] = ['acted', 'no-effect', 'no-answer'];
const mostOthers = 4;
const wordsLength = 1000;

/** For the first item of a ping that asks for a call; null when there is nobody at the vendor to call. */
export function callCard(
  message: Pick<PingMessage, 'person' | 'items' | 'away'>,
  item: PingItem,
  state: Case,
  view: ViewContext,
): Element | null {
  const scene = sceneOf(state, view, 'call');
  const [callee, ...inLine] = calleesOf(scene, item);
  if (!callee) return null;
  const { c } = scene;
  const act = actAt(scene, item, callee);
  const ticket = ticketOfItem(scene, item);
  const spoken = callee.phone !== undefined && callee.phone.no === null;
  const reader = firstName(scene, message.person);
  const gone = !spoken && Object.hasOwn(state.disowned, callee.whom);
  const vendor = gone ? vendorOfItem(scene, item) : undefined;
  const shut = spoken && callee.phone?.closed !== '';
  const opens = shut ? opensNext(scene, [callee, ...inLine]) : null;
  const title =
    vendor !== undefined
      ? c.findWho(reader, scene.s.vendor(vendor))
      : opens !== null
        ? c.noneOpen(scene.s.vendor(vendorOfItem(scene, item) ?? ''), opens)
        : (spoken && !shut ? c.callNow : c.reachNow)(reader, callee.name);
  const others = message.items.filter((other) => other !== item && openOf(scene, other));
  const passed = deadlinePassed(scene, item);
  const why = passed === '' ? '' : `${passed}. `;
  return frame(
    'call',
    `${title}. ${why}${opens === null ? `${callee.phone?.no ?? callee.phone?.number ?? c.noPhone}. ` : ''}${state.id}`,
    {
      header: header(title, facts(state.id, ticket?.id, callee.what)),
      band: numberBand(scene, callee),
      away: [
        ...(passed === '' ? [] : [row({ mark: 'late', first: [{ text: passed, bold: true }] })]),
        ...(message.away ? [row({ mark: 'fact', first: scene.w.away(message.away, state, scene.s) })] : []),
      ],
      say: [
        heading(c.sayThis, { spacing: 'Medium' }),
        line(sentence(scene, item, ticket, spoken, act), { spacing: 'Small' }),
        ...(spoken ? [line([{ text: `${c.ifTheyRefuse} `, bold: true }, c.refused(act)], { spacing: 'Small' })] : []),
      ],
      facts: factSet(scene, item, ticket),
      next: nextRows(scene, callee, inLine),
      ways: ticket && (shut || callee.instead || callee.phone?.no !== null) ? waysSection(scene, ticket) : [],
      tried: [...pressureRow(scene, item, ticket), ...(ticket ? triedSection(scene, ticket) : [])],
      others: section({ title: c.alsoWaiting, rows: otherRows(scene, others) }),
      outcome: ticket && openOf(scene, item) ? outcome(scene, ticket, callee) : [],
      foot: foot(footLine(scene, item)),
    },
  );
}

/** What is asked for: who answers for us at the vendor has no duty manager to fetch. */
function actAt(scene: Scene, item: PingItem, { whom: called }: Callee): RungDo {
  const act = actOf(scene, item) ?? 'call';
  return called !== support && (act === 'phone' || act === 'duty-manager') ? 'call' : act;
}

/** When the first of their numbers opens; null: one is open now, or none is to be dialled at all. */
function opensNext({ state, now }: Scene, all: readonly Callee[]): string | null {
  const phones = all.flatMap(({ phone }) => (phone?.no === null ? [phone] : []));
  const hours = phones.map(({ office }) => (office === undefined ? {} : { hours: office }));
  return soonest(state.policy.timeZone, hours, now)?.opens ?? null;
}

/** Who can be called after the first; and, small, the closed number in whose place the first one stands. */
function nextRows({ c }: Scene, callee: Callee, inLine: readonly Callee[]): Element[] {
  const [after] = inLine;
  const open = inLine.find(({ phone }) => phone?.no === null && phone.closed === '');
  const next = open ?? (callee.instead ? undefined : after);
  return [...(next ? calleeRow(next, c.nextInLine) : []), ...(callee.instead && after ? calleeRow(after) : [])];
}

/** "Microsoft: fixed deadline 14:12 has passed": why the call is asked for, whatever has been said. Empty: for another reason, or not yet. */
function deadlinePassed(scene: Scene, { ping, about }: PingItem): string {
  const { state, s, c, now } = scene;
  if (about.kind !== 'deadline') return '';
  const meant = deadlineMeant(ping, state);
  return meant > now ? '' : c.deadlineOf(s.vendor(about.about.vendor ?? ''), s.short(meant), true);
}

/** What the reader's ping lists beside the call; what finds no room is counted. */
function otherRows(scene: Scene, others: readonly PingItem[]): Element[] {
  const left = others.length - mostOthers;
  const more = left > 0 ? [line(scene.c.seeCase(left, scene.state.id), { size: 'Small', subtle: true })] : [];
  return [...others.slice(0, mostOthers).map((other) => itemRow(scene, other)), ...more];
}

/** After a wrong number the same card names the next contact; null: nothing is left to be called for. */
export function callAgain(id: TicketId, state: Case, view: ViewContext & { person: PersonId }): Post | null {
  const item = askedItem(state, id, view.person);
  const card = item && callCard({ person: view.person, items: [item] }, item, state, view);
  return card && { card, summary: String(card['speak']) };
}

/** The number to dial, large; one that is not to be dialled says why instead, and stays there to be compared. */
function numberBand({ c }: Scene, { phone }: Callee): Element {
  if (!phone) return band({ style: 'emphasis', caption: `${MARK.blocked} ${c.noPhone}` });
  if (phone.no !== null)
    return band({
      style: 'attention',
      caption: `${MARK.blocked} ${phone.no}`,
      line: [{ text: `${phone.label} ${phone.number}`, strike: true }],
    });
  return band({
    style: phone.closed === '' ? 'accent' : 'emphasis',
    caption: [phone.label, phone.hours].filter((part) => part !== '').join(DOT),
    action: phoneLink(phone.number, {
      size: phone.closed === '' ? 'ExtraLarge' : 'Default',
      bold: true,
      spacing: 'None',
    }),
    line: c.upper(phone.remarks),
  });
}

/** What to say, word for word: who we are, which ticket, since when, what we want. */
function sentence(
  scene: Scene,
  item: PingItem,
  ticket: Ticket | undefined,
  spoken: boolean,
  act: RungDo | undefined,
): string {
  const { state, s, c } = scene;
  const organisation = s.text(state.directory.name, 60);
  const what = ticket === undefined ? '' : s.text(ticket.words).replace(/[.!?]*$/u, '');
  return `“${opening()}”`;

  function opening(): string {
    if (ticket === undefined) {
      const vendor = vendorOfItem(scene, item);
      const theirs = state.affects.filter((id) => state.directory.services[id]?.vendor === vendor);
      return c.sayNoTicket(organisation, s.list(theirs.map((id) => s.service(id))), s.short(item.about.since), spoken);
    }
    const reference = ticket.reference === undefined ? undefined : s.text(ticket.reference, 60);
    if (ticket.fix) return c.sayFixed(organisation, what, reference, spoken);
    const gone = allDisowned(scene, ticket.vendor);
    if (gone.length > 0) return c.sayWrongPerson(organisation, what, reference, s.names(gone), spoken);
    const { want } = ticket;
    if (want?.blocked) {
      const by = scene.w.route(ticket.vendor, want.via, state, s);
      return c.sayBlocked(organisation, what, reference, s.quote(want.words, 100), by, spoken);
    }
    return c.say(organisation, what, reference, s.short(ticket.heardAt), broken(scene, ticket), act, spoken);
  }
}

/** The newest promise that was broken since their last real answer. */
function broken({ s }: Scene, ticket: Ticket): { by: string; what: string } | undefined {
  const last = newestBroken(ticket, { after: ticket.heardAt });
  return last && { by: s.short(last.by), what: last.words === undefined ? '' : s.quote(last.words, 100) };
}

/** Short pairs to read out. Markdown is live in a Fact. */
function factSet(scene: Scene, item: PingItem, ticket: Ticket | undefined): Element {
  const { state, c } = scene;
  const vendor = vendorOfItem(scene, item);
  const contract = vendor === undefined ? undefined : state.directory.vendors[vendor]?.contract.number;
  const code = ticket && codeOnPhone(scene, ticket);
  const pairs: [string, string | undefined][] = [
    [c.reference, ticket ? (ticket.reference ?? c.noReference) : undefined],
    [c.contract, contract],
    [c.code, code],
  ];
  const known = pairs.flatMap(([title, value]) => (value === undefined ? [] : [{ title, value: markdown(value) }]));
  return { type: 'FactSet', spacing: 'Medium', facts: known };
}

function codeOnPhone({ state, s, w, c }: Scene, ticket: Ticket): string | undefined {
  const code = codeToSay(state, ticket);
  const unread = writtenUnread(state, ticket);
  if (code !== undefined || unread === undefined) return code;
  return c.upper(c.askCode(w.route(ticket.vendor, unread.via ?? '', state, s)));
}

/** The buttons say whom they are about and by which number: the ladder may have climbed before one of them is pressed. */
function outcome({ on, w, c }: Scene, ticket: Ticket, { whom: called, phone }: Callee): Element[] {
  const to = { whom: called, ...(phone && { via: phone.route }) };
  const click = (result: CallResult) =>
    button(
      on,
      w.callResults[result],
      'ticket call',
      { ticket: ticket.id, result, ...to },
      {
        ...(result === 'acted' ? { positive: true } : {}),
        ...(inView.includes(result) ? {} : { menu: true }),
      },
    );
  const order = [...inView, ...callResults.filter((result) => !inView.includes(result))];
  return [
    {
      ...textInput({ id: 'words', label: c.howDidItGo, placeholder: c.fewWords, longest: wordsLength }),
      separator: true,
      spacing: 'Medium',
    },
    actionSet(order.map(click)),
  ];
}

/** "If nobody answers: 15:30 Patti Fernandez · not now? Type: ack by:30m · as of …". */
function footLine(scene: Scene, item: PingItem): string[] {
  const { s, w, c, view } = scene;
  const open = openOf(scene, item);
  const asOf = w.asOf(view.now, s);
  if (!open) return [[c.settled, asOf].join(DOT)];
  const { at, people, channel } = comingOf(scene, open);
  const next = standsFor(scene, open) ?? `${c.ifNobody} ${s.short(at)} ${whom(scene, people, channel)}`;
  const hold = canHold(scene, item)
    ? c.orHold(s.typed(`ack by:${holdChoices(scene).choices[0]?.value.slice(2).toLowerCase() ?? '15m'}`))
    : '';
  return [[next, hold, asOf].filter((part) => part !== '').join(DOT)];
}
