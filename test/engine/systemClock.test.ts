import { describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/time.ts';
import { type Machine, systemClock } from '../../src/engine/systemClock.ts';

const MINUTE = 60_000;
const start = Date.parse('2026-11-25T08:00:00Z');

/** A machine whose clock can be set while its timers run on. */
class HandMachine implements Machine {
  wrongBy = 0;
  private elapsed = 0;
  private armed: { at: number; f: () => void }[] = [];

  now = () => start + this.elapsed + this.wrongBy;

  steady = () => this.elapsed;

  after = (ms: number, f: () => void) => {
    const one = { at: this.elapsed + ms, f };
    this.armed.push(one);
    return () => {
      this.armed = this.armed.filter((other) => other !== one);
    };
  };

  run(ms: number): void {
    const end = this.elapsed + ms;
    for (;;) {
      const next = this.armed.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.armed = this.armed.filter((one) => one !== next);
      this.elapsed = next.at;
      next.f();
    }
    this.elapsed = end;
  }
}

function waking(inMs: number): { machine: HandMachine; called: string[]; cancel: () => void } {
  const machine = new HandMachine();
  const clock = systemClock(machine);
  const called: string[] = [];
  const cancel = clock.wake(instant(start + inMs), () => called.push(clock.now().slice(11, 19)));
  return { machine, called, cancel };
}

describe('the clock of a machine', () => {
  it('wakes at the time, once', () => {
    const { machine, called } = waking(5 * MINUTE);
    machine.run(5 * MINUTE - 1);
    expect(called).toEqual([]);
    machine.run(10 * MINUTE);
    expect(called).toEqual(['08:05:00']);
  });

  it('wakes within half a minute when it was set forward past the time', () => {
    const { machine, called } = waking(60 * MINUTE);
    machine.run(MINUTE);
    machine.wrongBy = 24 * 60 * MINUTE;
    machine.run(30_000);
    expect(called).toHaveLength(1);
  });

  it.each([
    ['an hour', 60],
    ['a day', 1440],
  ])('wakes within half a minute when it was set back by %s', (_what, minutes) => {
    const { machine, called } = waking(5 * MINUTE);
    machine.run(MINUTE);
    machine.wrongBy = -minutes * MINUTE;
    machine.run(30_000);
    expect(called).toHaveLength(1);
    machine.run(48 * 60 * MINUTE);
    expect(called).toHaveLength(1);
  });

  it('does not wake when it was cancelled', () => {
    const { machine, called, cancel } = waking(5 * MINUTE);
    machine.run(2 * MINUTE);
    cancel();
    machine.run(60 * MINUTE);
    expect(called).toEqual([]);
  });

  it('gives an answer two milliseconds for its way while there is little to do; in a rush the work goes on at once', async () => {
    const machine = new HandMachine();
    let busy = false;
    const clock = systemClock({ ...machine, breath: async () => {}, isBusy: () => busy });
    let began = 0;
    const begins = () => clock.afterAnswers?.().then(() => (began += 1));
    const first = begins();
    machine.run(1);
    await Promise.resolve();
    expect(began).toBe(0);
    machine.run(1);
    await first;
    expect(began).toBe(1);
    busy = true;
    await begins();
    expect(began).toBe(2);
  });
});
