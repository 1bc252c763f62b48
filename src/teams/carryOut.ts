/** From what somebody meant to what is said back: commands go to the engine, questions to the cards. */
import { answerTo } from '../cards/answer/answers.ts';
import { named, noted } from '../cards/answer/noted.ts';
import { shortPost } from '../cards/commands/shortCard.ts';
import type { Origin } from '../cards/post.ts';
import { cardVoice, textVoice, type Voice } from '../cards/voice.ts';
import type { CaseId, Command } from '../domain/commands.ts';
import type { Instant } from '../domain/time.ts';
import type { Outcome, Post } from '../engine/index.ts';
import type { Click } from '../grammar/submit.ts';
import type { ParseContext, Parsed } from '../grammar/types.ts';
import type { SameNumber } from '../words/answerWords.ts';
import { type ClickReply, contactPressed, isContactAnswer } from './contactReplies.ts';
import { withElsewhere } from './otherCase.ts';
import { packCards } from './packs.ts';
import { answerQuery, askAgain } from './replies.ts';
import { namesIn, type Room, type Speaking, viewOf } from './room.ts';
import { sameNumber } from './sameNumber.ts';
import { caseToName, contextOfForm, viewAbout } from './whichCase.ts';

export interface Meant {
  parsed: Parsed;
  ctx: ParseContext;
  /** The command's id: the same one twice changes nothing twice. */
  id: string;
  /** The version of the case on the clicked card. */
  seen?: number;
  /** It was clicked, not typed. */
  click?: Click;
  /** The ping whose button was clicked, or that the form came from. */
  from?: Origin['from'];
  /** The mark of the form that was sent. */
  once?: string;
  /** As it was typed. */
  line?: string;
}

export interface CarriedOut {
  posts: Post[];
  /** Null: nothing was asked of the rules. */
  outcome: Outcome | null;
  /** Times that were given in words, said back, and who has the same number, as a card says it; in `posts` already. */
  echo?: string;
  /** The case whose number comes before the posts where they are said, outside of its thread; not under its own card. */
  about?: CaseId | null;
  /** How it is answered where it was clicked. */
  reply?: ClickReply;
}

export async function carryOut(room: Room, speaking: Speaking, meant: Meant): Promise<CarriedOut> {
  const { parsed, ctx } = meant;
  switch (parsed.kind) {
    case 'intent':
      return worded(room, speaking, parsed, await decided(room, speaking, meant, parsed));
    case 'query':
      if (meant.click && isContactAnswer(parsed.query))
        return { ...(await contactPressed(room, speaking, parsed.query, meant.click)), outcome: null };
      return {
        posts: await shown(room, speaking, parsed, ctx.threadCase),
        outcome: null,
        about: await caseToName(room, speaking, isNameless(parsed, ctx) ? parsed.caseId : null),
      };
    case 'form':
    case 'unknown':
      return {
        posts: await askAgain(room, speaking, parsed, await contextOfForm(room, speaking, ctx), meant),
        outcome: null,
      };
    case 'empty':
      return { posts: [shortPost(ctx, viewOf(room, speaking))], outcome: null };
  }
}

/** A "no" to a question about a case that there is; what is said of reports names the case itself. */
function isNameless({ query, caseId }: Extract<Parsed, { kind: 'query' }>, { threadCase }: ParseContext): boolean {
  return caseId === threadCase && query.type !== 'report';
}

/** What was asked to be shown; words that meant nothing are named above it. `near`: the case in whose thread it was asked. */
async function shown(
  room: Room,
  speaking: Speaking,
  { query, caseId, ignored }: Extract<Parsed, { kind: 'query' }>,
  near: string | null,
): Promise<Post[]> {
  const posts = await answerQuery(room, speaking, query, query.type === 'help' ? near : caseId);
  if (!ignored) return posts;
  const { words, s } = cardVoice(namesIn(room.organisation()), viewOf(room, speaking));
  const said = words.cards.leftOut(s.quote(ignored.heard, 60), ignored.usage);
  return posts.map((post, i) => (i === 0 ? noted(post, said) : post));
}

/** What the rules said; what they changed is kept. */
export async function decided(
  room: Room,
  speaking: Speaking,
  { id, seen, once, line }: Omit<Meant, 'parsed'>,
  { intent, caseId }: Extract<Parsed, { kind: 'intent' }>,
): Promise<Outcome> {
  const { at, person } = speaking;
  const made: Command = {
    id,
    caseId: caseId ?? '',
    at: room.now(),
    by: { kind: 'person', id: person },
    ...(seen !== undefined && { seen }),
    ...(once !== undefined && { form: once }),
    intent,
  };
  // What only its sender sees, and what was said elsewhere, the thread has to be told.
  const inTeam = at.scope !== 'personal' && !at.targeted;
  const inThread = inTeam && caseId !== null && (await room.engine.caseOf(at.threadId)) === caseId;
  return withElsewhere(room, speaking, await room.engine.handle(made, { inThread }), line);
}

/** The same as it is said to whoever asked. */
export async function worded(
  room: Room,
  speaking: Speaking,
  { echo }: Extract<Parsed, { kind: 'intent' }>,
  outcome: Outcome,
): Promise<CarriedOut> {
  const state = outcome.kind === 'done' ? outcome.after : outcome.state;
  const view = await viewAbout(room, speaking, state?.id ?? null);
  const posts = [...answerTo(outcome, view), ...(await packCards(room, outcome, view))];
  const about = view.numbered ?? null;
  if (outcome.kind === 'refused') return { posts, outcome, about };
  const wished = outcome.events.flatMap(({ body }) =>
    'wished' in body && body.wished !== undefined ? [body.wished] : [],
  );
  // What was cut, or stands behind an earlier date, is said with that.
  const times = (echo ?? []).filter((time) => !wished.includes(time));
  const same = await sameNumber(room, outcome);
  if (speaking.outsider || (times.length === 0 && same === null)) return { posts, outcome, about };
  const names = namesIn(room.organisation());
  const back = (voice: Voice) => beside(times, same, voice);
  return { posts: echoed(posts, back(textVoice(names, view))), outcome, about, echo: back(cardVoice(names, view)) };
}

/** The same without a look at the database, which is away: no pack comes with it, and the case is named wherever it is said. */
export function plainly(room: Room, speaking: Speaking, outcome: Outcome): readonly Post[] {
  const state = outcome.kind === 'done' ? outcome.after : outcome.state;
  const about = speaking.outsider ? null : (state?.id ?? null);
  return asSaid(answerTo(outcome, { ...viewOf(room, speaking), ...(about !== null && { numbered: about }) }), about);
}

/** Every time that was given in words, with its date and zone; and who has the same number. */
function beside(times: readonly Instant[], same: SameNumber | null, { words, s }: Voice): string {
  return [
    times.length === 0 ? '' : words.answers.understood(times, s),
    same === null ? '' : words.answers.sameNumber(same, s),
  ]
    .filter((said) => said !== '')
    .join('\n\n');
}

/** The posts as they are said in the conversation: each names its case where it stands outside of its thread. */
export function asSaid(posts: readonly Post[], about: CaseId | null | undefined): readonly Post[] {
  return about ? posts.map((post) => named(post, about)) : posts;
}

function echoed([first, ...rest]: Post[], back: string): Post[] {
  return first?.text === undefined
    ? [...(first ? [first] : []), ...rest]
    : [{ ...first, text: `${first.text}\n\n${back}` }, ...rest];
}
