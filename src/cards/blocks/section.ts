/** A heading with its count, and rows. The first one after a band has no separator: that would be a double line. */
import { type Element, renderAll } from '../render.ts';
import { heading, line } from './line.ts';

export interface Section {
  title: string;
  /** Small, on the right: "5 of 9 done". */
  count?: string;
  separator?: boolean;
  rows: readonly Element[];
}

/** Nothing at all without rows. */
export function section(of: Section): Element[] {
  if (of.rows.length === 0) return [];
  return renderAll('section', {
    separator: of.separator ?? true,
    title: heading(of.title),
    count: of.count ? line(of.count, { size: 'Small', subtle: true, align: 'Right' }) : [],
    rows: of.rows,
  });
}
