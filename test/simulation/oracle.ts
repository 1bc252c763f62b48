// Whoever looks on: after every step it reads the rows itself and says what must never be. It shares no code with what ticks, claims or
// sends; from the domain it takes what a case owes, because that is what it holds the rows against.
import type { DatabaseSync } from 'node:sqlite';
import type { Case } from '../../src/domain/case.ts';
import type { Command } from '../../src/domain/commands.ts';
import type { CaseEvent, Ping } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/fold.ts';
import type { Message } from '../../src/domain/message.ts';
import { obligationsOf } from '../../src/domain/obligations.ts';
import { isPresent } from '../../src/domain/people.ts';
import { timersOf } from '../../src/domain/timers.ts';
import type { Outcome } from '../../src/engine/index.ts';
import { Broken } from './broken.ts';
import type { Arrival, Leaving } from './farEnd.ts';
import type { Life } from './life.ts';
import { Minimum } from './minimum.ts';
import { type Moment, Still } from './still.ts';

interface FactRow {
  case_id: string;
  seq: number;
  at: string;
  by: string;
  command_id: string;
  body: string;
}

interface MessageRow {
  id: string;
  ordinal: number;
  case_id: string;
  audience: string;
  merge_key: string | null;
  state: 'waiting' | 'delivered' | 'failed';
  attempts: number;
  body: string;
  due_at: string;
  claimed_until: string;
  ended_at: string | null;
  conversation_id: string | null;
  reason: string | null;
}

interface Known {
  state: Case;
  commands: Set<string>;
  fired: Set<string>;
  /** What must be armed at least, by the facts alone. */
  least: Minimum;
}

interface Sending {
  messageId: string;
  life: Life;
  /** Why it may come again: its answer was lost, its process died, the store failed. */
  doubt: string | null;
  times: number;
}

export class Oracle {
  readonly cases = new Map<string, Known>();
  private changes = -1;
  private readonly messages = new Map<string, MessageRow>();
  private readonly sendings = new Map<string, Sending>();
  private readonly came = new Set<string>();
  private readonly answers = new Map<string, string>();
  private readonly acknowledged: { caseId: string; seq: number; body: string }[] = [];
  private readonly sql;

  readonly still: Still;

  /** `pollMs`: how often the processes look when nothing tells them to. */
  constructor(rows: DatabaseSync, pollMs: number) {
    this.still = new Still(rows, pollMs);
    this.sql = {
      changes: rows.prepare('select total_changes() as n'),
      heads: rows.prepare('select case_id, max(seq) as top, count(*) as n from events group by case_id'),
      facts: rows.prepare('select * from events where case_id = ? and seq > ? order by seq'),
      fact: rows.prepare('select body from events where case_id = ? and seq = ?'),
      timers: rows.prepare('select key, at from timers where case_id = ? order by key'),
      board: rows.prepare('select status, next_at from cases where case_id = ?'),
      outbox: rows.prepare('select id, state, attempts from outbox'),
      message: rows.prepare('select * from outbox where id = ?'),
      answer: rows.prepare('select body from answers where command_id = ?'),
      overdue: rows.prepare('select case_id, key, at from timers where at <= ? limit 1'),
      begun: rows.prepare("select id from outbox where state = 'waiting' and attempts > 0 and claimed_until <> ''"),
      waiting: rows.prepare("select * from outbox where state = 'waiting'"),
    };
  }

  /** Cases that are not closed, with their newest version. */
  open(): { caseId: string; version: number }[] {
    return [...this.cases.values()].flatMap(({ state }) =>
      state.status === 'closed' ? [] : [{ caseId: state.id, version: state.version }],
    );
  }

  /** Everything that must hold at every moment. Throws Broken. */
  look(moment: Moment): void {
    const { n } = this.sql.changes.get() as { n: number };
    const changed = n !== this.changes;
    this.changes = n;
    if (changed) this.lookAtRows();
    this.still.look(moment, changed);
  }

  private lookAtRows(): void {
    for (const head of this.sql.heads.all() as { case_id: string; top: number; n: number }[]) {
      if (head.top !== head.n)
        throw new Broken('facts have no gaps', `${head.case_id} has ${head.n} facts up to ${head.top}`);
      const known = this.cases.get(head.case_id);
      if (known?.state.version !== head.top) this.follow(head.case_id, known);
    }
    this.readOutbox();
    for (const known of this.cases.values()) this.judge(known);
  }

