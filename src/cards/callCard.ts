/** A call to make: whom, by which number, what to say, what was tried; and how it went. */
import type { Case, Ticket } from '../domain/case.ts';
import { type CallResult, callResults } from '../domain/commands.ts';
import type { PingItem } from '../domain/message.ts';
import { markdown } from '../words/escape.ts';
import { DOT } from '../words/format.ts';
import { band } from './blocks/band.ts';
import { actionSet, button } from './blocks/button.ts';
import { foot } from './blocks/foot.ts';
import { frame } from './blocks/frame.ts';
import { header } from './blocks/header.ts';
import { textInput } from './blocks/input.ts';
import { facts, heading, line, phoneLink } from './blocks/line.ts';
import { MARK } from './blocks/marks.ts';
import { section } from './blocks/section.ts';
import { type Callee, calleeOf, ticketOfItem, vendorOfItem } from './callee.ts';
import { holdChoices } from './holdChoices.ts';
import type { PingMessage } from './pingCard.ts';
import { canHold, itemRow, openOf } from './pingItems.ts';
import type { ViewContext } from './post.ts';
import type { Element } from './render.ts';
import { waysSection } from './routes.ts';
import { comingOf, firstName, type Scene, sceneOf, whom } from './scene.ts';
import { triedSection } from './tried.ts';

const inView: readonly CallResult[] = ['acted', 'no-effect', 'no-answer'];
const mostOthers = 4;
const wordsLength = 1000;

/** For the first item of a ping that asks for a call; null when there is nobody at the vendor to call. */
export function callCard(
  message: Pick<PingMessage, 'person' | 'items'>,
  item: PingItem,
  state: Case,
  view: ViewContext,
): Element | null {
  const scene = sceneOf(state, view, 'call');
  const callee = calleeOf(scene, item);
  if (!callee) return null;
  const { s, c } = scene;
  const ticket = ticketOfItem(scene, item);
  const title = c.callNow(firstName(scene, message.person), callee.name);
  const others = message.items.filter((other) => other !== item && openOf(scene, other));
  return frame('call', `${title}. ${callee.phone?.number ?? c.noPhone}. ${state.id}`, {
    header: header(title, facts(state.id, ticket?.id, callee.what)),
    band: numberBand(scene, callee),
    say: [heading(c.sayThis, { spacing: 'Medium' }), line(sentence(scene, item, ticket), { spacing: 'Small' })],
    facts: factSet(scene, item, ticket),
    ways: ticket && (!callee.phone || callee.phone.dead !== null) ? waysSection(scene, ticket) : [],
    tried: ticket ? triedSection(scene, ticket) : [],
    others: section({ title: c.alsoWaiting, rows: others.slice(0, mostOthers).map((other) => itemRow(scene, other)) }),
    outcome: ticket && openOf(scene, item) ? outcome(scene, ticket) : [],
    foot: foot(footLine(scene, item)),
  });

  function numberBand({ c: words }: Scene, { phone }: Callee): Element {
    if (!phone) return band({ style: 'emphasis', caption: `${MARK.blocked} ${words.noPhone}` });
    if (phone.dead !== null)
      return band({ style: 'attention', caption: `${MARK.blocked} ${words.phoneDead(s.service(phone.dead))}` });
    return band({
      style: 'accent',
      caption: [phone.label, phone.hours].filter((part) => part !== '').join(DOT),
      action: phoneLink(phone.number, { size: 'ExtraLarge', bold: true, spacing: 'None' }),
    });
  }
}

/** What to say, word for word: who we are, which ticket, since when, what we want. */
function sentence(scene: Scene, item: PingItem, ticket: Ticket | undefined): string {
  const { state, s, c } = scene;
  const organisation = s.text(state.directory.name, 60);
  const what = ticket === undefined ? '' : s.text(ticket.words).replace(/[.!?]*$/u, '');
  return `“${opening()}”`;

  function opening(): string {
    if (ticket === undefined) {
      const vendor = vendorOfItem(scene, item);
      const theirs = state.affects.filter((id) => state.directory.services[id]?.vendor === vendor);
      return c.sayNoTicket(organisation, s.list(theirs.map((id) => s.service(id))), s.short(item.about.since));
    }
    const reference = ticket.reference === undefined ? undefined : s.text(ticket.reference, 60);
    if (ticket.fix) return c.sayFixed(organisation, what, reference);
    return c.say(organisation, what, reference, s.short(ticket.heardAt), item.ping.do);
  }
}

/** Short pairs to read out. Markdown is live in a Fact. */
function factSet(scene: Scene, item: PingItem, ticket: Ticket | undefined): Element {
  const { state, c } = scene;
  const vendor = vendorOfItem(scene, item);
  const contract = vendor === undefined ? undefined : state.directory.vendors[vendor]?.contract.number;
  const code = (ticket?.sent.findLast((word) => !word.read) ?? ticket?.sent.at(-1))?.code;
  const pairs: [string, string | undefined][] = [
    [c.reference, ticket ? (ticket.reference ?? c.noReference) : undefined],
    [c.contract, contract],
    [c.code, code],
  ];
  const known = pairs.flatMap(([title, value]) => (value === undefined ? [] : [{ title, value: markdown(value) }]));
  return { type: 'FactSet', spacing: 'Medium', facts: known };
}

function outcome({ on, w, c }: Scene, ticket: Ticket): Element[] {
  const click = (result: CallResult) =>
    button(
      on,
      w.callResults[result],
      'ticket call',
      { ticket: ticket.id, result },
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
  const next = `${c.ifNobody} ${s.short(at)} ${whom(scene, people, channel)}`;
  const hold = canHold(scene, item)
    ? c.orHold(`ack by:${holdChoices(scene).choices[0]?.value.slice(2).toLowerCase() ?? '15m'}`)
    : '';
  return [[next, hold, asOf].filter((part) => part !== '').join(DOT)];
}
