import { afterEach, describe, expect, it } from 'vitest';
import { channelPingsOf, openDay, pingsOf } from '../support/day.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

describe('no ticket', () => {
  it('control is lost at 08:12 and nobody opens a ticket: the account manager is pinged at 14:12', async () => {
    const day = await openDay();
    await day.until('14:12');
    expect(pingsOf(day.world).filter((line) => line.includes(' lynne: '))).toEqual([
      '14:12 lynne: deadline:microsoft deadline call',
    ]);
  });

  it('the owed ticket climbs from the liaison to the coordinator, the channel and management meanwhile', async () => {
    const day = await openDay();
    await day.until('09:42');
    expect(pingsOf(day.world).filter((line) => line.includes('owed-ticket'))).toEqual([
      '08:42 megan: owed-ticket:microsoft rung',
      '08:57 megan: owed-ticket:microsoft rung',
      '08:57 alex: owed-ticket:microsoft rung',
      '09:12 alex: owed-ticket:microsoft rung',
      '09:42 patti: owed-ticket:microsoft rung',
    ]);
    expect(channelPingsOf(day.world)).toEqual([
      '09:12 @alex @megan: owed-ticket:microsoft rung',
      '09:42 @alex @megan: owed-ticket:microsoft rung',
    ]);
  });

  it('a ticket that comes late does not make the deadline later', async () => {
    const day = await openDay();
    await day.say('13:30', 'megan', 'ticket open microsoft ref:1 via:phone "blocked since Saturday"');
    await day.until('14:12');
    expect(pingsOf(day.world).filter((line) => line.includes(' lynne: '))).toEqual([
      '14:12 lynne: deadline:microsoft deadline call',
    ]);
  });

  it('a ticket without the number owes the number, and still starts the clock', async () => {
    const day = await openDay();
    await day.say('08:35', 'megan', 'ticket open microsoft via:phone "blocked since Saturday"');
    await day.until('09:20');
    expect(pingsOf(day.world).filter((line) => line.includes('T1'))).toEqual([
      '09:05 megan: reference:T1 rung',
      '09:20 megan: ticket:T1 rung ask, reference:T1 rung',
      '09:20 alex: reference:T1 rung',
    ]);
  });
});
