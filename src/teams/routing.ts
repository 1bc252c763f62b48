/** What was typed: who says it, about which case, what it means; and an answer to everything that was said to us. */
import { faultFields, isAway, type Outcome, type Post } from '../engine/index.ts';
import { looksLikeCommand, parse } from '../grammar/parse.ts';
import { misheardForm } from '../grammar/refused.ts';
import type { ParseContext, Parsed } from '../grammar/types.ts';
import type { Inbound, Said } from './activity.ts';
import { asSaid, carryOut, decided, plainly, worded } from './carryOut.ts';
import { outsiderHeard, strangerTold } from './others.ts';
import { askAgain } from './replies.ts';
import { contextOf, type Room, type Speaking } from './room.ts';
import { caseMeant } from './whichCase.ts';

/** Longer than any command can be: what comes after it is not read (Teams itself sends at most some 28 KB). */
const LONGEST_LINE = 30_000;

/** Without a mention the bot hears what people say to each other: only a slash and a command is meant for it. */
export function isToUs(at: Inbound, { text, mentionsUs }: Extract<Said, { kind: 'text' }>): boolean {
  return at.scope === 'personal' || mentionsUs || at.targeted || looksLikeCommand(text.slice(0, LONGEST_LINE));
}

/** Answers a text, unless it was not said to us. */
export async function hear(
  room: Room,
  at: Inbound,
  said: Extract<Said, { kind: 'text' }>,
  person: string | null | undefined,
): Promise<void> {
  if (!isToUs(at, said)) return;
  const text = said.text.slice(0, LONGEST_LINE);
  if (typeof person !== 'string') return room.speaker.say(at, null, [strangerTold(room, at, person)]);
  const speaking: Speaking = { at, person, outsider: room.organisation().people[person]?.organisation !== undefined };

  const meantCase = await caseMeant(room, speaking);
  let ctx = await contextOf(room, speaking, said.named, meantCase);
  let parsed: Parsed = parse(text, ctx);
  const named = 'caseId' in parsed ? parsed.caseId : null;
  if (named !== null && named !== meantCase) {
    // Another case is named: its people, tickets and routes are those that count.
    ctx = await contextOf(room, speaking, said.named, named);
    parsed = parse(text, ctx);
  }
  if (speaking.outsider) {
    const posts = await outsiderHeard(room, speaking, parsed, text);
    if (posts !== null) return room.speaker.say(at, person, posts);
  }
  const meant = { parsed, ctx, id: at.key, line: text };
  if (parsed.kind === 'intent') {
    // It is kept: Teams may hear that it was taken, and what is said to it is put into words meanwhile.
    const outcome = await decided(room, speaking, meant, parsed);
    return room.speaker.say(at, person, () => answered(room, speaking, ctx, parsed, outcome));
  }
  const { posts, about } = await carryOut(room, speaking, meant);
  room.speaker.say(at, person, asSaid(posts, about));
}

async function answered(
  room: Room,
  speaking: Speaking,
  ctx: ParseContext,
  parsed: Extract<Parsed, { kind: 'intent' }>,
  outcome: Outcome,
): Promise<readonly Post[]> {
  // Codes of the whole case are offered: to ours only.
  const again = outcome.kind === 'refused' && !speaking.outsider ? misheardForm(parsed, outcome.refusal) : null;
  try {
    if (again) return await askAgain(room, speaking, again, ctx);
    const { posts, about } = await worded(room, speaking, parsed, outcome);
    return asSaid(posts, about);
  } catch (error) {
    if (!isAway(error)) throw error;
    room.log.warn({ ...faultFields(error), activity: speaking.at.key }, 'answered without a look at the database');
    return plainly(room, speaking, outcome);
  }
}
