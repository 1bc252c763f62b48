/** A ping to one of ours as plain text: first what is late and what to do, then why, whom to call, how to answer. */
import type { Message, PingItem } from '../../domain/message.ts';
import { cut, DOT } from '../../words/format.ts';
import { cautionsOf } from '../case/stepWays.ts';
import { askedInstead } from '../ping/offeredCase.ts';
import { askOf, canHold, latenessOf, openOf } from '../ping/pingItems.ts';
import type { Letter, LetterView } from '../post.ts';
import { type Callee, calleesOf, isCall, type Phone, ticketOfItem } from '../reach/callee.ts';
import { liveNumber } from '../reach/routes.ts';
import { comingOf, type Scene, whom } from '../scene.ts';
import { answering, coordinatorPhone, foot, paragraphs } from './letterParts.ts';

type Ping = Extract<Message, { kind: 'ping' }>;

type ToCall = Pick<Callee, 'name' | 'what'> & { phone?: Pick<Phone, 'number' | 'hours' | 'closed'> };

const askLength = 140;
const mostOthers = 4;

export function ourLetter(scene: Scene, ping: Ping, view: LetterView): Letter {
  const { state, s, w } = scene;
  const { letter } = w.outside;
  const [first, ...others] = ping.items;
  const away = ping.away === undefined ? '' : w.away(ping.away, state, s);
  const ask = first === undefined ? away : letter.first(latenessOf(scene, first).words, askOf(scene, first));
  const head = [ask.replace(/\.$/u, ''), ...cautionsIn(scene, first)].join('. ');
  const hold = ping.items.some((item) => canHold(scene, item));
  const phone = coordinatorPhone(scene, ping.person);
  return {
    subject: w.pingSummary(ping.items, ping.away, state, s),
    text: paragraphs([
      [view.mayRepeat ? w.cards.repeated : '', head],
      [aboutLine(scene, first), ...nextLine(scene, first), first === undefined ? '' : away],
      othersLines(scene, others),
      [...callLine(scene, first), phone === null ? '' : letter.coordinator(phone.name, phone.number)],
      [answering(scene, view, { hold, outsider: false }, phone?.number ?? null)],
      foot(scene, view, ping.person),
    ]),
    short: [
      `${state.id}: ${cut(head, askLength)}${others.length > 0 ? letter.andMore(others.length) : ''}.`,
      shortCall(scene, first, head),
      view.smsAnswers ? letter.answerBySms({ hold, outsider: false }) : '',
      view.link ?? (view.smsAnswers ? '' : letter.answerOtherwise(phone?.number ?? null)),
    ]
      .filter((part) => part !== '')
      .join(' '),
  };
}

/** "INC-1 Outgoing e-mail blocked · SEV1 · T1 Microsoft · since Mon 31 Jul 08:35, Stockholm". */
function aboutLine({ state, s, w, c }: Scene, item: PingItem | undefined): string {
  const name = item ? w.obligationName(item.about, state, s) : '';
  const when = item && item.about.kind !== 'deadline' ? dueWords(c, item, s) : '';
  return [`${state.id} ${s.text(state.title, 80)}`, w.severity(state.severity), name, when]
    .filter((part) => part !== '')
    .join(DOT);
}

function dueWords(c: Scene['c'], { about }: PingItem, s: Scene['s']): string {
  const at = s.at(about.due);
  return about.kind === 'ticket' ? c.sinceTime(at) : about.due < s.now ? c.wasDue(at) : c.due(at);
}

function nextLine(scene: Scene, item: PingItem | undefined): string[] {
  const open = item && openOf(scene, item);
  if (!open) return [];
  const { at, people, channel } = comingOf(scene, open);
  return [scene.w.outside.letter.ifNobody(whom(scene, people, channel), at, scene.s)];
}

function othersLines(scene: Scene, others: readonly PingItem[]): string[] {
  if (others.length === 0) return [];
  const shown = others.slice(0, mostOthers);
  const lines = shown.map(
    (item) => `- ${latenessOf(scene, item).words}: ${[askOf(scene, item), ...cautionsIn(scene, item)].join('. ')}`,
  );
  const left = others.length - shown.length;
  return [
    scene.w.outside.letter.also(others.length),
    ...lines,
    ...(left > 0 ? [`- ${scene.c.seeCase(left, scene.state.id)}`] : []),
  ];
}

/** What in a step does not work now. */
function cautionsIn(scene: Scene, item: PingItem | undefined): string[] {
  return item?.about.kind === 'step' ? cautionsOf(scene, item.about.about.step) : [];
}

/** The number, unless what is asked has it already. */
function shortCall(scene: Scene, item: PingItem | undefined, head: string): string {
  const callee = toCall(scene, item);
  const number = callee?.phone?.number;
  if (!callee || number === undefined || head.includes(number)) return '';
  const { closed } = callee.phone ?? { closed: '' };
  const hours = closed === '' ? '' : ` (${closed})`;
  return scene.w.outside.letter.shortCall(callee.name, `${scene.s.text(number, 40)}${hours}`);
}

function callLine(scene: Scene, item: PingItem | undefined): string[] {
  const { s, c, w } = scene;
  const callee = toCall(scene, item);
  if (!callee?.phone) return [];
  const { name, what, phone } = callee;
  const reference = item && ticketOfItem(scene, item)?.reference;
  const line = w.outside.letter.call(name, what, s.text(phone.number, 40), phone.hours);
  return [reference === undefined ? line : `${line}, ${c.number(s.text(reference, 60))}`];
}

/** The first in line whose number is to be dialled; of a hand-over that another has to answer, that other. */
function toCall(scene: Scene, item: PingItem | undefined): ToCall | undefined {
  if (!item || !isCall(scene, item)) return item && toTell(scene, item);
  return calleesOf(scene, item).find(({ phone }) => phone !== undefined && phone.no === null);
}

function toTell(scene: Scene, item: PingItem): ToCall | undefined {
  const asked = askedInstead(scene, item);
  const number = asked === undefined ? null : liveNumber(scene, asked);
  if (asked === undefined || number === null) return undefined;
  return { name: scene.s.name(asked), what: scene.c.askedToTake, phone: { number, hours: '', closed: '' } };
}
