// The line that tells the channel once a day that Baton is there: when it comes, when it does not, and what it says.
import { afterEach, describe, expect, it } from 'vitest';
import { type DailyLine, startDailyLine } from '../src/dailyLine.ts';
import { blocked, noNetwork } from './support/recordingCarrier.ts';
import { closeWorlds, openWorld, type World } from './support/world.ts';

const running: DailyLine[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  await closeWorlds();
});

function follow(w: World, at = '08:00'): DailyLine {
  const { store, engine, carrier, clock } = w;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const line = startDailyLine({ at, store, engine, carrier, organisation: () => w.organisation, clock, log });
  running.push(line);
  return line;
}

/** Goes on to a time with the line's own work done on the way. */
async function until(w: World, time: string, ...lines: DailyLine[]): Promise<void> {
  const settle = async () => {
    for (const line of lines) await line.idle();
    await w.engine.idle();
  };
  await settle();
  await w.clock.moveTo(w.instant(time), settle);
}

const said = (w: World) =>
  w
    .arrivals('channel')
    .flatMap(({ at, post }) => (post.text?.startsWith('Alive;') ? [`${w.local(at)} ${post.text}`] : []));

/** A Monday in Stockholm, 07:30. */
const start = '2026-11-23T06:30:00Z';

describe('the daily line', () => {
  it('says what is open, how much of it is late and what comes next', async () => {
    const w = await openWorld({ start });
    const line = follow(w);
    await until(w, '07:59', line);
    expect(said(w)).toEqual([]);
    await w.does('alex', { type: 'case.new', title: 'Secret title', severity: 'sev1', affects: ['email'] });
    await until(w, '08:00', line);
    expect(said(w)).toEqual([
      expect.stringMatching(/^08:00 Alive; \d+ open obligations in 1 case; next at 08:\d\d, Stockholm\.$/),
    ]);
    expect(said(w).join()).not.toContain('Secret');
    await until(w, '2026-11-24 08:00', line);
    expect(said(w)[1]).toMatch(/^08:00 Alive; \d+ open obligations in 1 case, \d+ of them late; next at /);
  });

  it('comes once a day, by the clock of the organisation, also when that is set forward', async () => {
    const w = await openWorld({ start: '2027-03-27T06:30:00Z' });
    const line = follow(w);
    await until(w, '2027-03-30 07:00', line);
    expect(said(w).map((text) => text.slice(0, 5))).toEqual(['08:00', '08:00', '08:00']);
  });

  it('comes as soon as the bot is there again, and not twice after a restart', async () => {
    const w = await openWorld({ start });
    await w.until('10:00');
    const first = follow(w);
    await until(w, '10:01', first);
    await first.stop();
    const second = follow(w);
    await until(w, '11:00', second);
    expect(said(w)).toEqual(['10:00 Alive; no open case.']);
  });

  it('is told by one of several replicas', async () => {
    const w = await openWorld({ start });
    const replicas = [follow(w), follow(w), follow(w)];
    await until(w, '08:05', ...replicas);
    expect(said(w)).toHaveLength(1);
  });

  it('waits for the channel, and tries again where it is refused', async () => {
    const w = await openWorld({ start });
    w.carrier.missing = 'the app stands in no channel';
    const line = follow(w);
    await until(w, '08:10', line);
    w.carrier.missing = null;
    w.carrier.fail('channel', noNetwork, 2);
    w.carrier.fail('channel', blocked, 1);
    await until(w, '09:00', line);
    expect(said(w)).toEqual(['08:14 Alive; no open case.']);
  });

  it('gives a day up after an hour, and the next one begins anew', async () => {
    const w = await openWorld({ start });
    w.carrier.fail('channel', blocked);
    const line = follow(w);
    await until(w, '09:30', line);
    expect(w.carrier.tries.filter(({ to }) => to === 'channel')).toHaveLength(60);
    w.carrier.mend();
    await until(w, '2026-11-24 08:00', line);
    expect(said(w)).toEqual(['08:00 Alive; no open case.']);
  });

  it('says so when the bot is not well', async () => {
    const w = await openWorld({
      start,
      auditMs: 60_000,
      faulty: (store) => ({ ...store, dueCases: async () => [], nextTimerAt: async () => null }),
    });
    await w.does('alex', { type: 'case.new', title: 'Mail', severity: 'sev1', affects: ['email'] });
    const line = follow(w, '08:30');
    await until(w, '08:30', line);
    expect(said(w).join()).toContain('But I am not well');
  });
});
