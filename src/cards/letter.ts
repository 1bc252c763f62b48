/** A ping as plain text, for whom Teams does not reach; drawn from the newest state like every other message. */
import type { Case } from '../domain/case.ts';
import type { Message } from '../domain/message.ts';
import { isOutsider } from '../domain/people.ts';
import { cut } from '../words/format.ts';
import { forPhone } from '../words/gsm.ts';
import { stillOpen } from './message.ts';
import { letterScene } from './outsider/letterParts.ts';
import { ourLetter } from './outsider/ourLetter.ts';
import { outsiderLetter } from './outsider/outsiderLetter.ts';
import type { Letter, LetterView } from './post.ts';

const subjectLength = 150;

/** Null: nothing of it is worth saying any more. */
export function letterOf(ping: Extract<Message, { kind: 'ping' }>, state: Case, view: LetterView): Letter | null {
  const items = stillOpen(ping.items, state);
  if (items.length === 0 && ping.away === undefined) return null;
  const letter = (isOutsider(state, ping.person) ? outsiderLetter : ourLetter)(
    letterScene(state, view),
    { ...ping, items },
    view,
  );
  return letter && { ...letter, subject: cut(letter.subject, subjectLength), short: forPhone(letter.short) };
}
