/** The small last line: durations go stale between edits, so the foot says as of when they were true. */
import type { Element } from '../render.ts';
import { type Line, line } from './line.ts';

export function foot(of: Line): Element {
  return line(of, { size: 'Small', subtle: true, spacing: 'Medium' });
}
