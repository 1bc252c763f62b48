/** Buttons. Each is an Action.Execute with an Action.Submit of the same data behind it: some clients know only the older one. */
import type { Origin } from '../post.ts';
import type { Element } from '../render.ts';

export interface ButtonLook {
  /** At most one on a card: the step in the band, or the answer wanted. */
  positive?: boolean;
  /** Stands in the `…` menu. */
  menu?: boolean;
  /** False: what is typed on the card is not sent along, and does not hold the button back. */
  inputs?: false;
}

/** More than this in view and Teams, the Playground and other renderers begin to differ; some drop the rest silently. */
export const mostVisible = 4;

/** `verb` is a command of the grammar's table, or one of the verbs that only buttons have. */
export function button(
  on: Origin,
  title: string,
  verb: string,
  args: Readonly<Record<string, string>> = {},
  look: ButtonLook = {},
): Element {
  const shared = {
    title,
    data: clickData(on, verb, args),
    ...(look.positive ? { style: 'positive' } : {}),
    ...(look.menu ? { mode: 'secondary' } : {}),
    ...(look.inputs === false ? { associatedInputs: 'none' } : {}),
  };
  return { type: 'Action.Execute', verb, ...shared, fallback: { type: 'Action.Submit', ...shared } };
}

/** A button that posts the form of a command, filled with what is known. */
export function formButton(
  on: Origin,
  title: string,
  command: string,
  args: Readonly<Record<string, string>> = {},
  look: ButtonLook = {},
): Element {
  return button(on, title, 'form', { command, ...args }, look);
}

/** A button that unfolds inputs and one button of their own, in place. */
export function showButton(title: string, body: readonly Element[], action: Element, positive = false): Element {
  return {
    type: 'Action.ShowCard',
    title,
    ...(positive ? { style: 'positive' } : {}),
    card: { type: 'AdaptiveCard', version: '1.5', body, actions: [action] },
  };
}

/** A set of buttons: those in view, then those under `…`. Throws on more than `mostVisible` in view. */
export function actionSet(actions: readonly Element[]): Element {
  const inView = actions.filter((a) => a['mode'] !== 'secondary').length;
  if (inView > mostVisible) throw new Error(`${inView} buttons in view, at most ${mostVisible}: give the others menu`);
  return { type: 'ActionSet', actions };
}

/** What a click sends; `rev` becomes the command's `seen`. */
function clickData(on: Origin, verb: string, args: Readonly<Record<string, string>>): Element {
  return {
    baton: 1,
    verb,
    ...(on.case === undefined ? {} : { case: on.case }),
    ...(on.rev === undefined ? {} : { rev: on.rev }),
    card: on.card,
    ...(on.from === undefined ? {} : { from: on.from.message, all: on.from.keys }),
    ...(on.once === undefined ? {} : { once: on.once }),
    ...(Object.keys(args).length === 0 ? {} : { args }),
  };
}
