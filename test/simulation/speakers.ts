/** The people: they say random things, Teams brings them to some replica, late, twice, under another id or not at all. */
import fc from 'fast-check';
import type { Command, Intent } from '../../src/domain/commands.ts';
import { fromMs, plusMs } from '../../src/domain/time.ts';
import { isAway, type Outcome } from '../../src/engine/index.ts';
import { StoreError } from '../../src/store/index.ts';
import type { Inbound } from '../../src/teams/activity.ts';
import { type Later, NotYet, openLater, type Waiting } from '../../src/teams/later.ts';
import { lives } from '../laws/lives.ts';
import type { Kind } from './kinds.ts';
import type { Random } from './random.ts';
import type { Bot, Replica } from './replica.ts';
import type { Scheduler } from './scheduler.ts';

export interface SpeakerEvents {
  /** The bot has answered. */
  answered(command: Command, outcome: Outcome): void;
  told(kind: Kind): void;
  /** Cases that exist, with their newest version. */
  cases(): { caseId: string; version: number }[];
}

type Make = (now: Command['at']) => Intent;

/** Teams waits so long for an answer before it sends an activity again. */
const patienceMs = 15_000;

interface Speech {
  id: string;
  by: string;
  caseId: string;
  intent: Intent;
  /** A button on a card that showed this version. */
  seen?: number;
  /** Times that it is sent at most. */
  left: number;
}

export class Speakers {
  /** Answers that came, and speeches that Teams gave up. */
  answers = 0;
  unanswered = 0;
  private readonly lines: { by: string; make: Make }[];
  private readonly scheduler: Scheduler;
  private readonly random: Random;
  private readonly replicas: readonly Replica[];
  private readonly events: SpeakerEvents;
  private count = 0;
  private readonly laters = new WeakMap<Bot, Later>();
  /** Who was told that it is kept while the database is away: the speech, and the process that keeps it. */
  private readonly promised = new Map<string, { bot: Bot; speech: Speech }>();

  constructor(seed: number, scheduler: Scheduler, random: Random, replicas: readonly Replica[], events: SpeakerEvents) {
    this.scheduler = scheduler;
    this.random = random;
    this.replicas = replicas;
    this.events = events;
    this.lines = (fc.sample(lives, { seed, numRuns: 12 }).flat() as { by: string; make: Make }[]).filter(
      ({ by }) => by !== 'baton',
    );
  }

  /** Somebody says something now. */
  speak(): void {
    const { random } = this;
    const cases = this.events.cases();
    const wantsCase = cases.length === 0 || (cases.length < 4 && random.chance(0.04));
    const opening: Intent = {
      type: 'case.new',
      title: `Case ${this.count}`,
      ...(random.chance(0.8) && { severity: random.pick(['sev1', 'sev1', 'sev2', 'sev3'] as const) }),
      playbook: random.pick(['mail-block', 'mail-block', 'blank', 'sso-down']),
      ...(random.chance(0.7) && { affects: random.pick([['email'], ['teams'], ['phones'], ['sso']]) }),
    };
    const line = this.lines[this.count % this.lines.length];
    const id = `a${++this.count}`;
    if (wantsCase || line === undefined) {
      this.send({ id, by: 'alex', caseId: '', intent: opening, left: 3 });
      return;
    }
    const { caseId, version } = random.pick(cases);
    const ticket: Intent = { type: 'ticket.open', vendor: 'microsoft', words: 'blocked' };
    const now = fromMs(this.scheduler.now);
    const hold: Intent = { type: 'ack', until: plusMs(now, random.between(1, 40) * 60_000) };
    const intent = version < 12 && random.chance(0.4) ? ticket : random.chance(0.25) ? hold : line.make(now);
    const click = random.chance(0.4) && { seen: random.chance(0.8) ? version : random.int(version + 1) };
    const by = random.chance(0.3) ? random.pick(['megan', 'alex', 'lynne']) : line.by;
    this.send({ id, by, caseId, intent, left: random.between(1, 4), ...click });
  }

