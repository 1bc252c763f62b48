// The sign-in is down, and Teams with it: nobody reads a chat, and the chain of actions goes on by SMS and mail.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Organisation } from '../../src/domain/organisation.ts';
import { mail, outside, sms, teams } from '../support/outside.ts';
import { noNetwork } from '../support/recordingCarrier.ts';
import { closeWays, openWays, type Ways } from '../support/ways.ts';
import { closeWorlds, type World } from '../support/world.ts';

afterEach(async () => {
  await closeWorlds();
  await closeWays();
});

/** Everybody has a telephone for SMS; mail does not depend on the sign-in here, and Isaiah has nothing but Teams. */
function organisation(): Organisation {
  const services = {
    ...outside.services,
    email: { ...outside.services['email'], dependsOn: [] },
  } as typeof outside.services;
  const people = Object.fromEntries(
    Object.entries(outside.people).map(([id, person]) => {
      if (id === 'isaiah') return [id, { ...person, routes: [teams] }];
      if (id === 'patti') return [id, { ...person, routes: [teams, mail(person.email)] }];
      return [id, { ...person, routes: [teams, sms(person.phone ?? ''), mail(person.email)] }];
    }),
  );
  return { ...outside, services, people };
}

let ways: Ways;
let w: World;
const number = { alex: '+46700000001', megan: '+46700000002', adele: '+46700000003', lynne: '+46700000006' };
const texts = (person: keyof typeof number) =>
  ways.texts(number[person]).map((text) => text.slice(number[person].length + 2));

/** 08:10 the case, 08:12 Teams is marked as down, and it is: nothing gets through to it. 08:35 the ticket. */
beforeEach(async () => {
  ways = await openWays({ start: '2023-07-31T06:10:00Z', organisation: organisation() });
  w = ways.world;
  await w.does('alex', { type: 'case.new', title: 'Nobody can sign in', severity: 'sev1', affects: ['sso'] });
  await w.until('08:11');
  w.carrier.fail('*', noNetwork);
  await w.at('08:35');
  await w.does('megan', {
    type: 'ticket.open',
    vendor: 'microsoft',
    reference: '4711',
    via: 'phone',
    words: 'no sign-in',
  });
});

it('every ping goes by the first way that works, at its time, with what to do', async () => {
  await w.until('12:36');
  expect(texts('megan').filter((text) => text.includes('Ask Microsoft again'))).toHaveLength(1);
  expect(texts('megan').filter((text) => text.includes('Phone Microsoft on +46 8 000 00 00'))).toHaveLength(1);
  expect(texts('lynne')).toEqual([
    expect.stringMatching(/^Contoso University: Get an engineer on this ticket within the hour/),
  ]);
  const sent = (await w.engine.events('INC-1')).flatMap(({ at, body }) =>
    body.type === 'ping-carried' && body.keys.includes('ticket:T1')
      ? [`${w.local(at).slice(0, 5)} ${body.person} ${body.way}`]
      : [],
  );
  // Two SMS of one moment leave beside each other.
  expect(sent.sort()).toEqual([
    '09:20 megan sms',
    '10:05 megan sms',
    '11:35 alex sms',
    '11:35 megan sms',
    '12:35 lynne sms',
    '12:35 megan sms',
  ]);
  // Who has no telephone for SMS gets a mail.
  expect(ways.mails().some((text) => text.startsWith('pattif@example.com: '))).toBe(true);
});

it('nobody is asked in a chat while it is down, except who has nothing else', async () => {
  await w.until('12:36');
  const tried = new Set(w.carrier.tries.map(({ to }) => to));
  for (const person of ['alex', 'megan', 'adele', 'patti', 'lynne']) expect(tried).not.toContain(person);
  expect(tried).toContain('isaiah');
});

it('what belongs into the thread waits for it, and goes in its order when Teams is back', async () => {
  await w.until('09:30');
  expect(await w.inThread()).toEqual([]);
  w.carrier.mend();
  await w.does('alex', { type: 'case.set', affects: { add: [], remove: ['sso'] } });
  await w.until('09:33');
  const lines = (await w.inThread()).filter((line) => line.includes('ticket'));
  expect(lines.map((line) => line.split(' ')[1])).toEqual(['ticket-opened', 'ticket:T1']);
  await w.until('10:06');
  expect(w.pings('megan').at(-1)).toBe('10:05 ticket:T1 rung');
  expect(texts('megan').filter((text) => text.includes('Phone Microsoft'))).toEqual([]);
});

it('the case card says so as soon as it can be drawn, and who has to be called', async () => {
  await w.until('09:30');
  w.carrier.mend();
  await w.until('09:33');
  const card = JSON.stringify(w.arrivals('edit').findLast(({ edited }) => edited === 'm1')?.post.card);
  expect(card).toContain('Teams is down (it needs our single sign-on): people are asked by other ways');
  expect(card).toContain('No other way to Isaiah Langer: call them');
  expect(card).toMatch(/Megan Bowen.*sent by SMS\u00a009:20, not confirmed/u);
});

it('an answer by SMS counts like the button, and the card shows that she has it', async () => {
  await w.until('09:22');
  await w.does('megan', { type: 'ack', until: w.instant('09:52'), target: 'T1' });
  w.carrier.mend();
  await w.until('09:24');
  const card = JSON.stringify(w.arrivals('edit').findLast(({ edited }) => edited === 'm1')?.post.card);
  expect(card).toMatch(/Megan Bowen.*sent by SMS\u00a009:20, confirmed\u00a009:22/u);
  await w.until('10:04');
  expect(texts('megan').filter((text) => text.includes('Phone Microsoft'))).toEqual([]);
});
