import { afterEach, describe, expect, it } from 'vitest';
import { type Day, firstTicket, openDay } from '../support/day.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

async function withTicket(): Promise<Day> {
  const day = await openDay();
  await day.say('08:30', 'patti', 'notice reported se-state-2020 ref:CERT-4711');
  await day.say('08:35', 'megan', firstTicket);
  return day;
}

describe('politeness', () => {
  it.each([
    ['I am on it', 'ack by:23:00'],
    ['snooze', 'snooze 12h "in a meeting"'],
  ])(
    'every ping is held at once for as long as allowed (%s): the account manager hears of it at 12:50',
    async (_, hold) => {
      const day = await withTicket();
      const w = day.world;
      const held = async () => (await w.case()).clocks['ticket:T1']?.hold?.until;

      await day.until('09:20');
      expect(day.rang()).toEqual(['09:20 megan: ticket:T1 rung ask']);
      await w.say('megan', hold);
      expect(await held()).toBe(w.instant('10:20'));

      await day.until('10:20');
      expect(day.rang()).toEqual(['10:20 megan: ticket:T1 rung phone']);
      await w.say('megan', hold);

      await day.until('11:20');
      expect(day.rang()).toEqual(['11:20 megan: ticket:T1 reminder']);
      expect(await w.refused('megan', hold)).toMatchObject({
        no: 'cannot-hold',
        why: 'reminder',
        next: w.instant('11:50'),
      });

      await day.until('11:50');
      expect(day.rang()).toEqual([
        '11:50 megan: ticket:T1 rung duty-manager',
        '11:50 alex: ticket:T1 rung duty-manager',
      ]);
      await w.say('alex', hold);
      expect(await w.refused('megan', hold)).toMatchObject({
        no: 'hold-running',
        by: 'alex',
        until: w.instant('12:50'),
      });

      await day.until('12:50');
      expect(day.rang()).toEqual(['12:50 lynne: ticket:T1 rung call', '12:50 megan: ticket:T1 rung call']);
      // The account manager has one way to buy time.
      await w.say('lynne', 'ack by:23:00');

      await day.until('13:50');
      expect(day.rang()).toEqual(['13:50 lynne: ticket:T1 reminder', '13:50 megan: ticket:T1 reminder']);

      await day.until('14:12');
      expect(day.rang()).toEqual([
        '14:12 lynne: deadline:microsoft deadline call',
        '14:12 megan: deadline:microsoft deadline call',
        '14:12 alex: deadline:microsoft deadline call',
      ]);
    },
  );

  it('a deadline ping cannot be held by anybody', async () => {
    const day = await withTicket();
    await day.until('14:12');
    for (const person of ['lynne', 'megan', 'alex'])
      expect(await day.world.refused(person, 'ack by:14:30')).toMatchObject({ no: 'cannot-hold', why: 'deadline' });
  });
});
