// Pings that do not reach their person in Teams: real carriers, real servers, a clock moved by hand.
import { afterEach, describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/time.ts';
import { mail, outside, sms, teams } from '../support/outside.ts';
import { answerLost, blocked, noNetwork, tooMany } from '../support/recordingCarrier.ts';
import { closeWays, openWays, type Ways } from '../support/ways.ts';
import { closeWorlds, type World } from '../support/world.ts';

afterEach(async () => {
  await closeWorlds();
  await closeWays();
});

const start = '2023-07-31T06:10:00Z';

/** A case with a ticket of 08:35, which rings Megan at 09:20 and is silent otherwise. */
async function withTicket(of: Partial<Parameters<typeof openWays>[0]> = {}): Promise<Ways> {
  const ways = await openWays({ start, ...of });
  const { world: w } = ways;
  const { steps } = await w.does('alex', { type: 'case.new', title: 'Blocked', severity: 'sev1', affects: ['email'] });
  await w.does('alex', { type: 'step.add', text: 'Wait', due: instant('2023-08-07T06:10:00Z') });
  for (const { number: step } of steps) await w.does('alex', { type: 'step.na', step, reason: 'quiet' });
  await w.at('08:35');
  await w.does('megan', {
    type: 'ticket.open',
    vendor: 'microsoft',
    reference: '4711',
    via: 'phone',
    words: 'blocked',
  });
  await w.at('09:05');
  await w.does('alex', { type: 'update', words: 'waiting' });
  await w.until('09:19');
  return ways;
}

const megan = '+46700000002';
const asked = async (w: World) =>
  (await w.case()).carried.map(({ person, way, at, passedOver }) => [
    person,
    way,
    w.local(at).slice(0, 5),
    ...passedOver.map((over) => `${over.way}: ${over.reason}`),
  ]);
const waiting = async (w: World) => (await w.store.messagesOf('INC-1')).filter(({ state }) => state === 'waiting');

describe('a ping', () => {
  it('goes by Teams as long as that lives, and by nothing else', async () => {
    const ways = await withTicket();
    await ways.world.until('09:21');
    expect(ways.world.pings('megan')).toEqual(['09:20 ticket:T1 rung']);
    expect([ways.texts(), ways.mails(), await asked(ways.world)]).toEqual([[], [], []]);
  });

  it('that Teams refuses for good goes by SMS within a minute, and the case knows why', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    w.carrier.fail('megan', blocked);
    await w.until('09:21');
    expect(ways.texts()).toEqual([
      expect.stringMatching(/^\+46700000002: INC-1: Idle 45 min: Ask Microsoft again by phone/),
    ]);
    expect(await asked(w)).toEqual([['megan', 'sms', '09:20', `teams: ${blocked.reason}`]]);
    expect((await w.case()).undelivered).toEqual({});
    expect(w.pings('alex').filter((ping) => ping.includes('undelivered'))).toEqual([]);
    expect(w.carrier.tries.filter(({ to }) => to === 'megan')).toHaveLength(1);
  });

  it('that the gateway refuses, too, goes by the next carrier; only when none is left the deputy is asked', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    w.carrier.fail('megan', blocked);
    ways.sms.fail = () => ({ status: 400 });
    // E-mail is affected: it is never tried.
    await w.until('09:21');
    expect(ways.mails()).toEqual([]);
    expect((await w.case()).undelivered['megan']?.reason).toBe(`teams: ${blocked.reason}; sms: HTTP 400`);
    expect(w.pings('alex')).toEqual([expect.stringMatching(/^09:20.* ticket:T1 undelivered/)]);
    await w.does('alex', { type: 'case.set', affects: { add: [], remove: ['email'] } });
    await w.until('10:06');
    expect(ways.mails()).toEqual([expect.stringMatching(/^meganb@example\.com: Idle 1\sh\s30\sm: Phone Microsoft/)]);
  });

  it('goes by no way that is dead, and by Teams again as soon as that lives', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    await w.does('alex', { type: 'case.set', affects: { add: ['teams'], remove: [] } });
    await w.until('09:21');
    expect(w.pings('megan')).toEqual([]);
    expect(ways.texts(megan)).toHaveLength(1);
    await w.does('alex', { type: 'case.set', affects: { add: [], remove: ['teams'] } });
    await w.until('10:06');
    expect(w.pings('megan')).toEqual(['10:05 ticket:T1 rung']);
    expect(ways.texts(megan)).toHaveLength(1);
  });

  it('goes to somebody of ours in Teams all the same when nothing else is left: down is not proven', async () => {
    const ways = await withTicket({ without: ['email', 'sms', 'webhook'] });
    const { world: w } = ways;
    await w.does('alex', { type: 'case.set', affects: { add: ['teams'], remove: [] } });
    await w.until('09:21');
    expect(w.pings('megan')).toEqual(['09:20 ticket:T1 rung']);
  });

  it('to somebody of a vendor’s outside Teams goes by her carrier', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    await w.leaves('lynne');
    await w.until('12:36');
    expect(ways.texts('+46700000006')).toEqual([
      expect.stringMatching(/Contoso University: Get an engineer on this ticket/),
    ]);
    expect(w.carrier.tries.filter(({ to }) => to === 'lynne')).toEqual([]);
  });
});

