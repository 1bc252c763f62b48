/** Refusals about vendor tickets. */
import type { Case } from '../../domain/case.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { writtenFirst } from '../../domain/routes.ts';
import { soft } from '../format.ts';
import type { Speech } from '../speech.ts';
import { ball } from './names.ts';
import { codeWords, openAndLater, theseWork, ways, wayWithRecord } from './ways.ts';

type Of<N extends Refusal['no']> = Extract<Refusal, { no: N }>;

const OVER = { verified: 'verified', closed: 'closed', mistake: 'closed as opened by mistake' } as const;

export function ticketOver(of: Of<'ticket-over'>, s: Speech): string {
  return `${of.ticket} is ${OVER[of.status]}. If it is not over: ${s.typed(`ticket reopen ${of.ticket} "…"`)}`;
}

export function ticketNotOver(of: Of<'ticket-not-over'>, s: Speech): string {
  return `${of.ticket} is still open: there is nothing to reopen. See it: ${s.typed(`ticket show ${of.ticket}`)}`;
}

export function ticketNotFixed(of: Of<'ticket-not-fixed'>, s: Speech): string {
  const why = lower(ball(of.ball, 'the vendor'));
  return `Nobody has said yet that ${of.ticket} is fixed (${why}). First: ${s.typed(`ticket fixed ${of.ticket}`)}`;
}

export function ticketUnverified(of: Of<'ticket-unverified'>, s: Speech): string {
  const ok = s.typed(`ticket verify ${of.ticket} ok "…"`);
  const fail = s.typed(`ticket verify ${of.ticket} fail "…"`);
  const mistake = `Opened by mistake? Coordinator or management: ${s.typed(`ticket close ${of.ticket} reason:mistake`)}`;
  const check =
    of.ball === 'fixed-unverified' ? `${ok}, or ${fail}` : `${s.typed(`ticket fixed ${of.ticket}`)}, then ${ok}`;
  return `${of.ticket} is closed only after somebody has checked that it works: ${check}. ${mistake}`;
}

/** Words cannot have gone by a way that is down: why, which ways work, best first, and what to type. */
export function deadRoute(of: Of<'dead-route'>, state: Case | null, s: Speech): string {
  const down = `it needs our ${soft(s.service(of.because))}, which is down`;
  const { vendor } = of;
  const every = state === null || vendor === undefined ? [] : ways(state, vendor, s);
  const known = of.written ? writtenFirst(every) : every;
  // A route that died after the answer was kept is not named again when the answer is.
  const alive = state === null || vendor === undefined ? of.alive : known.map(({ id }) => id);
  const [best] = alive;
  if (best === undefined)
    return `Do not use ${s.text(of.route, 40)}: ${down}, and no other route works. Reach them in any way you can and write it down: ${s.typed('note "…"')}`;
  const now =
    state === null || vendor === undefined
      ? { open: alive.map((id) => s.text(id, 40)), later: [] }
      : openAndLater(known, (route) => wayWithRecord(state, vendor, route, s), s);
  return `Do not use ${s.text(of.route, 40)}: ${down}. ${theseWork(now, s)} Type ${s.typed(`via:${best}`)}`;
}

export function cannotClimb(of: Of<'cannot-climb'>, state: Case | null, s: Speech): string {
  if (of.ball === 'fixed-unverified') {
    const fail = s.typed(`ticket verify ${of.ticket} fail "…"`);
    return `${of.ticket} is said to be fixed: check that first. ${fail} escalates at once.`;
  }
  const until = of.until === undefined ? '' : ` We owe an answer by ${s.at(of.until)}.`;
  const vendor = state?.tickets.find((t) => t.id === of.ticket)?.vendor;
  const best = state === null || vendor === undefined ? undefined : ways(state, vendor, s)[0];
  const send =
    best === undefined ? '' : ` Send what they want: ${s.typed(`ticket sent ${of.ticket} via:${best.id} "…"`)}`;
  return `${of.ticket} cannot be escalated while the ball is with us.${until}${send}`;
}

export function climbedAlready(of: Of<'climbed-already'>, s: Speech): string {
  const show = s.typed(`ticket show ${of.ticket}`);
  return `${of.ticket} was escalated already, ${s.at(of.at)}. It can be escalated again from ${s.at(of.again)}. See who was asked: ${show}`;
}

export function codeMistyped(of: Of<'code-mistyped'>, state: Case | null, s: Speech): string {
  const code = s.quote(of.code, 20);
  const sent = state?.tickets.some((ticket) => ticket.sent.length > 0) === true;
  if (of.near.length === 0 && sent)
    return `${code} is mistyped or misheard, and no code of this case is like it. Ask them to read it again; it begins with K and has five characters after it.`;
  if (of.near.length === 0)
    return `${code} is no code of ours, and none has been sent yet. Leave it out: ${s.typed(`ticket heard ${of.ticket ?? 'T1'} "…"`)}`;
  const near = s.list(of.near.map((one) => (state === null ? one : codeWords(one, state, s))));
  return `${code} is mistyped or misheard. The nearest of this case: ${near}. Ask which one they see, and send it again with ${s.typed(`quoted:${of.near[0]}`)}`;
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
