/** What stands in the way of resolving or closing, as a list with the buttons that end it. */
import type { Case, Step } from '../../domain/case.ts';
import { stillOwed, unfixed } from '../../domain/decisions/ending.ts';
import { obligationOf } from '../../domain/obligations.ts';
import type { Owed, Refusal } from '../../domain/refusal.ts';
import { ticketOf } from '../../domain/tickets.ts';
import { actionSet, button, formButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts } from '../blocks/line.ts';
import { row, withLine } from '../blocks/row.ts';
import { fitting } from '../fit.ts';
import type { Post, ViewContext } from '../post.ts';
import type { Element } from '../render.ts';
import { type Scene, sceneOf } from '../scene.ts';
import { deadlineRow } from './caseSections.ts';
import { openRow } from './checklist.ts';
import { endingButtons, stepButtons, verifyButtons } from './endingButtons.ts';
import { ticketRow } from './ticketRow.ts';
import { dueLine, markOf } from './urgency.ts';

type StillOwed = Extract<Refusal, { no: 'still-owed' }>;

/** The first few have their button (the list is drawn anew after each); a wall of them nobody reads. The others say what to type. */
const MOST_ROWS = 10;
const WITH_BUTTONS = 4;
/** Longer than this and a button is cut on a phone. */
const LONGEST_NAME = 40;

export function owedPost(of: Pick<StillOwed, 'what' | 'owed'>, state: Case, view: ViewContext): Post {
  const scene = sceneOf(state, view, of.what === 'resolve' ? 'owed-resolve' : 'owed-close');
  const { w, s, c } = scene;
  const asOf = w.asOf(view.now, s);
  const title = w.cards.owed(of.what, of.owed.length);
  const shown = of.owed.slice(0, MOST_ROWS);
  const left = of.owed.length - shown.length;
  const build = (longest: number) =>
    frame('list', `${state.id}: ${title}`, {
      header: header(title, facts(state.id, s.text(state.title, 80))),
      band: [],
      rows: owedRows(scene, shown, of.what, longest),
      foot: foot(facts(left > 0 && w.cards.andMore(left, s.typed('step list')), left > 0 ? asOf : c.upper(asOf))),
      buttons: actionSet([
        ...(of.owed.length === 0 ? [goOn(scene, of.what)] : []),
        ...(of.owed.some((owed) => stepOf(scene, owed)) ? [button(scene.on, w.buttons.anotherStep, 'step form')] : []),
        button(scene.on, w.buttons.showCase, 'case show'),
      ]),
    });
  return { card: fitting(build), summary: `${state.id}: ${title}` };
}

/** The same list as things stand now; null: the case has moved on, and nothing is in the way of anything. */
export function owedAgain(card: string, state: Case, view: ViewContext): Post | null {
  if (card === 'owed-close' && state.status !== 'closed')
    return owedPost({ what: 'close', owed: stillOwed(state) }, state, view);
  if (card === 'owed-resolve' && state.status === 'open')
    return owedPost({ what: 'resolve', owed: unfixed(state) }, state, view);
  return null;
}

/** What the list stood in the way of. */
function goOn({ on, w }: Scene, what: StillOwed['what']): Element {
  return what === 'close'
    ? button(on, w.buttons.close, 'case close', {}, { positive: true })
    : formButton(on, w.buttons.resolve, 'case resolve', {}, { positive: true });
}

function owedRows(scene: Scene, all: readonly Owed[], what: StillOwed['what'], longest: number): Element[] {
  const { w, s, state } = scene;
  const shown = new Set<unknown>();
  let left = WITH_BUTTONS;
  return all.flatMap((owed) => {
    const drawn = rowOf(scene, owed, longest);
    // A ticket and its vendor's fixed deadline would have the same.
    const buttons = left === 0 ? [] : buttonsOf(scene, owed, what).filter(({ title }) => !shown.has(title));
    if (buttons.length > 0) {
      left--;
      for (const { title } of buttons) shown.add(title);
      return [drawn, actionSet(buttons)];
    }
    const line = w.ending(owed, what, state, s);
    return [line === '' ? drawn : withLine(drawn, line)];
  });
}

