/** What a fact means for those who just made it: codes to quote, rungs ahead, what a hold or a promise does not hold. */
import { atThisHour, isOpen, isUsable, lineOf, meantFor, offeredRoutes, support } from '../../domain/callees.ts';
import type { Case, Ticket } from '../../domain/case.ts';
import type { CallResult, Whom } from '../../domain/commands.ts';
import { fixedDeadline } from '../../domain/deadlineGrid.ts';
import { mayClimb } from '../../domain/decisions/ticketWords.ts';
import type { CaseEvent, CaseEventBody } from '../../domain/events.ts';
import { obligationOf, obligationsOf } from '../../domain/obligations.ts';
import { entry } from '../../domain/organisation.ts';
import { isOutsider } from '../../domain/people.ts';
import { codeToSay } from '../../domain/quoting.ts';
import { canReach, nextWay } from '../../domain/reach.ts';
import { findRoute, works } from '../../domain/routes.ts';
import { accountManagersOf, ticketOf, vendorLadder, vendorOf } from '../../domain/tickets.ts';
import type { Instant } from '../../domain/time.ts';
import { ladderView } from '../../domain/timers.ts';
import { liveCardsOf } from '../../words/liveCards.ts';
import { comingOf } from '../scene.ts';
import type { Voice } from '../voice.ts';
import { clocksOf } from './askedWhen.ts';

type BodyOf<T extends CaseEventBody['type']> = Extract<CaseEventBody, { type: T }>;

/** Sentences, in the order of the facts; nothing for facts that explain themselves. */
export function explanations(events: readonly CaseEvent[], after: Case, voice: Voice): string[] {
  return events.flatMap(({ body }) => explain(body, after, voice)).filter((sentence) => sentence !== '');
}

function explain(body: CaseEventBody, state: Case, voice: Voice): string[] {
  const { words, s } = voice;
  switch (body.type) {
    case 'case-opened':
      return [words.answers.opened(body.caseId, body.steps.length, s), ...noticesDue(state, voice)];
    case 'notice-started':
    case 'notice-undone':
      return noticesDue(state, voice);
    case 'notice-sent':
      return [...noticesDue(state, voice), words.answers.takeBack(body.clock, s)];
    case 'control-lost':
      return [controlLost(body, state, voice)];
    case 'ticket-opened':
      return ticketOpened(body, state, voice);
    case 'ticket-reopened':
      return clocksOf(ticketOf(state, body.ticket), state, voice);
    case 'ticket-sent':
      return ticketSent(body, state, voice);
    case 'ticket-heard':
      return codeSaid(body, state, voice);
    case 'ticket-auto':
      return idle(ticketOf(state, body.ticket), voice);
    case 'ticket-wants':
      return [
        ...wanted(body, state, voice),
        downElsewhere(ticketOf(state, body.ticket)?.vendor, body.via, state, voice),
        ...(body.blocked ? deadRoute(body, state, voice) : []),
      ];
    case 'ticket-promised':
      return promised(body, state, voice);
    case 'ticket-called':
      return called(body, state, voice);
    case 'climbed':
      return furtherUp(body, state, voice);
    case 'ticket-fixed':
      return [words.answers.verifyBy(body.verifyDue, s)];
    case 'update-posted':
      return cut(body.due, body.wished, voice);
    case 'held':
      return [...cut(body.until, body.wished, voice), ...afterHold(body, state, voice)];
    default:
      return [];
  }
}

/** A time that is earlier than what was asked for is never given in silence. */
function cut(allowed: Instant, wished: Instant | undefined, { words, s }: Voice): string[] {
  return wished !== undefined && allowed < wished ? [words.answers.wishCut(allowed, wished, s)] : [];
}

/** A further request moves no answer later, and what they asked for before is owed still. */
function wanted(body: BodyOf<'ticket-wants'>, state: Case, voice: Voice): string[] {
  const { words, s } = voice;
  const want = ticketOf(state, body.ticket)?.want;
  const before = want?.before ?? [];
  if (want === undefined || before.length === 0) return cut(body.due, body.wished, voice);
  return [
    words.answers.alsoWanted(
      before.slice(-3).map((one) => s.quote(one.words, 80)),
      body.blocked ? null : want.due,
      s,
    ),
  ];
}

/** A hold buys time, never silence: whom the first of what is held asks next. */
function afterHold({ keys }: BodyOf<'held'>, state: Case, { words, s }: Voice): string[] {
  const comings = keys.flatMap((key) => {
    const ob = obligationOf(state, key, s.now);
    return ob === undefined ? [] : [comingOf({ state, now: s.now }, ob)];
  });
  const [first] = comings.sort((a, b) => (a.at < b.at ? -1 : 1));
  if (first === undefined) return [];
  const { andChannel } = liveCardsOf(s.language);
  const names = s.names(first.people);
  return [words.answers.afterHold(first.at, first.channel || names === '' ? andChannel(names) : names, s)];
}

