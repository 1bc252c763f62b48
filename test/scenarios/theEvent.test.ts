// What happened at the university in 2023, sentence by sentence as far as the supplier is concerned, and what Baton would have done.
import { afterEach, describe, expect, it } from 'vitest';
import { answerTo } from '../../src/cards/answers.ts';
import { routesOf } from '../../src/domain/routes.ts';
import { type Day, firstTicket, openDay, pingsOf } from '../support/day.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

async function withTicket(): Promise<Day> {
  const day = await openDay();
  await day.say('08:35', 'megan', firstTicket);
  return day;
}

/** What the person who says this is answered. */
async function answered({ world: w }: Day, person: string, line: string): Promise<string> {
  const before = await w.case();
  const after = await w.say(person, line);
  const events = (await w.engine.events('INC-1')).filter(({ seq }) => seq > before.version && seq <= after.version);
  return answerTo({ kind: 'done', before, after, events }, { now: w.now, language: 'en', person })
    .map(({ text }) => text)
    .join('\n');
}

describe('the event it was born from', () => {
  it('"earlier blocks hit one address, and our own administrators could lift them": control stays ours, nothing is owed to a vendor', async () => {
    const day = await openDay({ lost: false });
    await day.until('14:12');
    const keys = new Set(
      (await day.world.engine.events('INC-1')).flatMap(({ body }) => (body.type === 'pinged' ? [body.ping.key] : [])),
    );
    expect([...keys].filter((key) => /microsoft|T1/.test(key))).toEqual([]);
  });

  it('"this one was outside their control": saying so starts the clock on the supplier and names the account manager', async () => {
    const day = await openDay({ lost: false });
    await day.at('08:12');
    expect(await answered(day, 'alex', 'case set control:vendor')).toMatch(/Microsoft[\s\S]*Lynne Robbins/);
    expect([await day.world.due('owed-ticket:microsoft'), await day.world.due('deadline:microsoft')]).toEqual([
      '08:42',
      '14:12',
    ]);
  });

  it('"operations phones and reports the fault to the supplier the same day": from then on silence is counted', async () => {
    const day = await withTicket();
    expect(await day.world.due('ticket:T1')).toBe('09:20');
    expect(await day.world.due('owed-ticket:microsoft')).toBeUndefined();
  });

  it('"support wanted additional information in writing, by e-mail, from a customer who could not send e-mail": red, with ways that work, and the clock runs on', async () => {
    const day = await withTicket();
    await day.at('09:00');
    const said = await answered(day, 'megan', 'ticket wants T1 "the tenant details in writing" via:mail');
    expect(said).toMatch(/phone/i);
    expect(said).toMatch(/portal/i);
    const state = await day.world.case();
    expect(state.tickets[0]?.want?.blocked).toBe(true);
    expect(routesOf(state, 'microsoft').map(({ route, deadBecause }) => [route.id, deadBecause])).toEqual([
      ['portal', null],
      ['phone', null],
      ['mail', 'email'],
    ]);
    await day.until('09:20');
    expect(pingsOf(day.world)).toEqual([
      '09:00 megan: choose-route:T1 rung',
      '09:15 megan: choose-route:T1 rung',
      '09:15 alex: choose-route:T1 rung',
      '09:20 megan: ticket:T1 rung ask',
    ]);
  });

  it('"the case manager did not see the comments written in the web interface": unread after an hour, the route is to be changed', async () => {
    const day = await withTicket();
    await day.say('08:40', 'megan', 'ticket sent T1 via:portal "full description"');
    await day.until('09:40');
    expect(pingsOf(day.world).at(-1)).toBe('09:40 megan: unread:T1 rung');
    await day.say('09:45', 'megan', 'ticket sent T1 via:phone "read out, word by word"');
    expect(await day.world.due('unread:T1')).toBeUndefined();
  });

  it('"phone had no effect at first": the second call in vain climbs at once', async () => {
    const day = await withTicket();
    await day.say('08:40', 'megan', 'ticket call T1 result:no-effect "told to wait"');
    await day.say('08:50', 'megan', 'ticket call T1 result:no-effect "told to wait"');
    expect(pingsOf(day.world)).toEqual(['08:50 megan: ticket:T1 climb ask']);
  });

  it('"the chain of actions stopped": with nothing else running, somebody has to decide what is next', async () => {
    const day = await openDay({ lost: false });
    const w = day.world;
    for (const line of ['notice waive se-state-2020 reason:"no serious disorder" by:@patti'])
      await w.say('patti', line);
    for (const { number } of (await w.case()).steps) await w.say('alex', `step ${number} na "does not apply"`);
    expect(await w.due('decide-next')).toBe('08:40');
    await w.until('08:40');
    expect(pingsOf(w)).toEqual(['08:40 alex: decide-next rung']);
  });

  it('"only after pressure from the account manager, on day 5": she is pinged on the first day, by 14:12 at the latest, whatever anybody said', async () => {
    const day = await withTicket();
    await day.until('14:12');
    expect(pingsOf(day.world).filter((line) => line.includes(' lynne: '))).toEqual([
      '12:35 lynne: ticket:T1 rung call',
      '14:12 lynne: deadline:microsoft deadline call',
    ]);
  });

  it('"nobody could say why it took so long": the record names every silence, rung and call', async () => {
    const day = await withTicket();
    await day.say('09:00', 'megan', 'ticket call T1 result:voicemail');
    await day.until('14:12');
    const about = (await day.world.engine.events('INC-1')).flatMap(({ at, body }) => {
      if (body.type === 'ticket-called') return [`${day.world.local(at)} call ${body.result}`];
      return body.type === 'pinged' && /T1|microsoft/.test(body.ping.key)
        ? [`${day.world.local(at)} ${body.ping.reason} ${body.ping.people.join(' ')}`]
        : [];
    });
    expect(about).toEqual([
      '09:00 call voicemail',
      '09:20 rung megan',
      '10:05 rung megan',
      '11:35 rung megan alex',
      '12:35 rung lynne megan',
      '14:12 deadline lynne megan alex',
    ]);
  });
});
