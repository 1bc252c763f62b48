import { afterEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { evolve } from '../../src/domain/fold.ts';
import { obligationsOf } from '../../src/domain/obligations.ts';
import { type Day, firstTicket, openDay } from '../support/day.ts';
import { closeWorlds, type World } from '../support/world.ts';

afterEach(closeWorlds);

async function tuesday(): Promise<Day> {
  const day = await openDay();
  await day.say('08:35', 'megan', firstTicket);
  await day.at('2023-08-01 09:00');
  day.rang();
  return day;
}

/** After every command, for what one command makes is kept in one piece: the owner is there, and so is everybody who owes something. */
async function ownerless(w: World): Promise<string[]> {
  const [events, stored] = [await w.engine.events('INC-1'), await w.store.load('INC-1')];
  let state: Case | null = null;
  const found: string[] = [];
  for (const [n, event] of events.entries()) {
    const now: Case = evolve(state, event);
    state = now;
    if (stored[n]?.commandId === stored[n + 1]?.commandId) continue;
    const gone = (id: string) => now.presence.left.includes(id) || !Object.hasOwn(now.directory.people, id);
    if (gone(now.owner)) found.push(`${event.seq} case`);
    for (const { key, holder } of obligationsOf(now))
      if (!('person' in holder) || gone(holder.person)) found.push(`${event.seq} ${key}`);
  }
  return found;
}

// A day and a night are played before each; on a busy machine that takes a while.
describe('the coordinator leaves on Tuesday', { timeout: 60_000 }, () => {
  it('removed from the team: Megan owns it at once, the channel is told, nothing is ownerless for a moment', async () => {
    const day = await tuesday();
    const w = day.world;
    await w.leaves('alex');
    await w.until('09:00');
    expect((await w.case()).owner).toBe('megan');
    expect(w.inChannel().at(-1)).toBe('09:00 owner-changed');
    expect(await ownerless(w)).toEqual([]);
  });

  it('removed from the organisation file: the same', async () => {
    const day = await tuesday();
    const w = day.world;
    const { alex: _, ...people } = w.organisation.people;
    const without = (ids: readonly string[]) => ids.filter((id) => id !== 'alex');
    const all = w.organisation.roles;
    const roles = { ...all, coordinator: without(all.coordinator), 'vendor-liaison': without(all['vendor-liaison']) };
    w.organisation = { ...w.organisation, people, roles, rotas: {} };
    await w.engine.people.organisationChanged();
    await w.until('09:00');
    expect((await w.case()).owner).toBe('megan');
    expect(w.inChannel().at(-1)).toBe('09:00 owner-changed');
    expect(await ownerless(w)).toEqual([]);
  });

  it('what would have pinged Alex pings Megan; he hears nothing any more', async () => {
    const day = await tuesday();
    const w = day.world;
    await w.leaves('alex');
    await w.until('2023-08-01 16:00');
    const rang = day.rang();
    expect(rang.filter((line) => line.includes(' alex: '))).toEqual([]);
    expect(rang.filter((line) => / megan: .*update rung/.test(line)).length).toBeGreaterThan(0);
    // The deadline of 14:12 comes as if nothing had happened.
    expect(rang.filter((line) => /14:12 (lynne|megan): .*deadline:microsoft/.test(line))).toHaveLength(2);
  });

  it('a step that was his is hers, and she can do it', async () => {
    const day = await tuesday();
    const w = day.world;
    const [step] = (await w.case()).steps.filter((s) => s.status === 'open' && s.role === 'coordinator');
    await w.leaves('alex');
    await w.say('megan', `step ${step?.number} done "tested with three providers"`);
    expect((await w.case()).steps.find((s) => s.number === step?.number)?.settled?.by).toBe('megan');
  });
});
