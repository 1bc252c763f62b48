/** Facts about vendor tickets: what we said, what they said, what counts. */

import { numbersOf } from '../../domain/callees.ts';
import type { Case } from '../../domain/case.ts';
import type { CaseEvent, ClimbCause } from '../../domain/events.ts';
import { vendorOf as vendorEntry, vendorLadder } from '../../domain/tickets.ts';
import type { Speech } from '../speech.ts';
import { type BodyOf, type Fact, said } from './eventParts.ts';
import { callResult, route } from './names.ts';

function vendorOf(ticket: string, state: Case): string {
  return state.tickets.find((t) => t.id === ticket)?.vendor ?? 'vendor';
}

export function ticketOpened(e: BodyOf<'ticket-opened'>, event: CaseEvent, state: Case, s: Speech): Fact {
  return {
    mark: '•',
    head: `Ticket ${e.ticket} opened with ${s.vendor(e.vendor)}`,
    more: [
      e.via === undefined ? '' : `by ${route(e.vendor, e.via, state, s)}`,
      e.severity === undefined ? '' : `severity ${s.text(e.severity, 20)}`,
      e.reference === undefined ? 'their number is owed' : `number ${s.text(e.reference, 60)}`,
      s.quote(e.words),
      `quote ${e.code}`,
      e.owner === undefined || e.owner === event.by ? '' : `owner ${s.name(e.owner)}`,
      e.mayNotOpen === true ? 'the opener is not named in the contract' : '',
    ],
  };
}

export function ticketSent(e: BodyOf<'ticket-sent'>, state: Case, s: Speech): Fact {
  const vendor = vendorOf(e.ticket, state);
  const by = `by ${route(vendor, e.via, state, s)}`;
  return {
    mark: '•',
    head:
      e.pack === undefined
        ? `${e.ticket}: we told ${s.vendor(vendor)} ${by}`
        : `${e.ticket}: evidence pack ${e.pack} sent to ${s.vendor(vendor)} ${by}`,
    more: [
      e.pack !== undefined && e.words === `pack ${e.pack}` ? '' : s.quote(e.words),
      `quote ${e.code}`,
      e.answered ? 'the ball is back with them' : 'does not count as an answer of theirs',
    ],
  };
}

export function ticketHeard(e: BodyOf<'ticket-heard'>, state: Case, s: Speech): Fact {
  const code = e.quoted === undefined ? '' : s.text(e.quoted, 20);
  return {
    mark: '●',
    head: `${e.ticket}: a real answer from ${s.vendor(vendorOf(e.ticket, state))}`,
    strong: true,
    more: [
      s.quote(e.words),
      code === ''
        ? ''
        : e.codeUnknown === true
          ? e.codeOf === undefined
            ? `${code} is no code of this case`
            : `they quoted ${code} of ${e.codeOf}, so they have read that`
          : `they quoted ${code}, so they have read it`,
    ],
  };
}

export function ticketAuto(e: BodyOf<'ticket-auto'>, state: Case, s: Speech): Fact {
  return {
    mark: '○',
    head: `${e.ticket}: only an auto-reply from ${s.vendor(vendorOf(e.ticket, state))}`,
    more: [s.quote(e.words), 'does not count as an answer'],
  };
}

/** Nobody can answer her through Baton: beside her words stands where she can be called. */
export function ticketQuestion(e: BodyOf<'ticket-question'>, { by }: CaseEvent, state: Case, s: Speech): Fact {
  const numbers = numbersOf(state, vendorOf(e.ticket, state), by);
  const phone = numbers.find(({ deadBecause, wrongAt }) => deadBecause === null && wrongAt === undefined)?.route
    .address;
  return {
    mark: '●',
    head: `${s.name(by)} asks`,
    named: true,
    strong: true,
    more: [
      s.quote(e.words),
      `about ${e.ticket}`,
      phone === undefined ? '' : `to answer, call ${s.text(phone, 40)}`,
      `to give it an owner and a time: ${s.typed(`ticket wants ${e.ticket} "…"`)}`,
      'the reminders go on',
    ],
  };
}

export function ticketWants(e: BodyOf<'ticket-wants'>, state: Case, s: Speech): Fact {
  const vendor = vendorOf(e.ticket, state);
  return {
    mark: e.blocked ? '✕' : '●',
    head: `${e.ticket}: ${s.vendor(vendor)} wants something by ${route(vendor, e.via, state, s)}`,
    strong: true,
    more: [
      s.quote(e.words),
      e.blocked ? 'that way does not work now: choose another' : `ours to answer by ${s.at(e.due)}`,
    ],
  };
}

export function wantRerouted(e: BodyOf<'want-rerouted'>, state: Case, s: Speech): Fact {
  const vendor = s.vendor(vendorOf(e.ticket, state));
  return e.blocked
    ? {
        mark: '✕',
        head: `${e.ticket}: the way by which ${vendor} wants our answer does not work any more`,
        strong: true,
        more: ['choose another'],
      }
    : {
        mark: '✓',
        head: `${e.ticket}: the way by which ${vendor} wants our answer works again`,
        more: [`ours to answer by ${s.at(e.due)}`],
      };
}

