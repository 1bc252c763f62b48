/** The case's checklist: what is late, what is due, what comes later; what is done folds away. */
import type { Step } from '../../domain/case.ts';
import { personHolds } from '../../domain/holder.ts';
import { DOT } from '../../words/format.ts';
import { stepText } from '../../words/stepText.ts';
import { actionSet, button } from '../blocks/button.ts';
import { row } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import { folded } from '../blocks/toggle.ts';
import type { Element } from '../render.ts';
import type { Scene } from '../scene.ts';
import { firstOf, more } from './caseSections.ts';
import { cautionsOf } from './stepWays.ts';
import { dueLine, markOf } from './urgency.ts';

const mostOpen = 6;
const mostDone = 10;

/** `inBand`: the step that the band already shows. `longest`: of people's words; where little fits, fewer done steps are shown. */
export function checklist(scene: Scene, inBand: number | undefined, longest: number): Element[] {
  const { state, w, c, on } = scene;
  if (state.steps.length === 0) return [];
  const open = openSteps(scene).filter((step) => step.number !== inBand);
  const settled = state.steps.filter((step) => step.status !== 'open').sort(newestFirst);
  const shown = firstOf(open, mostOpen).map((step) => openRow(scene, step));
  const done = firstOf(settled, longest < 80 ? mostDone / 2 : mostDone).map((step) => doneRow(scene, step, longest));
  const rows = [
    ...shown,
    ...more(scene, open.length - shown.length, 'step list'),
    ...folded('steps-done', 'done', c.done(settled.length), [
      ...done,
      ...more(scene, settled.length - done.length, 'step list'),
    ]),
    ...(open.length > 0 && state.status !== 'closed'
      ? [actionSet([button(on, w.buttons.anotherStep, 'step form')])]
      : []),
  ];
  return section({ title: w.cards.checklist, count: w.cards.doneOf(settled.length, state.steps.length), rows });
}

const newestFirst = (a: Step, b: Step) => ((a.settled?.at ?? '') < (b.settled?.at ?? '') ? 1 : -1);

/** Late, due, later; those without a running clock last, in the order of the playbook. */
function openSteps({ state, owed }: Scene): Step[] {
  const due = (step: Step) => owed.get(`step:${step.number}`)?.due ?? '~';
  return state.steps
    .filter((step) => step.status === 'open')
    .sort((a, b) => (due(a) === due(b) ? a.number - b.number : due(a) < due(b) ? -1 : 1));
}

/** An open step: how late or when, and who; without a running clock it waits for the closing. The same on every card. */
export function openRow(scene: Scene, step: Step, longest?: number): Element {
  const { state, s, w, c, owed, now } = scene;
  const first = c.stepTitle(step.number, stepText(s.text(step.text, longest)).head);
  const ob = owed.get(`step:${step.number}`);
  const cautions = cautionsOf(scene, step.number).map((caution) => ({
    text: `${DOT}${caution}`,
    bold: true,
    alarm: true,
  }));
  if (ob) return row({ mark: markOf(scene, ob), first, second: [...dueLine(scene, ob), ...cautions] });
  const holder = personHolds(state, step.assignee, step.role ?? 'coordinator', now);
  const who = 'person' in holder ? s.name(holder.person) : c.andChannel('');
  return row({ mark: 'open', first, second: [[w.cards.beforeClosing, who].join(DOT), ...cautions] });
}

function doneRow({ s, c }: Scene, step: Step, longest: number): Element {
  const { settled } = step;
  const parts = [
    step.status === 'not-applicable' ? c.notApplicable : '',
    settled ? c.by(s.name(settled.by), s.short(settled.at)) : '',
    settled?.words ? s.quote(settled.words, Math.min(80, longest)) : '',
  ];
  return row({
    mark: step.status === 'done' ? 'done' : 'fact',
    first: c.stepTitle(step.number, stepText(s.text(step.text)).head),
    second: parts.filter((part) => part !== '').join(DOT),
  });
}
