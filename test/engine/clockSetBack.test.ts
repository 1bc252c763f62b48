// The machine comes up with a clock that is hours ahead, and it is put right: nobody waits until those hours have passed.
import { afterEach, describe, expect, it } from 'vitest';
import { timersOf } from '../../src/domain/timers.ts';
import { closeWorlds, openWorld, type World, type WorldOptions } from '../support/world.ts';

afterEach(closeWorlds);

const start = '2023-07-31T06:10:00Z';

/** At 08:40 the bot comes up with a clock that says 12:00, and asks about everything that is due by then; at 08:41 the clock is right. */
async function ahead(options: Partial<WorldOptions> = { auditMs: 60_000 }): Promise<World> {
  const w = await openWorld({ start, pollMs: 30_000, ...options });
  await w.say('alex', 'case new "Outgoing e-mail blocked" sev:1 affects:email');
  await w.at('08:35');
  await w.say('megan', 'ticket open microsoft ref:4711 via:phone "mail is blocked"');
  await w.until('08:40');
  await w.kill();
  await w.restart('12:00');
  await w.kill();
  await w.restart('08:41');
  return w;
}

const asked = (w: World, key: string) =>
  ['megan', 'alex', 'lynne'].flatMap((person) => w.pings(person)).filter((ping) => ping.includes(key));
const setBack = async (w: World) =>
  (await w.engine.events('INC-1')).filter(({ body }) => body.type === 'clock-set-back');

describe('a clock that was ahead and is set back', () => {
  it('the case is asked about within the hour, and not when the wrong time has come', async () => {
    const w = await ahead();
    await w.until('08:45');
    const before = asked(w, 'ticket:T1').length;
    const updates = asked(w, 'update').length;
    await w.until('10:41');
    expect(asked(w, 'ticket:T1').length).toBeGreaterThan(before);
    expect(asked(w, 'update').length).toBeGreaterThan(updates);
  });

  it('what was counted while it was wrong is found by the auditor, once, and the thread hears it', async () => {
    const w = await ahead();
    await w.until('09:00');
    expect(await setBack(w)).toMatchObject([{ by: 'baton', body: { from: w.instant('12:00') } }]);
    const next = new Map(timersOf(await w.case()).map(({ key, at }) => [key, w.local(at)]));
    expect([next.get('ticket:T1'), next.get('update')]).toEqual([
      expect.stringMatching(/^09:/),
      expect.stringMatching(/^09:/),
    ]);
    expect((await w.inThread()).filter((line) => line.includes('clock'))).toHaveLength(1);
  });

  it('a command of somebody finds it first', async () => {
    const w = await ahead({});
    await w.say('megan', 'ticket heard T1 "an engineer is on it"');
    const [found, heard] = (await w.engine.events('INC-1')).slice(-2);
    expect(found).toMatchObject({ by: 'baton', body: { type: 'clock-set-back' } });
    expect(heard).toMatchObject({ by: 'megan', body: { type: 'ticket-heard' } });
    expect((await w.case()).tickets[0]?.heardAt).toBe(w.now);
  });

  it('what was said in the wrong time counts from the right one', async () => {
    const w = await openWorld({ start, pollMs: 30_000, auditMs: 60_000 });
    await w.say('alex', 'case new "Outgoing e-mail blocked" sev:1 affects:email');
    await w.at('08:35');
    await w.say('megan', 'ticket open microsoft ref:4711 via:phone "mail is blocked"');
    await w.at('11:35');
    await w.say('megan', 'ticket heard T1 "an engineer is on it"');
    await w.say('alex', 'update "they are on it"');
    await w.kill();
    await w.restart('08:36');
    await w.until('08:37');
    const state = await w.case();
    expect(w.local(state.tickets[0]?.heardAt ?? w.now)).toBe('08:36');
    expect(state.update.due < w.instant('10:00')).toBe(true);
  });

  it('a few minutes are nothing: a command may be older than what was done before it', async () => {
    const w = await openWorld({ start, pollMs: 30_000, auditMs: 60_000 });
    await w.say('alex', 'case new "Outgoing e-mail blocked" sev:1 affects:email');
    await w.at('08:14');
    await w.say('alex', 'note "a word"');
    await w.kill();
    await w.restart('08:10');
    await w.until('08:12');
    expect(await setBack(w)).toEqual([]);
  });
});
