// One seed, one run: a world is drawn from the seed, lives for so many steps, and is looked at after each. The same seed gives the
// same run, to the last step. Not here: what can go wrong (weather.ts), what must hold (oracle.ts).
import { createHash } from 'node:crypto';
import { example } from '../support/story.ts';
import { Broken } from './broken.ts';
import { openDatabase, type Trouble } from './database.ts';
import { type Arrival, FarEnd } from './farEnd.ts';
import { withOwnGlobals } from './globals.ts';
import type { Kind } from './kinds.ts';
import type { Life } from './life.ts';
import { Oracle } from './oracle.ts';
import { organisationsOf } from './organisations.ts';
import { randomOf } from './random.ts';
import { Replica, type Surroundings } from './replica.ts';
import { Scheduler } from './scheduler.ts';
import { shakyStore } from './shakyStore.ts';
import { Speakers } from './speakers.ts';
import type { Moment } from './still.ts';
import { strikeAfter, strikesOf } from './strikes.ts';
import { calm, characterOf, happen, type Sky, struck } from './weather.ts';

/** `safety`: faults never stop. `liveness`: they stop, and a minute later everything must be well. */
export type Mode = 'safety' | 'liveness';

export interface RunOptions {
  seed: number;
  mode: Mode;
  /** Things that happen before the end. */
  steps: number;
  /** Processes over one database; one has it for itself, as with SQLite. */
  replicas: number;
  /** After so many steps the process dies whose step it was, and at no other; absent: strikes are drawn. */
  strikeAfter?: number;
  /** Called with every step and every line of the bot's log. */
  trace?(line: string): void;
}

export interface RunResult {
  seed: number;
  mode: Mode;
  replicas: number;
  steps: number;
  /** Null: every rule held. */
  failure: { rule: string; detail: string; lastSteps: string[] } | null;
  faults: Record<string, number>;
  /** Deaths of a process that ran. */
  crashes: number;
  /** How often something was due with nothing in the way: so often the rules of `still.ts` could have been broken. */
  judged: number;
  /** Processes that ended while they started, because the store failed. */
  failedStarts: number;
  answered: number;
  arrived: number;
  facts: number;
  /** Hours of its own time that the world lived. */
  hours: number;
  /** Of everything that happened, in order: two runs are the same when these are. */
  fingerprint: string;
}

/** Minutes before the clocks change in Europe (01:00 UTC), mornings, a new year, a leap day. */
const beginnings = [
  '2023-07-31T06:10:00Z',
  '2023-10-29T00:45:00Z',
  '2023-10-29T00:58:00Z',
  '2024-03-31T00:45:00Z',
  '2024-03-31T00:58:00Z',
  '2023-12-31T22:30:00Z',
  '2024-02-28T22:50:00Z',
  '2023-08-04T14:30:00Z',
];

/** What may keep those who are about to do something from it for a while. Where a post does not get through, that is no reason. */
const disturbing: ReadonlySet<Kind> = new Set<Kind>([
  'crash',
  'could not start',
  'stop',
  'freeze',
  'database error',
  'database away',
  'commit then time-out',
  'clock jump',
  'clock jump of the database',
  '72 h of downtime',
]);

/** Processes that go by the clock of their database are off by so much at most, ms: two slow answers. */
const agreesWithin = 10_000;

/** Lines of the trace that a failure shows. */
const shown = 40;

export function simulate(options: RunOptions): Promise<RunResult> {
  const scheduler = new Scheduler(
    Date.parse(randomOf(options.seed, 'beginning').pick(beginnings)),
    randomOf(options.seed, 'order'),
  );
  return withOwnGlobals(
    randomOf(options.seed, 'dice'),
    () => scheduler.now,
    () => run(options, scheduler),
  );
}

