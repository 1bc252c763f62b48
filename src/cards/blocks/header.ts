/** What this card is about: the title, and one small line below it, most important first. */
import { hard } from '../../words/format.ts';
import { type Element, renderAll } from '../render.ts';
import { heading, type Line, line } from './line.ts';

/** A case's number stays on one line. */
function unbroken(of: Line): Line {
  return typeof of === 'string' ? hard(of) : of.map((part) => (typeof part === 'string' ? hard(part) : part));
}

/** `large`: for cards without a band, whose title is the news. */
export function header(title: string, facts: Line, large = false): Element[] {
  return renderAll('header', {
    title: heading(title, { size: large ? 'Large' : 'Default' }),
    facts: facts.length === 0 ? [] : line(unbroken(facts), { size: 'Small', subtle: true, spacing: 'None' }),
  });
}