describe('a way that fails for now', () => {
  it('is tried again by its own times', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    w.carrier.fail('megan', blocked);
    let down = true;
    ways.sms.fail = () => (down ? { status: 500 } : null);
    await w.until('09:21');
    expect(ways.sms.asked).toHaveLength(4);
    down = false;
    await w.until('09:22');
    expect(ways.texts(megan)).toHaveLength(1);
    expect(await asked(w)).toEqual([['megan', 'sms', '09:21', `teams: ${blocked.reason}`]]);
  });

  it('never before what it asks for', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    w.carrier.fail('megan', blocked);
    let asks = 0;
    ways.sms.fail = () => (++asks === 1 ? { status: 429, headers: { 'Retry-After': '100' } } : null);
    await w.until('09:21:30');
    expect(ways.sms.asked).toHaveLength(1);
    await w.until('09:22');
    expect(ways.texts(megan)).toHaveLength(1);
  });

  it('gives way to the next live one after some minutes', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    w.carrier.fail('megan', noNetwork);
    await w.until('09:22');
    expect(ways.texts()).toEqual([]);
    await w.until('09:26');
    expect(ways.texts(megan)).toHaveLength(1);
    expect(await asked(w)).toEqual([['megan', 'sms', '09:23', `teams: ${noNetwork.reason}`]]);
  });

  it('but not to a dead one: then it goes on trying', async () => {
    const ways = await withTicket({ without: ['sms'] });
    const { world: w } = ways;
    w.carrier.fail('megan', noNetwork);
    await w.until('09:40');
    w.carrier.mend();
    await w.until('09:42');
    expect(w.pings('megan')).toEqual([expect.stringMatching(/^09:4[01].* ticket:T1 rung/)]);
    expect(ways.mails()).toEqual([]);
  });

  it('and dies meanwhile is left at its next try', async () => {
    const people = { ...outside.people };
    const routes = [teams, { ...sms(megan), dependsOn: ['phones'] }, mail('meganb@example.com')];
    people['megan'] = { ...people['megan'], routes } as (typeof people)[string];
    const ways = await withTicket({ organisation: { ...outside, people } });
    const { world: w } = ways;
    w.carrier.fail('megan', blocked);
    ways.sms.fail = () => ({ status: 503 });
    await w.until('09:20:10');
    await w.does('alex', { type: 'case.set', affects: { add: ['phones'], remove: ['email'] } });
    const asked = ways.sms.asked.length;
    await w.until('09:21');
    expect(ways.mails()).toHaveLength(1);
    expect(ways.sms.asked).toHaveLength(asked);
  });

  it('outside Teams goes on trying rather than in Teams that is down', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    await w.does('alex', { type: 'case.set', affects: { add: ['teams'], remove: [] } });
    ways.sms.fail = () => ({ status: 503 });
    await w.until('09:40');
    expect(w.carrier.tries.filter(({ to }) => to === 'megan')).toEqual([]);
    ways.sms.fail = () => null;
    await w.until('09:42');
    expect(ways.texts(megan)).toHaveLength(1);
  });

  it('and wants to be left alone for long gives way at once, and is left alone', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    w.carrier.fail('megan', tooMany(1_800_000), 1);
    await w.until('09:21');
    expect(ways.texts(megan)).toHaveLength(1);
    await w.does('megan', { type: 'ticket.escalate', ticket: 'T1' });
    await w.until('09:22');
    expect(ways.texts(megan)).toHaveLength(2);
    expect(w.carrier.tries.filter(({ to }) => to === 'megan')).toHaveLength(1);
  });

  it('after an answer was lost in Teams twice, goes by the next way: it may not have arrived', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    w.carrier.fail('megan', answerLost);
    await w.until('09:21');
    expect(w.pings('megan')).toHaveLength(2);
    expect(ways.texts(megan)).toHaveLength(1);
  });

  it('when the gateway’s answer is lost it is asked again under the same id, and sends one SMS', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    w.carrier.fail('megan', blocked);
    let lost = 2;
    ways.sms.fail = () => (lost-- > 0 ? 'drop' : null);
    await w.until('09:21');
    expect(new Set(ways.sms.asked.map(({ body }) => body['id'])).size).toBe(1);
    expect(ways.sms.asked).toHaveLength(3);
    expect(ways.texts(megan)).toHaveLength(1);
    expect(await waiting(w)).toEqual([]);
  });
});

