/** What this card is about: the title, and one small line below it, most important first. */
import { type Element, renderAll } from '../render.ts';
import { heading, type Line, line } from './line.ts';

/** `large`: for cards without a band, whose title is the news. */
export function header(title: string, facts: Line, large = false): Element[] {
  return renderAll('header', {
    title: heading(title, { size: large ? 'Large' : 'Default' }),
    facts: facts.length === 0 ? [] : line(facts, { size: 'Small', subtle: true, spacing: 'None' }),
  });
}
