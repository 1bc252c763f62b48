/** What stands below the case's band: tickets, what else is owed, who could not be reached. Lists are cut, the rest is one command away. */

import { fixedDeadline } from '../../domain/deadlineGrid.ts';
import { pressingAt } from '../../domain/next.ts';
import type { Obligation } from '../../domain/obligation.ts';
import type { VendorId } from '../../domain/organisation.ts';
import { isOutsider } from '../../domain/people.ts';
import { accountManagersOf } from '../../domain/tickets.ts';
import { DOT, length } from '../../words/format.ts';
import { line } from '../blocks/line.ts';
import { row } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import { folded } from '../blocks/toggle.ts';
import { liveNumber } from '../reach/routes.ts';
import type { Element } from '../render.ts';
import { comingOf, type Scene, whom } from '../scene.ts';
import { ticketOrder, ticketRow } from './ticketRow.ts';
import { dueLine, markOf } from './urgency.ts';

const mostTickets = 3;
const mostOwed = 4;
const mostOver = 6;
const mostUnreachable = 3;

/** The first of a list; one more than `most` is shown rather than announced. */
export function firstOf<T>(all: readonly T[], most: number): readonly T[] {
  return all.length <= most + 1 ? all : all.slice(0, most);
}

/** "and 4 more: step list". */
export function more(scene: Scene, left: number, command: string): Element[] {
  if (left <= 0) return [];
  const text = scene.w.cards.andMore(left, `${command} ${scene.state.id}`);
  return [row({ mark: 'fact', first: [{ text, subtle: true }] })];
}

export function ticketSection(scene: Scene): Element[] {
  const { state, w, c } = scene;
  const open = ticketOrder(
    scene,
    state.tickets.filter((t) => t.status === 'open'),
  );
  const over = ticketOrder(
    scene,
    state.tickets.filter((t) => t.status !== 'open'),
  );
  const shown = firstOf(open, mostTickets).map((t) => ticketRow(scene, t));
  const past = firstOf(over, mostOver).map((t) => ticketRow(scene, t, false));
  return section({
    title: w.cards.tickets,
    ...(open.length > 0 ? { count: w.cards.waiting(open.length) } : {}),
    separator: false,
    rows: [
      ...shown,
      ...more(scene, open.length - shown.length, 'ticket list'),
      ...deadlineRows(scene),
      ...folded('tickets-over', 'done', c.ended(over.length), [
        ...past,
        ...more(scene, over.length - past.length, 'ticket list'),
      ]),
    ],
  });
}

/** The clock that nobody can move, with the person who is asked then: shown as soon as it is armed. */
function deadlineRows(scene: Scene): Element[] {
  const { state } = scene;
  const running = state.deadlines.filter((d) => !d.ended);
  return running.map((d) => deadlineRow(scene, d.vendor)).filter((one) => one !== null);
}

/** Null: none is armed. */
export function deadlineRow(scene: Scene, vendor: VendorId): Element | null {
  const { state, s, c } = scene;
  const fixed = fixedDeadline(state, vendor);
  if (fixed === null) return null;
  const { at, next, every, asked } = fixed;
  const who = askedAtDeadline(scene, vendor);
  const again = c.askedAgain(every === undefined ? null : length(every), s.short(next));
  return row({
    mark: 'running',
    first: c.deadlineOf(s.vendor(vendor), s.short(at), asked !== undefined),
    second: asked === undefined ? c.deadlineFor(...who) : [who[0], again].join(DOT),
  });
}

/**
 * Who is asked at a vendor's fixed deadline, as things stand, and whether they are several: the account manager where she can be
 * asked, else those who are asked in her place.
 */
export function askedAtDeadline(scene: Scene, vendor: VendorId): [names: string, several: boolean] {
  const { state, s } = scene;
  const ob = scene.owed.get(`deadline:${vendor}`);
  const manager = accountManagersOf(state, vendor)[0];
  if (!ob) return [manager === undefined ? s.vendor(vendor) : s.name(manager), false];
  const { people, channel } = comingOf(scene, ob);
  const hers = people.find((id) => isOutsider(state, id));
  if (hers !== undefined) return [s.name(hers), false];
  return [whom(scene, people, channel), people.length + Number(channel) > 1];
}

/** Kinds that have their own place on the card. */
const elsewhere: readonly Obligation['kind'][] = ['ticket', 'deadline', 'promise', 'step', 'update'];

/** What is due in days and forgotten in weeks: not among what is cut. */
const never: readonly Obligation['kind'][] = ['notice', 'retrospective'];

/** Everything else that runs: notices, hand-overs, answers, fixes to verify. */
export function owedSection(scene: Scene, inBand: string | undefined): Element[] {
  const { state, s, w, c, owed, now } = scene;
  const others = [...owed.values()]
    .filter((ob) => !elsewhere.includes(ob.kind) && ob.key !== inBand)
    .sort((a, b) => (pressingAt(state, a, now) < pressingAt(state, b, now) ? -1 : 1));
  const last = others.filter(({ kind }) => never.includes(kind));
  const rest = others.filter(({ kind }) => !never.includes(kind));
  const kept = [...firstOf(last, mostOwed), ...firstOf(rest, Math.max(1, mostOwed - last.length))];
  const rows = others
    .filter((ob) => kept.includes(ob))
    .map((ob) => row({ mark: markOf(scene, ob), first: w.obligation(ob, state, s), second: dueLine(scene, ob) }));
  return section({ title: c.also, rows: [...rows, ...more(scene, others.length - rows.length, 'ticket list')] });
}

/** A message that reached nobody: somebody else must call. */
export function unreachableSection(scene: Scene, longest: number): Element[] {
  const { state, s, w, c } = scene;
  const all = Object.entries(state.undelivered).map(([person, of]) => ({ person, ...of }));
  const rows = firstOf(all, mostUnreachable).map((of) => {
    const phone = liveNumber(scene, of.person);
    const detail = [
      of.reason ? w.undelivered(of.reason, s, Math.min(80, longest)) : '',
      phone ? c.callInstead(s.text(phone, 40)) : '',
    ];
    return row({
      mark: 'blocked',
      first: s.name(of.person),
      second: [c.notDelivered(s.short(of.at)), ...detail].filter((d) => d !== '').join(DOT),
    });
  });
  const left = all.length - rows.length;
  const rest = left > 0 ? [line(`+ ${left}`, { size: 'Small', subtle: true })] : [];
  return section({ title: c.unreachable, rows: [...rows, ...rest] });
}