function noticesDue(state: Case, { words, s }: Voice): string[] {
  return obligationsOf(state)
    .filter((o) => o.kind === 'notice')
    .slice(0, 3)
    .map((o) => words.answers.noticeDue(o, state, s));
}

function controlLost({ vendor }: BodyOf<'control-lost'>, state: Case, { words, s }: Voice): string {
  const owed = state.owedTickets.find((o) => o.vendor === vendor);
  const ticket = owed === undefined ? null : { due: owed.due, command: `ticket open ${vendor} "…"` };
  const managers = accountManagersOf(state, vendor);
  return words.answers.controlLost(s.vendor(vendor), ticket, managers, fixedDeadline(state, vendor), s);
}

function ticketOpened(body: BodyOf<'ticket-opened'>, state: Case, { words, s }: Voice): string[] {
  const ticket = ticketOf(state, body.ticket);
  const vendor = s.vendor(body.vendor);
  const via = body.via === undefined ? null : words.route(body.vendor, body.via, state, s);
  const allowed = vendorOf(state, body.vendor)?.contract.mayOpen ?? [];
  return [
    wayNotKept(body, state, { words, s }),
    downElsewhere(body.vendor, body.via, state, { words, s }),
    body.mayNotOpen === true ? words.answers.mayNotOpen(vendor, allowed, s) : '',
    words.answers.quoteCode(body.code, via, s),
    ticket !== undefined && body.reference === undefined ? words.answers.numberOwed(ticket, s) : '',
    ...clocksOf(ticket, state, { words, s }),
  ];
}

/** What another open case says is down, and what to type if it is so here. */
function downElsewhere(
  vendor: string | undefined,
  via: string | undefined,
  state: Case,
  { words, s }: Pick<Voice, 'words' | 's'>,
) {
  const found = vendor === undefined || via === undefined ? null : findRoute(state, vendor, via, s.elsewhere);
  const doubt = found && 'route' in found ? found.downIn : undefined;
  if (vendor === undefined || via === undefined || doubt === undefined) return '';
  return words.answers.downElsewhere(
    words.route(vendor, via, state, s),
    s.service(doubt.service),
    doubt.caseId,
    `case set ${state.id} affects:+${doubt.service}`,
    s,
  );
}

function wayNotKept(
  { vendor, deadVia }: BodyOf<'ticket-opened'>,
  state: Case,
  { words, s }: Pick<Voice, 'words' | 's'>,
) {
  const found = deadVia === undefined ? null : findRoute(state, vendor, deadVia);
  const because = found && 'route' in found ? found.deadBecause : null;
  if (deadVia === undefined || because === null) return '';
  const way = words.route(vendor, deadVia, state, s);
  return words.answers.wayNotKept(way, s.service(because), `case set affects:-${because}`, s);
}

function ticketSent(body: BodyOf<'ticket-sent'>, state: Case, voice: Voice): string[] {
  const { words, s } = voice;
  const ticket = ticketOf(state, body.ticket);
  const via = ticket === undefined ? null : words.route(ticket.vendor, body.via, state, s);
  const asked = [...new Set(ticket && body.answered ? requestsBefore(ticket) : [])];
  const [best] = ticket ? offeredRoutes(state, ticket.vendor, s) : [];
  return [
    words.answers.quoteCode(body.code, via, s),
    downElsewhere(ticket?.vendor, body.via, state, voice),
    asked.length > 1
      ? words.answers.answersAll(
          asked.map((one) => s.quote(one, 80)),
          `ticket wants ${body.ticket} "…" via:${best?.id ?? '…'}`,
          s,
        )
      : '',
    ...(body.answered ? [] : idle(ticket, voice)),
  ];
}

/** What they asked for between our last two words. */
function requestsBefore({ contacts }: Ticket): string[] {
  const [last, before] = [contacts.findLastIndex(isSent), contacts.slice(0, -1).findLastIndex(isSent)];
  return contacts
    .slice(before < last ? before + 1 : 0, last)
    .flatMap(({ what, words }) => (what === 'wants' && words ? [words] : []));
}

const isSent = ({ what }: Ticket['contacts'][number]) => what === 'sent';

/** A code that is rightly said, but not of this ticket: what it is instead. */
function codeSaid(body: BodyOf<'ticket-heard'>, state: Case, { words, s }: Voice): string[] {
  const { quoted, codeUnknown, codeOf } = body;
  if (quoted === undefined || codeUnknown !== true) return [];
  if (codeOf !== undefined) return [words.answers.codeOfOther(quoted, body.ticket, codeOf, s)];
  const sent = ticketOf(state, body.ticket)?.sent ?? [];
  return [
    words.answers.codeUnknown(
      quoted,
      sent.slice(-3).map((word) => word.code),
      s,
    ),
  ];
}

function idle(ticket: Ticket | undefined, { words, s }: Voice): string[] {
  return ticket === undefined ? [] : [words.answers.idleRuns(s.vendor(ticket.vendor), ticket.heardAt, s)];
}

