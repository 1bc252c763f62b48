import { describe, expect, it } from 'vitest';
import { agreedClock } from '../../src/engine/agreedClock.ts';
import type { Log } from '../../src/engine/index.ts';

const start = Date.parse('2026-11-25T08:00:00Z');
const hour = 3_600_000;

/** A machine whose own clock is wrong, and a database that is right; a question takes some time there and back. */
class Wrong {
  wrongBy: number;
  slept = 0;
  elapsed = 0;
  tripMs = 4;
  away = false;
  readonly warned: object[] = [];
  readonly log: Log = {
    debug: () => {},
    info: () => {},
    error: () => {},
    warn: (about) => void this.warned.push(about),
  };

  constructor(wrongBy = 0) {
    this.wrongBy = wrongBy;
  }

  readonly machine = {
    now: () => start + this.elapsed + this.slept + this.wrongBy,
    steady: () => this.elapsed,
    after: () => () => {},
  };

  readonly store = {
    time: async () => {
      if (this.away) throw new Error('away');
      this.elapsed += this.tripMs / 2;
      const at = new Date(start + this.elapsed + this.slept).toISOString();
      this.elapsed += this.tripMs / 2;
      return at;
    },
  };

  async agreed() {
    const clock = agreedClock(this.store, this.log, this.machine);
    await clock.agree();
    return clock;
  }

  /** The true time. */
  get at(): string {
    return new Date(start + this.elapsed + this.slept).toISOString();
  }
}

describe('a process that shares its database', () => {
  it.each([0, hour, -24 * hour])(
    'goes by the clock of the database when its own is wrong by %i ms',
    async (wrongBy) => {
      const world = new Wrong(wrongBy);
      const clock = await world.agreed();
      world.elapsed += 10_000;
      expect(clock.now()).toBe(world.at);
      expect(world.warned).toEqual(wrongBy === 0 ? [] : [{ aheadMs: wrongBy }]);
    },
  );

  it('goes on by it when its own clock is set meanwhile, and says that it must ask before it goes on', async () => {
    const world = new Wrong();
    const clock = await world.agreed();
    expect(clock.isAgreed()).toBe(true);
    world.wrongBy = hour;
    expect([clock.now(), clock.isAgreed()]).toEqual([world.at, false]);
    await clock.agree();
    expect([clock.now(), clock.isAgreed()]).toEqual([world.at, true]);
    expect(world.warned).toHaveLength(1);
  });

  it('finds out that its machine slept before it does anything', async () => {
    const world = new Wrong();
    const clock = await world.agreed();
    world.slept = hour;
    expect(clock.isAgreed()).toBe(false);
    await clock.agree();
    expect([clock.now(), clock.isAgreed()]).toEqual([world.at, true]);
  });

  it('is not thrown about by a slow way to the database', async () => {
    const world = new Wrong();
    const clock = await world.agreed();
    world.tripMs = 900;
    await clock.agree();
    expect(clock.now()).toBe(world.at);
  });

  it('keeps the time while the database is away', async () => {
    const world = new Wrong(hour);
    const clock = await world.agreed();
    world.away = true;
    world.elapsed += 600_000;
    await expect(clock.agree()).rejects.toThrow('away');
    expect([clock.now(), clock.isAgreed()]).toEqual([world.at, true]);
  });
});
