// A whole installation without Teams: the real store in a folder of its own, the real rules, a clock moved by hand, a carrier that
// writes down. People speak, time passes, and it is asked who heard what when. Not here: expectations.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { renderer } from '../../src/cards/message.ts';
import type { Case } from '../../src/domain/case.ts';
import type { CaseId, Intent } from '../../src/domain/commands.ts';
import type { Message } from '../../src/domain/message.ts';
import type { Organisation } from '../../src/domain/organisation.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { type Instant, instant, plusMs } from '../../src/domain/time.ts';
import { timersOf } from '../../src/domain/timers.ts';
import {
  createEngine,
  type Engine,
  type EngineOptions,
  type Log,
  type Meters,
  type Outcome,
  type Outside,
  type Post,
  type Renderer,
} from '../../src/engine/index.ts';
import { parse } from '../../src/grammar/parse.ts';
import { readSubmit } from '../../src/grammar/submit.ts';
import type { ParseContext } from '../../src/grammar/types.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { ask, emptyPlace, type Place } from './databases.ts';
import { HandClock } from './handClock.ts';
import { parseContextOf } from './parseContext.ts';
import { lineOf } from './plainRenderer.ts';
import { type Carried, RecordingCarrier } from './recordingCarrier.ts';
import { everybody, example } from './story.ts';

export interface WorldOptions {
  start: string;
  organisation?: Organisation;
  /** The real cards, unless a test looks at the text of posts. */
  render?: Renderer;
  /** Contacts are watched and grab bags laid down. */
  upkeep?: Partial<NonNullable<EngineOptions['upkeep']>>;
  /** The ways outside Teams; none, unless a test brings some. */
  outside?: Outside;
  /** Milliseconds; long, because nothing in here is missed by a nudge. */
  pollMs?: number;
  /** Where the bot is reached from outside. */
  publicUrl?: string | null;
  /** Milliseconds between two rounds of the auditor; none, unless a test is about it. */
  auditMs?: number;
  meters?: Meters;
  /** Another bot may work on the same database. */
  shared?: boolean;
  /** The store as the engine sees it: a test may break one of its questions. */
  faulty?: ((store: Store) => Store) | undefined;
  /** The carrier, unless one that takes everything will do. */
  carrier?: (clock: HandClock) => RecordingCarrier;
}

const idleUpkeep: NonNullable<EngineOptions['upkeep']> = {
  patches: { make: async () => ({ fault: 'nothing' }) },
  met: async () => true,
  shelf: { put: async () => {} },
};

function byInstant(one: Carried, other: Carried): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return one.hints.messageId.localeCompare(other.hints.messageId, 'en', { numeric: true });
}

/** The folders of the worlds that a test file has opened; `closeWorlds` in its `afterEach` removes them. */
const opened: World[] = [];

export async function openWorld(options: WorldOptions): Promise<World> {
  const world = new World(options);
  opened.push(world);
  await world.begin(world.now);
  return world;
}

export async function closeWorlds(): Promise<void> {
  for (const world of opened.splice(0)) await world.close();
}

