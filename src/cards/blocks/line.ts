// The parts that all cards are built of: lines, rows, bands, buttons. Looks and escaping live here; what a card says, and of which case, does not.
// This file: plain text in, inert text out. Markdown is dead in a TextRun; a TextBlock is used only where there is nothing to escape, or for a heading.
import { markdown, plain } from '../../words/escape.ts';
import { DOT, hard } from '../../words/format.ts';
import type { Element } from '../render.ts';

/** A piece of a line with a look of its own. */
export interface Part {
  text: string;
  bold?: boolean;
  /** Attention: allowed on the plain background only. */
  alarm?: boolean;
  /** Struck through: say beside it in words what that means. */
  strike?: boolean;
  subtle?: boolean;
}

export type Line = string | readonly (string | Part)[];

export interface Look {
  size?: 'Small' | 'Default' | 'Large' | 'ExtraLarge';
  bold?: boolean;
  subtle?: boolean;
  alarm?: boolean;
  spacing?: 'None' | 'Small' | 'Default' | 'Medium' | 'Large';
  align?: 'Right';
  id?: string;
  visible?: false;
}

/** A line that wraps. Adjacent strings join without a gap. */
export function line(of: Line, look: Look = {}): Element {
  const parts = (typeof of === 'string' ? [of] : of).map((p) => (typeof p === 'string' ? { text: p } : p));
  const only = parts.length === 1 ? parts[0] : undefined;
  const whole = plain(only?.text ?? '');
  if (only && !only.strike && markdown(whole) === whole) return block(whole, { ...look, ...lookOf(only) });
  return {
    type: 'RichTextBlock',
    ...place(look),
    inlines: parts.filter((p) => p.text !== '').map((p) => run(p, look)),
  };
}

/** A heading for the eye and for screen readers. `size` is always written: the host's own heading style is Large. */
export function heading(text: string, look: Look = {}): Element {
  const style = { type: 'TextBlock', style: 'heading', text: markdown(hard(plain(text))), wrap: true };
  return { ...style, size: look.size ?? 'Default', weight: 'Bolder', ...place(look) };
}

/** A telephone number that can be copied as text and tapped as a link. Anything that is no number stays text. */
export function phoneLink(number: string, look: Look = {}): Element {
  const shown = plain(number);
  const dialled = shown.replace(/[^\d+]/gu, '');
  if (!/^\+?\d{3,15}$/u.test(dialled) || /[^\d+()\-\s./\u00a0]/u.test(shown)) return line(shown, look);
  const kept = shown.replace(/[\s./()]+/gu, '\u00a0').trim();
  return block(`[${kept}](tel:${dialled})`, look);
}

/** Facts of one line with dots between; what is empty falls out. */
export function facts(...all: (string | Part | undefined | false | null)[]): (string | Part)[] {
  const kept = all.filter((f): f is string | Part => (typeof f === 'object' ? f !== null : Boolean(f)));
  const line: (string | Part)[] = [];
  for (const [i, fact] of kept.entries()) {
    const before = line.at(-1);
    if (i > 0 && typeof before === 'string') line[line.length - 1] = before + DOT;
    else if (i > 0) line.push(DOT);
    const last = line.at(-1);
    if (typeof fact === 'string' && typeof last === 'string') line[line.length - 1] = last + fact;
    else line.push(fact);
  }
  return line;
}

function block(text: string, look: Look): Element {
  return {
    type: 'TextBlock',
    text,
    wrap: true,
    ...(look.size && look.size !== 'Default' ? { size: look.size } : {}),
    ...styleOf(look),
    ...place(look),
  };
}

function run(part: Part, look: Look): Element {
  const both = { ...look, ...lookOf(part) };
  return {
    type: 'TextRun',
    text: keepEdges(part.text),
    ...(look.size && look.size !== 'Default' ? { size: look.size } : {}),
    ...styleOf(both),
    ...(part.strike ? { strikethrough: true } : {}),
  };
}

/** `plain` trims, but the gap between two runs matters. */
function keepEdges(text: string): string {
  const [, before = '', , after = ''] = /^(\s?)([\s\S]*?)(\s?)$/u.exec(text) ?? [];
  return `${before}${plain(text)}${after}`;
}

function lookOf(part: Part): Pick<Look, 'bold' | 'alarm' | 'subtle'> {
  return {
    ...(part.bold === undefined ? {} : { bold: part.bold }),
    ...(part.alarm === undefined ? {} : { alarm: part.alarm }),
    ...(part.subtle === undefined ? {} : { subtle: part.subtle }),
  };
}

function styleOf(look: Look): Element {
  return {
    ...(look.bold ? { weight: 'Bolder' } : {}),
    ...(look.alarm ? { color: 'Attention' } : look.subtle ? { isSubtle: true } : {}),
  };
}

function place(look: Look): Element {
  return {
    ...(look.spacing ? { spacing: look.spacing } : {}),
    ...(look.align ? { horizontalAlignment: look.align } : {}),
    ...(look.id ? { id: look.id } : {}),
    ...(look.visible === false ? { isVisible: false } : {}),
  };
}
