/** "mail is down": no command, but what it says can be recorded, and with which command is known. */
import { entry, type ServiceId } from '../domain/organisation.ts';
import { distance } from '../organisation/nearest.ts';
import { articles, brokenWords } from '../words/en/courtesy.ts';
import type { Token } from './tokens.ts';
import type { CommandPath, Filled, ParseContext } from './types.ts';

/** A sentence that means only this has few words. */
const MOST_WORDS = 8;
/** Words of a service's name that are put together, at most. */
const MOST_OF_NAME = 3;

/** What would be typed for it: a new case; in a case that there is, that this fails too, or a note where that is known. Null: no service of ours is called down. */
export function saidDown(
  all: readonly Token[],
  line: string,
  ctx: ParseContext,
): { nearest: CommandPath; filled: Filled } | null {
  if (all.length > MOST_WORDS || all.some(({ kind }) => kind !== 'bare')) return null;
  const said = all.map(({ text }) => text.toLowerCase().replace(/[.,!?]+$/u, ''));
  const words = articles.has(said[0] ?? '') ? said.slice(1) : said;
  if (!words.slice(1).some((word) => brokenWords.has(word))) return null;
  const service = serviceOf(words, ctx.services);
  if (service === null) return null;
  if (ctx.threadCase === null) return { nearest: 'case new', filled: { title: line.trim(), affects: service } };
  const known = ctx.caseView?.id === ctx.threadCase && ctx.caseView.affects.includes(service);
  return known
    ? { nearest: 'note', filled: { words: line.trim() } }
    : { nearest: 'case set', filled: { affects: `+${service}` } };
}

/** By its id or name, but for one letter where the word is not short: `mail` is `email`. */
function serviceOf(words: readonly string[], services: ParseContext['services']): ServiceId | null {
  for (let count = Math.min(MOST_OF_NAME, words.length); count > 0; count--) {
    const heard = words.slice(0, count).join(' ');
    if (heard.length > 60) continue;
    const found = Object.keys(services).find((id) =>
      [id, entry(services, id)?.name.toLowerCase() ?? id].some(
        (name) => name === heard || (heard.length > 3 && distance(heard, name) === 1),
      ),
    );
    if (found !== undefined) return found;
  }
  return null;
}
