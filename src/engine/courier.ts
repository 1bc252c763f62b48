/** Brings what is due in one office's part of the outbox to people: lane by lane in order, lanes with something urgent first, within the limits. */
import type { Case } from '../domain/case.ts';
import type { CaseId } from '../domain/commands.ts';
import { fromMs, type Instant, msBetween, plusMs, toMs } from '../domain/time.ts';
import type { Lane, OutboxRow, Store } from '../store/index.ts';
import type { AnswerLinks } from './answerLinks.ts';
import { asideOf, type Waiting } from './aside.ts';
import type { Rest } from './asking.ts';
import { waitsForChannel } from './ends.ts';
import { faultFields } from './errors.ts';
import { byLane, conversationOf, laneOf, limitsOf } from './lanes.ts';
import { sendingLimits } from './limits.ts';
import type { LiveCards } from './liveCards.ts';
import { type Loop, startLoop } from './loop.ts';
import { partOf } from './offices.ts';
import { parcelOf } from './outbox.ts';
import type { Carrier, Outside, Renderer } from './ports.ts';
import { longestWaitMs, lookAgainMs } from './retries.ts';
import { type Known, type Sent, senderOf, waitsForRoot } from './sending.ts';
import { type SettlingOptions, settlerOf } from './settling.ts';
import { isStale } from './superseded.ts';
import { reasonOf, triesOf } from './tries.ts';
import { TakenOver } from './trying.ts';
import { unkeptOf } from './unkept.ts';

/**
 * A claim begins anew with each send and outlives the longest (the carriers give up after some 15 s). Of a process that died
 * with it the others have it so soon; one that lived on finds out before it sends or writes anything.
 */
const claimMs = 20_000;

/** Lanes under way at a time: a lane that hangs must not hold up the others, a hundred must not fill the machine. */
const mostLanes = 24;

const inOrder = 'keeps its place in the order';

export interface CourierOptions extends Known, SettlingOptions {
  store: Store;
  carrier: Carrier;
  /** Null: Teams is the only way. */
  outside: Outside | null;
  links: AnswerLinks;
  render: Renderer;
  live: LiveCards;
  newest(caseId: CaseId, version: number): Promise<Case | null>;
  pollMs: number;
  /** How many processes bring messages. */
  sharers(): number;
  /** A name of the installation, for those who must recognise a message. */
  installation(): Promise<string>;
}

export interface Courier extends Loop {
  waiting(): Waiting[];
  /** The incident channel can be posted to now: what waited for it goes out. */
  channelAppeared(): Promise<void>;
}

