import { afterEach, describe, expect, it } from 'vitest';
import { firstTicket, openDay, pingsOf } from '../support/day.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

async function asleep() {
  const day = await openDay();
  await day.say('08:35', 'megan', firstTicket);
  await day.say('08:36', 'megan', 'ticket fixed T1');
  return day;
}

describe('the sleeping fix', () => {
  it('fixed at 08:36 and nobody verifies: no idle rung, and the account manager is pinged at 14:12', async () => {
    const day = await asleep();
    await day.until('14:12');
    const pings = pingsOf(day.world);
    expect(pings.filter((line) => line.includes('ticket:T1'))).toEqual([]);
    expect(pings.filter((line) => line.includes(' lynne: '))).toEqual([
      '14:12 lynne: deadline:microsoft deadline call',
    ]);
  });

  it('the verification that is owed climbs on its own ladder from 10:36', async () => {
    const day = await asleep();
    await day.until('11:36');
    expect(pingsOf(day.world).filter((line) => line.includes('verify:T1'))).toEqual([
      '10:36 megan: verify:T1 rung',
      '10:51 megan: verify:T1 rung',
      '10:51 alex: verify:T1 rung',
      '11:06 alex: verify:T1 rung',
      '11:36 patti: verify:T1 rung',
    ]);
  });

  it('said again, fixed moves no verification later', async () => {
    const day = await asleep();
    await day.at('10:00');
    await day.world.wants('megan', { type: 'ticket.fixed', ticket: 'T1' });
    expect(await day.world.due('verify:T1')).toBe('10:36');
  });

  it('closing it unverified is refused, and the case cannot be closed over it', async () => {
    const day = await asleep();
    expect(await day.world.refused('megan', 'ticket close T1')).toMatchObject({ no: 'ticket-unverified' });
    await day.world.say('alex', 'case resolve "it seems to work"');
    const no = await day.world.refused('alex', 'case close');
    expect(no.no === 'still-owed' && no.owed.map(({ key, who }) => `${key} ${who}`)).toContain('verify:T1 megan');
    await day.until('14:12');
    expect(pingsOf(day.world)).toContain('14:12 lynne: deadline:microsoft deadline call');
  });
});
