// Three lines of the event of 2023 that were nobody's fault and cost five days: each is caught on the first day, and remembered.
import { afterEach, describe, expect, it } from 'vitest';
import { answerTo } from '../../src/cards/answer/answers.ts';
import { pingPost, renderer } from '../../src/cards/message.ts';
import { formOf } from '../../src/grammar/index.ts';
import { read, readable } from '../support/cardParts.ts';
import { firstTicket, openDay, pingsOf } from '../support/day.ts';
import { closeWorlds, type World } from '../support/world.ts';

afterEach(closeWorlds);

const again = 'case new Outgoing e-mail blocked again sev:1 affects:email';

async function morning(): Promise<World> {
  const day = await openDay({ render: renderer });
  await day.say('08:35', 'megan', firstTicket);
  return day.world;
}

/** What whoever says this is answered, with what is known of the vendor by then. */
async function answered(w: World, line: string, caseId = 'INC-1'): Promise<string> {
  const outcome = await w.says('megan', line, caseId);
  const view = { now: w.now, language: 'en' as const, person: 'megan', profiles: await w.engine.profiles() };
  return readable(
    answerTo(outcome, view)
      .map(({ text }) => text)
      .join('\n'),
  ).replaceAll('\\', '');
}

/** The ways that a form offers for our words. */
async function offered(w: World, caseId = 'INC-1'): Promise<string[]> {
  const ctx = { ...(await w.context('megan', '', caseId)), profiles: await w.engine.profiles() };
  const form = formOf('ticket sent', caseId, { ticket: 'T1' }, ctx);
  return (form?.fields.find(({ name }) => name === 'via')?.choices ?? []).map(({ value }) => value);
}

describe('"support wanted additional information in writing, by e-mail, from a customer who could not send e-mail"', () => {
  it('is answered with the ways that work and a sentence to say, nobody can send it into the void, and the clock runs on', async () => {
    const w = await morning();
    await w.at('09:00');
    const said = await answered(w, 'ticket wants T1 "tenant details" via:mail');
    expect(said).toContain('These work: phone +46 8 000 00 00 and portal.');
    expect(said).toMatch(/Say this: “Contoso University cannot use e-mail .* by phone or by portal/);
    expect(await offered(w)).toEqual(['phone', 'portal']);
    expect(await answered(w, 'ticket sent T1 via:mail "tenant details"')).toContain('Do not use mail');
    expect((await w.case()).tickets[0]?.sent).toHaveLength(1);
    await w.until('09:20');
    expect(pingsOf(w)).toContain('09:20 megan: ticket:T1 rung ask');
  });

  it('is an answer that we owe the moment e-mail works again', async () => {
    const w = await morning();
    await w.at('09:00');
    await w.say('megan', 'ticket wants T1 "tenant details" via:mail');
    expect(await w.due('answer:T1')).toBeUndefined();
    await w.at('09:10');
    await w.say('alex', 'case set affects:-email');
    expect([await w.due('choose-route:T1'), await w.due('answer:T1')]).toEqual([undefined, '10:00']);
    expect(await offered(w)).toEqual(['phone', 'portal', 'mail']);
  });
});

describe('"the case manager did not see the comments written in the case\'s web interface"', () => {
  it('is noticed within the hour: say it again by another way; and the next case knows', async () => {
    const w = await morning();
    await w.at('08:40');
    await w.say('megan', 'ticket sent T1 via:portal "full description"');
    await w.until('09:40');
    const ping = w.everything().findLast(({ message }) => message.kind === 'ping' && message.person === 'megan');
    expect(read(ping?.post.card)).toContain('has not read our words on T1; say it again by phone');
    await w.say('megan', 'ticket sent T1 via:phone "read out, word by word"');
    await w.at('10:00');
    const code = (await w.case()).tickets[0]?.sent.at(-1)?.code;
    await w.say('megan', `ticket heard T1 "an engineer has it" quoted:${code}`);

    await w.say('alex', again, { caseId: 'INC-2' });
    await w.say('megan', firstTicket, { caseId: 'INC-2' });
    expect((await w.engine.profiles())['microsoft']?.routes).toEqual({
      portal: { tried: 1, worked: 0, read: 0, medianMs: null },
      phone: { tried: 2, worked: 1, read: 0, medianMs: 20 * 60_000 },
    });
    const said = await answered(w, 'ticket wants T1 "tenant details" via:mail', 'INC-2');
    expect(said).toContain(
      'These work: phone +46 8 000 00 00 (helped in 1 of 2, median 20 min) and portal (read in 0 of 1).',
    );
  });

  it('a way that was read before is the first that the next case asks by', async () => {
    const w = await morning();
    for (const minute of ['08:40', '08:50', '09:00', '09:10']) {
      await w.at(minute);
      await w.say('megan', `ticket sent T1 via:portal "part of ${minute}"`);
      const code = (await w.case()).tickets[0]?.sent.at(-1)?.code;
      await w.later(60_000);
      await w.say('megan', `ticket heard T1 "read ${minute}" quoted:${code}`);
    }
    await w.say('alex', again, { caseId: 'INC-2' });
    await w.say('megan', firstTicket, { caseId: 'INC-2' });
    expect(await offered(w, 'INC-2')).toEqual(['portal', 'phone']);
    await w.later(45 * 60_000);
    const state = await w.case('INC-2');
    const asked = w.everything().filter(({ hints }) => hints.caseId === 'INC-2');
    const message = asked
      .map(({ message: one }) => one)
      .findLast((one) => one.kind === 'ping' && one.items.some(({ ping }) => ping.do === 'ask'));
    if (message?.kind !== 'ping') throw new Error('Nobody was asked');
    const view = { now: w.now, language: 'en' as const, person: 'megan', profiles: await w.engine.profiles() };
    const card = read(pingPost(message, state, view)?.card);
    expect(card).toContain('Ask Microsoft again by portal and quote');
    expect(card).toContain('read in 4 of 4, median 1 min');
  });
});

describe('"phone had no effect at first"', () => {
  it('two calls in vain climb at once, and the third way of saying it is another one', async () => {
    const w = await morning();
    await w.at('08:40');
    await w.say('megan', 'ticket call T1 result:no-effect "told to wait"');
    expect(await offered(w)).toEqual(['phone', 'portal']);
    await w.at('08:50');
    await w.say('megan', 'ticket call T1 result:no-effect "told to wait"');
    expect(pingsOf(w).filter((line) => line.includes('ticket:T1'))).toEqual(['08:50 megan: ticket:T1 climb ask']);
    expect(await offered(w)).toEqual(['portal', 'phone']);
  });

  it('what moved them in the end is remembered with the calls that did not', async () => {
    const w = await morning();
    for (const minute of ['08:40', '08:50']) {
      await w.at(minute);
      await w.say('megan', 'ticket call T1 result:no-effect "told to wait"');
    }
    await w.at('09:00');
    await w.say('megan', 'ticket heard T1 "an engineer looks at it"');
    expect((await w.engine.profiles())['microsoft']).toMatchObject({ calls: { 'no-effect': 2 }, moved: { ask: 1 } });
  });
});
