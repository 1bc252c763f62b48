/** A vendor ticket's life: whose word counts, where the ball is, what is unread. */
import { addTime, laterBy } from '../calendar.ts';
import type { Case, Contact, Ticket, VendorPromise } from '../case.ts';
import type { CallResult } from '../commands.ts';
import { nextDeadline } from '../deadlineGrid.ts';
import type { CaseEvent, CaseEventBody } from '../events.ts';
import { clockKindOf, clockOf } from '../ladder.ts';
import { ticketObligation } from '../obligations/ticket.ts';
import { countedTickets, stands } from '../tickets.ts';
import { earlier, type Instant, later } from '../time.ts';
import { armDeadline, oweTicket } from './case.ts';
import { given } from './passing.ts';
import { allRead, shown, unreadFrom, withWord } from './sentWords.ts';
import { moverOf } from './waited.ts';

type Of<T extends CaseEventBody['type']> = Extract<CaseEventBody, { type: T }>;

export function onTicket(state: Case, id: string, change: (ticket: Ticket) => Ticket): Case {
  return { ...state, tickets: state.tickets.map((t) => (t.id === id ? change(t) : t)) };
}

/** Adds a line to what was said and done; the list is for reading, the clocks do not look at it. */
export function contact(ticket: Ticket, event: CaseEvent, line: Omit<Contact, 'at' | 'by'>): Ticket {
  return { ...ticket, contacts: [...ticket.contacts, { at: event.at, by: event.by, ...line }] };
}

export function ticketOpened(state: Case, body: Of<'ticket-opened'>, event: CaseEvent): Case {
  const { at, seq, by } = event;
  const limit = state.policy.limits.ticketAfterControlLost[state.severity];
  const { ticket: id, vendor, reference, severity, via, owner, words, code } = body;
  const bare: Ticket = {
    id,
    vendor,
    ...(reference !== undefined && { reference }),
    ...(severity !== undefined && { severity }),
    ...(owner !== undefined && { owner }),
    openedAt: at,
    openedBy: by,
    words,
    status: 'open',
    heardAt: at,
    epoch: `t${seq}`,
    promises: [],
    sent: [],
    contacts: [],
    refDue: addTime(at, limit, clockKindOf(state), state.policy.calendar),
    vainCalls: 0,
    waited: [],
  };
  const worded = withWord(state, bare, { code, at, words, ...(via !== undefined && { via }) }, seq);
  const opened = contact(worded, event, { what: 'opened', words, ...(via !== undefined && { via }) });
  const armed = armDeadline(state, vendor, at, false);
  return {
    ...armed,
    tickets: [...armed.tickets, opened],
    owedTickets: armed.owedTickets.filter((o) => o.vendor !== vendor),
  };
}

/** All that is ours about a ticket is its owner's; that nobody can reach the vendor is the coordinator's. */
export function ticketOwned(state: Case, { ticket, to }: Of<'ticket-owned'>): Case {
  const next = onTicket(state, ticket, (t) => ({ ...t, owner: to }));
  return given(next, to, ({ kind, about }) => about.ticket === ticket && kind !== 'cut-off');
}

/** The vendor's ladder goes on later by the time that it stood still, promises with it. */
function resumed(state: Case, id: string, by: { anchor: Instant; shiftMs: number }): Case {
  const ticket = state.tickets.find((t) => t.id === id);
  if (!ticket) return state;
  const ob = ticketObligation(state, ticket, state.lastAt);
  const { hold, ...clock } = clockOf(state, ob);
  const running = hold && hold.until > state.lastAt ? { hold } : {};
  const now = state.lastAt;
  const clocks = { ...state.clocks, [ob.key]: { ...clock, ...running, anchor: by.anchor, restedUntil: now } };
  return onTicket({ ...state, clocks }, id, ({ standsSince = now, ...t }) => ({
    ...t,
    promises: t.promises.map((p) => (p.status === 'running' ? resumedPromise(state, t, p, standsSince) : p)),
  }));
}

/** Its time comes later by as long as it stood; it holds the rungs again unless a climb or a deadline ping has ended that. */
function resumedPromise(state: Case, ticket: Pick<Ticket, 'vendor'>, p: VendorPromise, standsSince: Instant) {
  const now = state.lastAt;
  const due = laterBy(p.by, later(standsSince, p.madeAt), now, clockKindOf(state), state.policy.calendar);
  const pinged = state.clocks[`deadline:${ticket.vendor}`]?.last?.at;
  const over = p.holdsUntil <= standsSince || (pinged !== undefined && pinged >= p.madeAt);
  const next = nextDeadline(state, ticket.vendor) ?? due;
  return { ...p, by: due, holdsUntil: over ? earlier(p.holdsUntil, now) : earlier(due, next) };
}

