/** Clicks on cards. Action.Execute waits for an answer of its own, Action.Submit does not; what they do is the same. */
import { answeredCard } from '../cards/answeredCard.ts';
import { answerTo } from '../cards/answers.ts';
import { callAgain } from '../cards/callCard.ts';
import type { CardName, ViewContext } from '../cards/post.ts';
import { cardVoice } from '../cards/voice.ts';
import type { Case } from '../domain/case.ts';
import { endedSince } from '../domain/firstMover.ts';
import type { Outcome, Post } from '../engine/index.ts';
import { type Click, readClick, readSubmit } from '../grammar/submit.ts';
import type { ParseContext } from '../grammar/types.ts';
import { eventLine } from '../words/words.ts';
import type { Inbound, Said } from './activity.ts';
import type { InvokeAnswer } from './adapter.ts';
import { type CarriedOut, carryOut } from './carryOut.ts';
import type { Clicks } from './once.ts';
import { outsiderPosts, strangerPost } from './others.ts';
import { contextOf, type Room, type Speaking, viewOf } from './room.ts';
import { toastOf } from './toast.ts';
import { caseMeant } from './whichCase.ts';

type Done = Extract<Outcome, { kind: 'done' }>;

/** Does what was clicked. Null for Action.Submit: the answer is a message. */
export async function clicked(
  room: Room,
  at: Inbound,
  said: Extract<Said, { kind: 'click' }>,
  person: string | null,
  ids: Clicks,
): Promise<InvokeAnswer | null> {
  const execute = said.way === 'execute';
  if (person === null) {
    const post = strangerPost(room, at);
    if (!execute) room.speaker.say(at, null, [post]);
    return execute ? toastOf([post]) : null;
  }
  const speaking: Speaking = { at, person, outsider: room.organisation().people[person]?.organisation !== undefined };
  const click = readClick(said.data);
  const meantCase = click?.case || (await caseMeant(room, speaking));
  let ctx = await contextOf(room, speaking, [], meantCase);
  let parsed = readSubmit(said.data, ctx);
  const named = 'caseId' in parsed ? parsed.caseId : null;
  if (named !== null && named !== ctx.threadCase) {
    // A form may name the case as people write it; its people, tickets and routes are those that count.
    ctx = await contextOf(room, speaking, [], named);
    parsed = readSubmit(said.data, ctx);
  }
  const rev = click?.rev;
  const id = ids.idOf({ caseId: named, rev, data: said.data, person }, Date.parse(room.now()));

  const barred = speaking.outsider ? await outsiderPosts(room, speaking, parsed) : null;
  const late = click && parsed.kind === 'form' ? overtaken(click, ctx) : null;
  const done: CarriedOut =
    barred !== null
      ? { posts: barred, outcome: null }
      : late
        ? { posts: answerTo(late, viewOf(room, speaking)), outcome: late }
        : await carryOut(room, speaking, { parsed, ctx, id, ...(rev !== undefined && { seen: rev }) });
  if (done.outcome) ids.ended(id, done.outcome.kind, Date.parse(room.now()));

  // A "no" to somebody's click is for that person; the toast says it. Everything else stands in the chat as well.
  const refused = done.outcome?.kind === 'refused' && done.posts.every(({ card }) => card === undefined);
  if (!execute || !refused) room.speaker.say(at, person, done.posts);
  if (at.replyToId !== null && done.outcome?.kind === 'done' && click && isSpent(click))
    room.speaker.replace(at, at.replyToId, answered(room, speaking, click, done.outcome));
  return execute ? toastOf(done.posts) : null;
}

/** `Done` on a ping whose every item somebody has ended since: no form is asked for, the answer says who it was. */
function overtaken(click: Click, { caseView: state }: ParseContext): Extract<Outcome, { kind: 'refused' }> | null {
  const { rev } = click;
  if (click.verb !== 'ping done' || !state || state.id !== click.case || rev === undefined) return null;
  const moves = (click.text('keys') ?? '').split(',').map((key) => endedSince(state, key, rev));
  const newest = moves.reduce((a, b) => (a && b ? (a.seq > b.seq ? a : b) : null));
  if (!newest) return null;
  return { kind: 'refused', refusal: { no: 'already', act: newest.act, by: newest.by, at: newest.at }, state };
}

/** A form that was sent, a call that was made, a ping that was ended or passed on: nothing on that card is left to press. */
function isSpent({ verb, card }: Click): boolean {
  if (card === 'form' || card === 'step-form' || card === 'call') return true;
  if (card === 'outsider') return verb === 'outsider wrong' || verb === 'outsider answer';
  return card === 'ping' && (verb === 'decline' || verb === 'case accept' || verb === 'case decline');
}

/** A wrong number that did not climb leaves the card with the next one to dial. */
function dialNext({ verb, card }: Click, { after, events }: Done, view: ViewContext): Post | null {
  if (verb !== 'ticket call' || card !== 'call' || view.person === undefined) return null;
  if (events.some(({ body }) => body.type === 'climbed')) return null;
  const wrong = events.find(({ body }) => body.type === 'ticket-called' && body.result === 'wrong-number')?.body;
  return wrong?.type === 'ticket-called' ? callAgain(wrong.ticket, after, { ...view, person: view.person }) : null;
}

function answered(room: Room, speaking: Speaking, click: Click, outcome: Done): Post {
  const view = viewOf(room, speaking);
  const next = speaking.outsider ? null : dialNext(click, outcome, view);
  if (next) return next;
  const { s, words } = cardVoice(outcome.after, view);
  const event = outcome.events.find(({ by }) => by === speaking.person) ?? outcome.events[0];
  const said = speaking.outsider
    ? words.answers.outsider.answered(s)
    : event
      ? eventLine(event, outcome.after, s)
      : words.answers.nothingHappened(s);
  const of = { card: click.card as CardName, by: speaking.person, at: view.now, said };
  return { card: answeredCard(of, outcome.after as Case, view), summary: said };
}
