import { afterEach, describe, expect, it } from 'vitest';
import type { Intent } from '../../src/domain/commands.ts';
import { closeWorlds, openWorld, type World } from '../support/world.ts';

afterEach(closeWorlds);

const open: Intent = { type: 'case.new', title: 'Outgoing e-mail blocked', severity: 'sev1', affects: ['email'] };
const start = '2023-07-31T06:10:00Z';

async function withCase() {
  const w = await openWorld({ start, pollMs: 30_000 });
  await w.does('alex', open);
  return w;
}

async function away(w: World) {
  const gone = (await w.engine.events('INC-1')).flatMap(({ body }) => (body.type === 'was-away' ? [body] : []));
  return gone.map(({ from, to, fellDue }) => `${w.local(from)}-${w.local(to)} ${fellDue.join(' ')}`.trim());
}

describe('after a gap in its own ticking', () => {
  it('tells each person once what fell due, together with what fires', async () => {
    const w = await withCase();
    await w.until('09:00');
    await w.kill();
    await w.restart('09:30');
    expect(await away(w)).toEqual([expect.stringMatching(/^09:00-09:30 .*update/)]);
    const late = w.pings('alex').filter((ping) => ping.startsWith('09:30'));
    expect(late).toEqual([expect.stringMatching(/^09:30 .*update rung.*away for .*update/)]);
    const inThread = (await w.inThread()).filter((line) => line.startsWith('09:30'));
    expect(inThread).toEqual([expect.stringMatching(/update rung.*away for /)]);
  });

  it('says so after more than two minutes, though nothing fell due', async () => {
    const w = await withCase();
    await w.until('08:11');
    await w.kill();
    await w.restart('08:14');
    expect(await away(w)).toEqual(['08:11-08:14']);
    expect(await w.inThread()).toContain('08:14 away for nothing');
  });

  it('says nothing of a short one in which nothing fell due', async () => {
    const w = await withCase();
    await w.until('08:11');
    await w.kill();
    await w.restart('08:12');
    expect(await away(w)).toEqual([]);
  });

  it('says so of a short one in which something fell due', async () => {
    const w = await withCase();
    await w.until('09:09');
    await w.kill();
    await w.restart('09:10:20');
    expect(await away(w)).toEqual([expect.stringMatching(/^09:09-09:10:20 .*update/)]);
  });

  it('counts a machine that slept', async () => {
    const w = await withCase();
    await w.until('09:00');
    await w.sleepUntil('09:30');
    // The turn of 09:00:30 is the first that did not come.
    expect(await away(w)).toEqual([expect.stringMatching(/^09:00:30-09:30 .*update/)]);
  });

  it('does not count a turn that came some seconds late', async () => {
    const w = await withCase();
    await w.until('09:09:30');
    await w.sleepUntil('09:10:08');
    expect(w.pings('alex')).toContainEqual(expect.stringMatching(/^09:10:08 .*update rung/));
    expect(await away(w)).toEqual([]);
  });

  it('tells closed cases nothing', async () => {
    const w = await openWorld({ start, pollMs: 30_000 });
    await w.until('08:11');
    await w.kill();
    await w.restart('12:00');
    expect(w.carrier.arrived).toEqual([]);
  });

  it('keeps the gap until every case has heard of it', async () => {
    const w = await withCase();
    await w.until('09:00');
    await w.kill();
    const broken = w.restart('09:30');
    await broken;
    expect((await away(w)).length).toBe(1);
    await w.kill();
    await w.restart('09:31');
    expect((await away(w)).length).toBe(1);
  });
});