export function ticketSent(state: Case, body: Of<'ticket-sent'>, event: CaseEvent): Case {
  const { ticket: id, via, words, code, answered, pack } = body;
  const said = onTicket(state, id, (t) => {
    const word = { code, via, at: event.at, words, ...(pack !== undefined && { pack }) };
    const worded = withWord(state, t, word, event.seq);
    const line = settled(contact(worded, event, { what: 'sent', via, words }));
    if (!answered) return line;
    const { want: _, ...back } = line;
    return back;
  });
  return body.resumed ? resumed(said, id, body.resumed) : said;
}

/** A substantive word: idle begins anew, promises are kept, everything we sent counts as read. */
export function ticketHeard(state: Case, body: Of<'ticket-heard'>, event: CaseEvent): Case {
  const heard = onTicket(state, body.ticket, ({ escalatedAt: _, ...t }) => ({
    ...contact(allRead(t, body.quoted, event.at), event, {
      what: 'heard',
      words: body.words,
      moved: moverOf(state, t, event),
    }),
    heardAt: event.at,
    epoch: `t${event.seq}`,
    vainCalls: 0,
    ...(t.standsSince && { standsSince: event.at }),
    promises: t.promises.map((p) => (p.status === 'running' ? { ...p, status: 'kept' as const } : p)),
  }));
  const { codeOf, quoted } = body;
  return codeOf === undefined || quoted === undefined ? heard : wordRead(heard, codeOf, quoted, event);
}

/** One word of ours was read: its code was quoted. What is unread beside it stays so. */
export function wordRead(state: Case, id: string, code: string, { at, seq }: CaseEvent): Case {
  return onTicket(state, id, (t) => {
    const sent = t.sent.map((w) => (w.code === code ? { ...w, read: true, ...shown(w, code, at) } : w));
    return unreadFrom(state, t, sent, seq);
  });
}

/** It moves no clock: it only waits to be seen, until something of ours follows it. */
export function ticketQuestion(state: Case, { ticket, words }: Of<'ticket-question'>, { at, by }: CaseEvent): Case {
  return onTicket(state, ticket, (t) => ({ ...t, question: { at, by, words } }));
}

function settled({ question: _, ...ticket }: Ticket): Ticket {
  return ticket;
}

/** Somebody spoke with whoever had asked; a call to others, or one that reached nobody, answers her nothing. */
const spokenWith: readonly CallResult[] = ['acted', 'no-effect', 'refused'];

function heardBack(ticket: Ticket, { whom, result }: Of<'ticket-called'>): Ticket {
  return whom === ticket.question?.by && spokenWith.includes(result) ? settled(ticket) : ticket;
}

/** A further wish never moves an answer later, and does not start its ladder anew. */
export function ticketWants(state: Case, body: Of<'ticket-wants'>, event: CaseEvent): Case {
  const { words, via, due, blocked } = body;
  const next = onTicket(state, body.ticket, (t) => {
    const blockedSince = blocked ? (t.want?.blockedSince ?? event.at) : undefined;
    const want = {
      since: t.want?.since ?? event.at,
      words,
      via,
      ...(t.want && { before: [...(t.want.before ?? []), { words: t.want.words, via: t.want.via }] }),
      due: t.want ? earlier(t.want.due, due) : due,
      blocked,
      ...(blockedSince && { blockedSince }),
      epoch: t.want?.epoch ?? `n${event.seq}`,
    };
    return standing({ ...settled(contact(t, event, { what: 'wants', via, words })), want }, event.at);
  });
  return body.resumed ? resumed(next, body.ticket, body.resumed) : next;
}

export function standing(ticket: Ticket, at: Instant): Ticket {
  const still = ticket.want !== undefined && !ticket.want.blocked;
  return still && !ticket.standsSince ? { ...ticket, standsSince: at } : ticket;
}

export function wantRerouted(state: Case, body: Of<'want-rerouted'>, { at }: CaseEvent): Case {
  const next = onTicket(state, body.ticket, (t) => {
    if (!t.want) return t;
    const { blockedSince: _, ...want } = t.want;
    const changed = {
      ...want,
      blocked: body.blocked,
      due: body.due,
      ...(body.blocked && { blockedSince: at }),
    };
    return standing({ ...t, want: changed }, at);
  });
  return body.resumed ? resumed(next, body.ticket, body.resumed) : next;
}

export function ticketPromised(state: Case, body: Of<'ticket-promised'>, event: CaseEvent): Case {
  const { promise: number, by, holdsUntil, words } = body;
  return onTicket(state, body.ticket, (t) => ({
    ...contact(t, event, { what: 'promise', ...(words !== undefined && { words }) }),
    promises: [
      ...t.promises,
      { number, madeAt: event.at, by, holdsUntil, status: 'running', ...(words !== undefined && { words }) },
    ],
  }));
}

