/** One place at which the bot runs: its processes follow each other, each with the real engine over what the simulation gives it. */
import { agreedClock, type Clock, createEngine, type Engine, type Log, systemClock } from '../../src/engine/index.ts';
import type { Store } from '../../src/store/index.ts';
import { type Clicks, clicks, type Once, once } from '../../src/teams/once.ts';
import type { FarEnd } from './farEnd.ts';
import { type Host, Life } from './life.ts';
import type { Organisations } from './organisations.ts';
import { rememberingRenderer } from './posts.ts';
import type { Scheduler } from './scheduler.ts';

export interface Surroundings {
  scheduler: Scheduler;
  farEnd: FarEnd;
  organisations: Organisations;
  pollMs: number;
  publicUrl: string | null;
  upkeep: boolean;
  /** Other processes do the same on the same database. */
  shared: boolean;
  /** The store as this process sees it. */
  storeFor(life: Life): Store;
  /** A process that has the database for itself takes up what the last one left. */
  takeUp(): Promise<void>;
  roster(): readonly string[];
  log(life: Life, level: 'warn' | 'error', message: string, about: object): void;
  /** A process has ended by itself: it could not start. */
  ended(replica: Replica, why: unknown): void;
}

/** One process of the bot, as long as it lives. */
export interface Bot {
  life: Life;
  engine: Engine;
  once: Once;
  clicks: Clicks;
  clock: Clock;
  store: Store;
}

export class Replica {
  readonly host: Host;
  bot: Bot | null = null;
  private lives = 0;
  private starting: Life | null = null;
  private readonly around: Surroundings;

  constructor(name: string, around: Surroundings) {
    this.host = { name, wrongBy: 0, slept: 0 };
    this.around = around;
  }

  /** Starts a process; does nothing while one runs. */
  async start(): Promise<void> {
    if (this.bot !== null || this.starting !== null) return;
    const { around } = this;
    const life = new Life(this.host, ++this.lives, around.scheduler);
    await around.takeUp();
    const store = around.storeFor(life);
    if (!around.shared) return this.begin(life, store, systemClock(life.machine()));
    const clock = agreedClock(store, this.logOf(life), life.machine());
    this.starting = life;
    clock.agree().then(
      () => {
        this.starting = null;
        this.begin(life, store, clock);
      },
      (error) => around.ended(this, error),
    );
  }

  private begin(life: Life, store: Store, clock: Clock): void {
    const { around } = this;
    const engine = createEngine({
      store,
      clock,
      carrier: around.farEnd.carrier(life),
      outside: around.farEnd.outside(life),
      render: rememberingRenderer,
      supplier: {
        organisation: () => around.organisations.current(),
        playbooks: () => around.organisations.playbooks,
      },
      ...(around.upkeep && {
        upkeep: {
          patches: { make: async () => ({ fault: 'nothing' as const }) },
          met: async () => true,
          shelf: { put: async () => {} },
        },
      }),
      log: this.logOf(life),
      publicUrl: around.publicUrl,
      pollMs: around.pollMs,
      shared: around.shared,
    });
    this.bot = { life, engine, once: once(), clicks: clicks(), clock, store };
    engine.start().then(
      () =>
        engine.people.roster(around.roster()).catch((error) => around.log(life, 'warn', 'roster not kept', { error })),
      (error) => {
        if (life.alive) around.ended(this, error);
      },
    );
  }

  /** The process is gone between two instructions. */
  kill(): Life | null {
    const life = this.bot?.life ?? this.starting;
    this.starting = null;
    if (life !== null) life.alive = false;
    this.bot = null;
    return life;
  }

  /** SIGTERM: it ends what it has begun, or is killed after nine seconds. */
  stop(done: (life: Life) => void): void {
    const { bot } = this;
    if (bot === null) return;
    const end = () => {
      if (this.bot !== bot) return;
      this.kill();
      done(bot.life);
    };
    bot.engine.stop().then(end, end);
    bot.life.later(9_000, 'is killed, it stops too slowly', end);
  }

  private logOf(life: Life): Log {
    const write = (level: 'warn' | 'error') => (about: object, message: string) =>
      this.around.log(life, level, message, about);
    return { debug: () => {}, info: () => {}, warn: write('warn'), error: write('error') };
  }
}
