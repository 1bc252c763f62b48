/** What goes wrong and when: each run has its own character, drawn from its seed. */
import type { FarEnd } from './farEnd.ts';
import type { Kind } from './kinds.ts';
import type { Life } from './life.ts';
import type { Organisations } from './organisations.ts';
import type { Random } from './random.ts';
import type { Replica } from './replica.ts';
import type { Scheduler } from './scheduler.ts';

const second = 1_000;
const minute = 60_000;
const hour = 3_600_000;
const day = 86_400_000;

/** How a run is. */
export interface Character {
  /** Milliseconds between two things that people say, and between two that go wrong, on average. */
  talk: number;
  trouble: number;
  /** Of a thousand calls of the database. */
  failing: number;
  lying: number;
  losing: number;
  /** Of a thousand posts. */
  passing: number;
  lost: number;
}

export function characterOf(random: Random): Character {
  const talk = random.pick([2 * second, 20 * second, 3 * minute]);
  const calm = random.chance(0.15);
  const rate = (most: number) => (calm || random.chance(0.3) ? 0 : random.int(most));
  return {
    talk,
    trouble: calm ? hour : random.pick([3, 10, 30, 100]) * talk * 0.5,
    failing: rate(40),
    lying: rate(25),
    losing: rate(25),
    passing: rate(150),
    lost: rate(120),
  };
}

export interface Sky {
  scheduler: Scheduler;
  random: Random;
  farEnd: FarEnd;
  organisations: Organisations;
  replicas: readonly Replica[];
  roster: Set<string>;
  /** The database cannot be reached before this moment. */
  database: { backAt: number; wrongBy: number };
  crash(replica: Replica): void;
  told(kind: Kind): void;
  /** Clocks no longer agree with each other or with the past. */
  clocksMoved(): void;
  /** What this process had under way may be done again. */
  ended(life: Life): void;
}

const everybody = ['alex', 'megan', 'adele', 'isaiah', 'patti'];

/** One thing goes wrong, or right again. */
export function happen(sky: Sky): void {
  const { random, farEnd, replicas, told } = sky;
  const replica = random.pick(replicas);
  const live = replicas.filter(({ bot }) => bot !== null);
  const tell = (what: (bot: NonNullable<Replica['bot']>) => Promise<unknown>) => {
    const { bot } = random.pick(replicas);
    bot?.life.later(random.int(5), 'hears of people', () => void what(bot).catch(() => told('people not told')));
  };
  const things: [number, () => void][] = [
    [24, () => restarted(sky, replica, 0.7)],
    [6, () => stopped(sky, replica)],
    [6, () => freeze(sky, replica)],
    [7, () => jump(sky)],
    [2, () => downtime(sky)],
    [6, () => away(sky)],
    [6, () => weather(sky, 'storm')],
    [6, () => weather(sky, 'offline')],
    [
      4,
      () => {
        const person = random.pick(everybody);
        if (!farEnd.blocked.delete(person)) farEnd.blocked.add(person);
        told('person blocks or unblocks');
      },
    ],
    [
      4,
      () => {
        farEnd.channelShut = !farEnd.channelShut;
        told('channel shut or opened');
        if (!farEnd.channelShut) tell(({ engine }) => engine.channelAppeared());
      },
    ],
    [
      2,
      () => {
        const threads = [...farEnd.threads];
        if (threads.length === 0) return;
        farEnd.deletedThreads.add(random.pick(threads));
        told('thread deleted');
      },
    ],
    [
      6,
      () => {
        const person = random.pick(everybody);
        const leaves = sky.roster.delete(person);
        if (!leaves) sky.roster.add(person);
        told(leaves ? 'person leaves' : 'person joins');
        tell(({ engine }) => (leaves ? engine.people.left(person) : engine.people.joined(person)));
      },
    ],
    [2, () => tell(({ engine }) => engine.people.chatted(random.pick([...everybody, 'lynne'])))],
    [
      3,
      () => {
        sky.organisations.edit(random);
        told('organisation file edited');
        for (const { bot } of live)
          bot?.life.later(
            random.int(15 * second),
            'reads the file anew',
            () => void bot.engine.people.organisationChanged().catch(() => told('people not told')),
          );
      },
    ],
  ];
  let at = random.next() * things.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, thing] of things) {
    at -= weight;
    if (at > 0) continue;
    thing();
    return;
  }
}