export function startCourier(options: CourierOptions): Courier {
  const { store, clock, log, office, worker } = options;
  const limits = sendingLimits(office, options.sharers);
  const part = partOf(office);
  const inHand = new Set<string>();
  const lanes = new Set<Promise<void>>();
  /** Lanes in which something waits for its next try: what came after it may not overtake it. */
  const held = new Map<string, Instant>();
  const aside = asideOf();
  const settle = settlerOf(options, aside);
  const unkept = unkeptOf(settle);
  let stopping = false;

  const send = senderOf({
    ...options,
    hand: { worker, claimMs },
    alsoToChannel: () => limits.took('channel', toMs(clock.now())),
    threadBegan: (caseId) => release(aside.lanesOf((why) => why === waitsForRoot, caseId)),
  });
  const loop = startLoop({ name: `courier, ${office}`, clock, log, pollMs: options.pollMs, turn });

  async function turn(): Promise<Instant | null> {
    await unkept.again();
    while (!stopping) {
      const now = clock.now();
      const { slots, freeAt } = limits.room(toMs(now));
      if (slots <= 0) return fromMs(freeAt);
      const room = Math.min(slots, mostLanes - lanes.size);
      if (room <= 0) return null;
      // A look costs less than a claim, and most turns of most offices find nothing.
      const next = (await store.nextMessageAt(now, part)) as Instant | null;
      if (next === null || next > now) return next;
      const claimed = await store.claimMessages(now, room, claimMs, worker, part);
      const rows = claimed.filter(({ id }) => !inHand.has(id) && !unkept.has(id));
      // Something due that cannot be had is in the hand of a lane, whose end asks for a turn; the second is for safety.
      if (rows.length === 0) return plusMs(clock.now(), 1_000);
      for (const lane of byLane(rows).values()) start(lane);
    }
    return null;
  }

  function start(rows: OutboxRow[]): void {
    for (const { id } of rows) {
      inHand.add(id);
      limits.keepPlace(id, toMs(clock.now()));
    }
    const lane = deliver(rows)
      .catch((error) =>
        log.error(
          { caseId: rows[0]?.caseId, ...faultFields(error) },
          'a lane of messages failed, its claim will run out',
        ),
      )
      .finally(() => {
        for (const { id } of rows) {
          inHand.delete(id);
          limits.leavePlace(id);
        }
        lanes.delete(lane);
        if (!stopping) loop.nudge();
      });
    lanes.add(lane);
  }

  /** One message after the other; the first that has to wait makes the rest wait with it. */
  async function deliver(rows: OutboxRow[]): Promise<void> {
    for (const [index, row] of rows.entries()) {
      if (await isStale(row, store, clock.now())) {
        await settle(row, { end: 'delivered', receipt: null, begun: row.attempts });
        continue;
      }
      // Nothing is awaited from here until the post is counted: another lane would take the same place.
      const wait = mustWait(row);
      if (wait !== null && (await anotherWay(row, wait))) continue;
      if (wait !== null) return putBack(rows.slice(index), wait.until, wait.why, wait.why !== inOrder);
      limits.took(conversationOf(row), toMs(clock.now()));
      limits.leavePlace(row.id);
      const sent = await sendSafely(row);
      // Whoever has this one now has, or will have, those behind it.
      if (sent === null) return;
      // Before it is written down: when that fails, neither this one nor what came after it may go sooner.
      if (sent.end === 'later') hold(row, sent);
      const arrived = sent.end === 'delivered' && sent.receipt !== null;
      const over = arrived ? limits.taken(conversationOf(row)) : [];
      await unkept.settle(row, sent);
      await release(aside.restingIn(over));
      if (sent.end === 'moved' && sent.restUntil) limits.hold(conversationOf(row), toMs(sent.restUntil));
      if (sent.end === 'later') return putBack(rows.slice(index + 1), sent.at, inOrder);
    }
  }

  /** A ping that would have to wait for long here goes by its person's next way, if there is one. */
  async function anotherWay(row: OutboxRow, rest: Rest): Promise<boolean> {
    if (rest.why === inOrder || parcelOf(row).message.kind !== 'ping') return false;
    const sent = await sendSafely(row, rest);
    if (sent?.end !== 'moved') return false;
    await settle(row, sent);
    return true;
  }

  function mustWait(row: OutboxRow): Rest | null {
    const now = clock.now();
    const behind = held.get(laneOf(row));
    const isHeld = behind !== undefined && behind > now && msBetween(now, behind) <= longestWaitMs;
    if (isHeld && !aside.isHead(row)) return { until: behind, why: inOrder };
    const freeAt = limits.freeAt(conversationOf(row), toMs(now));
    return freeAt > toMs(now) ? { until: fromMs(freeAt), why: limitsOf(office) } : null;
  }

  /** Null: it is not ours any more, and nothing was sent. */
  async function sendSafely(row: OutboxRow, rest?: Rest): Promise<Sent | null> {
    try {
      return await send(row, rest);
    } catch (error) {
      if (error instanceof TakenOver) {
        log.warn({ caseId: row.caseId, messageId: row.id, why: error.message }, 'a message is left to another process');
        return null;
      }
      // Not drawn, or the store failed: nothing left the machine after the last try that was written down.
      const fields = faultFields(error);
      log.error({ caseId: row.caseId, messageId: row.id, ...fields }, 'a message could not be made ready');
      const tries = triesOf(row);
      const at = plusMs(clock.now(), lookAgainMs);
      return { end: 'later', at, holds: 'lane', ...tries, why: `not made ready: ${fields['error']}` };
    }
  }

  function hold(row: OutboxRow, { at, holds, asked }: Extract<Sent, { end: 'later' }>): void {
    const until = asked === undefined ? 0 : toMs(asked);
    if (holds === 'conversation') limits.turnedAway(conversationOf(row), toMs(clock.now()), until);
    held.set(laneOf(row), at);
    if (held.size > 5_000) for (const [lane, until] of held) if (until <= clock.now()) held.delete(lane);
  }

  async function putBack(rows: OutboxRow[], at: Instant, why: string, rests = false): Promise<void> {
    for (const row of rows) {
      const reason = reasonOf(triesOf(row), why);
      await store.retryLater(row.id, at, reason, worker);
      aside.put({ ...row, reason }, { why, rests, until: at, now: clock.now() });
    }
  }

  /** What waited for something that is there, or over, now is due at once, and with it whatever waited behind it. */
  async function release(free: readonly Lane[]): Promise<void> {
    if (free.length === 0) return;
    for (const lane of free) held.delete(laneOf(lane));
    await store.dueNow(free, clock.now());
    loop.nudge();
  }

  async function idle(): Promise<void> {
    while (busy()) {
      await Promise.all(lanes);
      await loop.idle();
    }
  }

  const busy = () => lanes.size > 0 || loop.busy();

  return {
    ...loop,
    busy,
    idle,
    waiting: () => aside.list(clock.now()),
    channelAppeared: () => release(aside.lanesOf((why) => why.startsWith(waitsForChannel))),
    async stop() {
      stopping = true;
      await loop.stop();
      await Promise.all(lanes);
    },
  };
}
