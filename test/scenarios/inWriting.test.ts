// 2023: support wanted everything in writing, by e-mail, from a customer whose e-mail it had blocked, and did not see what stood in its
// own portal. What becomes of that with an evidence pack.
import { afterEach, describe, expect, it } from 'vitest';
import { answerTo } from '../../src/cards/answer/answers.ts';
import { ballOf } from '../../src/domain/tickets.ts';
import { paperFrom } from '../../src/papers/json.ts';
import { spokenOf } from '../../src/papers/speak.ts';
import { type Day, firstTicket, openDay, pingsOf } from '../support/day.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

/** Support asks at 11:00 for the details in writing, by a way that is dead. */
async function asked(): Promise<Day> {
  const day = await openDay();
  await day.say('08:35', 'megan', firstTicket);
  await day.say('11:00', 'megan', 'ticket wants T1 "tenant details in writing" via:mail due:12:00');
  return day;
}

const ticket = async ({ world }: Day) => (await world.case()).tickets[0];
const about = (day: Day, kind: string) => pingsOf(day.world).filter((line) => line.includes(`${kind}:T1`));

/** What somebody is told about a line. */
async function answered({ world }: Day, person: string, line: string): Promise<string> {
  const before = await world.case();
  const after = await world.say(person, line);
  const events = (await world.engine.events('INC-1')).filter(({ seq }) => seq > before.version);
  return answerTo({ kind: 'done', before, after, events }, { now: world.now, language: 'en' })
    .map(({ text }) => text)
    .join('\n');
}

describe('the vendor wants it in writing, by the mail that it has blocked', () => {
  it('the answer names the pack, by a way that works', async () => {
    const day = await openDay();
    await day.say('08:35', 'megan', firstTicket);
    await day.at('11:00');
    const before = await day.world.case();
    const after = await day.world.say('megan', 'ticket wants T1 "tenant details in writing" via:mail due:12:00');
    const events = (await day.world.engine.events('INC-1')).filter(({ seq }) => seq > before.version);
    const [said] = answerTo({ kind: 'done', before, after, events }, { now: day.world.now, language: 'en' });
    expect(said?.text).toContain('pack build T1');
  });

  it('sent by portal the pack answers it: the ball is back, the vendor’s clock stands where it stood, and the words are unread', async () => {
    const day = await asked();
    expect(await day.world.due('choose-route:T1')).toBeDefined();
    const idleSince = (await ticket(day))?.heardAt;
    await day.say('11:05', 'adele', 'pack build T1');
    await day.say('11:10', 'megan', 'pack send T1 via:portal');
    const now = await ticket(day);
    expect(now && ballOf(now)).toBe('with-vendor');
    expect(await day.world.due('choose-route:T1')).toBeUndefined();
    expect(now?.heardAt).toBe(idleSince);
    await day.until('12:10');
    // Nobody quotes the code: within the hour our liaison is told to go another way.
    expect(about(day, 'unread')).toContain('12:10 megan: unread:T1 rung');
  });

  it('the answer that somebody gives stands in it; without one it claims none, and whoever builds and sends it is told', async () => {
    const day = await asked();
    const text = async (version: number) => (await day.world.engine.pack('INC-1', version))?.text.body ?? '';
    expect(await answered(day, 'adele', 'pack build T1')).toContain(
      '▲ They asked for “tenant details in writing”, and this pack does not say it.',
    );
    expect(await text(1)).toContain('phone us for what is missing');
    expect(await answered(day, 'adele', 'pack build T1 "our tenant is 4711"')).not.toContain('▲ They asked');
    expect(await text(2)).toMatch(/It cannot come that\s+way. Our answer: Our tenant is 4711\./);
    expect(await answered(day, 'megan', 'pack send T1 via:portal pack:1')).toContain('this pack does not say it');
  });

  it('read out on the phone as well, it is heard: nothing is unread any more, and the vendor’s clock still runs', async () => {
    const day = await asked();
    await day.say('11:05', 'adele', 'pack build T1');
    await day.say('11:10', 'megan', 'pack send T1 via:portal');
    const forms = await day.world.engine.pack('INC-1', 1);
    const spoken = spokenOf(paperFrom(forms?.json.body ?? ''), {
      reader: 'Megan Bowen',
      organisation: 'Contoso University',
    });
    expect(spoken.parts.flatMap(({ lines }) => lines).join(' ')).toContain(
      'You asked for "tenant details in writing" by e-mail.',
    );
    await day.say('11:12', 'megan', 'pack send T1 via:phone "read out to Tom, he wrote it down"');
    await day.until('12:36');
    expect(about(day, 'unread')).toEqual([]);
    expect(about(day, 'ticket').some((line) => line.includes('lynne'))).toBe(true);
  });

  it('a receipt with the code ends "unread", and no clock of the vendor’s is reset by it', async () => {
    const day = await asked();
    await day.say('11:05', 'adele', 'pack build T1');
    await day.say('11:10', 'megan', 'pack send T1 via:portal');
    const before = await ticket(day);
    const code = before?.sent.at(-1)?.code;
    const rung = await day.world.due('ticket:T1');
    await day.say('11:20', 'megan', `pack receipt T1 "read by Tom, quoted ${code}"`);
    const after = await ticket(day);
    expect(after?.sent.at(-1)).toMatchObject({ read: true, pack: 1 });
    expect([after?.heardAt, await day.world.due('ticket:T1')]).toEqual([before?.heardAt, rung]);
    await day.until('13:00');
    expect(about(day, 'unread')).toEqual([]);
    // Read is not answered: the account manager is asked all the same.
    expect(about(day, 'ticket').some((line) => line.includes('lynne'))).toBe(true);
  });

  it('by mail it is refused, and what stands in it never says that mail would do', async () => {
    const day = await asked();
    await day.say('11:05', 'adele', 'pack build T1');
    expect(await day.world.refused('megan', 'pack send T1 via:mail')).toMatchObject({
      no: 'dead-route',
      alive: ['phone', 'portal'],
    });
    const text = (await day.world.engine.pack('INC-1', 1))?.text.body ?? '';
    expect(text).toContain('Do not use e-mail');
    expect(text).not.toMatch(/@/);
  });
});

it('version 1 stays version 1: days later, after the case has changed and the bot was killed, it has the same bytes and hashes', async () => {
  const day = await asked();
  await day.say('11:05', 'adele', 'pack build T1');
  const before = { forms: await day.world.engine.pack('INC-1', 1), pack: (await day.world.case()).packs[0] };
  await day.world.say('alex', 'case set title:"Something else" affects:+sso');
  await day.world.say('adele', 'pack build T1 without:people');
  await day.world.kill();
  await day.world.restart('11:30');
  const after = { forms: await day.world.engine.pack('INC-1', 1), pack: (await day.world.case()).packs[0] };
  expect(after).toEqual(before);
  expect((await day.world.engine.pack('INC-1', 2))?.text.sha256).not.toBe(before.forms?.text.sha256);
});
