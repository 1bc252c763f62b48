/** One message on its way: drawn from the newest state, sent to where it belongs now, and what follows from its fate. */
import type { Case } from '../domain/case.ts';
import type { CaseId } from '../domain/commands.ts';
import type { Message } from '../domain/message.ts';
import { personOf } from '../domain/people.ts';
import type { Profiles } from '../domain/profile.ts';
import type { Elsewhere } from '../domain/routes.ts';
import { plusMs } from '../domain/time.ts';
import type { Hand, OutboxRow, Store } from '../store/index.ts';
import { type AskingOptions, askerOf, type Rest } from './asking.ts';
import { type End, type Kind, waitsForChannel } from './ends.ts';
import type { CardName, LiveCards } from './liveCards.ts';
import { newThreads } from './newThread.ts';
import { parcelOf } from './outbox.ts';
import type { Address, Carrier, Clock, Delivery, Post, Receipt, Renderer, ViewContext } from './ports.ts';
import { lookAgainMs } from './retries.ts';
import { tryingOf } from './trying.ts';

/** Why a message waits for the root post; whoever brings that looks for these words. */
export const waitsForRoot = 'waits for the root post';

/** What cards know beside their own case. */
export interface Known {
  /** What is remembered of the vendors. */
  profiles(): Promise<Profiles>;
  /** What open cases say is down. */
  elsewhere(): Elsewhere;
}

export interface SendingOptions extends Known, Pick<AskingOptions, 'outside' | 'links' | 'installation'> {
  store: Pick<Store, 'attemptStarted' | 'stillInHand' | 'messagesOf' | 'answerOf'>;
  clock: Clock;
  /** In whose name messages are sent. */
  hand: Hand;
  carrier: Carrier;
  render: Renderer;
  live: LiveCards;
  /** The case, at least as new as this version. */
  newest(caseId: CaseId, version: number): Promise<Case | null>;
  /** A post goes to the incident channel beside the one that was counted already. */
  alsoToChannel(): void;
  /** The case has a thread now. */
  threadBegan(caseId: CaseId): Promise<void>;
}

/** `begun`: sends begun in all, this one included. */
export type Sent = End & { begun: number };

