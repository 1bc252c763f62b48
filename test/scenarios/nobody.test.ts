// Nobody ever answers. The first day is played through the whole bot, thirty days through the core alone: the rules are the same,
// and thirty days of writing to disk would only be slow.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/domain/message.ts';
import { firstTicket, morning, opening, pingsOf } from '../support/day.ts';
import { Story } from '../support/story.ts';
import { closeWorlds, openWorld } from '../support/world.ts';

afterEach(closeWorlds);

const HOUR = 3_600_000;

function thirtyDays(): Story {
  const s = new Story(morning);
  const affects = ['email'];
  s.say('alex', {
    type: 'case.new',
    title: 'Outgoing e-mail blocked',
    severity: 'sev1',
    playbook: 'mail-block',
    affects,
  });
  s.at('08:12').say('alex', { type: 'case.set', control: 'vendor' });
  s.at('08:35').say('megan', {
    type: 'ticket.open',
    vendor: 'microsoft',
    reference: '1',
    via: 'phone',
    words: 'blocked',
  });
  return s.until('2023-08-30 08:10');
}

const rungs = ['09:20 megan', '10:05 megan', '11:35 megan alex', '12:35 lynne megan', '16:35 patti', '20:35 patti #'];

type Ping = Extract<Message, { kind: 'ping' | 'channel-ping' }>;

describe('nobody ever answers', () => {
  let story: Story;
  let pings: { at: number; message: Ping }[];

  beforeAll(() => {
    story = thirtyDays();
    pings = story.sent.flatMap(({ at, message }) =>
      message.kind === 'ping' || message.kind === 'channel-ping' ? [{ at: Date.parse(at), message }] : [],
    );
  }, 60_000);

  it('every rung comes in order, at its time, to its people', async () => {
    const w = await openWorld({ start: morning, pollMs: 86_400_000 });
    await w.say('alex', opening);
    await w.at('08:12');
    await w.say('alex', 'case set control:vendor');
    await w.at('08:35');
    await w.say('megan', firstTicket);
    await w.until('20:35');
    const own = pingsOf(w).flatMap((line) => (/ticket:T1 rung/.test(line) ? [line.slice(0, line.indexOf(': '))] : []));
    const merged = Map.groupBy(own, (line) => line.slice(0, 5));
    expect([...merged].map(([time, all]) => `${time} ${all.map((line) => line.slice(6)).join(' ')}`)).toEqual(
      rungs.map((rung) => rung.replace(' #', '')),
    );
  });

  it('the core says the same', () => {
    expect(story.pings('ticket:T1').slice(0, 6)).toEqual(rungs.map((rung) => rung.replace(' ', ' rung ')));
  });

  it('the deadline comes every six hours for thirty days: 14:12, 20:12, 02:12, 08:12', () => {
    const deadlines = story.pings('deadline:microsoft').map((line) => line.slice(0, 5));
    const grid = ['14:12', '20:12', '02:12', '08:12'];
    expect(deadlines).toEqual(deadlines.map((_, n) => grid[n % 4]));
    expect(deadlines.length).toBe(4 * 30 - 1);
  });

  it('above the top rung the ticket joins the digest of every fourth hour since the opening', () => {
    const digests = story.events.filter(
      ({ body }) => body.type === 'pinged' && body.ping.key === 'ticket:T1' && body.ping.reason === 'digest',
    );
    expect(digests.length).toBeGreaterThan(6 * 29 - 5);
    const opened = Date.parse(morning);
    for (const { at } of digests) expect((Date.parse(at) - opened) % (4 * HOUR)).toBe(0);
  });

  it('the circle of a digest grows with every second one and stays: coordinators and deputies, all roles, the channel', () => {
    const circles = story.events.flatMap(({ body }) =>
      body.type === 'pinged' && body.ping.key === 'ticket:T1' && body.ping.reason === 'digest'
        ? [{ people: body.ping.people, channel: body.ping.channel }]
        : [],
    );
    const sizes = circles.map(({ people, channel }) => people.length + (channel ? 1 : 0));
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    expect(circles.at(3)?.people).toEqual(expect.arrayContaining(['alex', 'megan']));
    expect(circles.at(5)?.people).toEqual(expect.arrayContaining(['alex', 'megan', 'adele', 'isaiah', 'patti']));
    expect(circles.at(7)?.channel).toBe(true);
  });

  it('it is never silent for more than an hour, for thirty days', () => {
    const times = [...new Set(pings.map(({ at }) => at))].sort((a, b) => a - b);
    const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(HOUR);
    expect(Date.parse(story.now) - (times.at(-1) ?? 0)).toBeLessThanOrEqual(HOUR);
    expect((times[0] ?? 0) - Date.parse(morning)).toBeLessThanOrEqual(HOUR);
  });

  it('no person gets more than 12 messages in any hour', () => {
    const of = Map.groupBy(pings, ({ message }) => (message.kind === 'ping' ? message.person : '#'));
    expect([...of.keys()].toSorted()).toEqual(['#', 'adele', 'alex', 'isaiah', 'lynne', 'megan', 'patti']);
    for (const [person, own] of of) {
      const worst = own.reduce((most, { at }, n) => {
        const inHour = own.slice(n, n + 20).filter((other) => other.at < at + HOUR).length;
        return Math.max(most, inHour);
      }, 0);
      expect([person, worst, worst <= 12]).toEqual([person, worst, true]);
    }
  });
});
