/**
 * What a click changes for whoever sees it: the card that was clicked, the conversation, the toast. One place for each thing
 * that is said: an answered card says it in short, a shared conversation is told once, somebody's own chat by the card alone.
 */
import { type Answered, answeredPost } from '../cards/answer/answeredCard.ts';
import { owedAgain } from '../cards/case/owedCard.ts';
import { formPost, namesIn } from '../cards/commands/formCard.ts';
import { usedFormPost } from '../cards/commands/usedFormCard.ts';
import { outsiderPost } from '../cards/outsider/outsiderCard.ts';
import { callAgain } from '../cards/ping/callCard.ts';
import { pingAgain, stillWaiting } from '../cards/ping/pingAgain.ts';
import type { ViewContext } from '../cards/post.ts';
import { cardVoice } from '../cards/voice.ts';
import type { PersonId } from '../domain/organisation.ts';
import type { Instant } from '../domain/time.ts';
import type { Outcome, Post } from '../engine/index.ts';
import { endingOfKey } from '../grammar/ending.ts';
import { refusedForm } from '../grammar/refused.ts';
import type { Click } from '../grammar/submit.ts';
import type { ParseContext, Parsed } from '../grammar/types.ts';
import { formTitle } from '../words/en/help.ts';
import { problemLine } from '../words/en/problems.ts';
import { DOT } from '../words/format.ts';
import type { CarriedOut } from './carryOut.ts';
import type { ClickReply } from './contactReplies.ts';
import type { Speaking } from './room.ts';
import { plainText } from './toast.ts';

export interface Reply {
  /** Said in the conversation. */
  posts: readonly Post[];
  /** Messages that are replaced; where that does not work, `orElse` is said. */
  instead: readonly { message: string; post: Post; orElse: readonly Post[] }[];
  /** Shown to whoever clicked. */
  toast: string;
}

export interface Clicked {
  click: Click | null;
  parsed: Parsed;
  ctx: ParseContext;
  done: CarriedOut;
  /** An invoke: a "no" is for whoever clicked, and the toast says it. */
  execute: boolean;
}

type Done = Extract<Outcome, { kind: 'done' }>;

export function replyTo(speaking: Speaking, view: ViewContext, of: Clicked): Reply {
  const { click, parsed, done, execute } = of;
  const { outcome, posts, reply } = done;
  if (reply) return ofItsOwn(speaking, reply, execute ? reply.posts : posts);
  if (outcome?.kind === 'done' && click) return afterDone(speaking, view, { ...of, click, outcome });
  if (outcome?.kind === 'refused') return afterRefusal(speaking, view, of, outcome);
  if (parsed.kind === 'form' && !speaking.outsider) return afterForm(speaking, view, of, parsed);
  return { posts, instead: [], toast: plainText(posts) };
}

/** Without a toast everything is said in the conversation. */
function ofItsOwn({ at }: Speaking, { toast, again }: ClickReply, posts: readonly Post[]): Reply {
  const message = at.replyToId;
  return { posts, instead: message === null || !again ? [] : [{ message, post: again, orElse: [] }], toast };
}

/** A form was asked for; or it comes back in its own place because something is missing or wrong, or because more has to be said. */
function afterForm(
  speaking: Speaking,
  view: ViewContext,
  { click, ctx, done: { posts } }: Clicked,
  { command, problems }: Extract<Parsed, { kind: 'form' }>,
): Reply {
  const { words, s } = cardVoice(namesIn(ctx), view);
  const [problem] = problems;
  const [post] = posts;
  const said = problem && problemLine(problem, s, ctx.casePrefix, ctx.caseView ?? null);
  const toast =
    said === undefined
      ? words.cards.fillInBelow(formTitle(command))
      : problem?.problem === 'which-item'
        ? said
        : words.cards.notDone(said);
  const message = speaking.at.replyToId;
  if (click?.card !== 'form' || message === null || post === undefined) return { posts, instead: [], toast };
  return { posts: [], instead: [{ message, post, orElse: posts }], toast };
}

/**
 * A "no": the form comes back as it was filled in, with the reason at its field, or without its buttons where it was used
 * before; a list of what stands in the way is posted.
 */
function afterRefusal(
  speaking: Speaking,
  view: ViewContext,
  { click, ctx, done: { posts }, execute }: Clicked,
  { refusal }: Extract<Outcome, { kind: 'refused' }>,
): Reply {
  const { words } = cardVoice(namesIn(ctx), view);
  const lists = posts.filter(({ card }) => card !== undefined);
  const plain = speaking.outsider || refusal.no === 'form-used';
  const toast = plain ? plainText(posts) : words.cards.notDone(plainText(posts));
  const message = speaking.at.replyToId;
  const form = click && !speaking.outsider ? refusedForm(click, refusal, ctx.caseView?.id ?? null, ctx) : null;
  if (form === null || message === null) return { posts: execute ? lists : posts, instead: [], toast };
  const post =
    refusal.no === 'form-used'
      ? usedFormPost(form, plainText(posts), ctx, view)
      : formPost(form, ctx, view, {
          ...(click?.from && { from: click.from }),
          ...(click?.once !== undefined && { once: click.once }),
        });
  return { posts: lists, instead: [{ message, post, orElse: posts }], toast };
}

