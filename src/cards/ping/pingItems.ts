/** What a ping lists, read against the newest state: what is still open, who has answered, what can still be put off. */
import { deadlineMeant } from '../../domain/deadlineGrid.ts';
import type { PingItem } from '../../domain/message.ts';
import type { Obligation } from '../../domain/obligation.ts';
import { owedBy } from '../../domain/owedBy.ts';
import { stands, ticketOf } from '../../domain/tickets.ts';
import { between, DOT } from '../../words/format.ts';
import type { Part } from '../blocks/line.ts';
import type { Mark } from '../blocks/marks.ts';
import { row } from '../blocks/row.ts';
import { actionOf } from '../case/caseBand.ts';
import { cautionsOf } from '../case/stepWays.ts';
import type { Element } from '../render.ts';
import { clockFor, comingOf, holdOf, type Scene, whom } from '../scene.ts';
import { askedInstead, offeredAsk } from './offeredCase.ts';

/** The obligation in its present form; undefined when it is settled by now. */
export function openOf(scene: Scene, item: PingItem): Obligation | undefined {
  return owedBy(scene.state, item.ping);
}

/** Fixed deadlines cannot be put off, nor can the reminder at the end of a hold, nor what no reminder has come about yet. */
export function canHold(scene: Scene, item: PingItem): boolean {
  const open = openOf(scene, item);
  if (
    !open ||
    !clockFor(scene, open).last ||
    item.about.kind === 'deadline' ||
    item.ping.reason === 'reminder' ||
    item.ping.reason === 'deadline'
  )
    return false;
  return holdOf(scene, open) === undefined;
}

/** What is to be done: what the rung asks for, else the obligation itself. */
export function askOf(scene: Scene, item: PingItem): string {
  const { state, s, w } = scene;
  const open = openOf(scene, item);
  const offered = offeredAsk(scene, item);
  if (offered !== undefined) return offered;
  if (item.ping.do !== undefined) return w.rung(item.ping.do, item.about, state, s);
  return open ? actionOf(scene, open) : w.obligation(item.about, state, s);
}

/** "▲ 1 h 37 m late", "▲ idle 3 h 12 m", "▲ fixed deadline 14:12". */
export function latenessOf(scene: Scene, item: PingItem): { mark: Mark; words: string } {
  const { c, s, now } = scene;
  const { kind, due } = item.about;
  if (kind === 'ticket') return { mark: 'late', words: c.upper(c.idle(between(due, now))) };
  if (kind === 'deadline') {
    const meant = deadlineMeant(item.ping, scene.state);
    return { mark: 'late', words: (meant <= now ? c.deadlinePassed : c.deadline)(s.short(meant)) };
  }
  if (kind === 'promise') return { mark: 'running', words: c.promisedBy(s.short(due)) };
  return due < now
    ? { mark: 'late', words: c.upper(c.late(between(due, now))) }
    : { mark: 'open', words: c.upper(c.due(s.short(due))) };
}

/** Who holds it; of a hand-over that another has to answer, who owns the case meanwhile. */
export function heldBy(scene: Scene, item: PingItem): string {
  const { c, s, w, state } = scene;
  return askedInstead(scene, item) === undefined ? w.holder(item.about, s) : c.ownsUntilThen(s.name(state.owner));
}

/** Who holds it and since when: "**Adele Vance** · was due 10:10". */
export function whoOf(scene: Scene, item: PingItem): (string | Part)[] {
  const { c, s, now } = scene;
  const { kind, due } = item.about;
  const when =
    kind === 'deadline'
      ? ''
      : kind === 'ticket'
        ? c.sinceTime(s.short(due))
        : due < now
          ? c.wasDue(s.short(due))
          : c.due(s.short(due));
  return [{ text: heldBy(scene, item), bold: true }, ...(when === '' ? [] : [DOT + when])];
}

/** One of several things: what, how late, who, or that it is answered. */
export function itemRow(scene: Scene, item: PingItem): Element {
  const { c, s, w, state, now } = scene;
  const open = openOf(scene, item);
  const name = w.obligationName(item.about, state, s);
  if (!open)
    return row({
      mark: 'done',
      first: [{ text: askOf(scene, item), subtle: true }],
      second: [name, c.settled].join(DOT),
    });
  const hold = holdOf(scene, open);
  if (hold)
    return row({
      mark: 'running',
      first: askOf(scene, item),
      second: [name, c.isOnIt(s.name(hold.by), s.short(hold.until))].join(DOT),
    });
  const { mark, words } = latenessOf(scene, item);
  const late = { text: words, bold: true, alarm: mark === 'late' };
  const due =
    item.about.kind === 'deadline' || item.about.kind === 'ticket' || item.about.due >= now
      ? ''
      : c.due(s.short(item.about.due));
  const rest = [name, heldBy(scene, item), due].filter((part) => part !== '');
  const cautions = item.about.kind === 'step' ? cautionsOf(scene, item.about.about.step) : [];
  return row({ mark, first: askOf(scene, item), second: [late, ...[...rest, ...cautions].map((part) => DOT + part)] });
}

/** Undefined, or whose clock stands still meanwhile: nobody is asked after those who were. */
export function standsFor({ state, s, c }: Scene, ob: Obligation): string | undefined {
  const ticket = ob.kind === 'ticket' ? ticketOf(state, ob.about.ticket ?? '') : undefined;
  return ticket && stands(ticket) ? c.standsStill(s.vendor(ticket.vendor)) : undefined;
}

/** "↑ If nobody answers: **12:10 Patti Fernandez** and the channel". */
export function nextRow(scene: Scene, item: PingItem): Element[] {
  const { c, s } = scene;
  const open = openOf(scene, item);
  const still = open && standsFor(scene, open);
  if (still) return [row({ mark: 'fact', first: still })];
  const coming = open ? comingOf(scene, open) : item.next && { ...item.next, channel: false };
  if (!coming) return [];
  const who = whom(scene, coming.people, coming.channel);
  return [row({ mark: 'climbed', first: [`${c.ifNobody} `, { text: `${s.short(coming.at)} ${who}`, bold: true }] })];
}
