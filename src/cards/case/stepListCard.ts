/** The checklist as a list (`step list`): open ones first, late ones before due ones; then what is settled. */
import type { Case, Step } from '../../domain/case.ts';
import { stepText } from '../../words/stepText.ts';
import { actionSet, button, formButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts } from '../blocks/line.ts';
import { row } from '../blocks/row.ts';
import { fitting } from '../fit.ts';
import { pageButtons, pageOf } from '../pages.ts';
import type { Post, ViewContext } from '../post.ts';
import type { Element } from '../render.ts';
import { type Scene, sceneOf } from '../scene.ts';
import { openRow } from './checklist.ts';

const SIZE = 12;

/** With a running clock by due time, then those without one, then the settled ones; otherwise by number. */
export function inOrder(scene: Scene): Step[] {
  const due = ({ status, number }: Step) =>
    status === 'open' ? (scene.owed.get(`step:${number}`)?.due ?? '~1') : '~2';
  return [...scene.state.steps].sort((a, b) => (due(a) === due(b) ? a.number - b.number : due(a) < due(b) ? -1 : 1));
}

export function stepListPost(state: Case, of: { page: number }, view: ViewContext): Post {
  const scene = sceneOf(state, view, 'list');
  const { on, s, w } = scene;
  const page = pageOf(inOrder(scene), of.page, SIZE);
  const settled = state.steps.filter((step) => step.status !== 'open').length;
  const title = `${state.id} · ${w.cards.checklist}`;
  const count = w.cards.doneOf(settled, state.steps.length);
  const buttons = [
    ...(settled < state.steps.length ? [button(on, w.buttons.anotherStep, 'step form')] : []),
    formButton(on, w.buttons.addStep, 'step add'),
    ...pageButtons(on, 'step list', page, w),
  ];
  const build = (longest: number) =>
    frame('list', `${title}, ${count}`, {
      header: header(title, facts(count, s.text(state.title, 80))),
      band: [],
      rows: page.rows.map((step) => stepRow(scene, step, longest)),
      foot: foot(facts(state.steps.length === 0 ? w.cards.noSteps : page.said(w), w.asOf(view.now, s))),
      buttons: actionSet(buttons),
    });
  return { card: fitting(build), summary: `${title}, ${count}` };
}

/** One step: number and text, then how late or when, and who. */
function stepRow(scene: Scene, step: Step, longest: number): Element {
  const { state, s, w, c } = scene;
  const first = c.stepTitle(step.number, stepText(s.text(step.text, longest)).head);
  if (step.status !== 'open') {
    const { by, at, words } = step.settled ?? { by: state.owner, at: state.lastAt };
    const who = step.status === 'done' ? w.cards.doneBy : w.cards.notApplicableBy;
    return row({
      mark: 'done',
      first,
      second: facts(who(s.name(by), s.short(at)), words ? s.quote(words, longest) : ''),
    });
  }
  return openRow(scene, step, longest);
}