  private follow(caseId: string, before: Known | undefined): void {
    const known = {
      commands: before?.commands ?? new Set<string>(),
      fired: before?.fired ?? new Set<string>(),
      least: before?.least ?? new Minimum(),
    };
    let state: Case | null = before?.state ?? null;
    const seen = new Set<string>();
    for (const row of this.sql.facts.all(caseId, state?.version ?? 0) as unknown as FactRow[]) {
      const event = factOf(row);
      state = evolve(state, event);
      known.least.follow({ at: row.at, body: JSON.parse(row.body) });
      if (known.commands.has(row.command_id) && !row.command_id.startsWith('tick:'))
        throw new Broken('a command changes a case once', `${row.command_id} again at ${caseId} ${row.seq}`);
      seen.add(row.command_id);
      // What was asked before its time, by a clock that was ahead, is asked again when it is time.
      if (event.body.type === 'clock-set-back') known.fired.clear();
      if (event.body.type === 'pinged') this.firedOnce(known.fired, caseId, event.body.ping);
    }
    for (const id of seen) known.commands.add(id);
    if (state !== null) this.cases.set(caseId, { state, ...known });
  }

  private firedOnce(fired: Set<string>, caseId: string, ping: Ping): void {
    if (ping.reason !== 'rung' && ping.reason !== 'digest' && ping.reason !== 'deadline') return;
    const name = `${ping.key} ${ping.epoch} ${ping.reason} ${ping.rung ?? ''} ${ping.due}`;
    if (fired.has(name)) throw new Broken('nothing is fired twice', `${caseId} ${name}`);
    fired.add(name);
  }

  private judge({ state, least }: Known): void {
    const rows = this.sql.timers.all(state.id) as { key: string; at: string }[];
    judgeLeast(state.id, least, rows);
    const wanted = timersOf(state).map(({ key, at }) => `${key} ${at}`);
    const armed = rows.map(({ key, at }) => `${key} ${at}`);
    if (wanted.toSorted().join() !== armed.toSorted().join()) {
      const missing = wanted.filter((one) => !armed.includes(one));
      throw new Broken(
        'timers are what the state asks for',
        `${state.id} ${state.version}: missing ${missing.join(', ')}; there are ${armed.join(', ')}`,
      );
    }
    if (state.status === 'closed') return;
    for (const { key, holder } of obligationsOf(state))
      if ('person' in holder && !isPresent(state, holder.person))
        throw new Broken(
          'obligations have a holder',
          `${state.id} ${key} is held by ${holder.person}, who is not there`,
        );
    const board = this.sql.board.get(state.id) as { status: string } | undefined;
    if (board?.status !== state.status) throw new Broken('the board shows the case', `${state.id} is ${state.status}`);
  }

  private readOutbox(): void {
    const there = new Set<string>();
    for (const { id, state, attempts } of this.sql.outbox.all() as unknown as MessageRow[]) {
      there.add(id);
      const before = this.messages.get(id);
      if (before?.state === state && before.attempts === attempts) continue;
      const row = this.sql.message.get(id) as unknown as MessageRow;
      this.messages.set(row.id, row);
      if (before !== undefined && before.state === 'delivered' && row.state !== 'delivered')
        throw new Broken('what was delivered stays delivered', `${row.id} is ${row.state}`);
      if (row.state === 'delivered') this.wasDelivered(row);
      if (row.state === 'failed') this.failureIsKnown(row);
    }
    for (const [id, row] of this.messages) {
      if (there.has(id)) continue;
      this.messages.delete(id);
      if (row.merge_key === null && row.state !== 'delivered')
        throw new Broken('messages are not lost', `${id} is gone`);
    }
    for (const { state } of this.cases.values()) this.pingsHaveMessages(state);
  }

  private wasDelivered(row: MessageRow): void {
    const { kind } = messageOf(row);
    if (kind === 'refresh' || row.conversation_id === '' || row.conversation_id === null) return;
    if (!this.came.has(row.id)) throw new Broken('delivered means arrived', `${row.id} (${kind}) never arrived`);
  }

  /** A ping that reached nobody climbs: the case itself says who could not be reached. */
  private failureIsKnown(row: MessageRow): void {
    const message = messageOf(row);
    // One that may have arrived is left to the next reminder.
    if (message.kind !== 'ping' || this.silent.has(row.id)) return;
    const facts = this.sql.facts.all(row.case_id, 0) as unknown as FactRow[];
    // Its id says which fact it came of.
    const of = Number(row.id.split(':')[1]);
    const told = facts.some(({ seq, body }) => {
      const fact = JSON.parse(body) as { type: string; person?: string };
      return fact.type === 'delivery-failed' && fact.person === message.person && seq >= of;
    });
    const closed = this.cases.get(row.case_id)?.state.status === 'closed';
    if (!told && !closed) throw new Broken('a failed ping is told', `${row.id} to ${message.person}: ${row.reason}`);
  }

  private readonly silent = new Set<string>();

  /** A send of this message got no answer, whether it arrived or not. */
  noAnswer(messageId: string): void {
    this.silent.add(messageId);
  }

  private readonly pinged = new Map<string, number>();

