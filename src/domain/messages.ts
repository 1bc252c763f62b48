/** Who should hear what after a decision: one message per person and one per channel, most urgent first. Data only; nothing is rendered here. */
import type { Case } from './case.ts';
import type { CaseEvent, CaseEventType, Ping } from './events.ts';
import { ticketHolder } from './holder.ts';
import { clockOf, nextInstant } from './ladder.ts';
import type { Away, Message, PingItem } from './message.ts';
import type { Obligation } from './obligation.ts';
import { ticketObligation } from './obligations/ticket.ts';
import { obligationOf, obligationsOf } from './obligations.ts';
import type { PersonId } from './organisation.ts';
import type { Form } from './paperForms.ts';
import { isInTeam, isOutsider, roleOrder, system } from './people.ts';
import { nextWay } from './reach.ts';
import { ladderView } from './timers.ts';

/** Facts that people are not told one by one: pings speak for themselves, the rest is for the record. */
const unspoken: readonly CaseEventType[] = [
  'case-opened',
  'pinged',
  'was-away',
  'people-changed',
  'climbed',
  'channel-shut',
  'timers-mended',
  'reached-again',
  'ping-carried',
];

/**
 * The messages that follow from `events`. `inThread`: the command stood in the case's thread, where its answer stands too;
 * otherwise the thread is told what was done.
 */
export function messagesOf(
  before: Case | null,
  events: readonly CaseEvent[],
  after: Case,
  inThread = false,
): Message[] {
  if (events.length === 0) return [];
  const opened = events.some((e) => e.body.type === 'case-opened');
  return [
    ...(opened ? [{ kind: 'root' as const }] : []),
    ...newTickets(events),
    ...said(before, events, after, inThread),
    ...pings(before, events, after),
    ...questions(events, after),
    ...solved(events, after),
    ...(opened ? [] : [{ kind: 'refresh' as const, card: 'case' as const }]),
    ...changedTickets(before, events, after),
  ];
}

function newTickets(events: readonly CaseEvent[]): Message[] {
  return events.flatMap((e) =>
    e.body.type === 'ticket-opened' ? [{ kind: 'ticket' as const, ticket: e.body.ticket }] : [],
  );
}

function changedTickets(before: Case | null, events: readonly CaseEvent[], after: Case): Message[] {
  const pinged = new Set(
    events.flatMap(({ body }) => ('keys' in body ? body.keys : body.type === 'pinged' ? [body.ping.key] : [])),
  );
  return after.tickets
    .filter((t) => {
      const old = before?.tickets.find((o) => o.id === t.id);
      return old !== undefined && (old !== t || [...pinged].some((key) => key.split(':').includes(t.id)));
    })
    .map((t) => ({ kind: 'refresh', card: t.id }));
}

function said(before: Case | null, events: readonly CaseEvent[], after: Case, inThread: boolean): Message[] {
  const absent = events.filter((e) => e.body.type === 'owner-changed' && e.body.why === 'absent');
  const told = events.filter(
    (e) =>
      !absent.includes(e) &&
      !unspoken.includes(e.body.type) &&
      !saidByPing(e, events) &&
      // The first time that a link is followed is news, the rest is for the record.
      (e.body.type !== 'pack-downloaded' || e.body.first === true) &&
      (!inThread || e.by === system || e.body.type === 'delivery-failed' || waitingFor([e], before, after).length > 0),
  );
  const lines = told.map(light);
  return [
    ...(absent.length > 0
      ? [
          {
            kind: 'say' as const,
            to: 'channel' as const,
            events: absent,
            mention: [after.owner, ...waitingFor(absent, before, after)],
          },
        ]
      : []),
    ...(lines.length > 0
      ? [{ kind: 'say' as const, to: 'thread' as const, events: lines, mention: waitingFor(lines, before, after) }]
      : []),
  ];
}

/** A broken promise at which the ticket climbs: the ping says it. Where nothing climbs it is told like any other fact. */
function saidByPing({ body }: CaseEvent, events: readonly CaseEvent[]): boolean {
  if (body.type !== 'promise-broken') return false;
  return events.some((e) => e.body.type === 'climbed' && e.body.ticket === body.ticket);
}

