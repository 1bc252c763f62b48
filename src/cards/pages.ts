/** Pages of a list: which rows, what the foot says, and the buttons to the neighbours. */
import type { Catalogue } from '../words/catalogue.ts';
import { button } from './blocks/button.ts';
import type { Origin } from './post.ts';
import type { Element } from './render.ts';

export interface Page<T> {
  rows: T[];
  /** Counted from 1; a page beyond the end is the last one. */
  page: number;
  pages: number;
  /** "1–8 of 23"; empty when there is nothing. */
  said(words: Catalogue): string;
}

/** A page that somebody else has cut. */
export function pageIn<T>(
  rows: readonly T[],
  of: { page: number; pages: number; size: number; total: number },
): Page<T> {
  const from = (of.page - 1) * of.size;
  const said: Page<T>['said'] = (words) =>
    rows.length === 0 ? '' : words.cards.page(from + 1, from + rows.length, of.total);
  return { rows: [...rows], page: of.page, pages: of.pages, said };
}

export function pageOf<T>(all: readonly T[], page: number, size: number): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const number = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  const rows = all.slice((number - 1) * size, number * size);
  return pageIn(rows, { page: number, pages, size, total: all.length });
}

/** `Older` leads to the next page, `Newer` to the one before; the verb is the list's own command. */
export function pageButtons(
  on: Origin,
  verb: string,
  of: Page<unknown>,
  words: Catalogue,
  args: Readonly<Record<string, string>> = {},
): Element[] {
  const to = (page: number, title: string) => button(on, title, verb, { ...args, page: String(page) });
  return [
    ...(of.page < of.pages ? [to(of.page + 1, words.buttons.older)] : []),
    ...(of.page > 1 ? [to(of.page - 1, words.buttons.newer)] : []),
  ];
}
