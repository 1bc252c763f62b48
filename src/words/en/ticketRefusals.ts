/** Refusals about vendor tickets. */
import type { Refusal } from '../../domain/refusal.ts';
import type { Speech } from '../speech.ts';
import { ball } from './names.ts';

type Of<N extends Refusal['no']> = Extract<Refusal, { no: N }>;

const OVER = { verified: 'verified', closed: 'closed', mistake: 'closed as opened by mistake' } as const;

export function ticketOver(of: Of<'ticket-over'>, s: Speech): string {
  return `${of.ticket} is ${OVER[of.status]}. If it is not over: ${s.typed(`ticket reopen ${of.ticket} "why"`)}`;
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
  return `${of.ticket} is closed only after somebody has checked that it works. ${ok}, or ${fail}`;
}

export function cannotClimb(of: Of<'cannot-climb'>, s: Speech): string {
  if (of.ball === 'fixed-unverified') {
    const fail = s.typed(`ticket verify ${of.ticket} fail "…"`);
    return `${of.ticket} is said to be fixed: check that first. ${fail} escalates at once.`;
  }
  const until = of.until === undefined ? '' : ` We owe an answer by ${s.at(of.until)}.`;
  const send = s.typed(`ticket sent ${of.ticket} via:phone "…"`);
  return `${of.ticket} cannot be escalated while the ball is with us.${until} Send what they want: ${send}`;
}

export function climbedAlready(of: Of<'climbed-already'>, s: Speech): string {
  const show = s.typed(`ticket show ${of.ticket}`);
  return `${of.ticket} was escalated already, ${s.at(of.at)}. It can be escalated again from ${s.at(of.again)}. See who was asked: ${show}`;
}

export function codeMistyped(of: Of<'code-mistyped'>, s: Speech): string {
  const code = s.quote(of.code, 20);
  if (of.near.length === 0)
    return `${code} is no code of ours, and none has been sent yet. Leave it out: ${s.typed('ticket heard T1 "…"')}`;
  const near = s.list(of.near.map((c) => s.text(c, 10)));
  return `${code} is mistyped or misheard. The nearest of ours: ${near}. Say it again: ${s.typed(`quoted:${of.near[0]}`)}`;
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
