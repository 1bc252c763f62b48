// Papers: what is read outside Teams, on a screen of somebody else's, on paper or on the phone. One shape, three ways to write it down.
// Nothing here decides, stores or sends; sentences come from `src/words/`. The same document always gives the same bytes.
export { fitted, type Room } from './fit.ts';
export { htmlOf } from './html.ts';
export { jsonOf, paperFrom } from './json.ts';
export type { Pair, Paper, PaperSection } from './paper.ts';
export { sealed, sha256 } from './seal.ts';
export { textOf } from './text.ts';