  private send(speech: Speech): void {
    const { random, events } = this;
    const fate = random.int(100);
    if (fate < 3) {
      events.told('activity lost');
      return;
    }
    if (fate < 8) {
      events.told('activity delayed');
      this.scheduler.after(random.int(900_000), `activity ${speech.id} comes late`, () => this.deliver(speech));
      return;
    }
    this.deliver(speech);
    if (fate >= 8 && fate < 18) {
      events.told('activity doubled');
      this.scheduler.after(random.int(50), `activity ${speech.id} comes twice`, () =>
        this.deliver({ ...speech, left: 0 }),
      );
    }
  }

  private deliver(speech: Speech): void {
    const { random } = this;
    const { bot } = random.pick(this.replicas);
    let answered = false;
    const again = () => {
      if (answered) return;
      answered = true;
      if (speech.left <= 1) {
        if (speech.left === 1) this.unanswered += 1;
        return;
      }
      const changed = random.chance(0.3);
      if (changed) this.events.told('activity id changed');
      this.deliver({ ...speech, left: speech.left - 1, ...(changed && { id: `a${++this.count}` }) });
    };
    if (bot === null) {
      this.scheduler.after(random.between(200, 3_000), `activity ${speech.id} was refused`, again);
      return;
    }
    this.scheduler.after(patienceMs, `activity ${speech.id} got no answer`, again);
    bot.life.later(random.int(5), `hears ${speech.id}`, () => {
      this.hear(bot, speech).then(
        () => {
          answered = true;
          this.answers += 1;
        },
        () => this.scheduler.after(100, `activity ${speech.id} got an apology`, again),
      );
    });
  }

  /** What a process that still lives has promised to do and has neither done nor given back. */
  promises(): string[] {
    return [...this.promised]
      .filter(([, { bot }]) => bot.life.alive)
      .map(([id, { bot }]) => `${id} at ${bot.life.name}`);
  }

  /** As src/teams/ does with an activity that it knows to be real. */
  private hear(bot: Bot, speech: Speech): Promise<void> {
    const later = this.laterOf(bot);
    if (later.has(speech.id)) return Promise.reject(new NotYet('it waits for the database'));
    const number = ++this.heard;
    return bot.once.run(speech.id, async () => {
      try {
        if (!(await later.caughtUp())) throw new StoreError('away', 'The database is still away.');
        await this.attend(bot, speech);
      } catch (error) {
        if (!isAway(error)) throw error;
        const became = later.put(waiting(speech, number));
        if (became === 'full') throw error;
        if (became === 'known') return;
        this.events.told('waits for the database');
        this.promised.set(speech.id, { bot, speech });
        throw new NotYet('it waits for the database');
      }
    }).result;
  }

  private heard = 0;

  private laterOf(bot: Bot): Later {
    const known = this.laters.get(bot);
    if (known !== undefined) return known;
    const later = openLater({
      store: bot.store,
      clock: bot.clock,
      carryOut: async ({ at: { key } }) => {
        const promise = this.promised.get(key);
        if (promise === undefined) return;
        bot.once.forget(key);
        try {
          await bot.once.run(key, () => this.attend(bot, promise.speech)).result;
        } catch (error) {
          if (isAway(error)) throw error;
        }
        this.promised.delete(key);
      },
      handBack: ({ at: { key } }) => {
        this.events.told('given back after a long time');
        this.promised.delete(key);
      },
    });
    this.laters.set(bot, later);
    return later;
  }

  private async attend(bot: Bot, speech: Speech): Promise<void> {
    const { engine, clicks } = bot;
    await engine.heardOf(speech.by);
    const at = bot.clock.now();
    const { by: person, caseId, intent, seen: rev } = speech;
    const now = Date.parse(at);
    const id = rev === undefined ? speech.id : clicks.idOf({ caseId, rev, data: intent, person }, now);
    const by = { kind: 'person', id: person } as const;
    const command: Command = { id, caseId, at, by, intent, ...(rev !== undefined && { seen: rev }) };
    const outcome = await engine.handle(command, { inThread: rev === undefined && this.random.chance(0.5) });
    if (rev !== undefined) clicks.ended(id, outcome.kind, now);
    this.events.answered(command, outcome);
  }
}

function waiting({ id, by, caseId, intent, seen }: Speech, number: number): Waiting {
  const at = { key: id, from: { id: by, name: by }, conversationId: caseId } as Inbound;
  return { at, said: { kind: 'click', way: 'submit', data: { caseId, intent, seen } }, number };
}