export function ticketPromised(e: BodyOf<'ticket-promised'>, state: Case, s: Speech): Fact {
  return {
    mark: '●',
    head: `${e.ticket}: ${s.vendor(vendorOf(e.ticket, state))} promises it by ${s.at(e.by)}`,
    strong: true,
    more: [said(e.words, s.quote), e.holdsUntil < e.by ? `reminders wait only until ${s.at(e.holdsUntil)}` : ''],
  };
}

export function promiseBroken(e: BodyOf<'promise-broken'>, state: Case, s: Speech): Fact {
  const ticket = state.tickets.find((t) => t.id === e.ticket);
  const by = ticket?.promises.find((p) => p.number === e.promise)?.by;
  return {
    mark: '▲',
    head: `${e.ticket}: ${s.vendor(vendorOf(e.ticket, state))} broke the promise${by === undefined ? '' : ` of ${s.at(by)}`}`,
    strong: true,
    more: [e.count > 1 ? `broken promise ${e.count}` : ''],
  };
}

/** "Microsoft" while nobody said whom, "Microsoft's support", "Lynne Robbins (Microsoft)". */
function called({ ticket, whom }: BodyOf<'ticket-called'>, state: Case, s: Speech): string {
  const vendor = s.vendor(vendorOf(ticket, state));
  if (whom === undefined) return vendor;
  return whom === 'support' ? `${vendor}'s support` : `${s.name(whom)} (${vendor})`;
}

export function ticketCalled(e: BodyOf<'ticket-called'>, state: Case, s: Speech): Fact {
  return {
    mark: e.result === 'acted' ? '✓' : '○',
    head: `${e.ticket}: call to ${called(e, state, s)}, ${callResult(e.result)}`,
    more: [
      said(e.words, s.quote),
      e.result === 'wrong-number' && e.number !== undefined ? `${s.text(e.number, 40)} comes after all others now` : '',
    ],
  };
}

export function ticketFixed(e: BodyOf<'ticket-fixed'>, s: Speech): Fact {
  return {
    mark: '●',
    head: `${e.ticket}: said to be fixed, not verified yet`,
    strong: true,
    more: [said(e.words, s.quote), `check it by ${s.at(e.verifyDue)}`],
  };
}

export function ticketVerified(e: BodyOf<'ticket-verified'>, s: Speech): Fact {
  return e.result === 'ok'
    ? { mark: '✓', head: `${e.ticket}: verified, it works`, strong: true, more: [said(e.words, s.quote)] }
    : { mark: '▲', head: `${e.ticket}: not fixed after all`, strong: true, more: [said(e.words, s.quote)] };
}

export function ticketClosed(e: BodyOf<'ticket-closed'>, s: Speech): Fact {
  return {
    mark: '✓',
    head: `${e.ticket} closed`,
    more: [e.reason === 'mistake' ? 'it was opened by mistake' : '', said(e.words, s.quote)],
  };
}

const CAUSE: Record<ClimbCause, string> = {
  escalate: 'asked for',
  'broken-promise': 'after a broken promise',
  calls: 'after a second call without effect',
  'wrong-number': 'after a wrong number',
  'verify-fail': 'because the fix did not hold',
};

/** Where a rung of the vendor's ladder leads, in the words of those who climb it. */
function rungName(rung: number | undefined, vendor: string, state: Case): string {
  const ladder = vendorLadder(state, vendor)[state.severity];
  const found = rung === undefined ? undefined : ladder.rungs[rung];
  if (found === undefined) return 'to everybody at the top again';
  if (found.ping.includes('account-manager')) return 'to the account manager';
  if (found.ping.includes('superior')) {
    const ours = found.ping.includes('management') ? 'our management' : 'the next above us';
    const above = vendorEntry(state, vendor)?.superior.length ?? 0;
    return above > 0 ? `to their superior and ${ours}` : `to ${ours}; no superior of the account manager is known`;
  }
  if (found.do === 'duty-manager') return 'to the duty manager';
  if (found.do === 'executives' || found.ping.includes('management')) return 'to the management';
  return found.do === 'phone' ? 'to a phone call' : 'to its owner';
}

export function climbed(e: BodyOf<'climbed'>, state: Case, s: Speech): Fact {
  const vendor = vendorOf(e.ticket, state);
  return {
    mark: '↑',
    head: `${e.ticket} ${s.vendor(vendor)} escalated ${rungName(e.rung, vendor, state)}`,
    strong: true,
    named: e.cause !== 'escalate',
    more: [CAUSE[e.cause], said(e.words, s.quote)],
  };
}

/** A number that takes the place of another names it, so that it can be given back. */
export function ticketReferenced({ ticket, reference, before }: BodyOf<'ticket-referenced'>, s: Speech): Fact {
  return {
    mark: '•',
    head: `${ticket} has the number ${s.text(reference, 60)}`,
    more: before === undefined ? [] : [`before it was ${s.text(before, 60)}`],
  };
}
