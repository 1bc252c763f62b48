import { afterEach, describe, expect, it } from 'vitest';
import type { Intent } from '../../src/domain/commands.ts';
import { instant } from '../../src/domain/time.ts';
import { startTicking } from '../../src/engine/clock.ts';
import { watchOver } from '../../src/engine/watch.ts';
import { HandClock } from '../support/handClock.ts';
import { closeWorlds, openWorld } from '../support/world.ts';

afterEach(closeWorlds);

const open: Intent = { type: 'case.new', title: 'Outgoing e-mail blocked', severity: 'sev1', affects: ['email'] };
const ticket: Intent = { type: 'ticket.open', vendor: 'microsoft', reference: '1', via: 'phone', words: 'blocked' };
const start = '2023-07-31T06:10:00Z';

async function withTicket(options = {}) {
  const w = await openWorld({ start, ...options });
  await w.does('alex', open);
  await w.at('08:35');
  await w.does('megan', ticket);
  return w;
}

describe('the clock', () => {
  it('fires at the due instant, whatever the poll', async () => {
    const w = await withTicket({ pollMs: 3_600_000 });
    await w.until('09:20');
    expect(w.pings('megan')).toContain('09:20 ticket:T1 rung');
  });

  it('lets a command at the same instant go first', async () => {
    const w = await withTicket();
    await w.at('09:20');
    await w.does('megan', { type: 'ticket.heard', ticket: 'T1', words: 'working on it' });
    await w.until('09:30');
    expect(w.pings('megan').filter((ping) => ping.includes('ticket:T1'))).toEqual([]);
  });

  it('fires what a command makes due at once at the same moment', async () => {
    const w = await withTicket();
    await w.at('09:00');
    await w.does('megan', { type: 'ticket.wants', ticket: 'T1', words: 'in writing', via: 'mail' });
    expect(w.pings('megan').some((ping) => ping.startsWith('09:00 choose-route'))).toBe(true);
  });

  it('goes on with the other cases when one cannot tick, and with that one when it can again', async () => {
    const w = await withTicket();
    await w.does('alex', { ...open, title: 'The second' });
    const good = await w.store.load('INC-1');
    const load = w.store.load.bind(w.store);
    const commit = w.store.commit.bind(w.store);
    let broken = true;
    w.store.commit = (wanted) =>
      broken && wanted.caseId === 'INC-1' ? Promise.reject(new Error('disk')) : commit(wanted);
    await w.until('09:12');
    expect(good.length).toBe((await load('INC-1')).length);
    expect(w.pings('alex').filter((ping) => ping.includes('update'))).toEqual([]);
    await w.until('09:40');
    expect(w.pings('alex').filter((ping) => ping.includes('update'))).toEqual([
      expect.stringMatching(/^09:35 .*update rung/),
    ]);
    const failures = w.log.filter(({ message }) => message.startsWith('a case could not tick'));
    expect(failures[0]?.about).toMatchObject({ caseId: 'INC-1', code: 'STORE_FAILED' });
    // Doubling pauses up to a minute: about one try for each of the 65 minutes.
    expect(failures.length).toBeLessThan(75);
    broken = false;
    await w.until('09:42');
    expect(w.pings('alex').filter((ping) => ping.includes('update')).length).toBe(2);
  });

  it('does not spin on a case that leaves something due', async () => {
    const clock = new HandClock(start);
    let ticks = 0;
    const meta = new Map<string, string>();
    const store = {
      dueCases: async () => ['INC-1'],
      nextTimerAt: async () => clock.now(),
      purge: async () => {},
      dueTimersBetween: async () => [],
      cases: async () => [],
      getMeta: async (key: string) => meta.get(key) ?? null,
      setMeta: async (key: string, value: string) => void meta.set(key, value),
    };
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const handle = async () => {
      ticks += 1;
      return { kind: 'refused', refusal: { no: 'no-handover' }, state: null } as const;
    };
    const loop = startTicking({ store, clock, watch: watchOver(store), handle, log, pollMs: 30_000 });
    await loop.idle();
    expect(ticks).toBe(1);
    await clock.moveTo(instant('2023-07-31T06:20:00Z'), () => loop.idle());
    // 1, 2, 4 … 60 s apart: about fifteen in ten minutes.
    expect(ticks).toBeGreaterThan(5);
    expect(ticks).toBeLessThan(20);
    await loop.stop();
  });

  it('ticks what is due before thousands that only hear that nobody was at the clock, also when it falls due meanwhile', async () => {
    const clock = new HandClock(start);
    const ticks: string[] = [];
    const meta = new Map([['clock.heartbeat', '2023-07-31T05:00:00.000Z']]);
    const due = new Set(['INC-900']);
    const store = {
      dueCases: async () => [...due],
      nextTimerAt: async () => null,
      purge: async () => {},
      dueTimersBetween: async () => [],
      cases: async () => Array.from({ length: 1_000 }, (_, index) => ({ caseId: `INC-${index + 1}` })) as never,
      getMeta: async (key: string) => meta.get(key) ?? null,
      setMeta: async (key: string, value: string) => void meta.set(key, value),
    };
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const handle = async ({ caseId }: { caseId: string }) => {
      ticks.push(caseId);
      due.delete(caseId);
      if (ticks.length === 100) due.add('INC-950');
      return { kind: 'refused', refusal: { no: 'no-handover' }, state: null } as const;
    };
    const loop = startTicking({ store, clock, watch: watchOver(store), handle, log, pollMs: 30_000 });
    await loop.idle();
    await loop.stop();
    expect(ticks[0]).toBe('INC-900');
    expect(ticks.indexOf('INC-950')).toBeLessThan(200);
    expect(new Set(ticks).size).toBe(1_000);
    expect(ticks.length).toBe(1_000);
  });

  it('writes a sign of life at every poll', async () => {
    const w = await openWorld({ start, pollMs: 30_000 });
    await w.until('08:12');
    expect(await w.store.getMeta('clock.heartbeat')).toBe('2023-07-31T06:12:00.000Z');
  });
});