/** `rest`: its office must not send to this place before then; a ping may have another way. */
export function senderOf(options: SendingOptions): (row: OutboxRow, rest?: Rest) => Promise<Sent> {
  const { store, clock, carrier, render, live } = options;
  const threads = newThreads();
  const ask = askerOf({ ...options, viewOf });

  return async (row, rest) => {
    const { message, version } = parcelOf(row);
    const trying = tryingOf(options, row);
    const { tries } = trying;
    const state = await options.newest(row.caseId, version);
    if (state === null) return ended({ end: 'failed', why: 'there is no such case', unreachable: false });
    if (message.kind === 'ping') return ended(await ask(row, message, state, trying, rest));
    const kind = kindOf(message);
    if (tries.doubtful > 1 && kind !== 'root' && kind !== 'edit')
      return ended({ end: 'failed', why: 'may have arrived, left to the next reminder', unreachable: false });
    return ended(await (message.kind === 'refresh' ? refresh(state, message.card) : say(state, message)));

    function ended(end: End): Sent {
      return { ...end, begun: trying.begun() };
    }

    async function say(of: Case, what: Exclude<Message, { kind: 'refresh' | 'ping' }>): Promise<End> {
      const view = await viewOf(of, what);
      const drawn = render.message(what, of, view);
      if (drawn === null) return { end: 'delivered', receipt: null };
      const post = tries.doubtful > 0 ? render.repeated(drawn, view.language) : drawn;
      if (kind === 'person' && view.person !== undefined) return judge(await send({ person: view.person }, post));
      if (kind === 'thread') return inThread(of, what, post);
      return inChannel(of, what, post);
    }

    async function inThread(of: Case, what: Message, post: Post): Promise<End> {
      const thread = await live.thread(of.id);
      if (thread === null) return later(waitsForRoot);
      const delivery = await send({ thread: { conversationId: thread.conversationId } }, post);
      if (delivery.ok && what.kind === 'ticket') await live.stands(of.id, what.ticket, delivery.receipt, of.version);
      if (delivery.ok || (delivery.fate !== 'gone' && delivery.fate !== 'refused')) return judge(delivery);
      // The thread was deleted: the case gets a new one, and this message goes there at its next try.
      const began = delivery.fate === 'gone' ? await newThread(of, thread) : null;
      if (began !== null) return began.end === 'delivered' ? later(waitsForRoot, 0) : began;
      options.alsoToChannel();
      return inChannel(of, what, post);
    }

    async function inChannel(of: Case, what: Message, post: Post): Promise<End> {
      const missing = await channelMissing();
      if (missing !== null) return later(missing);
      const delivery = await send({ channel: true }, post);
      if (delivery.ok && what.kind === 'root') await rootStands(of, delivery);
      else if (delivery.ok) await live.alsoUnder(of.id, delivery.receipt, clock.now());
      // Whatever has come here belongs in the channel now: what shuts the thread to us shuts it, and is waited for.
      return judge(delivery, what.kind === 'root' ? 'root' : 'channel');
    }

    /** Null: the case had a new thread just now, and that is gone, too. */
    async function newThread(of: Case, gone: Receipt): Promise<End | null> {
      const post = () => {
        options.alsoToChannel();
        return root(of);
      };
      return (await movedFrom(of, gone)) ?? (await threads.instead(of.id, clock.now(), post)) ?? movedFrom(of, gone);
    }

    /** Another lane was first: the case has its new thread already. */
    async function movedFrom(of: Case, gone: Receipt): Promise<End | null> {
      const thread = await live.thread(of.id);
      const moved = thread !== null && thread.conversationId !== gone.conversationId;
      return moved ? { end: 'delivered', receipt: thread } : null;
    }

    async function root(of: Case): Promise<End> {
      const post = render.card('case', of, await viewOf(of, { kind: 'root' }));
      return inChannel(of, { kind: 'root' }, post);
    }

    async function rootStands(of: Case, { receipt }: Extract<Delivery, { ok: true }>): Promise<void> {
      await live.stands(of.id, 'case', receipt, of.version);
      await live.threadBegan(of.id, receipt, clock.now());
      await options.threadBegan(of.id);
    }

    async function refresh(of: Case, card: CardName): Promise<End> {
      const place = await live.card(of.id, card);
      if (place === null) return (await isStillToCome(of.id, card)) ? later('waits for its post') : repost(of, card);
      if (place.revision >= of.version) return { end: 'delivered', receipt: null };
      const post = render.card(card, of, await viewOf(of, { kind: 'root' }));
      const delivery = await trying.go((hints) => carrier.edit(place, post, hints));
      if (delivery.ok) await live.stands(of.id, card, { ...place, ...delivery.receipt }, of.version);
      return !delivery.ok && delivery.fate === 'gone' ? repost(of, card) : judge(delivery);
    }

    /** The card is not where it was: it comes anew in the thread; the case's own opens a thread where there is none. */
    async function repost(of: Case, card: CardName): Promise<End> {
      const thread = await live.thread(of.id);
      if (thread === null && card === 'case') return root(of);
      if (thread === null) return later(waitsForRoot);
      const post = render.card(card, of, await viewOf(of, { kind: 'root' }));
      const delivery = await send({ thread: { conversationId: thread.conversationId } }, post);
      if (delivery.ok) await live.stands(of.id, card, delivery.receipt, of.version);
      const began = !delivery.ok && delivery.fate === 'gone' ? await newThread(of, thread) : null;
      // The new root post carries the case's own card; any other finds its place in the new thread.
      if (began?.end === 'delivered' && card !== 'case') return later(waitsForRoot, 0);
      return began ?? judge(delivery);
    }

    function send(to: Address, post: Post): Promise<Delivery> {
      return trying.go((hints) => carrier.send(to, post, hints));
    }

    function judge(delivery: Delivery, as: Kind = kind): End {
      return trying.judge(delivery, as);
    }

    function later(why: string, ms = lookAgainMs): End {
      return { end: 'later', at: plusMs(clock.now(), ms), why, doubtful: tries.doubtful, holds: 'lane' };
    }
  };

  async function channelMissing(): Promise<string | null> {
    const missing = (await carrier.channelMissing?.()) ?? null;
    return missing === null ? null : `${waitsForChannel}: ${missing}`;
  }

  async function isStillToCome(caseId: CaseId, card: CardName): Promise<boolean> {
    return (await store.messagesOf(caseId)).some((row) => {
      const { message } = parcelOf(row);
      const brings = message.kind === 'root' ? 'case' : message.kind === 'ticket' ? message.ticket : null;
      return row.state === 'waiting' && brings === card;
    });
  }

  /** One's own language in one's own chat, the organisation's where others read it too. */
  async function viewOf(state: Case, message: Message): Promise<ViewContext> {
    const person = personOfMessage(message);
    const language = (person === undefined ? undefined : personOf(state, person)?.language) ?? state.directory.language;
    const profiles = await options.profiles();
    return {
      now: clock.now(),
      language,
      profiles,
      elsewhere: options.elsewhere(),
      ...(person !== undefined && { person, numbered: state.id }),
    };
  }
}

function personOfMessage(message: Message): string | undefined {
  if (message.kind === 'ping') return message.person;
  return message.kind === 'say' && typeof message.to === 'object' ? message.to.person : undefined;
}

function kindOf(message: Message): Kind {
  switch (message.kind) {
    case 'root':
      return 'root';
    case 'refresh':
      return 'edit';
    case 'ping':
      return 'person';
    case 'ticket':
    case 'thread-ping':
      return 'thread';
    case 'channel-ping':
      return 'channel';
    case 'say':
      return message.to === 'thread' ? 'thread' : message.to === 'channel' ? 'channel' : 'person';
  }
}
