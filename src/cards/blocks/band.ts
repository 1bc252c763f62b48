/** The only coloured area and the only Large text of a card: what happens next, who does it, by when. Never more than one. */
import { type Element, render } from '../render.ts';
import { type Line, line } from './line.ts';

/** attention: late · warning: a promise is running · accent: a request to a person · emphasis: a missing input, or a calm fact. */
export type BandStyle = 'attention' | 'warning' | 'accent' | 'emphasis';

export interface Band {
  style: BandStyle;
  caption: Line;
  /** Large: a sentence, or an element of its own (a telephone number). */
  action?: string | Element;
  /** Who and when. Default colour only: coloured text is too faint on a band. */
  line?: Line;
  more?: Element[];
  buttons?: Element;
}

export function band(of: Band): Element {
  const { action } = of;
  return render('band', {
    style: of.style,
    caption: line(of.caption, { size: 'Small', bold: true }),
    action: typeof action === 'string' ? line(action, { size: 'Large', bold: true, spacing: 'None' }) : (action ?? []),
    line: of.line === undefined || of.line.length === 0 ? [] : line(of.line, { spacing: 'None' }),
    more: of.more ?? [],
    buttons: of.buttons ?? [],
  });
}