/**
 * Whom a line in the thread calls by name, because it is theirs and they did not do it: whoever waits for what somebody at a vendor
 * answers or asks in her own chat, the lawyer for a duty that was waived or is owed again, who offered the case for a hand-over
 * that was declined, whoever was asked and need not answer any more, and whoever was given something, or has the case no more.
 */
function waitingFor(events: readonly CaseEvent[], before: Case | null, after: Case): PersonId[] {
  const people = events.flatMap(({ body, by }) => {
    const concerned = () => {
      switch (body.type) {
        case 'notice-undone':
        case 'notice-waived':
          return roleOrder(after, 'legal', after.lastAt).slice(0, 1);
        case 'handover-declined':
          return [...(before?.handover ? [before.handover.by] : []), ...(body.asked === undefined ? [] : [body.asked])];
        case 'handover-asked':
          return body.instead === undefined ? [] : [body.instead];
        case 'owner-changed':
          return [
            ...(body.why === 'absent' ? [] : [body.to, body.from]),
            ...(body.asked === undefined ? [] : [body.asked]),
          ];
        case 'role-assigned':
        case 'step-assigned':
        case 'ticket-owned':
          return [body.to];
        case 'ticket-opened':
          return body.owner === undefined ? [] : [body.owner];
        case 'steps-added':
          return body.fromPlaybook ? [] : body.steps.flatMap(({ assignee }) => assignee ?? []);
        case 'ticket-heard':
          return isOutsider(after, by) ? holdersOf([`ticket:${body.ticket}`], after) : [];
        case 'ticket-question':
          return [...holdersOf([`ticket:${body.ticket}`], after), after.owner];
        case 'on-it-late':
          return holdersOf(body.keys, after);
        case 'wrong-person':
          return body.unasked === true || body.instead === true ? holdersOf(body.keys, after) : [];
        default:
          return [];
      }
    };
    return concerned().filter((id) => id !== by);
  });
  return [...new Set(people)].filter((id) => isInTeam(after, id));
}

function holdersOf(keys: readonly string[], state: Case): PersonId[] {
  return state.tickets
    .filter(({ id }) => keys.includes(`ticket:${id}`))
    .map((ticket) => ticketHolder(state, ticket, state.lastAt))
    .flatMap((holder) => ('person' in holder ? [holder.person] : []));
}

/** A question waits for one of ours: beside the line in the thread it comes where she cannot miss it. */
function questions(events: readonly CaseEvent[], after: Case): Message[] {
  return events
    .filter(({ body }) => body.type === 'ticket-question')
    .flatMap((event) =>
      waitingFor([event], null, after)
        .filter((person) => nextWay(after, person)?.kind === 'teams')
        .map((person) => ({ kind: 'say' as const, to: { person }, events: [event], mention: [] })),
    );
}

/** Whoever at a vendor was asked about a ticket hears in her own chat that it is over: her card asks her still. */
function solved(events: readonly CaseEvent[], after: Case): Message[] {
  const over = events.filter(
    ({ body }) =>
      (body.type === 'ticket-verified' && body.result === 'ok') ||
      (body.type === 'ticket-closed' && body.reason === 'mistake'),
  );
  return over.flatMap((event) => {
    const id = 'ticket' in event.body ? event.body.ticket : undefined;
    const ticket = after.tickets.find((one) => one.id === id);
    if (!ticket) return [];
    const keys = [`ticket:${ticket.id}`, `deadline:${ticket.vendor}`];
    return Object.entries(after.lastPings)
      .filter(([, ping]) => ping.at >= ticket.openedAt && ping.keys.some((key) => keys.includes(key)))
      .filter(([id]) => isOutsider(after, id) && nextWay(after, id)?.kind === 'teams')
      .map(([person]) => ({ kind: 'say' as const, to: { person }, events: [event], mention: [] }));
  });
}

