/** Refusals about vendor tickets. */
import type { Refusal } from '../../domain/refusal.ts';
import type { Speech } from '../speech.ts';
import { ball } from './names.ts';

type OfTicket = Extract<
  Refusal,
  {
    no:
      | 'ticket-over'
      | 'ticket-not-over'
      | 'ticket-not-fixed'
      | 'ticket-unverified'
      | 'cannot-climb'
      | 'climbed-already'
      | 'code-mistyped';
  }
>;

const OVER = { verified: 'verified', closed: 'closed', mistake: 'closed as opened by mistake' } as const;

export function ticketRefusal(of: OfTicket, s: Speech): string {
  const T = s.typed;
  switch (of.no) {
    case 'ticket-over':
      return `${of.ticket} is ${OVER[of.status]}. If it is not over: ${T(`ticket reopen ${of.ticket} "why"`)}`;
    case 'ticket-not-over':
      return `${of.ticket} is still open: there is nothing to reopen. See it: ${T(`ticket show ${of.ticket}`)}`;
    case 'ticket-not-fixed':
      return `${of.ticket} is not said to be fixed yet (${lower(ball(of.ball, 'the vendor'))}). First: ${T(`ticket fixed ${of.ticket}`)}`;
    case 'ticket-unverified':
      return `${of.ticket} is closed only after somebody has checked that it works. ${T(`ticket verify ${of.ticket} ok "…"`)}, or ${T(`ticket verify ${of.ticket} fail "…"`)}`;
    case 'cannot-climb':
      return of.ball === 'fixed-unverified'
        ? `${of.ticket} is said to be fixed: check that first. ${T(`ticket verify ${of.ticket} fail "…"`)} climbs at once.`
        : `${of.ticket} cannot climb while the ball is with us.${of.until === undefined ? '' : ` We owe an answer by ${s.at(of.until)}.`} Send what they want: ${T(`ticket sent ${of.ticket} via:phone "…"`)}`;
    case 'climbed-already':
      return `${of.ticket} climbed already, ${s.at(of.at)}. It can climb again five minutes after that. See who was asked: ${T(`ticket show ${of.ticket}`)}`;
    case 'code-mistyped':
      return of.near.length === 0
        ? `${s.quote(of.code, 20)} is no code of ours, and none has been sent yet. Leave it out: ${T('ticket heard T1 "…"')}`
        : `${s.quote(of.code, 20)} is mistyped or misheard. The nearest of ours: ${s.list(of.near.map((c) => s.text(c, 10)))}. Say it again: ${T(`quoted:${of.near[0]}`)}`;
  }
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
