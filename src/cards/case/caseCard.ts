// The cards of one case: the case itself, its steps, its timeline, its notices, its report, and the board of all of them.
// What a ticket says in full is in ../ticket/; here it is one row.
/** The case: what happens next first, then tickets, checklist and everything else that is owed. Edited in place, so it has no input. */
import type { Case } from '../../domain/case.ts';
import { nextActions } from '../../domain/next.ts';
import { between } from '../../words/format.ts';
import { actionSet, button, formButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts } from '../blocks/line.ts';
import { row } from '../blocks/row.ts';
import { fitting } from '../fit.ts';
import type { ViewContext } from '../post.ts';
import type { Element } from '../render.ts';
import { type Scene, sceneOf } from '../scene.ts';
import { caseBand, caseSpeak } from './caseBand.ts';
import { owedSection, ticketSection, unreachableSection } from './caseSections.ts';
import { checklist } from './checklist.ts';
import { outsideSection } from './outside.ts';

const titleLength = 80;

export function caseCard(state: Case, view: ViewContext): Element {
  const scene = sceneOf(state, view, 'case');
  const next = state.status === 'closed' ? undefined : nextActions(state, scene.now)[0];
  const sections = (longest: number) => [
    ...resolvedRow(scene),
    ...unreachableSection(scene, longest),
    ...outsideSection(scene),
    ...ticketSection(scene),
    ...checklist(scene, next?.about.step, longest),
    ...owedSection(scene, next?.key),
  ];
  const build = (longest: number) =>
    frame('case', caseSpeak(scene, next), {
      header: header(`${state.id} · ${scene.s.text(state.title, titleLength)}`, headerFacts(scene)),
      band: caseBand(scene, next),
      sections: withoutFirstLine(sections(longest)),
      foot: foot(footFacts(scene, next?.kind === 'update')),
      buttons: state.status === 'closed' ? [] : buttons(scene),
    });
  return fitting(build);
}

function headerFacts(scene: Scene): ReturnType<typeof facts> {
  const { state, s, w, c, now } = scene;
  const { status, control, closedAt, resolvedAt } = state;
  return facts(
    w.severity(state.severity),
    status === 'open' && w.cards.age(between(state.openedAt, now)),
    status === 'resolved' && resolvedAt && c.resolvedAt(s.short(resolvedAt)),
    status === 'closed' && closedAt && c.closedAt(s.short(closedAt)),
    w.cards.owner(s.name(state.owner)),
    status === 'open' && control.by === 'vendor' && c.onlyVendor(s.vendor(control.vendor)),
  );
}

function resolvedRow({ state, s, c }: Scene): Element[] {
  if (state.resolvedAt === undefined || state.status === 'open') return [];
  return [
    row({
      mark: 'done',
      first: c.resolvedRow(s.short(state.resolvedAt)),
      ...(state.resolution ? { second: s.quote(state.resolution) } : {}),
    }),
  ];
}

/** Durations go stale: the foot says when they were true. */
function footFacts({ state, s, w, c, now }: Scene, updateInBand: boolean): ReturnType<typeof facts> {
  const { due } = state.update;
  const update = state.status === 'open' && !updateInBand && c.nextUpdate(s.short(due), due < now);
  const affects = state.affects.length > 0 && c.affects(s.list(state.affects.slice(0, 4).map((id) => s.service(id))));
  const asOf = w.asOf(now, s);
  return facts(...[affects, update, asOf].filter((x) => x !== false).map((x, i) => (i === 0 ? c.upper(x) : x)));
}

function buttons({ on, w, state }: Scene): Element {
  const title = w.buttons;
  const open = state.status === 'open';
  return actionSet([
    formButton(on, title.statusUpdate, 'update'),
    formButton(on, title.vendorTicket, 'ticket open'),
    formButton(on, title.note, 'note'),
    formButton(on, title.addStep, 'step add', {}, { menu: true }),
    formButton(on, title.handOver, 'case handover', {}, { menu: true }),
    open
      ? formButton(on, title.resolve, 'case resolve', {}, { menu: true })
      : button(on, title.close, 'case close', {}, { menu: true }),
  ]);
}

/** The band ends with a line of its own: the first section below it draws none. */
function withoutFirstLine([first, ...rest]: readonly Element[]): Element[] {
  if (first === undefined) return [];
  return [first['separator'] === undefined ? first : { ...first, separator: false }, ...rest];
}
