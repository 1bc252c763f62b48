/** The card around its blocks. */
import { plain } from '../../words/escape.ts';
import { type Element, render } from '../render.ts';

/** `speak` is read aloud and shown where a card cannot be drawn: the next line first, in plain words. */
export function frame(template: string, speak: string, parts: Readonly<Record<string, unknown>>): Element {
  return render(template, { speak: plain(speak).replaceAll('<', ' '), ...parts });
}