  private pingsHaveMessages(state: Case): void {
    const from = this.pinged.get(state.id) ?? 0;
    if (from === state.version) return;
    this.pinged.set(state.id, state.version);
    const rows = [...this.messages.values()].filter(({ case_id }) => case_id === state.id);
    for (const row of this.sql.facts.all(state.id, from) as unknown as FactRow[]) {
      const { body } = factOf(row);
      if (body.type !== 'pinged') continue;
      for (const person of body.ping.people) {
        const has = rows.some((one) => {
          const message = messageOf(one);
          return (
            message.kind === 'ping' &&
            message.person === person &&
            message.items.some(({ ping }) => ping.key === body.ping.key && ping.epoch === body.ping.epoch)
          );
        });
        if (!has) throw new Broken('a ping has its message', `${state.id} ${row.seq} ${body.ping.key} to ${person}`);
      }
    }
  }

  /** The bot has answered somebody: what it said is kept, and it says the same again. */
  answered(command: Command, outcome: Outcome): void {
    const said =
      outcome.kind === 'refused'
        ? `no: ${outcome.refusal.no}`
        : `done: ${outcome.after.id} ${outcome.events.map(({ seq }) => seq).join()}`;
    const before = this.answers.get(command.id);
    if (before !== undefined && before !== said)
      throw new Broken('the same command gets the same answer', `${command.id}: ${before}, then ${said}`);
    this.answers.set(command.id, said);
    if (this.sql.answer.get(command.id) === undefined)
      throw new Broken('an answer is kept', `${command.id} was answered with "${said}"`);
    if (outcome.kind === 'refused') return;
    const caseId = outcome.after.id;
    for (const { seq, body } of outcome.events) {
      const one = { caseId, seq, body: JSON.stringify(body) };
      this.isKept(one);
      this.acknowledged.push(one);
    }
  }

  private isKept({ caseId, seq, body }: { caseId: string; seq: number; body: string }): void {
    const row = this.sql.fact.get(caseId, seq) as { body: string } | undefined;
    if (row === undefined) throw new Broken('what was answered is kept', `${caseId} ${seq} is not there`);
    const { act: _, ...kept } = JSON.parse(row.body);
    if (JSON.stringify(kept) !== body)
      throw new Broken(
        'what was answered is kept',
        `${caseId} ${seq} says ${row.body.slice(0, 100)}, not ${body.slice(0, 100)}`,
      );
  }

  /** Something leaves a process; what it finds when it arrives, others may have changed meanwhile. */
  leaves(messageId: string, life: Life): Leaving {
    const row = this.sql.message.get(messageId) as MessageRow | undefined;
    if (row !== undefined && row.state !== 'waiting')
      throw new Broken('nothing is sent after it ended', `${messageId} is ${row.state}`);
    const leaving = { life, written: row !== undefined, stood: false };
    this.onTheWay.add(leaving);
    return leaving;
  }

  /** Something stands at its receiver. */
  arrived(arrival: Arrival): void {
    const { messageId, kind, from, life, leaving } = arrival;
    this.onTheWay.delete(leaving);
    // The weekly line about contacts is no message of a case.
    if (messageId === 'contact-check') return;
    const row = this.sql.message.get(messageId) as MessageRow | undefined;
    // On its way before its process stood still; meanwhile newer news has taken its place.
    if (row === undefined && leaving.written && leaving.stood) return;
    if (row === undefined) throw new Broken('nothing is sent that is not written down', messageId);
    if (row.attempts === 0) throw new Broken('an attempt is written down before it leaves', messageId);
    if (from !== undefined) {
      const head = (this.sql.heads.all() as { case_id: string; top: number }[]).find(
        ({ case_id }) => case_id === from.caseId,
      );
      if ((head?.top ?? 0) < from.version)
        throw new Broken('nothing is said before it is a fact', `${messageId} shows ${from.caseId} ${from.version}`);
    }
    this.came.add(messageId);
    if (kind === 'edit' || arrival.known) return;
    const ofCard = from !== undefined && from.message === undefined;
    const name = `${messageId} ${kind}${ofCard ? ' card' : ''}`;
    const before = this.sendings.get(name);
    const times = (before?.times ?? 0) + 1;
    if (before !== undefined) {
      // What a process had begun to send when it froze leaves it when it wakes up; another has sent it meanwhile, marked. What it
      // begins to send after it woke up has no such excuse.
      const late = before.life !== life && leaving.stood;
      if (before.doubt === null && !late)
        throw new Broken('nothing comes twice without a doubt', `${name}, by ${before.life.name} and ${life.name}`);
      const { kind: what } = messageOf(row);
      if (times > 2 && what !== 'root' && !ofCard)
        throw new Broken('what may have arrived is repeated once', `${name} came ${times} times`);
      if (!arrival.repeat && !late && !ofCard && kind !== 'email' && kind !== 'sms' && kind !== 'webhook')
        throw new Broken('a repeat says so', name);
    }
    // Whoever took it over meanwhile cannot know that this one got there after all.
    this.sendings.set(name, { messageId, life, doubt: leaving.stood ? 'it left after a freeze' : null, times });
  }

