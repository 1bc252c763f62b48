// The world beyond the bot: Teams with its chats, threads and channel, a mail server, a gateway, a hook. It takes posts, turns them
// away, loses its answers, and remembers what arrived. Not here: when it is in which mood (weather.ts), and what was right (oracle.ts).

import type { Message } from '../../src/domain/message.ts';
import type { CarrierKind } from '../../src/domain/organisation.ts';
import type { Address, Carrier, Delivery, Hints, Outside, Post, Receipt } from '../../src/engine/index.ts';
import { fateOfError, retryAfterMs } from '../../src/engine/requestFates.ts';
import { fateOfAnswer } from '../../src/teams/fates.ts';
import type { Kind } from './kinds.ts';
import type { Life } from './life.ts';
import { drawnFrom } from './posts.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** Where something went: somebody, `thread:…`, `channel`, `edit`, or `sms:+46…`. */
export type Place = string;

/** A post that is on its way out of a process. */
export interface Leaving {
  readonly life: Life;
  /** It was in the outbox when it left. */
  readonly written: boolean;
  /** The process stood still after it had begun to send this, and before it was out. */
  stood: boolean;
}

export interface Arrival {
  /** True time. */
  at: number;
  life: Life;
  place: Place;
  kind: 'person' | 'thread' | 'channel' | 'edit' | CarrierKind;
  messageId: string;
  repeat: boolean;
  /** What it was drawn from. */
  from: { caseId: string; version: number; message?: Message } | undefined;
  /** The other end had it before and says so to nobody else. */
  known: boolean;
  leaving: Leaving;
}

export type Weather = 'fine' | 'storm' | 'offline';

/** What 429 answers carry as Retry-After: a number, nothing, or nonsense. */
const retryAfters = [
  null,
  null,
  '1',
  '2',
  '5',
  '30',
  '90',
  '600',
  '',
  'soon',
  '-3',
  '1e9',
  'Wed, 21 Oct 2015 07:28:00 GMT',
];
const passing = [502, 503, 504, 412, 408];

/** How Teams says no: status and code. */
type Refusal = '403 ConversationBlockedByUser' | '403 BotNotInConversationRoster' | '404 ConversationNotFound';

export interface FarEndEvents {
  /** Something leaves a process. */
  leaves(messageId: string, life: Life): Leaving;
  /** Something stands at its receiver now, whatever the sender hears of it. */
  arrived(arrival: Arrival): void;
  /** The answer to it is lost. */
  unanswered(arrival: Arrival): void;
  /** Something was lost on the way: its sender cannot tell. */
  noAnswer(messageId: string): void;
  told(kind: Kind): void;
}

export class FarEnd {
  weather: Weather = 'fine';
  /** Of a thousand posts, how many are turned away for a moment, and how many answers are lost. */
  passingTrouble = 0;
  lostAnswers = 0;
  /** People who have blocked the bot, and people it has never met. */
  readonly blocked = new Set<string>();
  channelShut = false;
  readonly deletedThreads = new Set<string>();
  readonly threads = new Set<string>();
  private readonly keys = new Set<string>();
  private readonly scheduler: Scheduler;
  private readonly random: Random;
  private readonly events: FarEndEvents;
  private count = 0;

  constructor(scheduler: Scheduler, random: Random, events: FarEndEvents) {
    this.scheduler = scheduler;
    this.random = random;
    this.events = events;
  }

  /** Teams, as this process reaches it. */
  carrier(life: Life): Carrier {
    return {
      channelMissing: () =>
        this.channelShut && this.random.chance(0.5) ? 'The app is not installed in any channel.' : null,
      send: (to, post, hints) => this.post(life, to, post, hints),
      edit: (receipt, post, hints) =>
        this.ask(life, 'edit', 'edit', post, hints, () => {
          if (this.deletedThreads.has(receipt.conversationId)) return this.says('404 ConversationNotFound');
          return { ok: true, receipt };
        }),
    };
  }

  outside(life: Life): Outside {
    const carrier = (kind: CarrierKind): Outside['carriers'][CarrierKind] => ({
      send: (address, letter, hints) =>
        this.ask(
          life,
          kind,
          `${kind}:${address}`,
          { text: letter.text },
          hints,
          () => ({
            ok: true,
            receipt: { conversationId: kind, activityId: `${kind}${++this.count}` },
          }),
          hints.key,
        ),
    });
    return {
      carriers: { email: carrier('email'), sms: carrier('sms'), webhook: carrier('webhook') },
      letter: (ping, _, { mayRepeat }) => ({
        subject: ping.person,
        text: `${mayRepeat ? 'May have come already. ' : ''}ping`,
        short: '',
      }),
      smsAnswers: true,
    };
  }

