import { afterEach, expect, it } from 'vitest';
import { closeWorlds, openWorld } from '../support/world.ts';

afterEach(closeWorlds);

it('a typed line becomes a fact, and a ladder climbs to the account manager in her own chat', async () => {
  const w = await openWorld({ start: '2023-07-31T06:10:00Z' });
  await w.say('alex', 'case new Outgoing e-mail blocked sev:1 playbook:mail-block affects:email');
  await w.at('08:12');
  await w.say('alex', 'case set control:vendor');
  await w.at('08:35');
  await w.say('megan', 'ticket open microsoft ref:2307310050000123 sev:A via:phone "outbound mail blocked"');
  expect(await w.due('deadline:microsoft')).toBe('14:12');
  await w.until('14:12');
  expect(w.pings('lynne')).toEqual(['12:35 ticket:T1 rung', '14:12 deadline:microsoft deadline']);
  expect(await w.refused('alex', 'case close')).toMatchObject({ no: 'still-owed' });
});
