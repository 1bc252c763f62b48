/** Folding. An edit of the message closes every fold, so only what can be missed goes behind one. */
import type { Element } from '../render.ts';
import { render } from '../render.ts';
import { line } from './line.ts';
import { MARK, type Mark } from './marks.ts';

/** `✓ 5 done ▾`: a row that shows or hides the rows behind it. `id` is unique on the card. */
export function folded(id: string, mark: Mark, title: string, rows: readonly Element[]): Element[] {
  if (rows.length === 0) return [];
  const select = { type: 'Action.ToggleVisibility', title, targetElements: [id] };
  const first = { ...line(`${title} ▾`), color: 'Accent' };
  return [
    { ...render('row', { mark: line(MARK[mark], { subtle: true }), first, second: [] }), selectAction: select },
    { type: 'Container', id, isVisible: false, spacing: 'Small', items: rows },
  ];
}

/** A plain line that unfolds more text; in the default colour, so that it may stand in a band. */
export function foldedLines(id: string, title: string, lines: readonly Element[]): Element[] {
  if (lines.length === 0) return [];
  const select = { type: 'Action.ToggleVisibility', title, targetElements: [id] };
  return [
    { type: 'Container', spacing: 'Small', selectAction: select, items: [line(`${title} ▾`, { bold: true })] },
    { type: 'Container', id, isVisible: false, spacing: 'Small', items: lines },
  ];
}