async function run(
  { seed, mode, steps, replicas: count, strikeAfter: only, trace }: RunOptions,
  scheduler: Scheduler,
): Promise<RunResult> {
  const stream = (name: string) => randomOf(seed, name);
  const draw = stream('character');
  const character = characterOf(draw);
  const begun = scheduler.now;
  const faults: Record<string, number> = {};
  const last: string[] = [];
  const hash = createHash('sha256');
  let crashes = 0;
  let arrived = 0;
  let failure: RunResult['failure'] = null;
  let calmed = false;
  const database = { backAt: 0, wrongBy: 0 };

  const line = (text: string) => {
    const whole = `${new Date(scheduler.now).toISOString()} ${text}`;
    hash.update(whole);
    last.push(whole);
    if (last.length > shown) last.shift();
    trace?.(whole);
  };
  const told = (kind: Kind) => {
    faults[kind] = (faults[kind] ?? 0) + 1;
    if (disturbing.has(kind)) oracle.still.disturbed(scheduler.now);
    line(`! ${kind}`);
  };
  const fails = (error: unknown) => {
    failure ??= {
      rule: error instanceof Broken ? error.rule : 'the simulation goes on',
      detail: error instanceof Broken ? error.message : String(error instanceof Error ? error.stack : error),
      lastSteps: [...last],
    };
  };
  const guarded =
    <A extends unknown[], R>(look: (...args: A) => R) =>
    (...args: A): R => {
      try {
        return look(...args);
      } catch (error) {
        fails(error);
        throw error;
      }
    };
  const uncaught = (error: unknown) =>
    fails(
      new Broken('no fault is left uncaught', error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );

  const troubles = stream('database');
  let alone: Life | null = null;
  const mayFail = (): Trouble => {
    if (calmed || count > 1) return null;
    const away = scheduler.now < database.backAt;
    const kind = away || troubles.chance(character.failing / 1000) ? 'before' : null;
    const trouble = kind ?? (troubles.chance(character.lying / 1000) ? 'after' : null);
    if (trouble === null) return null;
    told(trouble === 'before' ? 'database error' : 'commit then time-out');
    oracle.inDoubt(alone, 'the store failed');
    return trouble;
  };
  const time = () => new Date(scheduler.now + database.wrongBy).toISOString();
  const { store, rows, takeUp } = await openDatabase(mayFail, count > 1 ? time : undefined);
  // Where nothing has to be seen within a minute the bot may look more seldom, so that more happens in as many steps.
  const pollMs = mode === 'liveness' ? 30_000 : draw.pick([30_000, 300_000, 900_000]);
  const oracle = new Oracle(rows, pollMs);

  const farEnd = new FarEnd(scheduler, stream('far end'), {
    arrived: guarded((arrival: Arrival) => {
      arrived += 1;
      oracle.arrived(arrival);
    }),
    leaves: guarded((messageId: string, life: Life) => oracle.leaves(messageId, life)),
    unanswered: (arrival) => oracle.unanswered(arrival),
    noAnswer: (messageId) => oracle.noAnswer(messageId),
    told,
  });
  farEnd.passingTrouble = character.passing;
  farEnd.lostAnswers = character.lost;

  const roster = new Set(['alex', 'megan', 'adele', 'isaiah', 'patti']);
  const organisations = organisationsOf(stream('organisation'));
  const ended = (life: Life) => (life.alive ? oracle.froze(life) : oracle.inDoubt(life, 'the process ended'));
  const crash = (replica: Replica) => {
    const life = replica.kill();
    if (life === null) return;
    ended(life);
    crashes += 1;
    told('crash');
    if (life.underWay > 0) told('crash with something under way');
  };
  const storms = stream('store');
  const around: Surroundings = {
    scheduler,
    farEnd,
    organisations,
    pollMs,
    publicUrl: draw.chance(0.5) ? 'https://baton.example' : null,
    upkeep: draw.chance(0.15),
    shared: count > 1,
    storeFor(life) {
      alone = life;
      return shakyStore(
        store,
        life,
        storms,
        {
          away: () => scheduler.now < database.backAt,
          failing: () => (calmed ? 0 : character.failing),
          lying: () => (calmed ? 0 : character.lying),
          losing: () => (calmed ? 0 : character.losing),
          slowest: () => (calmed ? 100 : 3_000),
          told(kind, of, write) {
            told(kind);
            if (write) oracle.inDoubt(of, 'the store failed');
          },
        },
        count === 1,
      );
    },
    takeUp: async () => {
      if (count === 1) await takeUp();
    },
    roster: () => [...roster],
    log: (life, level, message, about) => {
      if (trace !== undefined) line(`${life.name} ${level}: ${message} ${JSON.stringify(about).slice(0, 300)}`);
    },
    ended(replica, why) {
      told('could not start');
      line(String(why));
      const life = replica.kill();
      if (life !== null) ended(life);
      scheduler.after(1_000, `${replica.host.name} starts`, () => replica.start());
    },
  };
  const replicas = Array.from({ length: count }, (_, i) => new Replica('ABCDEFGH'[i] ?? 'Z', around));
  const speakers = new Speakers(seed, scheduler, stream('people'), replicas, {
    answered: guarded((command, outcome) => {
      line(`${command.id} ${command.intent.type} at ${command.caseId}: ${outcome.kind}`);
      oracle.answered(command, outcome);
    }),
    told,
    cases: () => oracle.open(),
  });
  const sky: Sky = {
    scheduler,
    random: stream('weather'),
    farEnd,
    organisations,
    replicas,
    roster,
    database,
    crash,
    told,
    clocksMoved: () => oracle.inDoubt(null, 'the clocks moved'),
    ended,
  };

  const strike =
    only === undefined
      ? strikesOf(stream('strikes'), replicas, (replica) => struck(sky, replica, crashes > 0))
      : strikeAfter(only, replicas, (replica) => struck(sky, replica, false));
  const changes = clockChanges(begun, () => told('the clocks change'));
  let awake = '';
  let latest = scheduler.now;
  /** Whoever comes, goes or stands still makes what is about to happen begin anew. */
  const moment = (): Moment => {
    const { now } = scheduler;
    const those = replicas.flatMap(({ bot }) => (bot?.life.awake ? [bot.life.name] : []));
    if (those.join() !== awake || now < database.backAt) oracle.still.disturbed(now);
    awake = those.join();
    const wrongBy = count > 1 ? database.wrongBy : (replicas[0]?.host.wrongBy ?? 0);
    latest = Math.max(latest, now + wrongBy);
    return { now, clock: those.length === 0 ? null : now + wrongBy, latest: latest + agreesWithin };
  };

  const gaps = stream('gaps');
  const talk = () => {
    if (!calmed) speakers.speak();
    scheduler.after(gap(gaps.next(), character.talk), 'somebody speaks', talk);
  };
  const trouble = () => {
    if (calmed) return;
    happen(sky);
    scheduler.after(gap(gaps.next(), character.trouble), 'something goes wrong', trouble);
  };
  process.on('unhandledRejection', uncaught);
  try {
    for (const replica of replicas) await replica.start();
    scheduler.after(2_000, 'somebody speaks', talk);
    scheduler.after(gap(gaps.next(), character.trouble), 'something goes wrong', trouble);
    const goOn = async (more: () => boolean) => {
      while (failure === null && more()) {
        const what = await scheduler.step();
        line(what ?? 'nothing is to come');
        changes(scheduler.now);
        oracle.look(moment());
        if (!calmed && what !== null) strike(what);
      }
    };
    await goOn(() => scheduler.steps < steps);
    if (mode === 'liveness' && failure === null) {
      calmed = true;
      calm(sky);
      line('! no more faults');
      const until = scheduler.now + 60_000;
      await goOn(() => scheduler.now < until);
      if (failure === null) oracle.allWell(scheduler.now);
      const promises = speakers.promises();
      if (promises.length > 0) throw new Broken('what waits for the database is done', promises.join(', '));
      if (failure === null) await allAnswer(replicas, scheduler, oracle, goOn);
    }
    if (failure === null) oracle.allKept();
  } catch (error) {
    fails(error);
  } finally {
    process.off('unhandledRejection', uncaught);
    for (const replica of replicas) replica.kill();
    rows.close();
  }
  return {
    seed,
    mode,
    replicas: count,
    steps: scheduler.steps,
    failure,
    faults,
    crashes,
    judged: oracle.still.judged,
    failedStarts: faults['could not start'] ?? 0,
    answered: speakers.answers,
    arrived,
    facts: [...oracle.cases.values()].reduce((sum, { state }) => sum + state.version, 0),
    hours: Math.round((scheduler.now - begun) / 3_600_000),
    fingerprint: hash.digest('hex').slice(0, 16),
  };
}

/** Whoever is told the time after each step says when the clocks of the people have changed. */
function clockChanges(begun: number, say: () => void): (now: number) => void {
  const following = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(Math.floor(at))
      .toZonedDateTimeISO(example.organisation.timeZone)
      .getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  let next = following(begun);
  return (now) => {
    if (now < next) return;
    say();
    next = following(now);
  };
}

/** Most gaps are short, some are long: whatever happens, happens in bursts. */
function gap(at: number, mean: number): number {
  return Math.ceil(-Math.log(1 - at) * mean);
}

/** Every replica keeps a word on every case, and calls itself well. */
async function allAnswer(
  replicas: readonly Replica[],
  scheduler: Scheduler,
  oracle: Oracle,
  goOn: (more: () => boolean) => Promise<void>,
): Promise<void> {
  let left = 0;
  const problems: string[] = [];
  for (const { bot } of replicas) {
    if (bot === null) throw new Broken('every replica runs', 'one does not');
    for (const { caseId } of oracle.open()) {
      left += 1;
      const id = `last:${bot.life.name}:${caseId}`;
      const by = { kind: 'person', id: 'alex' } as const;
      const command = { id, caseId, at: bot.clock.now(), by, intent: { type: 'note', words: 'well?' } } as const;
      bot.engine.handle(command).then(
        (outcome) => {
          left -= 1;
          oracle.answered(command, outcome);
        },
        (error) => problems.push(`${bot.life.name} ${caseId}: ${error}`),
      );
    }
    left += 1;
    bot.engine.health().then(({ ok, reasons }) => {
      left -= 1;
      if (!ok) problems.push(`${bot.life.name}: ${reasons.join('; ')}`);
    });
  }
  const until = scheduler.now + 30_000;
  await goOn(() => left > 0 && problems.length === 0 && scheduler.now < until);
  if (problems.length > 0 || left > 0)
    throw new Broken('every replica answers', problems.join(', ') || 'not within 30 s');
}