/** A process is struck between two steps: it dies, or, where it may, stands still in the middle of whatever it does. */
export function struck(sky: Sky, replica: Replica, mayStand: boolean): void {
  // Of several processes one that stands still has its work taken over, which is worth more lives.
  if (sky.random.chance(sky.replicas.length > 1 ? 0.6 : 0.85) || !mayStand) restarted(sky, replica, 0.9);
  else freeze(sky, replica);
}

/** It is dead, and another one starts: `soon` of them within seconds. */
function restarted({ scheduler, random, crash }: Sky, replica: Replica, soon: number): void {
  const ms = random.chance(soon) ? random.int(5 * second) : random.int(10 * minute);
  crash(replica);
  scheduler.after(ms, `${replica.host.name} starts`, () => replica.start());
}

function stopped({ scheduler, told, ended, random }: Sky, replica: Replica): void {
  if (replica.bot === null) return;
  told('stop');
  replica.stop((life) => {
    ended(life);
    scheduler.after(random.int(20 * second), `${replica.host.name} starts`, () => replica.start());
  });
}

function freeze({ random, told, ended }: Sky, replica: Replica): void {
  if (replica.bot === null) return;
  told('freeze');
  const ms = random.pick([2 * second, 20 * second, 3 * minute, hour]);
  replica.bot.life.freeze(random.int(ms), random.chance(0.5));
  ended(replica.bot.life);
}

/** Machines that share a database go by its clock: one of their own may be wrong by anything, and nothing comes of it. */
function jump({ random, replicas, database, told, clocksMoved }: Sky): void {
  const replica = random.pick(replicas);
  const shared = replicas.length > 1;
  const whose = shared && random.chance(0.5) ? database : replica.host;
  told(whose === database ? 'clock jump of the database' : 'clock jump');
  const back = whose.wrongBy !== 0 && random.chance(0.7);
  // A server whose clock jumps by more than a claim lasts is not a server that several processes can go by.
  const far = whose === database ? [5 * second, -5 * second] : [hour, -hour, day, -day, 5 * second, -5 * second];
  whose.wrongBy = back ? 0 : random.pick(far);
  if (!shared) clocksMoved();
}

function downtime({ scheduler, random, replicas, crash, told }: Sky): void {
  told('72 h of downtime');
  for (const replica of replicas) crash(replica);
  scheduler.now += 72 * hour;
  for (const replica of replicas)
    scheduler.after(random.int(minute), `${replica.host.name} starts`, () => replica.start());
}

function away({ database, scheduler, random, told }: Sky): void {
  told('database away');
  database.backAt = scheduler.now + random.pick([2 * second, 30 * second, 5 * minute]);
}

function weather({ farEnd, scheduler, random, told }: Sky, what: 'storm' | 'offline'): void {
  told(what === 'storm' ? '429 storm' : 'network down');
  farEnd.weather = what;
  const ms = random.pick([5 * second, minute, 10 * minute]);
  scheduler.after(ms, 'fine weather', () => {
    farEnd.weather = 'fine';
  });
}

/** No more faults: what was broken is mended, whoever was down comes back. */
export function calm({ farEnd, replicas, database, scheduler, clocksMoved }: Sky): void {
  farEnd.weather = 'fine';
  farEnd.passingTrouble = 0;
  farEnd.lostAnswers = 0;
  farEnd.channelShut = false;
  database.backAt = 0;
  database.wrongBy = 0;
  for (const replica of replicas) {
    replica.host.wrongBy = 0;
    if (replica.bot !== null) replica.bot.life.thaw();
    else scheduler.after(0, `${replica.host.name} starts`, () => replica.start());
  }
  clocksMoved();
}
