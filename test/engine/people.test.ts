import { afterEach, describe, expect, it } from 'vitest';
import { closeWorlds, openWorld } from '../support/world.ts';

afterEach(closeWorlds);

const start = '2023-07-31T06:10:00Z';

async function withCase() {
  const w = await openWorld({ start });
  await w.say('alex', 'case new Outgoing e-mail blocked sev:1 affects:email');
  await w.later(30_000);
  return w;
}

const told = async (w: Awaited<ReturnType<typeof withCase>>, caseId = 'INC-1') =>
  (await w.engine.events(caseId)).filter(({ body }) => body.type === 'people-changed').length;

describe('when somebody leaves the team', () => {
  it('the case has another owner at once, and the channel is told', async () => {
    const w = await withCase();
    await w.engine.people.left('alex');
    await w.engine.idle();
    expect((await w.case()).owner).toBe('megan');
    await w.later(5_000);
    expect(w.inChannel()).toContainEqual(expect.stringMatching(/owner-changed$/));
  });

  it('the next case knows it from the beginning, also in the next process', async () => {
    const w = await withCase();
    await w.engine.people.left('alex');
    await w.kill();
    await w.restart('08:15');
    const state = await w.say('megan', 'case new Another one sev:1', { caseId: 'INC-2' });
    expect(state.presence.left).toEqual(['alex']);
    expect(state.owner).toBe('megan');
  });
});

describe('a whole team that joins at once', () => {
  it('is told to a case together, and nobody waits for as many rounds as there are people', async () => {
    const w = await withCase();
    const before = await told(w);
    const people = Array.from({ length: 40 }, (_, number) => `guest${number}`);
    await Promise.all(people.map((person) => w.engine.people.joined(person)));
    await w.engine.people.told();
    expect(await told(w)).toBeLessThanOrEqual(before + 2);
    expect((await w.case()).presence.roster).toEqual(expect.arrayContaining(people));
  });

  it('has told everything that was kept when it says so', async () => {
    const w = await withCase();
    void w.engine.people.left('alex');
    await w.engine.people.told();
    expect((await w.case()).owner).toBe('megan');
  });

  it('lets nobody wait for the telling of thousands', async () => {
    const w = await withCase();
    const tell = Promise.withResolvers<void>();
    const commit = w.store.commit.bind(w.store);
    w.store.commit = (wanted) => tell.promise.then(() => commit(wanted));
    await w.engine.people.left('alex');
    expect(w.engine.people.presence().left).toEqual(['alex']);
    tell.resolve();
    await w.engine.idle();
    expect((await w.case()).owner).toBe('megan');
  });
});

describe('what is told', () => {
  it('is as large as what has changed: the whole organisation only where its file did', async () => {
    const w = await withCase();
    await w.leaves('megan');
    const { people } = w.organisation;
    const alex = { ...people['alex'], phone: '+46 70 000 00 99' } as (typeof people)[string];
    w.organisation = { ...w.organisation, people: { ...people, alex } };
    await w.engine.people.organisationChanged();
    const facts = (await w.engine.events('INC-1')).filter(({ body }) => body.type === 'people-changed').slice(-2);
    expect(facts.map(({ body }) => 'organisation' in body)).toEqual([false, true]);
    expect(JSON.stringify(facts[0]).length).toBeLessThan(1_000);
    expect((await w.case()).presence.left).toEqual(['megan']);
  });
});

describe('what changes nothing', () => {
  it('is not told', async () => {
    const w = await withCase();
    const before = await told(w);
    await w.engine.people.chatted('lynne');
    await w.engine.people.joined('megan');
    await w.engine.people.organisationChanged();
    expect(await told(w)).toBe(before);
  });
});

describe('a new organisation file', () => {
  it('reaches every case that is not closed, and names those on the old ladders', async () => {
    const w = await withCase();
    await w.say('alex', 'case new Another one sev:1', { caseId: 'INC-2' });
    const { limits, people } = w.organisation;
    const megan = { ...people['megan'], phone: '+46 70 000 00 99' } as (typeof people)[string];
    w.organisation = {
      ...w.organisation,
      people: { ...people, megan },
      limits: { ...limits, acceptHandoverWithin: 'PT20M' as typeof limits.acceptHandoverWithin },
    };
    expect(await w.engine.people.organisationChanged()).toEqual({ onOldPolicy: ['INC-1', 'INC-2'] });
    expect((await w.case()).directory.people['megan']?.phone).toBe('+46 70 000 00 99');
    await w.does('alex', { type: 'case.adopt' });
    expect(await w.refused('alex', 'case adopt')).toEqual({ no: 'nothing-changes', what: 'case adopt' });
    expect(await w.engine.people.organisationChanged()).toEqual({ onOldPolicy: ['INC-2'] });
  });

  it('names the cases on the old ladder of a vendor, too', async () => {
    const w = await withCase();
    const { vendors } = w.organisation;
    const microsoft = { ...vendors['microsoft'], ladder: 'own' } as (typeof vendors)[string];
    w.organisation = { ...w.organisation, vendors: { ...vendors, microsoft } };
    expect(await w.engine.people.organisationChanged()).toEqual({ onOldPolicy: ['INC-1'] });
    await w.does('alex', { type: 'case.adopt' });
    expect(await w.engine.people.organisationChanged()).toEqual({ onOldPolicy: [] });
  });

  it('that was edited while the bot was down is found at its start', async () => {
    const w = await withCase();
    await w.kill();
    const { people } = w.organisation;
    const megan = { ...people['megan'], phone: '+46 70 000 00 97' } as (typeof people)[string];
    w.organisation = { ...w.organisation, people: { ...people, megan } };
    await w.restart('08:12');
    expect((await w.case()).directory.people['megan']?.phone).toBe('+46 70 000 00 97');
  });

  it('is told to the rest after a crash in the midst of it', async () => {
    const w = await withCase();
    await w.store.setMeta('people.revision', '99');
    const { people } = w.organisation;
    const megan = { ...people['megan'], phone: '+46 70 000 00 98' } as (typeof people)[string];
    w.organisation = { ...w.organisation, people: { ...people, megan } };
    await w.kill();
    await w.restart('08:12');
    expect((await w.case()).directory.people['megan']?.phone).toBe('+46 70 000 00 98');
    expect(Number(await w.store.getMeta('people.told'))).toBeGreaterThanOrEqual(99);
  });
});
