import { afterEach, describe, expect, it } from 'vitest';
import { timersOf } from '../../src/domain/timers.ts';
import { firstTicket, openDay } from '../support/day.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

describe('the night to Tuesday', () => {
  it('a second flood is noted: it stands in the timeline, severity and clocks are untouched, nobody is pinged for it', async () => {
    const day = await openDay();
    const w = day.world;
    await day.say('08:35', 'megan', firstTicket);
    await day.at('2023-08-01 02:30');
    day.rang();
    const before = await w.case();
    const after = await w.say('adele', 'note "second flood from inside, another account; blocked at 02:20"');
    expect(after.severity).toBe(before.severity);
    expect(timersOf(after)).toEqual(timersOf(before));
    expect([after.clocks, after.deadlines, after.tickets]).toEqual([before.clocks, before.deadlines, before.tickets]);
    const last = (await w.engine.events('INC-1')).at(-1);
    expect(last).toMatchObject({ by: 'adele', at: w.instant('02:30'), body: { type: 'noted' } });
    expect(day.rang()).toEqual([]);
  });

  it('the night does not stop the deadlines: 20:12, 02:12, 08:12', async () => {
    const day = await openDay();
    await day.say('08:35', 'megan', firstTicket);
    await day.say('2023-08-01 02:00', 'adele', 'note "second flood"');
    await day.until('08:12');
    const deadlines = day.rang().filter((line) => / lynne: .*deadline:microsoft/.test(line));
    expect(deadlines.map((line) => line.slice(0, 5))).toEqual(['14:12', '20:12', '02:12', '08:12']);
  });
});
