/**
 * A bar of a chart, drawn with block characters: they render wherever text does, and to scale. Coloured columns do not: each
 * host pads them, so that short bars all look alike on a phone. The value beside it says the same.
 */
import { type Element, render } from '../render.ts';
import { line } from './line.ts';

export interface Bar {
  label: string;
  value: string;
  /** Of the longest bar, 0 to 1. */
  share: number;
}

/** As many full blocks as fit with the value beside the label at 320 px. */
const LONGEST = 10;
/** Eighths of a block, from none. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

function blocks(share: number): string {
  const eighths = Math.max(1, Math.round(Math.min(1, share) * LONGEST * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}

export function bar({ label, value, share }: Bar): Element {
  const run = { type: 'TextRun', size: 'Small' };
  return render('bar', {
    label: line(label, { size: 'Small' }),
    bar: {
      type: 'RichTextBlock',
      inlines: [
        { ...run, text: blocks(share), color: 'Accent' },
        { ...run, text: ` ${value}`, isSubtle: true },
      ],
    },
  });
}