export class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'baton-world-'));
  organisation: Organisation;
  /** Everything that the engine wrote to its log, warnings and worse. */
  readonly log: { level: 'warn' | 'error'; about: object; message: string }[] = [];
  clock: HandClock;
  carrier: RecordingCarrier;
  /** Counts from the next start on. */
  faulty: WorldOptions['faulty'];
  private readonly options: WorldOptions;
  private readonly messages = new WeakMap<Post, Message>();
  private running: { engine: Engine; store: Store } | null = null;
  private place: Place | null = null;
  private commands = 0;

  constructor(options: WorldOptions) {
    this.options = options;
    this.faulty = options.faulty;
    this.organisation = options.organisation ?? example.organisation;
    this.clock = new HandClock(options.start);
    this.carrier = this.newCarrier();
  }

  get engine(): Engine {
    if (this.running === null) throw new Error('The bot is down');
    return this.running.engine;
  }

  get store(): Store {
    if (this.running === null) throw new Error('The bot is down');
    return this.running.store;
  }

  /** Null: a file in `folder`. */
  get databaseUrl(): string | null {
    return this.place?.databaseUrl ?? null;
  }

  get now(): Instant {
    return this.clock.now();
  }

  /** Starts the bot, for the first time or after `kill`. */
  async begin(at: Instant): Promise<void> {
    this.clock.set(at);
    this.place ??= await emptyPlace();
    const store = await openStore({ dataDir: this.folder, databaseUrl: this.place.databaseUrl });
    const engine = createEngine({
      store: this.faulty?.(store) ?? store,
      auditMs: this.options.auditMs ?? null,
      shared: this.options.shared ?? false,
      ...(this.options.meters && { meters: this.options.meters }),
      clock: this.clock,
      carrier: this.carrier,
      ...(this.options.outside && { outside: this.options.outside }),
      render: this.remembering(this.options.render ?? renderer),
      supplier: { organisation: () => this.organisation, playbooks: () => [...example.playbooks.values()] },
      ...(this.options.upkeep && { upkeep: { ...idleUpkeep, ...this.options.upkeep } }),
      log: this.logger(),
      publicUrl: this.options.publicUrl ?? null,
      pollMs: this.options.pollMs ?? 600_000,
    });
    this.running = { engine, store };
    if ((await store.getMeta('people.presence')) === null) {
      await engine.people.roster(everybody.roster);
      for (const person of everybody.chatted) await engine.people.chatted(person);
    }
    await engine.start();
    await engine.idle();
  }

  // People ------------------------------------------------------------------------------------------------------------

  /** Somebody is taken out of the team, and every case knows it. */
  async leaves(person: string): Promise<void> {
    await this.engine.people.left(person);
    await this.engine.idle();
  }

  /** Somebody wants something of a case; everything that follows at this moment happens before it returns. */
  async wants(
    person: string,
    intent: Intent,
    extra: { caseId?: CaseId; id?: string; seen?: number; inThread?: boolean } = {},
  ): Promise<Outcome> {
    const { caseId = 'INC-1', id = `activity-${++this.commands}`, inThread = false, ...rest } = extra;
    const by = { kind: 'person', id: person } as const;
    const outcome = await this.engine.handle({ id, caseId, at: this.now, by, intent, ...rest }, { inThread });
    this.engine.nudge();
    await this.engine.idle();
    return outcome;
  }

  /** Like `wants`, and must not be refused. */
  async does(person: string, intent: Intent, extra: Parameters<World['wants']>[2] = {}): Promise<Case> {
    const outcome = await this.wants(person, intent, extra);
    if (outcome.kind === 'refused') throw new Error(`Refused: ${JSON.stringify(outcome.refusal)}`);
    return outcome.after;
  }

  /**
   * Somebody types a line in the case's thread (`@megan` is a mention). Only what changes something can be said here;
   * a line that is not understood throws with what was wrong.
   */
  async say(person: string, line: string, extra: Parameters<World['wants']>[2] = {}): Promise<Case> {
    const { caseId, intent } = await this.understood(person, line, extra.caseId ?? 'INC-1');
    return this.does(person, intent, { inThread: intent.type !== 'case.new', ...extra, ...(caseId && { caseId }) });
  }

  /** Like `say`, with what became of it, a refusal too. */
  async says(person: string, line: string, caseId: CaseId): Promise<Outcome> {
    const { intent } = await this.understood(person, line, caseId);
    return this.wants(person, intent, { caseId, inThread: true });
  }

  /** Like `say`, and must be refused; the answer is why. */
  async refused(person: string, line: string, extra: Parameters<World['wants']>[2] = {}): Promise<Refusal> {
    const { caseId, intent } = await this.understood(person, line, extra.caseId ?? 'INC-1');
    const outcome = await this.wants(person, intent, { ...extra, ...(caseId && { caseId }) });
    if (outcome.kind === 'done') throw new Error(`Not refused: ${line}`);
    return outcome.refusal;
  }

  /** Somebody presses a button: what its data says, on the version of the case that it carries; null: it asks for words or shows something. */
  async click(person: string, data: { rev?: number } & object, caseId: CaseId = 'INC-1'): Promise<Outcome | null> {
    const parsed = readSubmit(data, await this.context(person, '', caseId));
    if (parsed.kind !== 'intent') return null;
    return this.wants(person, parsed.intent, { caseId, ...(data.rev !== undefined && { seen: data.rev }) });
  }

  private async understood(sender: string, line: string, caseId: CaseId) {
    const parsed = parse(line, await this.context(sender, line, caseId));
    if (parsed.kind !== 'intent') throw new Error(`Not understood: ${line}: ${JSON.stringify(parsed)}`);
    return parsed;
  }

  async context(sender: string, line: string, caseId: CaseId): Promise<ParseContext> {
    const state = await this.engine.read(caseId);
    return parseContextOf({ now: this.now, organisation: this.organisation, state, sender, line });
  }

  // Time --------------------------------------------------------------------------------------------------------------

  /** Goes on to a time: what is due before it happens at its time, what is due at it after the next command. */
  async at(time: string): Promise<this> {
    const to = this.instant(time);
    await this.clock.moveTo(plusMs(to, -1), () => this.engine.idle());
    this.clock.set(to);
    return this;
  }

  /** Goes on to a time, and what is due at it happens too. */
  async until(time: string): Promise<this> {
    await this.clock.moveTo(this.instant(time), () => this.engine.idle());
    this.engine.nudge();
    await this.engine.idle();
    return this;
  }

  async later(ms: number): Promise<this> {
    return this.until(plusMs(this.now, ms));
  }

  /** The machine sleeps until then and goes on where it was. */
  async sleepUntil(time: string): Promise<this> {
    await this.clock.wakeUpAt(this.instant(time), () => this.engine.idle());
    return this;
  }

  /** Somebody works on the rows of the database by hand while the bot is down. */
  async byHand(sql: string): Promise<this> {
    if (this.running !== null) throw new Error('The bot is running');
    const url = this.databaseUrl;
    if (url !== null) await ask(url, sql);
    else {
      const db = new DatabaseSync(join(this.folder, 'baton.db'));
      db.exec(sql);
      db.close();
    }
    return this;
  }

  /** The process is gone at this moment; nothing is ended, nothing is said. */
  async kill(): Promise<this> {
    const { store } = this.running ?? {};
    this.running = null;
    // What the old process had armed never comes.
    const { arrived, tries } = this.carrier;
    this.clock = new HandClock(this.now);
    this.carrier = Object.assign(this.newCarrier(), { arrived, tries });
    await store?.close();
    return this;
  }

  private newCarrier(): RecordingCarrier {
    return this.options.carrier?.(this.clock) ?? new RecordingCarrier(this.clock);
  }

  async restart(time: string): Promise<this> {
    await this.begin(this.instant(time));
    return this;
  }

  // What came of it ---------------------------------------------------------------------------------------------------

  async case(caseId: CaseId = 'INC-1'): Promise<Case> {
    const state = await this.engine.read(caseId);
    if (state === null) throw new Error(`There is no ${caseId}`);
    return state;
  }

  /** The cards that reached somebody in the own chat: `09:20 ticket:T1 rung`. */
  pings(person: string): string[] {
    return this.heard(person, (message) => message.kind === 'ping');
  }

  /** The lines in the case's thread: `09:20 ticket:T1 rung`; facts that were told: `08:35 ticket-opened`. */
  async inThread(caseId: CaseId = 'INC-1'): Promise<string[]> {
    const thread = (await this.store.post(caseId, 'thread'))?.conversationId;
    return thread === undefined ? [] : this.heard(thread, () => true);
  }

  /** The posts of their own in the incident channel. */
  inChannel(): string[] {
    return this.heard('channel', () => true);
  }

  /**
   * Everything that arrived anywhere, in order, with what it was made from; answers to a speaker are not among it. What
   * arrived at one instant stands in the order in which it was queued: lanes go side by side, and which is first is chance.
   */
  everything(): (Carried & { message: Message })[] {
    return this.carrier.arrived.toSorted(byInstant).flatMap((carried) => {
      const message = this.messages.get(carried.post);
      return message === undefined ? [] : [{ ...carried, message }];
    });
  }

  arrivals(to: string): Carried[] {
    return this.carrier.arrived.filter((one) => one.to === to);
  }

  /** When an obligation asks next, in local time. */
  async due(key: string, caseId: CaseId = 'INC-1'): Promise<string | undefined> {
    const timer = timersOf(await this.case(caseId)).find((one) => one.key === key);
    return timer && this.local(timer.at);
  }

  /** "09:20" is that time of the present day in the organisation's zone; "2023-08-03 08:00" names the day; ISO 8601 is exact. */
  instant(time: string): Instant {
    if (time.includes('T')) return instant(time);
    const zone = this.organisation.timeZone;
    const [day, clock] = time.includes(' ') ? time.split(' ') : [undefined, time];
    const today = Temporal.Instant.from(this.now).toZonedDateTimeISO(zone).toPlainDate();
    const date = day === undefined ? today : Temporal.PlainDate.from(day);
    return instant(
      date
        .toZonedDateTime({ timeZone: zone, plainTime: clock ?? '00:00' })
        .toInstant()
        .toString(),
    );
  }

  local(at: Instant): string {
    const time = Temporal.Instant.from(at).toZonedDateTimeISO(this.organisation.timeZone).toPlainTime();
    return time.toString({ smallestUnit: time.second === 0 ? 'minute' : 'second' });
  }

  async close(): Promise<void> {
    await this.running?.engine.stop();
    await this.running?.store.close();
    this.running = null;
    await this.place?.giveBack();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private heard(to: string, which: (message: Message) => boolean): string[] {
    return this.arrivals(to).flatMap(({ at, post }) => {
      const message = this.messages.get(post);
      return message !== undefined && which(message) ? [`${this.local(at)} ${lineOf(message)}`] : [];
    });
  }

  /** Keeps what each post was made from, so that a test can ask for that instead of for words. */
  private remembering(render: Renderer): Renderer {
    const kept = (post: Post, message: Message | undefined): Post => {
      if (message !== undefined) this.messages.set(post, message);
      return post;
    };
    return {
      message: (message, state, view) => {
        const post = render.message(message, state, view);
        return post === null ? null : kept(post, message);
      },
      card: (name, state, view) => kept(render.card(name, state, view), { kind: 'refresh', card: name }),
      repeated: (post, language) => kept({ ...render.repeated(post, language) }, this.messages.get(post)),
    };
  }

  private logger(): Log {
    const write = (level: 'warn' | 'error') => (about: object, message: string) =>
      void this.log.push({ level, about, message });
    return { debug: () => {}, info: () => {}, warn: write('warn'), error: write('error') };
  }
}