export function ticketCalled(state: Case, body: Of<'ticket-called'>, event: CaseEvent): Case {
  const acted = body.result === 'acted';
  const { result, words, whom, number } = body;
  const line = {
    what: 'call' as const,
    result,
    ...(words !== undefined && { words }),
    ...(whom !== undefined && { whom }),
    ...(number !== undefined && { number }),
  };
  return onTicket(state, body.ticket, (t) => ({
    ...heardBack(contact(acted ? allRead(t) : t, event, line), body),
    vainCalls: acted ? t.vainCalls : t.vainCalls + 1,
  }));
}

export function ticketFixed(state: Case, body: Of<'ticket-fixed'>, event: CaseEvent): Case {
  return onTicket(state, body.ticket, (t) => ({
    ...contact(t, event, { what: 'fixed', ...(body.words !== undefined && { words: body.words }) }),
    fix: t.fix ?? { at: event.at, due: body.verifyDue, epoch: `f${event.seq}` },
  }));
}

/** A deadline ends when every ticket that counts is verified; with none that counts, or one owed, it goes on until control is ours. */
export function endDeadline(state: Case, vendor: string): Case {
  const counted = countedTickets(state, vendor);
  if (counted.length === 0 || counted.some((t) => t.status === 'open')) return state;
  if (state.owedTickets.some((o) => o.vendor === vendor)) return state;
  return { ...state, deadlines: state.deadlines.map((d) => (d.vendor === vendor ? { ...d, ended: true } : d)) };
}

/** Only a substantive word keeps a promise; of one whose ticket ends before its time nobody knows. */
function unjudged(promises: readonly VendorPromise[]): VendorPromise[] {
  return promises.map((p) => (p.status === 'running' ? { ...p, status: 'over' } : p));
}

export function ticketVerified(state: Case, body: Of<'ticket-verified'>, event: CaseEvent): Case {
  const ok = body.result === 'ok';
  const next = onTicket(state, body.ticket, (t) => {
    const line = {
      what: ok ? ('verify-ok' as const) : ('verify-fail' as const),
      ...(body.words !== undefined && { words: body.words }),
    };
    const { fix: _, ...unfixed } = contact(t, event, line);
    if (!ok) return unfixed;
    const { want: __, standsSince: ___, cutOffSince: ____, ...rest } = allRead(unfixed);
    return {
      ...rest,
      status: 'verified',
      promises: unjudged(rest.promises),
    };
  });
  const vendor = next.tickets.find((t) => t.id === body.ticket)?.vendor;
  return ok && vendor ? endDeadline(next, vendor) : next;
}

export function ticketClosed(state: Case, body: Of<'ticket-closed'>, event: CaseEvent): Case {
  const mistake = body.reason === 'mistake';
  const next = onTicket(state, body.ticket, (t) => {
    const { want: _, fix: __, standsSince: ___, cutOffSince: ____, ...rest } = allRead(t);
    return { ...rest, status: mistake ? 'mistake' : 'closed', promises: unjudged(rest.promises) };
  });
  const vendor = next.tickets.find((t) => t.id === body.ticket)?.vendor;
  if (!mistake || !vendor) return next;
  const { control } = next;
  const owed = control.by === 'vendor' && control.vendor === vendor && countedTickets(next, vendor).length === 0;
  return owed ? oweTicket(armDeadline(next, vendor, event.at, false), vendor, event) : endDeadline(next, vendor);
}

export function ticketReopened(state: Case, body: Of<'ticket-reopened'>, { at, seq }: CaseEvent): Case {
  const next = onTicket(state, body.ticket, ({ escalatedAt: _, ...t }) => ({
    ...t,
    status: 'open',
    heardAt: at,
    epoch: `t${seq}`,
    vainCalls: 0,
  }));
  const ticket = next.tickets.find((t) => t.id === body.ticket);
  if (!ticket) return next;
  const armed = armDeadline(next, ticket.vendor, at, false);
  return { ...armed, owedTickets: armed.owedTickets.filter((o) => o.vendor !== ticket.vendor) };
}

/** A climb ends every hold and the standstill of every promise; each promise is still judged at its time. */
export function climbed(state: Case, body: Of<'climbed'>, { at }: CaseEvent): Case {
  const key = `ticket:${body.ticket}`;
  const { hold: _, ...clock } = state.clocks[key] ?? {};
  const clocks = state.clocks[key] ? { ...state.clocks, [key]: clock as Case['clocks'][string] } : state.clocks;
  return onTicket({ ...state, clocks }, body.ticket, (t) => ({
    ...t,
    climbedAt: at,
    ...(body.cause === 'escalate' && { escalatedAt: at }),
    ...(stands(t) && t.standsSince && { standsSince: at }),
    promises: t.promises.map((p) => (p.status === 'running' && p.holdsUntil > at ? { ...p, holdsUntil: at } : p)),
  }));
}
