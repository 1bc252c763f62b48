/** A ping on its way to somebody: by her first live way; what a way refuses for good takes the next one, and only when none is left nobody was reached. */
import type { Case } from '../domain/case.ts';
import type { Message } from '../domain/message.ts';
import type { CarrierKind, PersonId } from '../domain/organisation.ts';
import { nextWay, type Way, waysTo } from '../domain/reach.ts';
import type { Instant } from '../domain/time.ts';
import { msBetween } from '../domain/time.ts';
import type { OutboxRow, Store } from '../store/index.ts';
import type { AnswerLinks } from './answerLinks.ts';
import type { End } from './ends.ts';
import { carriedId, keysOf, parcelOf, standsAt, type TriedWay } from './outbox.ts';
import type { Carrier, Clock, Delivery, Outside, Renderer, ViewContext } from './ports.ts';
import { patienceMs, planOf } from './retries.ts';
import type { Trying } from './trying.ts';

export type Ping = Extract<Message, { kind: 'ping' }>;

/** Nothing may go to this place before. */
export interface Rest {
  until: Instant;
  why: string;
}

export interface AskingOptions {
  store: Pick<Store, 'answerOf'>;
  clock: Clock;
  carrier: Carrier;
  render: Renderer;
  /** Null: Teams is the only way. */
  outside: Outside | null;
  links: AnswerLinks;
  installation(): Promise<string>;
  viewOf(state: Case, message: Message): Promise<ViewContext>;
}

type Ask = (row: OutboxRow, ping: Ping, state: Case, trying: Trying, rest?: Rest) => Promise<End>;

export function askerOf(options: AskingOptions): Ask {
  const { store, clock, carrier, render, outside, links, installation, viewOf } = options;
  return async (row, ping, state, trying, rest) => {
    const { tries } = trying;
    const { passedOver = [] } = parcelOf(row);
    const way = wayNow(row, ping.person, state);
    if (way === null) return { end: 'failed', unreachable: true, ...failedBy(passedOver) };
    if (!standsAt(row, way)) return { end: 'moved', to: way, passedOver, why: 'this way is better now' };
    if (rest !== undefined) return resting(way, rest);
    const doubtful = tries.doubtful > 0;
    if (doubtful && way.kind !== 'teams' && (await store.answerOf(carriedId(row))) !== null)
      return { end: 'delivered', receipt: { conversationId: way.kind, activityId: '' } };
    if (tries.doubtful > 1 && !planOf(way.kind).knowsRepeats)
      return another(way, { end: 'failed', why: 'may have arrived, left to the next reminder', unreachable: false });

    const view = await viewOf(state, ping);
    const send = way.kind === 'teams' ? inTeams(view) : await byCarrier(way, way.kind, view);
    if (send === null) return { end: 'delivered', receipt: null };
    const delivery = await trying.go(send);
    const end = trying.judge(delivery, 'person', planOf(way.kind));
    if (end.end === 'delivered' && way.kind !== 'teams') return { ...end, carried: carried(way.kind) };
    return delivery.ok || !givesWay(end, delivery, way) ? end : another(way, end, delivery);

    function inTeams({ language, ...view }: ViewContext) {
      const drawn = render.message(ping, state, { language, ...view });
      if (drawn === null) return null;
      const post = doubtful ? render.repeated(drawn, language) : drawn;
      return (hints: Parameters<Carrier['send']>[2]) => carrier.send({ person: ping.person }, post, hints);
    }

    async function byCarrier({ address = '' }: Way, kind: CarrierKind, view: ViewContext) {
      if (outside === null)
        return async (): Promise<Delivery> => ({ ok: false, fate: 'refused', reason: 'not set up' });
      const link = await links.urlFor(row.id, {
        caseId: state.id,
        person: ping.person,
        keys: keysOf(row),
        epochs: Object.fromEntries(ping.items.map(({ ping: { key, epoch } }) => [key, epoch])),
        seen: state.version,
      });
      const smsAnswers = outside.smsAnswers;
      const letter = outside.letter(ping, state, { ...view, way: kind, link, smsAnswers, mayRepeat: doubtful });
      if (letter === null) return null;
      const key = `${await installation()}:${row.id}`;
      return (hints: Parameters<Carrier['send']>[2]) => outside.carriers[kind].send(address, letter, { ...hints, key });
    }

    function carried(kind: CarrierKind): NonNullable<Extract<End, { end: 'delivered' }>['carried']> {
      const over = passedOver.map(({ way, reason }) => ({ way, reason }));
      return { type: 'carried', person: ping.person, keys: keysOf(row), way: kind, passedOver: over };
    }

    /** For good, or for longer than whoever waits should wait. */
    function givesWay(end: End, delivery: Extract<Delivery, { ok: false }>, { kind }: Way): boolean {
      if (end.end === 'failed') return true;
      const { passOverAfter } = planOf(kind);
      const rest = delivery.fate === 'retry' ? (delivery.afterMs ?? 0) : 0;
      return trying.begun() >= passOverAfter || rest > patienceMs;
    }

    /** The next way; `instead` where there is none, or where it would only be another dead one. */
    function another(from: Way, instead: End, delivery?: Extract<Delivery, { ok: false }>): End {
      const reason = delivery?.reason ?? ('why' in instead ? instead.why : '');
      const over = [...passedOver, { route: from.route, way: from.kind, reason }];
      const to = nextWay(
        state,
        ping.person,
        over.map(({ route }) => route),
      );
      if (instead.end === 'failed' && to === null)
        return { ...instead, ...failedBy(over), ...(passedOver.length === 0 && { why: instead.why }) };
      if (to === null || (instead.end !== 'failed' && to.deadBecause !== null)) return instead;
      const restUntil =
        delivery?.fate === 'retry' && instead.end === 'later' ? { restUntil: instead.asked ?? instead.at } : {};
      return { end: 'moved', to, passedOver: over, why: reason, ...restUntil };
    }

    /** A short rest is waited for; a long one is a reason to go another way. */
    function resting(from: Way, { until, why }: Rest): End {
      const later: End = { end: 'later', at: until, why, doubtful: tries.doubtful, holds: 'lane' };
      return msBetween(clock.now(), until) > patienceMs ? another(from, later) : later;
    }
  };
}

/** Once begun, a ping stays on its way as long as that lives. */
function wayNow(row: OutboxRow, person: PersonId, state: Case): Way | null {
  const { passedOver = [] } = parcelOf(row);
  const next = nextWay(
    state,
    person,
    passedOver.map(({ route }) => route),
  );
  if (row.attempts === 0) return next;
  const here = waysTo(state, person).find((way) => standsAt(row, way));
  return here?.deadBecause === null ? here : next;
}

/** "teams: HTTP 403; sms: HTTP 400"; of one way only the reason. */
function failedBy(over: readonly TriedWay[]): { why: string; ways: string[] } {
  const [only, ...more] = over;
  if (only === undefined) return { why: 'there is no way to this person', ways: [] };
  const why = more.length === 0 ? only.reason : over.map(({ way, reason }) => `${way}: ${reason}`).join('; ');
  return { why, ways: over.map(({ route }) => route) };
}
