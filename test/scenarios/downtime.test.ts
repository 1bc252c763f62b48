import { afterEach, describe, expect, it } from 'vitest';
import { channelPingsOf, type Day, firstTicket, mentionsOf, openDay, pingsOf } from '../support/day.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

/** As far as 10:55: two calls to no effect, an hour unread. */
async function untilEleven(): Promise<Day> {
  const day = await openDay();
  await day.say('08:30', 'patti', 'notice reported se-state-2020 ref:CERT-4711');
  await day.say('08:35', 'megan', firstTicket);
  await day.say('09:40', 'megan', 'ticket sent T1 via:portal "full description"');
  await day.say('10:10', 'megan', 'ticket call T1 result:no-effect "told to wait"');
  await day.say('10:30', 'megan', 'ticket call T1 result:no-effect "told to wait"');
  await day.until('11:00');
  day.rang();
  return day;
}

const at15 = (lines: string[]) => lines.filter((line) => line.startsWith('15:'));

describe('downtime', () => {
  it('killed at 11:00, back at 15:00: everybody gets one message, with the rung of the account manager and the deadline in it', async () => {
    const day = await untilEleven();
    const w = day.world;
    await w.kill();
    await w.restart('15:00');
    await w.until('15:01');
    const fell = ' (away: ';
    const rang = day.rang();
    const of = (person: string) => rang.filter((line) => line.includes(` ${person}: `));
    for (const person of ['lynne', 'megan', 'alex', 'adele', 'patti', 'isaiah'])
      expect([person, of(person).length <= 1]).toEqual([person, true]);
    expect(of('lynne')[0]).toMatch(/^15:00 lynne: deadline:microsoft deadline call, ticket:T1 rung call \(away: /);
    expect(of('megan')[0]).toMatch(/^15:00 megan: deadline:microsoft deadline call, ticket:T1 rung call/);
    for (const line of rang) expect(line).toContain(fell);
    expect(at15(mentionsOf(w))).toHaveLength(1);
    expect(at15(channelPingsOf(w)).length).toBeLessThanOrEqual(1);
    expect([await w.due('ticket:T1'), await w.due('deadline:microsoft')]).toEqual(['19:00', '20:12']);
  });

  it('the message says from when to when, and what fell due', async () => {
    const day = await untilEleven();
    await day.world.kill();
    await day.world.restart('15:00');
    const ping = day.world.everything().find(({ message }) => message.kind === 'ping' && message.away)?.message;
    const away = ping?.kind === 'ping' ? ping.away : undefined;
    expect([away?.from, away?.to]).toEqual([day.world.instant('11:00'), day.world.instant('15:00')]);
    const fell = away?.fellDue.map(({ key }) => key) ?? [];
    expect(fell).toEqual(expect.arrayContaining(['ticket:T1', 'deadline:microsoft', 'unread:T1', 'update']));
  });

  it('each obligation climbs one rung, not all that were missed', async () => {
    const day = await untilEleven();
    await day.world.kill();
    await day.world.restart('2023-08-01 11:00');
    await day.world.until('11:01');
    const rungs = day.rang().flatMap((line) => [...line.matchAll(/(\S+) (rung|deadline)/g)].map(([, key]) => key));
    // For a day's silence: the account manager, one deadline; of the others, one rung each.
    expect(pingsOf(day.world).filter((line) => line.includes(' lynne: '))).toEqual([
      expect.stringMatching(/^11:00 lynne: deadline:microsoft deadline call, ticket:T1 rung call \(away: /),
    ]);
    expect(rungs).toContain('ticket:T1');
    const state = await day.world.case();
    expect(state.clocks['ticket:T1']?.position).toBe(4);
  });

  it('a short gap in which nothing fell due is not worth a word', async () => {
    const day = await untilEleven();
    await day.world.kill();
    await day.world.restart('11:01');
    await day.world.until('11:02');
    expect(day.rang()).toEqual([]);
  });
});
