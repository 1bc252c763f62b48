/** Which person each mention of the line means: the same name may stand for two people, in the order of the message. */
import { visible } from './characters.ts';
import type { Tape } from './tokens.ts';
import { withoutTags } from './tokens.ts';
import type { Mention } from './types.ts';

const plain = (text: string) => withoutTags(visible(text)).trim().toLowerCase();

/** By the place of its tag: a person's id, or the tag itself when the message knows nobody by it. */
export function mentionsIn(tape: Tape, mentions: readonly Mention[]): ReadonlyMap<number, string> {
  const waiting = new Map<string, Mention[]>();
  for (const one of mentions) {
    const name = plain(one.text);
    waiting.set(name, [...(waiting.get(name) ?? []), one]);
  }
  const found = new Map<number, string>();
  let place = tape.text.indexOf('<');
  while (place >= 0) {
    const tag = tape.mention(place);
    if (tag) {
      const list = waiting.get(tag.name.toLowerCase()) ?? [];
      // The last one stays: a name that is repeated means the same person.
      const mention = list.length > 1 ? list.shift() : list[0];
      found.set(place, mention?.person ?? tape.text.slice(place, tag.end));
    }
    place = tape.text.indexOf('<', tag ? tag.end : place + 1);
  }
  return found;
}