/** A message that tells of a pack need not carry its bytes. */
function light(event: CaseEvent): CaseEvent {
  const { body } = event;
  if (body.type !== 'pack-built') return event;
  const bare = (form: Form): Form => ({ ...form, body: '' });
  const { text, html, json } = body.forms;
  return { ...event, body: { ...body, forms: { text: bare(text), html: bare(html), json: bare(json) } } };
}

function pings(before: Case | null, events: readonly CaseEvent[], after: Case): Message[] {
  const items = events
    .flatMap((e) => (e.body.type === 'pinged' ? [itemOf(e.body.ping, before, after)] : []))
    .sort((a, b) => urgency(a) - urgency(b) || compare(a.about.due, b.about.due));
  const away = awayOf(events, before, after);
  if (items.length === 0) return away ? [{ kind: 'thread-ping', people: [], items: [], away }] : [];
  const people = [...new Set(items.flatMap((i) => i.ping.people))];
  const ours = people.filter((id) => isInTeam(after, id));
  const with_ = away ? { away } : {};
  const toChannel = saidOnce(items.filter((i) => i.ping.channel));
  const inThread = saidOnce(items.filter((i) => i.ping.people.length > 0));
  return [
    ...people.map((person) => ({
      kind: 'ping' as const,
      person,
      items: saidOnce(items.filter((i) => i.ping.people.includes(person))),
      ...with_,
    })),
    ...(inThread.length > 0 ? [{ kind: 'thread-ping' as const, people: ours, items: inThread, ...with_ }] : []),
    ...(toChannel.length > 0
      ? [{ kind: 'channel-ping' as const, people: coordinators(after), items: toChannel, ...with_ }]
      : []),
  ];
}

/** Of several pings of one thing at one moment (rungs close together) the last says it: the highest rung, the newest state. */
function saidOnce(items: readonly PingItem[]): PingItem[] {
  return items.filter((item, i) => !items.slice(i + 1).some(({ ping }) => ping.key === item.ping.key));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function coordinators(state: Case): PersonId[] {
  return roleOrder(state, 'coordinator', state.lastAt).filter((id) => isInTeam(state, id));
}

/** What waits at somebody else's comes before our own. */
function urgency(item: PingItem): number {
  if (item.ping.reason === 'deadline') return 0;
  return item.about.kind === 'ticket' ? 1 : item.about.kind === 'cut-off' || item.about.kind === 'choose-route' ? 2 : 3;
}

/** What a ping was about, even when its ladder stands still or it has ended since. */
function aboutPing(ping: Ping, before: Case | null, after: Case): Obligation | undefined {
  const now = obligationOf(after, ping.key);
  if (now) return now;
  const ticket = after.tickets.find((t) => ping.key === `ticket:${t.id}`);
  if (ticket) return ticketObligation(after, ticket, after.lastAt);
  return before ? obligationOf(before, ping.key) : undefined;
}

function itemOf(ping: Ping, before: Case | null, after: Case): PingItem {
  const ob = aboutPing(ping, before, after);
  if (!ob) {
    const holder = { channel: true } as const;
    return {
      ping,
      about: { key: ping.key, kind: 'decide-next', about: {}, due: ping.due, since: ping.due, holder },
      attempt: 1,
    };
  }
  const { key, kind, about, due, since, holder } = ob;
  const next = ladderView(after, ob)[0];
  const at = nextInstant(after, ob).at;
  return {
    ping,
    about: { key, kind, about, due, since, holder },
    attempt: Math.max(1, clockOf(after, ob).pings),
    next: { at, people: next?.people ?? [] },
  };
}

function awayOf(events: readonly CaseEvent[], before: Case | null, after: Case): Away | undefined {
  const gone = events.find((e) => e.body.type === 'was-away')?.body;
  if (gone?.type !== 'was-away') return undefined;
  const known = new Map([...(before ? obligationsOf(before) : []), ...obligationsOf(after)].map((ob) => [ob.key, ob]));
  return { from: gone.from, to: gone.to, fellDue: gone.fellDue.flatMap((key) => known.get(key) ?? []) };
}
