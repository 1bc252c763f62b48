/** A post as an activity of the Bot Framework: text with real mentions, or one Adaptive Card. Pure. */
import type { PersonId } from '../domain/organisation.ts';
import type { Post } from '../engine/ports.ts';
import { mentionName } from '../words/escape.ts';
import type { Member, Outbound } from './connector.ts';

/** Teams takes some 28 KB of text; what is longer would be refused whole. */
export const LONGEST_TEXT = 20_000;

/** `memberOf` tells how Teams knows a person; who was never met is named without a mention, because a wrong one is refused. */
export function outboundOf(post: Post, memberOf: (person: PersonId) => Pick<Member, 'id' | 'name'> | null): Outbound {
  if (post.card !== undefined)
    return {
      type: 'message',
      ...(post.summary !== undefined && { summary: post.summary }),
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: post.card }],
    };
  let text = post.text ?? '';
  const entities: object[] = [];
  for (const { person, name } of post.mentions ?? []) {
    const marked = markOf(text, name);
    const member = memberOf(person);
    if (marked === null) continue;
    if (member)
      entities.push({ type: 'mention', text: marked, mentioned: { id: member.id, name: member.name || name } });
    else text = text.split(marked).join(`**${marked.slice('<at>'.length, -'</at>'.length)}**`);
  }
  return {
    type: 'message',
    textFormat: 'markdown',
    text: text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)} …` : text,
    ...(post.summary !== undefined && { summary: post.summary }),
    ...(entities.length > 0 && { entities }),
  };
}

/** The mention as it stands in the text; Teams compares it letter by letter. */
function markOf(text: string, name: string): string | null {
  return [`<at>${mentionName(name)}</at>`, `<at>${name}</at>`].find((mark) => text.includes(mark)) ?? null;
}
