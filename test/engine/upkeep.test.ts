import { afterEach, describe, expect, it } from 'vitest';
import type { Organisation } from '../../src/domain/organisation.ts';
import { contactWordsOf } from '../../src/words/contacts.ts';
import { outside } from '../support/outside.ts';
import { blocked, noNetwork } from '../support/recordingCarrier.ts';
import { example } from '../support/story.ts';
import { closeWays, openWays } from '../support/ways.ts';
import { closeWorlds, openWorld, type World } from '../support/world.ts';

afterEach(async () => {
  await closeWorlds();
  await closeWays();
});

/** A Monday morning in Stockholm; Lynne was last checked in September 2026, three years later. */
const start = '2026-11-23T06:30:00Z';
const fresh: Organisation = withVerified('2026-11-20');

function withVerified(verified: string): Organisation {
  const { lynne } = example.organisation.people;
  const { microsoft } = example.organisation.vendors;
  if (!lynne || !microsoft) throw new Error('The example has Lynne and Microsoft');
  return {
    ...example.organisation,
    people: { ...example.organisation.people, lynne: { ...lynne, verified } },
    vendors: { microsoft: { ...microsoft, verified: '2026-11-20' } },
  };
}

const { title } = contactWordsOf('en');
const lines = (w: World) =>
  w.carrier.arrived
    .filter(({ post }) => post.summary?.startsWith(title))
    .map(({ at, to, post }) => `${w.local(at)} ${to}: ${post.summary?.slice(title.length + 2)}`);

const open = (organisation: Organisation, upkeep = {}) => openWorld({ start, organisation, upkeep, pollMs: 3_600_000 });

describe('once a week', () => {
  it('tells the vendor liaison, in working hours, which contacts to check', async () => {
    const w = await open(withVerified('2026-08-01'));
    expect(lines(w)).toEqual([]);
    await w.until('08:00');
    expect(lines(w)).toEqual(['08:00 megan: 1 contact to check']);
    await w.until('2026-11-29 23:00');
    expect(lines(w)).toHaveLength(1);
    await w.until('2026-11-30 08:00');
    expect(lines(w)).toHaveLength(2);
  });

  it('says nothing while all contacts are checked and everybody can be reached', async () => {
    const w = await open(fresh);
    await w.until('2026-12-01 08:00');
    expect(lines(w)).toEqual([]);
  });

  it('names those whom Teams does not know any more, before the day', async () => {
    const w = await open(fresh, { met: async (person: string) => person !== 'adele' });
    await w.until('08:00');
    expect(lines(w)).toEqual(['08:00 megan: 1 person I cannot reach']);
    expect(JSON.stringify(w.carrier.arrived.at(-1)?.post.card)).toContain('Adele Vance');
  });

  it('takes a Teams that does not answer for no news', async () => {
    const w = await open(fresh, { met: async () => undefined });
    await w.until('08:00');
    expect(lines(w)).toEqual([]);
  });

  it('is one line after weeks in which the bot was away, and none after a restart', async () => {
    const w = await open(withVerified('2026-08-01'));
    await w.until('08:00');
    await w.kill();
    await w.restart('2026-12-22 10:00');
    await w.until('2026-12-22 10:30');
    expect(lines(w)).toHaveLength(2);
    await w.kill();
    await w.restart('2026-12-22 11:00');
    await w.until('2026-12-22 12:00');
    expect(lines(w)).toHaveLength(2);
  });

  it('waits for the network, and goes to the next in line where it is refused', async () => {
    const w = await open(withVerified('2026-08-01'));
    w.carrier.fail('megan', noNetwork, 2);
    await w.until('08:05');
    expect(lines(w)).toEqual([expect.stringContaining('megan: 1 contact')]);
    w.carrier.fail('megan', blocked);
    w.carrier.fail('alex', blocked);
    await w.until('2026-11-30 08:01');
    expect(lines(w).at(-1)).toMatch(/channel: 1 contact to check/);
  });
});