  private post(life: Life, to: Address, post: Post, hints: Hints): Promise<Delivery> {
    if ('person' in to)
      return this.ask(life, 'person', to.person, post, hints, () => {
        if (this.blocked.has(to.person)) return this.says('403 ConversationBlockedByUser');
        return { ok: true, receipt: this.receipt(`chat-${to.person}`) };
      });
    if ('thread' in to) {
      const { conversationId } = to.thread;
      return this.ask(life, 'thread', `thread:${conversationId}`, post, hints, () => {
        if (this.channelShut) return this.says('403 BotNotInConversationRoster');
        if (this.deletedThreads.has(conversationId)) return this.says('404 ConversationNotFound');
        return { ok: true, receipt: this.receipt(conversationId) };
      });
    }
    return this.ask(life, 'channel', 'channel', post, hints, () => {
      if (this.channelShut) return this.says('403 BotNotInConversationRoster');
      const conversationId = `incidents;messageid=root${++this.count}`;
      this.threads.add(conversationId);
      return { ok: true, receipt: this.receipt(conversationId) };
    });
  }

  private receipt(conversationId: string): Receipt {
    return { conversationId, activityId: `m${++this.count}`, serviceUrl: 'https://teams.example/' };
  }

  private ask(
    life: Life,
    kind: Arrival['kind'],
    place: Place,
    post: Post,
    hints: Hints,
    take: () => Delivery,
    key?: string,
  ): Promise<Delivery> {
    const { random } = this;
    const there = random.chance(0.9) ? random.int(40) : random.int(8_000);
    const back = random.chance(0.9) ? random.int(40) : random.int(8_000);
    let throws = false;
    const leaving = this.events.leaves(hints.messageId, life);
    return life
      .ask(
        `post to ${place} (${hints.messageId}, ${hints.attempt})`,
        async (): Promise<Delivery> => {
          const bad = this.turnedAway(hints.messageId);
          if (bad !== null) return bad;
          const answer = take();
          if (!answer.ok) return answer;
          const arrival = { ...this.arrival(life, kind, place, post, hints, key), leaving };
          this.events.arrived(arrival);
          if (!random.chance(this.lostAnswers / 1000)) return answer;
          this.events.told('answer lost after delivery');
          this.events.unanswered(arrival);
          throws = random.chance(0.2);
          return fateOfError(Object.assign(new Error('time-out'), { name: 'TimeoutError' }));
        },
        { there, back },
      )
      .then((delivery) => {
        if (throws) throw new Error('the carrier broke');
        return delivery;
      });
  }

  private turnedAway(messageId: string): Delivery | null {
    const { random, events } = this;
    if (this.weather === 'offline') {
      events.told('no network');
      return fateOfError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    }
    if (this.weather === 'storm' && random.chance(0.8)) {
      events.told('429');
      return fateOfAnswer({ status: 429, retryAfter: retryAfterNow(random, this.scheduler.now), body: 'Too many' });
    }
    if (random.chance(this.passingTrouble / 1000)) {
      events.told('502, 503, 504');
      return fateOfAnswer({ status: random.pick(passing), retryAfter: null, body: '' });
    }
    if (random.chance(this.lostAnswers / 1000)) {
      events.told('time-out before delivery');
      events.noAnswer(messageId);
      return fateOfError(Object.assign(new Error('time-out'), { name: 'TimeoutError' }));
    }
    return null;
  }

  private says(kind: Refusal): Delivery {
    this.events.told(kind);
    const [status, code] = [Number(kind.slice(0, 3)), kind.slice(4)];
    return fateOfAnswer({ status, retryAfter: null, body: JSON.stringify({ error: { code } }) });
  }

  private arrival(
    life: Life,
    kind: Arrival['kind'],
    place: Place,
    post: Post,
    hints: Hints,
    key: string | undefined,
  ): Omit<Arrival, 'leaving'> {
    const knows = key !== undefined && kind !== 'email';
    const known = knows && this.keys.has(key);
    if (knows) this.keys.add(key);
    return {
      at: this.scheduler.now,
      life,
      place,
      kind,
      messageId: hints.messageId,
      repeat: (post.text ?? '').startsWith('May have come already.'),
      from: drawnFrom(post),
      known,
    };
  }
}

/** A date is read against the machine's own clock: the end of a storm, seen from now. */
function retryAfterNow(random: Random, now: number): string | null {
  if (random.chance(0.1)) return new Date(now + 20_000).toUTCString();
  const header = random.pick(retryAfters);
  return retryAfterMs(header) === undefined && random.chance(0.3) ? '3' : header;
}
