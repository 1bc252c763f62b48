import { afterEach, describe, expect, it } from 'vitest';
import { aboutTheTicket, firstTicket, openDay, pingsOf } from '../support/day.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

const later = (minutes: number) => new Date(Date.parse('2023-07-31T06:35:00Z') + minutes * 60_000).toISOString();

describe('chatter', () => {
  it('a word every 40 minutes keeps every idle rung away, and the account manager is pinged at 14:12 all the same', async () => {
    const day = await openDay();
    await day.say('08:35', 'megan', firstTicket);
    // 08:35 + 8 × 40 min is 13:55; the next would come after the deadline.
    for (let n = 1; n <= 8; n++) await day.say(later(n * 40), 'megan', `ticket heard T1 "still looking into it, ${n}"`);
    expect(day.world.local(day.world.now)).toBe('13:55');
    await day.until('14:12');
    const about = pingsOf(day.world).filter((line) => aboutTheTicket.test(line.slice(line.indexOf(': ') + 2)));
    expect(about).toEqual([
      '14:12 lynne: deadline:microsoft deadline call',
      '14:12 megan: deadline:microsoft deadline call',
      '14:12 alex: deadline:microsoft deadline call',
    ]);
  });

  it('chatter through the evening does not move the second deadline either', async () => {
    const day = await openDay();
    await day.say('08:35', 'megan', firstTicket);
    for (let n = 1; n <= 17; n++) await day.say(later(n * 40), 'megan', `ticket heard T1 "soon, ${n}"`);
    await day.until('20:12');
    const lynne = pingsOf(day.world).filter((line) => line.includes(' lynne: '));
    expect(lynne).toEqual([
      '14:12 lynne: deadline:microsoft deadline call',
      '20:12 lynne: deadline:microsoft deadline call',
    ]);
  });

  it('auto-replies are no words: every rung comes at its time', async () => {
    const day = await openDay();
    await day.say('08:35', 'megan', firstTicket);
    for (let n = 1; n <= 6; n++) await day.say(later(n * 39), 'megan', `ticket auto T1 "we have received it, ${n}"`);
    await day.until('12:35');
    const rungs = pingsOf(day.world).filter((line) => line.includes('ticket:T1 rung'));
    expect(rungs).toEqual([
      '09:20 megan: ticket:T1 rung ask',
      '10:05 megan: ticket:T1 rung phone',
      '11:35 megan: ticket:T1 rung duty-manager',
      '11:35 alex: ticket:T1 rung duty-manager',
      '12:35 lynne: ticket:T1 rung call',
      '12:35 megan: ticket:T1 rung call',
    ]);
  });
});
