/** Clicks on cards. Action.Execute waits for an answer of its own, Action.Submit does not; what they do is the same. */
import { answerTo } from '../cards/answer/answers.ts';
import type { Origin } from '../cards/post.ts';
import { endedSince } from '../domain/firstMover.ts';
import type { Outcome } from '../engine/index.ts';
import { type Click, readClick, readSubmit } from '../grammar/submit.ts';
import type { ParseContext } from '../grammar/types.ts';
import type { Inbound, Said } from './activity.ts';
import type { InvokeAnswer } from './adapter.ts';
import { asSaid, type CarriedOut, carryOut } from './carryOut.ts';
import { replyTo } from './clickReply.ts';
import type { Clicks } from './once.ts';
import { outsiderPressed, strangerTold } from './others.ts';
import { contextOf, type Room, type Speaking } from './room.ts';
import { plainText, toastOf } from './toast.ts';
import { caseMeant, caseToName, contextOfForm, viewAbout } from './whichCase.ts';

/** Does what was clicked. Null for Action.Submit: the answer is a message. */
export async function clicked(
  room: Room,
  at: Inbound,
  said: Extract<Said, { kind: 'click' }>,
  person: string | null | undefined,
  ids: Clicks,
): Promise<InvokeAnswer | null> {
  const execute = said.way === 'execute';
  if (typeof person !== 'string') {
    const post = strangerTold(room, at, person);
    if (!execute) room.speaker.say(at, null, [post]);
    return execute ? toastOf(plainText([post])) : null;
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

  const from = pingBehind(click, at);
  const barred = speaking.outsider ? await outsiderPressed(room, speaking, parsed, click) : null;
  const late = click && parsed.kind === 'form' ? overtaken(click, ctx) : null;
  const done: CarriedOut =
    barred !== null
      ? { posts: barred, outcome: null }
      : late
        ? {
            posts: answerTo(late, await viewAbout(room, speaking, named)),
            outcome: late,
            about: await caseToName(room, speaking, named),
          }
        : await carryOut(room, speaking, {
            parsed,
            ctx,
            id,
            ...(rev !== undefined && { seen: rev }),
            ...(from && { from }),
            ...(click?.once !== undefined && { once: click.once }),
            ...(click && { click }),
          });
  if (done.outcome) ids.ended(id, done.outcome.kind, Date.parse(room.now()));

  const view = await viewAbout(room, speaking, named);
  const twice =
    parsed.kind === 'form' && click?.card !== 'form' && done.outcome === null && barred === null
      ? ids.askedJustNow(id, Date.parse(room.now()))
      : false;
  const back = done.outcome?.kind === 'refused' && click?.card === 'form';
  const formCtx = back ? await contextOfForm(room, speaking, ctx) : ctx;
  const reply = replyTo(speaking, view, { click, parsed, ctx: formCtx, done, execute });
  if (!twice) room.speaker.say(at, person, asSaid(reply.posts, done.about));
  for (const { message, post, orElse } of reply.instead)
    room.speaker.replace(at, person, message, post, asSaid(orElse, done.about));
  return execute ? toastOf(reply.toast) : null;
}

/** The ping that a form is to end: the one that was clicked, or the one that this form came from. */
function pingBehind(click: Click | null, at: Inbound): Origin['from'] {
  if (click?.card !== 'ping' || at.replyToId === null || at.scope !== 'personal') return click?.from;
  return { message: at.replyToId, keys: click.text('keys') ?? '' };
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
