// "Nobody could say why it took so long": one word says it, while the case is open and when it is over, from the record alone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputs, read } from '../support/cardParts.ts';
import { Day, firstTicket, morning, opening } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds, openWorld } from '../support/world.ts';

let day: Day;
let room: TeamsRoom;

beforeAll(async () => {
  const world = await openWorld({ start: morning, pollMs: 86_400_000 });
  await world.say('alex', opening);
  day = new Day(world, ['09:10']);
  room = new TeamsRoom(world);
  await day.say('08:12', 'alex', 'case set control:vendor');
  await day.at('08:30');
  await world.say('patti', 'notice reported se-state-2020 ref:CERT-4711 via:phone');
  await day.say('08:35', 'megan', firstTicket);
  await day.say('09:12', 'alex', 'update "Reported to Microsoft, waiting for their support"');
  await day.say('10:10', 'megan', 'ticket call T1 result:no-effect "told to wait"');
  await day.say('10:30', 'megan', 'ticket call T1 result:no-effect "told to wait"');
  await day.say('11:00', 'megan', 'ticket wants T1 "tenant details in writing" via:mail');
});
afterAll(closeWorlds);

/** What somebody sees who types it: the card, and the text to copy. */
async function reported(person = 'alex', line = 'report INC-1') {
  const { posts } = await room.says(person, line);
  const card = posts[0]?.card;
  const copy = String(inputs(card)[0]?.['value'] ?? '');
  return { card, seen: read(card), copy: copy.replace(/\s+/gu, ' '), text: posts[0]?.text ?? '' };
}

describe('while it is open', () => {
  it('says whom it waits for, how long, and by what nobody could answer', async () => {
    await day.at('11:05');
    const { seen, copy } = await reported();
    expect(seen).toContain('So far Microsoft had the ball for 2 h 30 m of 2 h 55 m');
    expect(seen).toContain('5 min while they wanted our answer by a way that was down');
    expect(seen).toContain('23 min out of our hands, and the vendor not told yet');
    expect(seen).toContain('T1 Microsoft: no real answer in 2 h 30 m');
    expect(seen).toContain('The retrospective comes when it works again');
    expect(copy).toContain('they wanted something by e-mail (that way was down), "tenant details in writing"');
    expect(copy).toContain('CERT-SE, early warning: sent Mon 31 Jul 08:30, 5 h 40 m before it was due');
  });

  it('changes nothing, whoever asks, and is the same for whoever asks again', async () => {
    const before = await day.world.engine.events('INC-1');
    const first = await reported('alex');
    expect(await reported('adele')).toEqual(first);
    expect(await day.world.engine.events('INC-1')).toEqual(before);
  });

  it('its buttons show what they say', async () => {
    const { card } = await reported();
    const pressed = await room.clicksOn('alex', card, 'Timeline');
    expect(read([...pressed.replaced, ...pressed.posts].map((post) => post.card))).toContain('INC-1 · Timeline');
    const shown = await room.clicksOn('alex', card, 'Show the case');
    expect(read([...shown.replaced, ...shown.posts].map((post) => post.card))).toContain(
      'INC-1 · Outgoing e-mail blocked',
    );
  });

  it('the account manager gets her own ticket, and nothing of it', async () => {
    const { seen, text } = await reported('lynne');
    expect(seen).toContain('Contoso University needs Microsoft');
    expect(`${seen}${text}`).not.toMatch(/had the ball|INC-1 · Report|CERT|Isaiah|Status updates|The case was held/);
  });

  it('a case that is not there is said so', async () => {
    expect((await reported('alex', 'report INC-99')).text).toMatch(/INC-99/);
  });
});

describe('when it is over', () => {
  beforeAll(async () => {
    const { world } = day;
    await day.say('11:10', 'megan', 'ticket sent T1 via:phone "tenant details, read out"');
    await day.say('11:40', 'alex', 'decide "urgent mail goes through Uppsala" because:"the block may last days"');
    await day.say('12:00', 'alex', 'case own @isaiah');
    await day.say('15:00', 'megan', 'ticket promise T1 by:17:00 "unblock done"');
    await day.say('18:00', 'megan', 'ticket heard T1 "engineer assigned, releasing"');
    await day.say('19:20', 'megan', 'ticket fixed T1');
    await day.say('19:40', 'megan', 'ticket verify T1 fail "still 5.7.705"');
    await day.say('20:20', 'megan', 'ticket fixed T1');
    await day.say('20:30', 'megan', 'ticket verify T1 ok');
    await world.say('megan', 'ticket close T1');
    await world.say('isaiah', 'case resolve "block released"');
    await day.say('2023-08-03 09:00', 'isaiah', 'retro done "Account manager first, next time"');
  });

  it('says it in one sentence, and the rest adds up to it', async () => {
    const { seen } = await reported();
    expect(seen).toContain('Microsoft had the ball for 11 h 25 m of 12 h 20 m');
    expect(seen).toContain('until it worked again, Mon 31 Jul 20:30');
    expect(seen).toMatch(/Microsoft\n[^\n]*11 h 25 m[\s\S]*Checking\n[^\n]*30 min[\s\S]*Ourselves\n[^\n]*25 min/);
    expect(seen).toMatch(/Account manager of Microsoft first asked\s+after 3 h 20 m/);
    expect(seen).toMatch(/First real answer from Microsoft\s+after 9 h 50 m/);
    expect(seen).toContain('Moved by the level above the account manager');
    expect(seen).toContain('1 promise broken, none kept');
    expect(seen).toContain('“Account manager first, next time”');
  });

  it.each([
    ['who held it', 'Alex Wilber: Mon 31 Jul 08:10 to Mon 31 Jul 12:00 (3 h 50 m), opened it'],
    ['and who then', 'Isaiah Langer: Mon 31 Jul 12:00 to now'],
    ['what was tried', 'Mon 31 Jul 10:30: we phoned, no effect, "told to wait"'],
    ['what that led to', 'Mon 31 Jul 10:30: escalated at once: two calls in vain'],
    ['whom Baton asked', 'Mon 31 Jul 11:30: Baton asked Lynne Robbins and Megan Bowen to press outside the ticket'],
    ['what was promised', 'they promised it by Mon 31 Jul 17:00 (not kept), "unblock done"'],
    ['that the fix did not hold', 'we checked: it did not work, "still 5.7.705"'],
    ['the waiting by what had been done', 'Duty manager 1 h, Account manager'],
    ['a decision and why', 'Urgent mail goes through Uppsala. Because: The block may last days.'],
    ['a step with who and when', 'done Mon 31 Jul 08:14 by Alex Wilber'],
    ['what came late', 'Post a status update: 2 min late'],
    ['how it ended', 'How it ended: Block released.'],
    ['what the retrospective decided', 'Thu 3 Aug 09:00, Isaiah Langer: Account manager first, next time.'],
    ['what waits still', 'From then on until now: 2 d 12 h'],
    ['that it names people', 'For our own use: it names people.'],
  ])('the text says %s', async (_, words) => {
    expect((await reported()).copy).toContain(words);
  });
});
