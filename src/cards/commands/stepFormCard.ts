/** `Another step`: every open step, a few words, and what became of it. A message of its own, so nobody's words are lost by an edit. */
import type { Case, Step } from '../../domain/case.ts';
import { between } from '../../words/format.ts';
import { stepText } from '../../words/stepText.ts';
import { actionSet, button } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { choiceInput, textInput } from '../blocks/input.ts';
import { facts, line } from '../blocks/line.ts';
import { inOrder } from '../case/stepListCard.ts';
import type { Post, ViewContext } from '../post.ts';
import type { Element } from '../render.ts';
import { type Scene, sceneOf } from '../scene.ts';

/** Radio buttons take a thumb's width each; with more steps the list folds into a drop-down. */
const MOST_RADIO = 8;
/** More choices than this would not fit under the card's limit. */
const MOST_CHOICES = 60;
const LONGEST_WORDS = 1000;

export function stepFormPost(state: Case, view: ViewContext): Post {
  const scene = sceneOf(state, view, 'step-form');
  const { s, w, c } = scene;
  const open = inOrder(scene).filter((step) => step.status === 'open');
  const title = w.cards.anotherStep;
  const card = frame('form', `${title}, ${state.id}`, {
    header: header(title, facts(state.id, s.text(state.title, 80))),
    band: [],
    fields: open.length === 0 ? [line(w.cards.nothingOpen)] : fields(scene, open),
    foot: foot(
      facts(open[0] && w.cards.orType(`step ${open[0].number} done "…" ${state.id}`), c.upper(w.asOf(view.now, s))),
    ),
    buttons: open.length === 0 ? addStep(scene) : buttons(scene),
  });
  return { card, summary: `${title}, ${state.id}` };
}

function fields(scene: Scene, open: readonly Step[]): Element[] {
  const { s, w } = scene;
  const shown = open.slice(0, MOST_CHOICES);
  const left = open.length - shown.length;
  return [
    choiceInput({
      id: 'step',
      label: w.cards.whichStep,
      value: String(shown[0]?.number ?? ''),
      required: w.cards.whichStep,
      expanded: shown.length <= MOST_RADIO,
      choices: shown.map((step) => ({ title: titleOf(scene, step), value: String(step.number) })),
    }),
    ...(left > 0 ? [line(w.cards.andMore(left, s.typed('step list')), { size: 'Small', subtle: true })] : []),
    textInput({
      id: 'words',
      label: w.cards.whatWasDone,
      placeholder: w.cards.aFewWords,
      multiline: true,
      longest: LONGEST_WORDS,
    }),
  ];
}

function titleOf({ s, c, now, state }: Scene, step: Step): string {
  const name = c.stepTitle(step.number, stepText(s.text(step.text)).head);
  const late = state.status === 'open' && step.due !== undefined && step.due < now;
  if (step.due === undefined) return name;
  return `${name} (${late ? c.late(between(step.due, now)) : c.due(s.short(step.due))})`;
}

function buttons({ on, w }: Scene): Element {
  return actionSet([
    button(on, w.buttons.done, 'step done', {}, { positive: true }),
    button(on, w.buttons.assign, 'step assign'),
    button(on, w.buttons.notApplicable, 'step na'),
  ]);
}

function addStep({ on, w }: Scene): Element {
  return actionSet([button(on, w.buttons.addStep, 'form', { command: 'step add' }, { positive: true })]);
}
