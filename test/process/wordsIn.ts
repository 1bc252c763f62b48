import type { StoredEvent } from '../../src/store/index.ts';

/** How often each of the load's words (`word-17-`) stands in these facts, as a note or as the title of a case. */
export function wordsIn(events: readonly StoredEvent[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { body } of events) {
    if (body.type !== 'noted' && body.type !== 'case-opened') continue;
    for (const [words] of JSON.stringify(body).matchAll(/word-\d+-/g)) found.set(words, (found.get(words) ?? 0) + 1);
  }
  return found;
}
