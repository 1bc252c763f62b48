// What is remembered of vendors outlives cases and restarts, and older databases get it when they are opened.
import { afterEach, expect, it } from 'vitest';
import { firstTicket, morning } from '../support/day.ts';
import { closeWorlds, openWorld, type World } from '../support/world.ts';

afterEach(closeWorlds);

const opening = 'case new Mail is down sev:1 affects:email';

async function portalRead(w: World, caseId: string): Promise<void> {
  await w.say('megan', firstTicket, { caseId });
  const state = await w.say('megan', 'ticket sent T1 via:portal "full description"', { caseId });
  await w.later(30 * 60_000);
  await w.say('megan', `ticket heard T1 "read" quoted:${state.tickets[0]?.sent.at(-1)?.code}`, { caseId });
}

it('over all cases, from the commit on in which it happened', async () => {
  const w = await openWorld({ start: morning });
  await w.say('alex', opening);
  expect(await w.engine.profiles()).toEqual({});
  await portalRead(w, 'INC-1');
  expect((await w.engine.profiles())['microsoft']?.routes['portal']).toEqual({
    tried: 1,
    worked: 1,
    read: 1,
    medianMs: 30 * 60_000,
  });
  await w.say('alex', opening, { caseId: 'INC-2' });
  await portalRead(w, 'INC-2');
  expect((await w.engine.profiles())['microsoft']).toMatchObject({ tickets: 2, routes: { portal: { tried: 2 } } });
  await w.kill();
  await w.restart('12:00');
  expect((await w.engine.profiles())['microsoft']).toMatchObject({ tickets: 2, routes: { portal: { tried: 2 } } });
});

it('a database that is older than the summaries gets them at the next start, once', async () => {
  const w = await openWorld({ start: morning });
  await w.say('alex', opening);
  await portalRead(w, 'INC-1');
  const kept = await w.store.waits();
  // As a release without them leaves it.
  await w.store.saveWaits('INC-1', []);
  await w.store.setMeta('waits.shape', '');
  await w.kill();
  await w.restart('08:41');
  expect(await w.store.waits()).toEqual(kept);
  await w.store.saveWaits('INC-1', []);
  await w.kill();
  await w.restart('08:42');
  expect(await w.store.waits()).toEqual([]);
});

it('where they cannot be read nothing is known, and everything else goes on', async () => {
  const w = await openWorld({ start: morning });
  await w.say('alex', opening);
  await w.say('megan', firstTicket);
  const { waits } = w.store;
  w.store.waits = () => Promise.reject(new Error('disk'));
  await w.until('08:55');
  expect(w.pings('megan')).toContain('08:55 ticket:T1 rung');
  expect(w.log.some(({ message }) => message.includes('remembered of the vendors'))).toBe(true);
  w.store.waits = waits;
  expect(await w.engine.profiles()).toHaveProperty('microsoft');
});
