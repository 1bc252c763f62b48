// What happened at the university in 2023, sentence by sentence as far as the supplier is concerned, and what Baton would have done.
import { afterEach, describe, expect, it } from 'vitest';
import { answerTo } from '../../src/cards/answer/answers.ts';
import { caseCard } from '../../src/cards/case/caseCard.ts';
import { routesOf } from '../../src/domain/routes.ts';
import { read } from '../support/cardParts.ts';
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

  it('"the supplier’s protection blocks the whole mail system": what is down takes every way with it, to support and to people', async () => {
    const day = await withTicket();
    await day.say('08:36', 'alex', 'case set affects:+network affects:-email');
    const said = await answered(day, 'megan', 'ticket wants T1 "the tenant details" via:mail');
    expect(said).toMatch(/These work: phone \+46 8 000 00 00\./);
    await day.say('08:37', 'megan', 'ticket fixed T1');
    await day.say('08:38', 'megan', 'ticket verify T1 fail "still down"');
    // The rung is hers, and her chat needs the network too: our liaison has to call her.
    expect(pingsOf(day.world).at(-1)).toBe('08:38 megan: ticket:T1 climb call');
    expect(pingsOf(day.world).filter((line) => line.includes(' lynne: '))).toEqual([]);
  });

  it('"our own administrators could lift them": the first step tells whose the block is, by its bounce code', async () => {
    const { world } = await openDay({ lost: false });
    for (const step of [1, 2]) await world.say('alex', `step ${step} done "done"`);
    const card = read(caseCard(await world.case(), { now: world.now, language: 'en' }));
    expect(card).toContain('Read the bounce codes, and find out who can lift the block');
    expect(card).toContain('5.1.8: one user restricted. Our own administrator lifts it');
    expect(card).toContain('at most a day. Type `case set control:ours`');
    expect(card).toContain("Only the vendor's support lifts it");
  });

  it('"the case was escalated and resolved": resolving waits for the fix, and a fix that fails goes to her at once', async () => {
    const day = await withTicket();
    const { world } = day;
    expect(await world.refused('alex', 'case resolve "it will be fine"')).toMatchObject({
      no: 'still-owed',
      owed: [{ ticket: 'T1', who: 'megan' }],
    });
    await day.say('08:36', 'megan', 'ticket fixed T1');
    await day.say('08:38', 'megan', 'ticket verify T1 fail "still 5.7.705 to one provider"');
    expect(pingsOf(world)).toEqual(['08:38 lynne: ticket:T1 climb call', '08:38 megan: ticket:T1 climb call']);
    for (const line of ['ticket fixed T1', 'ticket verify T1 ok', 'ticket close T1']) await world.say('megan', line);
    expect((await world.say('alex', 'case resolve "the block is lifted"')).status).toBe('resolved');
    expect(await world.due('deadline:microsoft')).toBeUndefined();
  });

  it('"the mail configuration was changed, the hole closed": the pack tells them what was mended, by whom and when', async () => {
    const day = await withTicket();
    await day.say('08:36', 'adele', 'pack build T1');
    const text = (await day.world.engine.pack('INC-1', 1))?.text.body.replace(/\s+/gu, ' ');
    expect(text).toContain('Mon 31 Jul 08:24, Adele Vance (security): Run account-hijack on the sender');
  });

  it('"a neighbour university had had the same attack": asking them is a step of the first day, and nobody forgets it', async () => {
    const { world } = await openDay();
    const step = (await world.case()).steps.find(({ text }) => text.startsWith('Tell sister organisations'));
    expect(step).toMatchObject({ role: 'coordinator', status: 'open' });
    expect(await world.due(`step:${step?.number}`)).toBe('10:10');
  });
});

describe('what was wrong with it', () => {
  it('"every internal step was done on the first day": with the last box ticked the supplier’s clocks run on', async () => {
    const day = await withTicket();
    const { world } = day;
    for (const { number, status } of (await world.case()).steps)
      if (status === 'open') await world.say('alex', `step ${number} done "done"`);
    expect((await world.case()).steps.filter(({ status }) => status === 'open')).toEqual([]);
    await day.until('12:35');
    expect(await world.due('deadline:microsoft')).toBe('14:12');
    expect(pingsOf(world)).toEqual([
      '09:20 megan: ticket:T1 rung ask',
      '10:05 megan: ticket:T1 rung phone',
      '11:35 megan: ticket:T1 rung duty-manager',
      '11:35 alex: ticket:T1 rung duty-manager',
      '12:35 lynne: ticket:T1 rung call',
      '12:35 megan: ticket:T1 rung call',
    ]);
  });

  it('"awaiting vendor stops their clocks; in Baton it starts one": wherever the ball is, a clock is armed', async () => {
    const day = await withTicket();
    const keys = ['ticket:T1', 'answer:T1', 'auto-close:T1', 'promise:T1:1', 'verify:T1', 'deadline:microsoft'];
    const armed = async () =>
      Object.fromEntries(
        (await Promise.all(keys.map(async (key) => [key, await day.world.due(key)]))).filter(([, due]) => due),
      );
    expect(await armed()).toEqual({ 'ticket:T1': '09:20', 'deadline:microsoft': '14:12' });
    await day.say('08:40', 'megan', 'ticket wants T1 "the tenant details" via:portal due:09:00');
    expect(await armed()).toEqual({ 'answer:T1': '09:00', 'auto-close:T1': '08:40', 'deadline:microsoft': '14:12' });
    await day.say('08:45', 'megan', 'ticket sent T1 via:phone "the tenant details"');
    expect(await armed()).toEqual({ 'ticket:T1': '09:25', 'deadline:microsoft': '14:12' });
    await day.say('08:50', 'megan', 'ticket promise T1 by:11:00 "released"');
    expect(await armed()).toEqual({
      'ticket:T1': '11:00',
      'promise:T1:1': '11:00',
      'deadline:microsoft': '14:12',
    });
    await day.say('08:55', 'megan', 'ticket fixed T1');
    expect(await armed()).toEqual({ 'promise:T1:1': '11:00', 'verify:T1': '10:55', 'deadline:microsoft': '14:12' });
  });

  it('"awaiting vendor stops their clocks": a promise stops them only until its own time, and never the deadline', async () => {
    const day = await withTicket();
    await day.say('08:40', 'megan', 'ticket promise T1 by:11:00 "released"');
    await day.until('10:59');
    expect(day.rang()).toEqual([]);
    await day.until('11:00');
    expect(day.rang()).toEqual(['11:00 megan: ticket:T1 climb ask']);
    await day.say('11:10', 'megan', 'ticket promise T1 by:16:00 "all of it"');
    await day.world.say('patti', 'notice reported se-state-2020 ref:CERT-4711');
    await day.until('14:12');
    // It holds until the deadline at most; what it held back then comes alone.
    expect(day.rang()).toEqual([
      '14:12 lynne: deadline:microsoft deadline call',
      '14:12 megan: deadline:microsoft deadline call, ticket:T1 rung phone',
      '14:12 alex: deadline:microsoft deadline call',
    ]);
  });
});
