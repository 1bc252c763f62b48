/** No card over the limit: people's text is cut shorter until the card fits. */
import type { Element } from './render.ts';

/** Bytes of a card's JSON that are safe in every Teams client (platform.md: a card up to 25 KB). */
export const mostBytes = 25_000;

export function sizeOf(card: Element): number {
  return new TextEncoder().encode(JSON.stringify(card)).length;
}

/** `build` gets the longest text it may show, in characters; it is asked again with less until the card fits. */
export function fitting(build: (longest: number) => Element): Element {
  let card = build(200);
  for (const longest of [120, 80, 50, 30]) {
    if (sizeOf(card) < mostBytes) break;
    card = build(longest);
  }
  return card;
}
