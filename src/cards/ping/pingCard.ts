// What a reminder asks of one person: the card of a ping and of a call, and how long it can be put off.
// Who is asked, and when, was decided before.
/** A ping in somebody's own chat: what is late, what happens next, and four answers of which one tap is enough. Edited only once answered. */
import type { Case } from '../../domain/case.ts';
import type { Message, PingItem } from '../../domain/message.ts';
import type { ObligationKind } from '../../domain/obligation.ts';
import { DOT } from '../../words/format.ts';
import { band } from '../blocks/band.ts';
import { actionSet, button, showButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { choiceInput, textInput } from '../blocks/input.ts';
import { facts, line } from '../blocks/line.ts';
import { MARK } from '../blocks/marks.ts';
import { row } from '../blocks/row.ts';
import { cautionsOf } from '../case/stepWays.ts';
import type { ViewContext } from '../post.ts';
import { callRow, isCall, ticketOfItem } from '../reach/callee.ts';
import { bestRows } from '../reach/routes.ts';
import type { Element } from '../render.ts';
import { holdOf, type Scene, sceneOf } from '../scene.ts';
import { holdChoices } from './holdChoices.ts';
import { askAnother, askedInstead, cannotTake, offeredButtons, offeredRows } from './offeredCase.ts';
import { askOf, canHold, heldBy, itemRow, latenessOf, nextRow, openOf, whoOf } from './pingItems.ts';

export type PingMessage = Extract<Message, { kind: 'ping' }>;

const mostItems = 8;
/** What is ended by words that go to a vendor. */
const byRoute: readonly ObligationKind[] = ['answer', 'auto-close', 'choose-route', 'unread'];
const reasonLength = 500;
const longestKeys = 800;

/** The most urgent item in the band, the others as rows. Answered ones say by whom; when all are, there is nothing left to press. */
export function pingCard(message: Pick<PingMessage, 'items' | 'away'>, state: Case, view: ViewContext): Element {
  const scene = sceneOf(state, view, 'ping');
  const { s, w, c } = scene;
  const items = ordered(scene, message.items);
  const [first, ...others] = items;
  const open = items.filter((item) => openOf(scene, item) && !isHeld(scene, item));
  const toCall = open.find((item) => isCall(scene, item));
  const title = `${state.id} · ${s.text(state.title, 80)}`;
  const rows = others.slice(0, mostItems).map((item) => itemRow(scene, item));
  const left = others.length - rows.length;
  return frame('ping', speakOf(scene, first), {
    header: header(title, headerFacts(scene, items)),
    band: first ? bandOf(scene, first, items.length) : [],
    away: message.away ? row({ mark: 'fact', first: w.away(message.away, state, s) }) : [],
    items: [...rows, ...(left > 0 ? [line(c.seeCase(left, state.id), { size: 'Small', subtle: true })] : [])],
    call: [
      ...open.flatMap((item) => offeredRows(scene, item)),
      ...(toCall ? callRow(scene, toCall) : waysFor(scene, open)),
    ],
    next: first && open.length > 0 ? nextRow(scene, first) : [],
    answers: open.length > 0 ? answers(scene, open) : [],
    foot: foot(c.upper(w.asOf(view.now, s))),
  });
}

/** What has to be said to a vendor goes by one of these: the ways that work, best first, with what is known of each. */
function waysFor(scene: Scene, open: readonly PingItem[]): Element[] {
  const item = open.find(({ about, ping }) => ping.do === 'ask' || byRoute.includes(about.kind));
  const ticket = item && ticketOfItem(scene, item);
  return ticket ? bestRows(scene, ticket) : [];
}

const isHeld = (scene: Scene, item: PingItem) => {
  const open = openOf(scene, item);
  return open !== undefined && holdOf(scene, open) !== undefined;
};

/** What still needs an answer comes first. */
function ordered(scene: Scene, items: readonly PingItem[]): PingItem[] {
  const rank = (item: PingItem) => (!openOf(scene, item) ? 2 : isHeld(scene, item) ? 1 : 0);
  return [...items].sort((a, b) => rank(a) - rank(b));
}

function headerFacts({ state, s, w, c }: Scene, items: readonly PingItem[]): ReturnType<typeof facts> {
  const [only] = items;
  const severity = w.severity(state.severity);
  if (items.length !== 1 || !only) return facts(severity, items.length > 1 && c.things(items.length));
  return facts(severity, w.obligationName(only.about, state, s), w.pingReason(only, state, s));
}

function bandOf(scene: Scene, item: PingItem, count: number): Element {
  const { state, s, w, c } = scene;
  const open = openOf(scene, item);
  const hold = open && holdOf(scene, open);
  const action = askOf(scene, item);
  if (!open || hold) {
    const who = hold ? c.isOnIt(s.name(hold.by), s.short(hold.until)) : c.settled;
    const line =
      settledBy(scene, item) ?? (hold?.reason ? s.quote(hold.reason) : w.obligationName(item.about, state, s));
    return band({ style: 'emphasis', caption: `${MARK[hold ? 'running' : 'done']} ${who}`, action, line });
  }
  const { mark, words } = latenessOf(scene, item);
  const [who = '', ...when] = whoOf(scene, item);
  const name = count > 1 ? [DOT + w.obligationName(item.about, state, s)] : [];
  return band({
    style: mark === 'late' ? 'attention' : 'accent',
    caption: `${MARK[mark]} ${words}`,
    action,
    line: [who, ...name, ...when],
    more: offered(scene, item),
  });
}

/** What whoever gives the case away wants its next owner to know; of a step, what in it does not work now. */
function offered(scene: Scene, { about }: PingItem): Element[] {
  const { state, s } = scene;
  if (about.kind === 'step')
    return cautionsOf(scene, about.about.step).map((caution) => line(`${MARK.blocked} ${caution}`));
  const words = about.kind === 'handover' ? state.handover?.words : undefined;
  return words === undefined ? [] : [line(s.quote(words, 500))];
}

/** "Adele Vance 10:20" for a step that somebody has settled. */
function settledBy({ state, s, c }: Scene, item: PingItem): string | undefined {
  const settled = state.steps.find((step) => step.number === item.about.about.step)?.settled;
  return item.about.kind === 'step' && settled ? c.by(s.name(settled.by), s.short(settled.at)) : undefined;
}

function answers(scene: Scene, open: readonly PingItem[]): Element[] {
  const { on, w, c } = scene;
  const keys = shortKeys(open);
  const held = open.filter((item) => canHold(scene, item));
  const lone = open.length === 1 ? open[0] : undefined;
  const offer = lone?.about.kind === 'handover';
  const another = lone !== undefined && askedInstead(scene, lone) !== undefined;
  const ends = another ? offeredButtons(scene, keys, held.length === 0) : endsIt(scene, offer, open, held.length === 0);
  const away = another
    ? askAnother(scene)
    : [button(on, w.buttons.notMine, 'decline', { ...targetOf(open), keys }, offer ? { menu: true } : {})];
  if (held.length === 0) return [...whyNot(scene, open), actionSet([...ends, ...away])];
  const { choices, value } = holdChoices(scene);
  const args = { by: value, ...targetOf(held), keys };
  const reason = textInput({ id: 'reason', label: c.why, required: c.whyMissing, longest: reasonLength });
  return [
    choiceInput({ id: 'by', label: c.untilLabel, value, choices }),
    actionSet([
      button(on, w.buttons.onIt, 'ack', args, { positive: true }),
      ...ends,
      showButton(w.buttons.snooze, [reason], button(on, w.buttons.snooze, 'snooze', args)),
      ...away,
    ]),
  ];
}

/** `Done` ends what waits; a case that is offered is accepted or declined. */
function endsIt(scene: Scene, offer: boolean, open: readonly PingItem[], positive: boolean): Element[] {
  const { on, w } = scene;
  const keys = shortKeys(open.filter((item) => !cannotTake(scene, item)));
  if (offer)
    return [
      button(on, w.buttons.accept, 'case accept', { keys }, { positive }),
      button(on, w.buttons.decline, 'case decline', { keys }),
    ];
  return [button(on, w.buttons.done, 'ping done', { keys }, { positive })];
}

/** Why there is nothing to choose a time for. */
function whyNot(scene: Scene, open: readonly PingItem[]): Element[] {
  const { c } = scene;
  const why = open.some((item) => item.about.kind === 'deadline')
    ? c.cannotHold.deadline
    : open.some((item) => item.ping.reason === 'reminder')
      ? c.cannotHold.reminder
      : '';
  return why === '' ? [] : [line(why, { size: 'Small', subtle: true })];
}

/** As many as find room. */
function shortKeys(items: readonly PingItem[]): string {
  return keysOf(items) ?? keysOf(items.slice(0, mostItems)) ?? '';
}

/** Null when there are so many that their keys would fill the card. */
function keysOf(items: readonly PingItem[]): string | null {
  const keys = items.map((item) => item.ping.key).join(',');
  return keys.length > longestKeys ? null : keys;
}

/** Without a target an answer means all that the reader's last ping listed. */
function targetOf(items: readonly PingItem[]): { target?: string } {
  const target = keysOf(items);
  return target === null ? {} : { target };
}

function speakOf(scene: Scene, item: PingItem | undefined): string {
  const { state, s } = scene;
  if (!item) return `${state.id}: ${s.text(state.title, 80)}`;
  return `${latenessOf(scene, item).words}: ${askOf(scene, item)}, ${heldBy(scene, item)}. ${state.id}`;
}
