/** Which person each mention of the line means: the same name may stand for two people, in the order of the message. */

import { visible } from './characters.ts';
import type { Tape, Token } from './tokens.ts';
import { withoutTags } from './tokens.ts';
import type { Mention } from './types.ts';

const plain = (text: string) => withoutTags(visible(text)).trim().toLowerCase();

/** Gives a mention's person: an id, or the tag itself when the message knows nobody by it. */
export function mentionReader(mentions: readonly Mention[]): (token: Token, tape: Tape) => string {
  const waiting = new Map<string, Mention[]>();
  for (const one of mentions) {
    const name = plain(one.text);
    waiting.set(name, [...(waiting.get(name) ?? []), one]);
  }
  const read = new Map<number, string>();
  return (token, tape) => {
    const before = read.get(token.start);
    if (before !== undefined) return before;
    const name = token.kind === 'mention' ? token.text : token.value;
    const list = waiting.get(name.toLowerCase()) ?? [];
    // The last one stays: a name that is repeated means the same person.
    const mention = list.length > 1 ? list.shift() : list[0];
    const found = mention?.person ?? tape.text.slice(tape.text.indexOf('<', token.start), token.end);
    read.set(token.start, found);
    return found;
  };
}