  private readonly onTheWay = new Set<Leaving>();

  /** This process stands still, with whatever it had under way. */
  froze(life: Life): void {
    for (const leaving of this.onTheWay) if (leaving.life === life) leaving.stood = true;
    this.inDoubt(life, 'the process froze');
  }

  /** The answer to this one is lost. */
  unanswered({ messageId, kind, from }: Arrival): void {
    this.noAnswer(messageId);
    const ofCard = from !== undefined && from.message === undefined;
    this.doubt(this.sendings.get(`${messageId} ${kind}${ofCard ? ' card' : ''}`), 'answer lost');
  }

  /** What this process has sent and not yet written down may be sent again; null: what any of them has. */
  inDoubt(life: Life | null, why: string): void {
    // A try that was written down: nobody knows whether it left.
    for (const { id } of this.sql.begun.all() as { id: string }[]) this.silent.add(id);
    for (const sending of this.sendings.values()) if (life === null || sending.life === life) this.doubt(sending, why);
  }

  private doubt(sending: Sending | undefined, why: string): void {
    if (sending === undefined) return;
    sending.doubt ??= why;
    this.silent.add(sending.messageId);
  }

  /** All that was ever answered is there. */
  allKept(): number {
    for (const one of this.acknowledged) this.isKept(one);
    return this.acknowledged.length;
  }

  /** With no more faults for a minute nothing may be late: `now` as the clocks have it, in ISO 8601. */
  allWell(now: number): void {
    const ago = (ms: number) => new Date(now - ms).toISOString();
    const late = this.sql.overdue.get(ago(10_000)) as { case_id: string; key: string; at: string } | undefined;
    if (late)
      throw new Broken('what is due is fired', `${late.case_id} ${late.key} was due ${late.at}, it is ${ago(0)}`);
    for (const row of this.sql.waiting.all() as unknown as MessageRow[]) {
      const what = `${row.id} (${messageOf(row).kind} to ${row.audience}, due ${row.due_at}, claimed until ${row.claimed_until}, ${row.reason}), it is ${ago(0)}`;
      // One that is in hand, or whose claim nobody knows of because the answer to it was lost, comes when that runs out.
      const holds = (one: MessageRow) =>
        one.case_id === row.case_id && one.audience === row.audience && one.claimed_until > ago(0);
      if ((this.sql.waiting.all() as unknown as MessageRow[]).some(holds)) continue;
      // What stands behind one that waits for its next try waits for that, and its row need not say so.
      const behind = (this.sql.waiting.all() as unknown as MessageRow[]).some(
        (one) =>
          one.case_id === row.case_id &&
          one.audience === row.audience &&
          one.ordinal < row.ordinal &&
          one.reason !== null &&
          one.due_at > ago(35_000),
      );
      if (row.due_at <= ago(35_000) && !behind) throw new Broken('what is due is sent', what);
      if (row.due_at > ago(0) && row.reason === null && row.merge_key === null && !behind)
        throw new Broken('what waits says why', what);
      // A Retry-After is taken for an hour at most; what stands behind another waits for that one's time, which is judged itself.
      if (row.due_at > ago(-3_660_000) && !behind) throw new Broken('nothing waits for ever', what);
    }
  }
}

/** The least that the facts ask for is armed, and rings at some time that they explain. */
function judgeLeast(caseId: string, least: Minimum, rows: readonly { key: string; at: string }[]): void {
  const wanted = least.keys();
  if (wanted === null) {
    if (rows.length > 0) throw new Broken('a closed case has no timer', `${caseId}: ${rows[0]?.key}`);
    return;
  }
  if (rows.length === 0) throw new Broken('an open case has a timer', caseId);
  const armed = new Map(rows.map(({ key, at }) => [key, at]));
  for (const key of wanted) {
    const at = armed.get(key);
    if (at === undefined)
      throw new Broken('the least that the facts ask for is armed', `${caseId}: no timer for ${key}`);
    const latest = least.latest(key);
    if (latest !== null && at > latest)
      throw new Broken('no timer is put off for longer than facts say', `${caseId} ${key} at ${at}, not by ${latest}`);
  }
}

function factOf({ seq, at, by, body }: FactRow): CaseEvent {
  const { act, ...rest } = JSON.parse(body);
  return { seq, at, by, ...(typeof act === 'string' && { act }), body: rest } as CaseEvent;
}

function messageOf({ body }: MessageRow): Message {
  return (JSON.parse(body) as { message: Message }).message;
}