/** What was answered is replaced by what was done. */
function afterDone(
  speaking: Speaking,
  view: ViewContext,
  { click, done, outcome }: Clicked & { click: Click; outcome: Done },
): Reply {
  const { at, person } = speaking;
  const { posts, echo } = done;
  const toast = plainText(posts);
  // A link can only be pressed in a message of text.
  const alone = at.scope === 'personal' && outcome.link === undefined;
  const of: Answered = {
    after: outcome.after,
    events: outcome.events,
    by: person,
    ...(echo !== undefined && { also: [echo] }),
    ...(!alone && { title: titleOf(click, outcome, view) }),
  };
  const ping = pingOf(click, speaking, outcome);
  const isPing = ping !== null && ping.message === at.replyToId;
  const instead: Reply['instead'][number][] = [];
  const dial = at.replyToId === null || speaking.outsider ? null : dialNext(click, outcome, { ...view, person });
  if (at.replyToId !== null && dial)
    return { posts, instead: [{ message: at.replyToId, post: dial, orElse: [] }], toast };
  if (at.replyToId !== null && !isPing && isSpent(click))
    instead.push({ message: at.replyToId, post: answeredPost(of, view), orElse: alone ? posts : [] });
  const hers = at.replyToId === null || !speaking.outsider ? null : stillHers(click, outcome, { ...view, person });
  if (at.replyToId !== null && hers) instead.push({ message: at.replyToId, post: hers, orElse: [] });
  const list = at.replyToId === null ? null : owedAgain(click.card, outcome.after, view);
  if (at.replyToId !== null && list)
    return { posts, instead: [{ message: at.replyToId, post: list, orElse: [] }], toast };
  if (ping !== null) {
    const change = { before: outcome.before, after: outcome.after, by: person, at: view.now };
    const left = stillWaiting(ping.keys, ping.ended, change);
    const again = left.length === 0 ? null : pingAgain(left, person, outcome.after, view);
    const post = again ?? answeredPost(isPing ? of : { ...of, bare: true }, view);
    instead.push({ message: ping.message, post, orElse: isPing ? posts : [] });
    // What is left takes the card's place, so it cannot say what was done as well.
    if (isPing && again) return { posts, instead, toast };
  }
  // The card says what the text would; what is a card itself is said all the same.
  const cards = posts.filter(({ card }) => card !== undefined);
  return { posts: alone && instead.length > 0 ? cards : posts, instead, toast };
}

/** Cards of their own that nothing is left to press on. A ping is judged by what it listed. */
function isSpent({ verb, card }: Click): boolean {
  if (card === 'form' || card === 'step-form' || card === 'call') return true;
  return card === 'outsider' && ['outsider wrong', 'outsider answer', 'outsider question'].includes(verb);
}

/** A wrong number that did not climb leaves the card with the next one to dial. */
function dialNext(
  { verb, card }: Click,
  { after, events }: Done,
  view: ViewContext & { person: PersonId },
): Post | null {
  if (verb !== 'ticket call' || card !== 'call' || events.some(({ body }) => body.type === 'climbed')) return null;
  const wrong = events.find(({ body }) => body.type === 'ticket-called' && body.result === 'wrong-number')?.body;
  return wrong?.type === 'ticket-called' ? callAgain(wrong.ticket, after, view) : null;
}

/** She is on it: her card says until when, and an answer can still be given on it. */
function stillHers({ card }: Click, { after, events }: Done, view: ViewContext & { person: PersonId }): Post | null {
  const said = events.find(({ body }) => body.type === 'held' || body.type === 'on-it-late')?.body;
  if (card !== 'outsider' || (said?.type !== 'held' && said?.type !== 'on-it-late')) return null;
  const ticket = said.keys.find((key) => key.startsWith('ticket:'))?.slice('ticket:'.length);
  return ticket === undefined ? null : outsiderPost(ticket, after, view);
}

interface Pinged {
  message: string;
  keys: string[];
  /** What this answer was meant to end. */
  ended: string[];
}

/** The ping that was answered: by one of its own buttons, or by the form that its `Done` led to. Pings stand in somebody's own chat only. */
function pingOf(click: Click, { at }: Speaking, { before }: Done): Pinged | null {
  if (at.scope !== 'personal') return null;
  const listed = (keys: string | undefined) => (keys === undefined || keys === '' ? [] : keys.split(',').slice(0, 100));
  const sent = listed(click.text('keys'));
  const done = click.verb === 'ping done' && sent.length === 1 ? sent : [];
  if (click.card === 'ping' && at.replyToId !== null) return { message: at.replyToId, keys: sent, ended: done };
  if (click.card !== 'form' || !click.from) return null;
  const keys = listed(click.from.keys);
  const ended = keys.filter((key) => {
    const ending = endingOfKey(key, before ?? undefined, before?.lastAt ?? ('' as Instant));
    const same = Object.entries(ending?.args ?? {}).every(([name, value]) => click.text(name) === value);
    return ending?.command === click.verb && same;
  });
  return { message: click.from.message, keys, ended: done.length > 0 ? done : ended };
}

/** What was answered: the form's name and what it was about. */
function titleOf(click: Click, outcome: Done, view: ViewContext): string {
  const { s, words } = cardVoice(outcome.after, view);
  const ticket = outcome.events.flatMap(({ body }) => ('ticket' in body ? [body.ticket] : []))[0];
  const step = outcome.events.flatMap(({ body }) => ('step' in body ? [body.step] : []))[0];
  const key = ticket !== undefined ? `ticket:${ticket}` : step !== undefined ? `step:${step}` : undefined;
  const about = key === undefined ? '' : words.keyName(key, outcome.after, s);
  return [formTitle(click.verb), about].filter((part) => part !== '').join(DOT);
}