describe('the process dies', () => {
  it('between a refusal in Teams and the SMS: nothing is lost, and Teams is not asked again', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    w.carrier.fail('megan', blocked);
    ways.sms.fail = () => ({ status: 500 });
    await w.until('09:20');
    await w.kill();
    ways.sms.fail = () => null;
    await w.restart('09:20:30');
    await w.until('09:21');
    expect(ways.texts(megan)).toHaveLength(1);
    expect(w.carrier.tries.filter(({ to }) => to === 'megan')).toHaveLength(1);
  });

  it('after the SMS has left and before that is written: it goes again under the same id', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    w.carrier.fail('megan', blocked);
    const commit = w.store.commit.bind(w.store);
    w.store.commit = (one) =>
      one.events.some(({ body }) => body.type === 'ping-carried') ? new Promise<never>(() => {}) : commit(one);
    await Promise.race([w.until('09:20'), new Promise((resolve) => setTimeout(resolve, 1_000))]);
    expect(ways.texts(megan)).toHaveLength(1);
    await w.kill();
    await w.restart('09:20:30');
    await w.until('09:22');
    expect(ways.sms.asked).toHaveLength(2);
    expect(ways.texts(megan)).toHaveLength(1);
    expect(await asked(w)).toEqual([['megan', 'sms', '09:20', `teams: ${blocked.reason}`]]);
  });

  it('after the case has heard of it and before the message ends: it is not sent again', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    w.carrier.fail('megan', blocked);
    w.store.delivered = () => new Promise<never>(() => {});
    await Promise.race([w.until('09:20'), new Promise((resolve) => setTimeout(resolve, 1_000))]);
    expect(ways.texts(megan)).toHaveLength(1);
    await w.kill();
    await w.restart('09:20:30');
    await w.until('09:22');
    expect(ways.sms.asked).toHaveLength(1);
    expect(await asked(w)).toHaveLength(1);
    expect(await waiting(w)).toEqual([]);
  });
});

describe('beside each other', () => {
  it('what holds up Teams does not hold up SMS', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    await w.does('alex', { type: 'case.set', affects: { add: ['teams'], remove: [] } });
    // Teams gives no answer for as long as anybody waits, to more messages than are ever under way at once.
    const { promise: hanging, resolve: letGo } = Promise.withResolvers<void>();
    w.carrier.onTry = () => hanging;
    for (let n = 0; n < 40; n++) {
      const intent = { type: 'case.new', title: `Case ${n}`, severity: 'sev1' } as const;
      await w.engine.handle({ id: `n${n}`, caseId: '', at: w.now, by: { kind: 'person', id: 'alex' }, intent });
    }
    // Nobody waits for what hangs: it becomes 09:21, and whatever can go on does.
    w.clock.set(w.instant('09:21'));
    w.engine.nudge();
    await ways.sms.until(1);
    expect(w.carrier.tries.length).toBeGreaterThan(w.carrier.arrived.length);
    expect(ways.texts(megan)).toHaveLength(1);
    letGo();
    await w.engine.idle();
  }, 20_000);

  it('a burst keeps within the limits of the gateway, and everybody gets the SMS', async () => {
    const ways = await openWays({ start });
    const { world: w } = ways;
    for (let n = 1; n <= 14; n++) {
      await w.does('alex', { type: 'case.new', title: `Case ${n}`, severity: 'sev1' }, { caseId: `INC-${n}` });
      await w.does('megan', { type: 'case.own', to: 'megan' }, { caseId: `INC-${n}` });
    }
    w.carrier.fail('megan', blocked);
    await w.until('09:09');
    const before = ways.texts(megan).length;
    await w.until('09:10');
    const atOnce = ways.texts(megan).length - before;
    expect(atOnce).toBeGreaterThan(0);
    expect(atOnce).toBeLessThanOrEqual(6);
    await w.until('09:15');
    const updates = ways.texts(megan).filter((text) => text.includes('Post a status update'));
    expect(new Set(updates.map((text) => /INC-\d+/.exec(text)?.[0])).size).toBe(14);
  });
});

describe('what a letter tells', () => {
  it('an answer of hers shows that it was seen', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    w.carrier.fail('megan', blocked);
    await w.until('09:21');
    expect((await w.case()).carried[0]?.confirmedAt).toBeUndefined();
    await w.at('09:25');
    await w.does('megan', { type: 'ack', until: w.instant('09:55'), target: 'T1' });
    expect(w.local((await w.case()).carried[0]?.confirmedAt ?? w.now)).toBe('09:25');
  });

  it('carries a link that is kept as a hash only, and none where the bot cannot be reached', async () => {
    const ways = await withTicket();
    const { world: w } = ways;
    w.carrier.fail('megan', blocked);
    await w.until('09:21');
    const token = /https:\/\/baton\.example\.org\/answers\/([\w-]+)$/.exec(ways.texts(megan)[0] ?? '')?.[1] ?? '';
    const [link] = await w.store.linksOf('INC-1', 'answer');
    expect(token).toMatch(/^[\w-]{24}$/);
    expect(JSON.stringify(link)).not.toContain(token);
    expect(await w.engine.links.read(token)).toMatchObject({ caseId: 'INC-1', person: 'megan', keys: ['ticket:T1'] });
    const without = await withTicket({ publicUrl: null });
    without.world.carrier.fail('megan', blocked);
    await without.world.until('09:21');
    expect(without.texts(megan)[0]).not.toContain('http');
    expect(await without.world.store.linksOf('INC-1', 'answer')).toEqual([]);
  });
});
