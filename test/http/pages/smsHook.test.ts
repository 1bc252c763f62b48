// Answers by SMS, as a gateway hands them in.
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { smsReplies } from '../../../src/carriers/replies.ts';
import { smsCarrier } from '../../../src/carriers/sms.ts';
import { smsHook } from '../../../src/http/pages/smsHook.ts';
import { blocked } from '../../support/recordingCarrier.ts';
import { closeWays, openWays, type Ways } from '../../support/ways.ts';
import { closeWebs, webWith } from '../../support/web.ts';
import { closeWorlds, type World } from '../../support/world.ts';

afterEach(async () => {
  await closeWebs();
  await closeWorlds();
  await closeWays();
});

const start = '2023-07-31T06:10:00Z';
const megan = '+46700000002';
const lynne = '+46700000006';
const log = { debug() {}, info() {}, warn() {}, error() {} };

interface Hooked {
  w: World;
  ways: Ways;
  /** What the gateway posts; the answer's status and body. */
  post(body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Somebody sends an SMS; what comes back by SMS. */
  sms(from: string, text: string, id?: string): Promise<string[]>;
}

async function hooked(until: string, token: string | null = 'sesame'): Promise<Hooked> {
  const ways = await openWays({ start });
  const { world: w } = ways;
  await w.does('alex', { type: 'case.new', title: 'Canary title', severity: 'sev1', affects: ['email'] });
  await w.at('08:35');
  await w.does('megan', {
    type: 'ticket.open',
    vendor: 'microsoft',
    reference: '4711',
    via: 'phone',
    words: 'blocked',
  });
  for (const person of ['megan', 'lynne']) w.carrier.fail(person, blocked);
  await w.until(until);
  const carrier = smsCarrier({ gateway: () => w.organisation.carriers.sms, token: 'sesame', timeoutMs: 300 });
  const replies = smsReplies(carrier, log, [1, 1, 1]);
  const hook = smsHook({
    engine: w.engine,
    organisation: () => w.organisation,
    token,
    reply: replies.send,
    now: () => w.now,
    log,
  });
  const base = await webWith([hook]);
  const post: Hooked['post'] = async (body, headers = { Authorization: 'Bearer sesame' }) => {
    const answer = await fetch(`${base}/hooks/sms`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  let ids = 0;
  const sms: Hooked['sms'] = async (from, text, id = `m${++ids}`) => {
    const before = ways.sms.taken.length;
    expect(await post({ from, text, id })).toEqual({ status: 200, body: { ok: true } });
    await replies.idle();
    await w.engine.idle();
    const back = ways.sms.taken.slice(before).filter(({ body }) => body['id']?.startsWith('reply:'));
    return back.map(({ body }) => `${body['to']}: ${body['text']}`);
  };
  return { w, ways, post, sms };
}

const hold = async (w: World) => {
  const found = (await w.case()).clocks['ticket:T1']?.hold;
  return found && [found.by, w.local(found.until)];
};

describe('an answer by SMS', () => {
  it('OK: she is on it for half an hour, and is told until when', async () => {
    const { w, sms } = await hooked('09:21');
    expect(await sms(megan, 'OK')).toEqual([
      `${megan}: Noted: you are on it until Mon 31 Jul 09:51, Stockholm. (INC-1, T1 Microsoft)`,
    ]);
    expect(await hold(w)).toEqual(['megan', '09:51']);
    expect((await w.case()).carried.findLast(({ person }) => person === 'megan')?.confirmedAt).toBe(w.now);
  });

  it.each([
    ['45m', '10:06'],
    ['until 10:00', '10:00'],
    ['OK INC-1 20m', '09:41'],
    ['until 18:00', '10:21'],
  ])('%s: until %s at most', async (text, until) => {
    const { w, sms } = await hooked('09:21');
    const [back] = await sms('070-000 00 02', text);
    expect(await hold(w)).toEqual(['megan', until]);
    expect(back).toContain(`until Mon 31 Jul ${until}, Stockholm`);
  });

  it('NO: the next deputy is asked', async () => {
    const { w, sms } = await hooked('09:21');
    expect(await sms(megan, 'NO')).toEqual([`${megan}: Noted: the next deputy is asked.`]);
    await w.until('09:22');
    expect(w.pings('alex').at(-1)).toMatch(/ticket:T1 passed/);
  });

  it('of the account manager: on it, or the wrong person; never a word of the case', async () => {
    const { w, sms } = await hooked('12:36');
    const said = await sms(lynne, 'ok 30m');
    expect(said).toEqual([`${lynne}: Noted: you are on it until Mon 31 Jul 13:06, Stockholm.`]);
    expect(await hold(w)).toEqual(['lynne', '13:06']);
    said.push(...(await sms(lynne, 'NO')), ...(await sms(lynne, 'case list')), ...(await sms(lynne, 'OK')));
    expect(Object.keys((await w.case()).disowned)).toEqual(['lynne']);
    expect(said).toHaveLength(4);
    expect(said.join()).not.toMatch(/canary|INC-1|Megan|deputy|SEV/iu);
  });

  it('anything else gets back what may be said, and changes nothing', async () => {
    const { w, sms } = await hooked('09:21');
    const { version } = await w.case();
    for (const text of ['who is this?', 'ticket heard T1 "fixed"', 'case close', ''])
      expect(await sms(megan, text)).toEqual([
        `${megan}: Not understood. Reply OK, 45m, 2h, until 14:00, or NO if it is not yours.`,
      ]);
    expect((await w.case()).version).toBe(version);
  });

  it('a “no” of the rules comes back in words', async () => {
    const { sms } = await hooked('09:21');
    await sms(megan, 'OK');
    const [back] = await sms(megan, 'OK');
    expect(back).toMatch(/^\+46700000002: .*Megan Bowen.*09:51/u);
  });

  it('about a case of which nothing waits for her: says so', async () => {
    const { sms } = await hooked('09:21');
    expect(await sms(megan, 'OK INC-77')).toEqual([`${megan}: Nothing waits for an answer from you at this moment.`]);
    expect(await sms('+46700000003', 'OK')).toEqual([
      '+46700000003: Nothing waits for an answer from you at this moment.',
    ]);
  });

  it('answers what went out by SMS last, not what another case asked in Teams since', async () => {
    const { w, sms } = await hooked('09:21');
    w.carrier.mend();
    await w.does('alex', { type: 'case.new', title: 'Another', severity: 'sev1' }, { caseId: 'INC-2' });
    await w.does(
      'megan',
      { type: 'step.add', text: 'Now', due: w.instant('09:22'), owner: 'megan' },
      { caseId: 'INC-2' },
    );
    await w.until('09:22:30');
    await sms(megan, 'OK');
    expect(await hold(w)).toEqual(['megan', '09:52:30']);
    await sms(megan, 'OK INC-2');
    expect(Object.values((await w.case('INC-2')).clocks).some((clock) => clock.hold?.by === 'megan')).toBe(true);
  });
});

describe('the same id twice', () => {
  it('does nothing twice: one hold, one reply, and the same answer', async () => {
    const { w, sms, post, ways } = await hooked('09:21');
    await sms(megan, 'OK', 'same');
    await w.until('09:25');
    const { version } = await w.case();
    const asked = ways.sms.asked.length;
    const all = await Promise.all([1, 2, 3].map(() => post({ from: megan, text: 'OK', id: 'same' })));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
    await w.engine.idle();
    expect((await w.case()).version).toBe(version);
    expect(ways.sms.asked).toHaveLength(asked);
    expect(await hold(w)).toEqual(['megan', '09:51']);
  });

  it('also after a restart: the answer is kept under it, and the gateway knows the reply', async () => {
    const first = await hooked('09:21');
    const { w, ways } = first;
    await first.sms(megan, 'OK', 'same');
    const taken = ways.sms.taken.length;
    await w.kill();
    await w.restart('09:26');
    const carrier = smsCarrier({ gateway: () => w.organisation.carriers.sms, token: 'sesame', timeoutMs: 300 });
    const replies = smsReplies(carrier, log, []);
    const of = { engine: w.engine, organisation: () => w.organisation, token: 'sesame', now: () => w.now, log };
    const base = await webWith([smsHook({ ...of, reply: replies.send })]);
    const headers = { Authorization: 'Bearer sesame' };
    const body = JSON.stringify({ from: megan, text: 'OK', id: 'same' });
    expect((await fetch(`${base}/hooks/sms`, { method: 'POST', headers, body })).status).toBe(200);
    await replies.idle();
    expect(await hold(w)).toEqual(['megan', '09:51']);
    expect(ways.sms.taken).toHaveLength(taken);
  });
});

describe('what is turned away', () => {
  it('a number that nobody has: told nothing, and no SMS goes out', async () => {
    const { w, ways, post } = await hooked('09:21');
    const { version } = await w.case();
    const asked = ways.sms.asked.length;
    const answer = await post({ from: '+46709999999', text: 'OK', id: 'x' });
    expect(answer).toEqual({ status: 404, body: { error: 'Nobody in the organisation file has this number.' } });
    await w.engine.idle();
    expect(ways.sms.asked).toHaveLength(asked);
    expect((await w.case()).version).toBe(version);
  });

  it.each([
    ['none', {}],
    ['another', { Authorization: 'Bearer sesam' }],
    ['a longer one', { Authorization: 'Bearer sesame2' }],
    ['an empty one', { Authorization: 'Bearer ' }],
    ['another kind', { Authorization: 'Basic sesame' }],
  ])('the token: %s', async (_, headers) => {
    const { w, post } = await hooked('09:21');
    const { version } = await w.case();
    const answer = await post({ from: megan, text: 'OK', id: 'x' }, headers as Record<string, string>);
    expect(answer).toEqual({ status: 401, body: { error: 'The bearer token is missing or not the right one.' } });
    expect((await w.case()).version).toBe(version);
  });

  it('everything, while there is no token', async () => {
    const { post } = await hooked('08:36', null);
    for (const headers of [{}, { Authorization: 'Bearer ' }, { Authorization: 'Bearer null' }])
      expect(await post({ from: megan, text: 'OK', id: 'x' }, headers as Record<string, string>)).toEqual({
        status: 503,
        body: { error: 'Answers by SMS are switched off: SMS_TOKEN is not set.' },
      });
  });

  it.each([
    ['{"from": "', /^The body is not JSON\./],
    ['', /^The body is not JSON\./],
    ['[]', /"from" is missing/],
    ['null', /"from" is missing/],
    [JSON.stringify({ from: megan, text: 'OK' }), /"id" is missing/],
    [JSON.stringify({ from: megan, id: 'x' }), /"text" is missing/],
    [JSON.stringify({ from: 46700000002, text: 'OK', id: 'x' }), /"from" is missing/],
    [JSON.stringify({ from: '+4'.repeat(30), text: 'OK', id: 'x' }), /"from" is longer than 40/],
    [JSON.stringify({ from: megan, text: 'a'.repeat(3_000), id: 'x' }), /"text" is longer than 2000/],
    [JSON.stringify({ from: megan, text: 'OK', id: 'x'.repeat(300) }), /"id" is longer than 200/],
  ])('a body like %.40s', async (body, sentence) => {
    const { post } = await hooked('08:36');
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.body['error']).toMatch(sentence);
  });
});

it('a gateway that fails for a moment gets the reply again, one that refuses it does not', async () => {
  const { ways, sms } = await hooked('09:21');
  let fails = 2;
  ways.sms.fail = ({ body }) => (body['id']?.startsWith('reply:') && fails-- > 0 ? { status: 503 } : null);
  expect(await sms(megan, 'OK')).toHaveLength(1);
  ways.sms.fail = () => ({ status: 400 });
  const asked = ways.sms.asked.length;
  expect(await sms(megan, 'what?')).toEqual([]);
  expect(ways.sms.asked).toHaveLength(asked + 1);
});

it('whatever somebody of a vendor’s writes, only a hold or “wrong person” comes of it, and she learns nothing of the case', async () => {
  const { w, sms } = await hooked('12:36');
  const words = [
    'OK',
    'NO',
    'INC-1',
    '#1',
    'T1',
    'canary',
    'until',
    '30m',
    'case',
    'close',
    'note',
    'show',
    'ack',
    'step 1',
    '"x"',
  ];
  const text = fc.oneof(
    fc.array(fc.constantFrom(...words), { maxLength: 5 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  );
  await fc.assert(
    fc.asyncProperty(text, async (said) => {
      const before = (await w.engine.events('INC-1')).length;
      const back = await sms(lynne, said);
      expect(back.join()).not.toMatch(/canary|INC-1|SEV1|Megan|Alex|Patti|deputy|\bstep\b/iu);
      const facts = (await w.engine.events('INC-1')).slice(before).filter(({ by }) => by === 'lynne');
      for (const { body } of facts) expect(['held', 'wrong-person', 'pinged']).toContain(body.type);
    }),
    { numRuns: 40 },
  );
});
