// What Teams tells of people, and how long an answer waits for the cases to hear of it.
import { afterEach, describe, expect, it } from 'vitest';
import { tellingTo } from '../../src/teams/telling.ts';
import { closeWorlds, openWorld } from '../support/world.ts';

afterEach(closeWorlds);

describe('somebody is taken out of the team', () => {
  it('every case knows it before anybody is answered, where that takes a moment', async () => {
    const w = await openWorld({ start: '2023-07-31T06:10:00Z' });
    await w.say('alex', 'case new Outgoing e-mail blocked sev:1 affects:email');
    await tellingTo(() => w.engine).left('alex');
    expect((await w.case()).owner).toBe('megan');
  });

  it('is kept, and nobody waits longer than their patience where the cases cannot be told', async () => {
    const w = await openWorld({ start: '2023-07-31T06:10:00Z' });
    await w.say('alex', 'case new Outgoing e-mail blocked sev:1 affects:email');
    const database = Promise.withResolvers<void>();
    const commit = w.store.commit.bind(w.store);
    w.store.commit = (wanted) => database.promise.then(() => commit(wanted));
    const telling = tellingTo(() => w.engine, 0);
    await telling.left('alex');
    expect([telling.presence().left, (await w.case()).owner]).toEqual([['alex'], 'alex']);
    database.resolve();
    await w.engine.idle();
    expect((await w.case()).owner).toBe('megan');
  });
});