function promised(body: BodyOf<'ticket-promised'>, state: Case, { words, s }: Voice): string[] {
  const vendor = ticketOf(state, body.ticket)?.vendor;
  if (vendor === undefined) return [];
  const fixed = obligationOf(state, `deadline:${vendor}`);
  const passed = fixedDeadline(state, vendor)?.asked !== undefined;
  const deadline = fixed ? { ...comingOf({ state, now: s.now }, fixed), again: passed } : null;
  return [words.answers.promise(s.vendor(vendor), body.by, body.holdsUntil, deadline, s)];
}

/** Somebody asked for more, and the next in line are people of ours only: whom else one could call, and when they are asked. */
function furtherUp(body: BodyOf<'climbed'>, state: Case, { words, s }: Voice): string[] {
  const ticket = ticketOf(state, body.ticket);
  if (body.cause !== 'escalate' || ticket === undefined) return [];
  const { vendor } = ticket;
  const rung = body.rung === undefined ? undefined : vendorLadder(state, vendor)[state.severity].rungs[body.rung];
  if (rung === undefined || rung.ping.some((who) => who === 'account-manager' || who === 'superior')) return [];
  const best = lineOf(state, vendor, 'account-manager', s).find(
    (callee) =>
      isUsable(callee) && works(callee) && callee.whom !== support && isOpen(state, callee.route.hours, s.now),
  );
  if (best === undefined) return [];
  const ob = obligationOf(state, `ticket:${ticket.id}`, s.now);
  const asked = ob && ladderView(state, ob).find(({ people }) => people.some((id) => isOutsider(state, id)));
  return [words.answers.furtherUp(s.name(best.whom), s.text(best.route.address, 40), asked?.at ?? null, s)];
}

/** Calls that moved nothing: the second on one rung climbs. */
const vain: readonly CallResult[] = ['no-effect', 'voicemail', 'no-answer', 'refused'];

/** After a wrong number: who is next, by which number, and that the file has to be mended. */
function called(body: BodyOf<'ticket-called'>, state: Case, { words, s }: Voice): string[] {
  const ticket = ticketOf(state, body.ticket);
  if (ticket !== undefined && vain.includes(body.result) && ticket.vainCalls === 1 && mayClimb(ticket))
    return [words.answers.secondCall(s.vendor(ticket.vendor), s)];
  const open = ticketOf(state, body.ticket);
  if (body.result === 'acted' && open?.status === 'open')
    return [words.answers.actedOnly(s.vendor(open.vendor), open.id, s)];
  if (body.result !== 'wrong-number' || ticket === undefined || body.number === undefined) return [];
  const { vendor } = ticket;
  const meant = meantFor(state, ticket);
  const next = atThisHour(state, lineOf(state, vendor, meant, s), meant, s.now).find(isUsable);
  const name = (whom: Whom) => (whom === support ? words.answers.supportOf(s.vendor(vendor)) : s.name(whom));
  const call = next && {
    name: name(next.whom),
    number: `${s.text(next.route.address, 40)}${liveCardsOf(s.language).closedBeside(next.route, s)}`,
  };
  const written = offeredRoutes(state, vendor, s).filter(
    ({ kind, hours }) => kind !== 'phone' && isOpen(state, hours, s.now),
  );
  const { accountManager = [], superior = [] } = vendorOf(state, vendor) ?? {};
  const here = [...accountManager, ...superior].filter(
    (id) => canReach(state, id) && nextWay(state, id)?.kind === 'teams',
  );
  const other = [
    ...written.map((route) => words.route(vendor, route.id, state, s)),
    ...here.map((id) => words.answers.inTeams(s.name(id))),
  ];
  return [words.answers.wrongNumber(name(body.whom ?? support), s.text(body.number, 40), call ?? null, other, s)];
}

/** A request that goes through something of ours that is down: what works instead, and what to say on the phone. */
function deadRoute(body: BodyOf<'ticket-wants'>, state: Case, { words, s }: Voice): string[] {
  const ticket = ticketOf(state, body.ticket);
  if (ticket === undefined) return [];
  const found = findRoute(state, ticket.vendor, body.via);
  const because = found !== null && 'route' in found ? found.deadBecause : null;
  const alive = offeredRoutes(state, ticket.vendor, s);
  const named = words.theseWork(alive, ticket.vendor, state, s);
  const service = because === null ? '' : (entry(state.directory.services, because)?.name ?? because);
  const code = codeToSay(state, ticket);
  const say = words.answers.sayInstead(
    {
      organisation: state.directory.name,
      because: s.text(service, 60),
      vendor: s.vendor(ticket.vendor),
      reference: ticket.reference,
      code,
      offer: liveCardsOf(s.language).takenBy(state, ticket.vendor, s),
    },
    s,
  );
  const route = words.route(ticket.vendor, body.via, state, s);
  return [words.answers.deadRoute({ route, because: s.text(service, 60), works: named, say }, s)];
}