function stepOf({ state }: Scene, owed: Owed): Step | undefined {
  const number = owed.step ?? (owed.obligation ?? obligationOf(state, owed.key))?.about.step;
  return number === undefined ? undefined : state.steps.find((one) => one.number === number);
}

/** In the words of the case card. */
function rowOf(scene: Scene, owed: Owed, longest: number): Element {
  const { state, w, s } = scene;
  const ob = owed.obligation ?? obligationOf(state, owed.key);
  const step = stepOf(scene, owed);
  if (step) return openRow(scene, step, longest);
  const silent = owed.ticket ?? (ob?.kind === 'ticket' ? ob.about.ticket : undefined);
  const ticket = silent === undefined ? undefined : ticketOf(state, silent);
  if (ticket) return ticketRow(scene, ticket, false);
  const deadline = ob?.kind === 'deadline' ? deadlineRow(scene, ob.about.vendor ?? '') : null;
  if (deadline) return deadline;
  const who = owed.who === null ? w.holder({ holder: { channel: true } }, s) : s.name(owed.who);
  return ob
    ? row({ mark: markOf(scene, ob), first: w.obligation(ob, state, s), second: dueLine(scene, ob) })
    : row({ mark: 'open', first: w.keyName(owed.key, state, s), second: who });
}

/**
 * Only one answer on a card may be the wanted one, and here there are several: none is, and each says what it is about. What ends it
 * stands in view, the rest under `…`; both sides of a decision are in view.
 */
function buttonsOf(scene: Scene, owed: Owed, what: StillOwed['what']): Element[] {
  const { on, w, state } = scene;
  const ticket = state.tickets.find((t) => t.id === owed.ticket);
  const ob = owed.obligation ?? obligationOf(state, owed.key);
  const found =
    what === 'resolve' && ticket !== undefined && ticket.fix === undefined
      ? [formButton(on, w.buttons.fixed, 'ticket fixed', { ticket: ticket.id })]
      : ticket?.fix !== undefined
        ? verifyButtons(scene, ticket.id)
        : owed.step !== undefined
          ? stepButtons(scene, String(owed.step))
          : ob === undefined
            ? []
            : endingButtons(scene, ob);
  const about = aboutOf(scene, owed);
  const decision = ticket?.fix !== undefined || ob?.kind === 'verify' || ob?.kind === 'handover';
  return found.map((action, i) => named(scene, action, about, i > 0 && !decision));
}

/** "step 13", "T1", "final report to CERT-SE"; empty where the title says all. */
function aboutOf(scene: Scene, owed: Owed): string {
  const { state, w, s } = scene;
  const ob = owed.obligation ?? obligationOf(state, owed.key);
  if (stepOf(scene, owed)) return w.keyName(owed.key, state, s);
  switch (ob?.kind) {
    case 'reference':
    case 'notice':
    case 'retrospective':
    case 'handover':
      return s.text(w.keyName(owed.key, state, s), LONGEST_NAME);
    case 'owed-ticket':
      return s.vendor(ob.about.vendor ?? '');
    default:
      break;
  }
  const open = state.tickets.find((one) => one.vendor === ob?.about.vendor && one.status === 'open');
  return owed.ticket ?? ob?.about.ticket ?? open?.id ?? '';
}

function named(scene: Scene, { style: _, fallback, ...action }: Element, about: string, menu: boolean): Element {
  const title = String(action['title']);
  return {
    ...action,
    title: about === '' ? title : scene.w.cards.titleFor(title, about),
    ...(menu ? { mode: 'secondary' } : {}),
    ...(typeof fallback === 'object' && fallback !== null
      ? { fallback: named(scene, fallback as Element, about, menu) }
      : {}),
  };
}
