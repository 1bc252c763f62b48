/** One place at which the bot runs: its processes follow each other, each with the real engine over what the simulation gives it. */
import type { plusMs } from '../../src/domain/time.ts';
import { createEngine, type Engine, type Log, systemClock } from '../../src/engine/index.ts';
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
  now(): ReturnType<typeof plusMs>;
}

export class Replica {
  readonly host: Host;
  bot: Bot | null = null;
  private lives = 0;
  private readonly around: Surroundings;

  constructor(name: string, around: Surroundings) {
    this.host = { name, wrongBy: 0 };
    this.around = around;
  }

  /** Starts a process; does nothing while one runs. */
  async start(): Promise<void> {
    if (this.bot !== null) return;
    const { around } = this;
    const life = new Life(this.host, ++this.lives, around.scheduler);
    await around.takeUp();
    const clock = systemClock(life.machine());
    const engine = createEngine({
      store: around.storeFor(life),
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
    });
    this.bot = { life, engine, once: once(), clicks: clicks(), now: clock.now };
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
    const life = this.bot?.life ?? null;
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