describe('where Teams does not reach', () => {
  it('goes by SMS to a vendor liaison whose Teams is down, and says how to answer', async () => {
    const { lynne } = outside.people;
    const organisation = { ...outside, people: { ...outside.people, lynne: { ...lynne, verified: '2026-08-01' } } };
    const {
      world: w,
      texts,
      mails,
    } = await openWays({
      start,
      organisation: organisation as Organisation,
      upkeep: {},
      pollMs: 3_600_000,
    });
    await w.until('07:40');
    await w.say('alex', 'case new Teams is down sev:2 affects:teams');
    await w.until('08:00');
    expect(lines(w)).toEqual([]);
    const about = () => texts().filter((one) => one.includes('Contacts to check'));
    const [text] = about();
    expect(text).toContain(
      '+46700000002: Contacts to check: 1 contact to check. Lynne Robbins, account manager, Microsoft, +46 70 000 00 06',
    );
    expect(text).toContain('Answer in Teams, once it works: vendor check');
    expect([about().length, mails().filter((one) => one.includes('Contacts to check'))]).toEqual([1, []]);
    await w.until('2026-11-23 20:00');
    expect(about()).toHaveLength(1);
  });

  it('goes by the next way to the same person where Teams turns it away', async () => {
    const { lynne } = outside.people;
    const organisation = { ...outside, people: { ...outside.people, lynne: { ...lynne, verified: '2026-08-01' } } };
    const { world: w, texts } = await openWays({
      start,
      organisation: organisation as Organisation,
      upkeep: {},
      pollMs: 3_600_000,
    });
    w.carrier.fail('megan', blocked);
    await w.until('08:01');
    expect([lines(w), texts().map((one) => one.slice(0, 12))]).toEqual([[], ['+46700000002']]);
  });

  it('is not said while nobody has met the bot yet: everybody would be out of reach', async () => {
    const { organisation } = example;
    const w = await open(withVerified('2026-08-01'), { met: async () => false });
    await w.store.setMeta('people.presence', JSON.stringify({ rosterKnown: false, roster: [], chatted: [], left: [] }));
    await w.kill();
    await w.restart('08:00');
    await w.until('09:00');
    expect([lines(w), w.log, organisation.name]).toEqual([[], [], organisation.name]);
    await w.engine.people.chatted('megan');
    await w.until('09:20');
    expect(lines(w)).toHaveLength(1);
  });
});

describe('a check of a contact', () => {
  it('is remembered as answered and asked again next week, because the file does not say so', async () => {
    const asked: unknown[] = [];
    const patches = {
      make: async (...given: unknown[]) => {
        asked.push(given.slice(0, 2));
        return { patch: 'the patch', file: 'x.patch' };
      },
    };
    const w = await open(withVerified('2026-08-01'), { patches });
    await w.until('09:00');
    expect(await w.engine.contacts.answer('lynne', 'megan', { phone: '1' })).toMatchObject({ patch: 'the patch' });
    expect(asked).toEqual([['lynne', { verified: '2026-11-23', phone: '1' }]]);
    expect((await w.engine.contacts.report()).contacts).toMatchObject([
      { id: 'lynne', due: true, answered: { by: 'megan', what: 'changed' } },
      { id: 'support:microsoft', due: false },
    ]);
    await w.until('2026-11-30 08:00');
    expect(lines(w)).toHaveLength(2);
    expect(await w.engine.contacts.answer('nobody', 'megan', null)).toEqual({ fault: 'unknown' });
  });

  it('asks for a number that was wrong in a case, however lately it was checked', async () => {
    const w = await open(fresh);
    await w.until('08:00');
    await w.say('alex', 'case new Outgoing e-mail blocked sev:1 affects:email');
    await w.say('megan', 'ticket open microsoft ref:1 via:phone "blocked"');
    await w.say('megan', 'ticket call T1 result:wrong-number "a pizza shop"');
    const { contacts } = await w.engine.contacts.report();
    expect(contacts[0]).toMatchObject({ id: 'support:microsoft', due: true, wrong: { caseId: 'INC-1' } });
  });
});

describe('every night', () => {
  it('lays down a grab bag, also at the first start, and once a day', async () => {
    const bags: { day: string; text: string }[] = [];
    const shelf = { put: async (day: string, { text }: { text: string }) => void bags.push({ day, text }) };
    const w = await open(fresh, { shelf });
    expect(bags.map(({ day }) => day)).toEqual(['2026-11-23']);
    await w.until('09:00');
    await w.kill();
    await w.restart('10:00');
    expect(bags).toHaveLength(1);
    await w.until('2026-11-25 12:00');
    expect(bags.map(({ day }) => day)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25']);
  });

  it('follows the open cases: at once when one begins or ends, every few minutes while one runs, and when somebody asks', async () => {
    const bags: { at: string; text: string }[] = [];
    let asked = false;
    const shelf = {
      put: async (_day: string, { text }: { text: string }) => void bags.push({ at: w.local(w.now), text }),
      wanted: async () => asked,
    };
    const w: World = await open(fresh, { shelf });
    await w.until('09:00');
    await w.say('alex', 'case new Outgoing e-mail blocked sev:1 affects:email');
    await w.say('megan', 'ticket open microsoft ref:1 via:phone "blocked"');
    await w.until('09:01');
    expect(bags.at(-1)?.text).toContain('INC-1 Outgoing e-mail blocked');
    await w.say('megan', 'ticket call T1 result:wrong-number whom:lynne "a pizza shop"');
    await w.until('09:04');
    expect(bags.at(-1)?.text).not.toContain('WRONG NUMBER');
    await w.until('09:06');
    expect(bags.at(-1)?.text.replace(/\s+/gu, ' ')).toMatch(
      /Lynne Robbins, \+46 70 000 00 06 \(WRONG NUMBER, .*09:01, INC-1\)/u,
    );
    const before = bags.length;
    asked = true;
    w.engine.nudge();
    await w.engine.idle();
    expect(bags).toHaveLength(before + 1);
  });
});
