/** What offered commands and usage lines write where a value of somebody's own has to stand: typed as it is, it is none. */
import type { ArgKind } from './types.ts';

/** Words that stand for words: people copy them from a usage line. */
export const isNothing = (text: string) => text === '' || text === '…' || text === '...' || text === '"…"';

const ANGLED = /^<[a-z][a-z ]{0,30}>$/i;
const OF_KIND: Readonly<Partial<Record<ArgKind, RegExp>>> = {
  text: /^(?:number|no|ref|id)$/i,
  words: /^(?:why|read by ….*|.* (?:because|by|on) …)$/i,
};

/** `number` for a reference, `why` for a reason, `<title>`. Longer words than any of these are somebody's own. */
export function isPlaceholder(kind: ArgKind, text: string): boolean {
  if (text.length > 80) return false;
  return ANGLED.test(text) || OF_KIND[kind]?.test(text) === true;
}
