// What a ping says of itself: which rung, what it asks of its people, and where the ladder stands after it.
import { describe, expect, it } from 'vitest';
import type { Ping } from '../../src/domain/events.ts';
import type { Story } from '../support/story.ts';
import { changed, escalate, opened, T1, withTicket } from './sentences/support.ts';

const pings = (s: Story, key: string): Ping[] =>
  s.events.flatMap(({ body }) => (body.type === 'pinged' && body.ping.key === key ? [body.ping] : []));
const climbs = (s: Story) => s.events.flatMap(({ body }) => (body.type === 'climbed' ? [body] : []));

describe('a rung', () => {
  it('says which it is, what it asks of whom, and that the next one counts from the same anchor', () => {
    const s = withTicket().until('10:05');
    const anchor = s.instant('08:35');
    expect(pings(s, 'ticket:T1')).toEqual([
      expect.objectContaining({
        ...{ reason: 'rung', rung: 0, do: 'ask', targets: ['owner'], people: ['megan'], channel: false },
        ...{ due: s.instant('09:20'), clock: { anchor, position: 1 } },
      }),
      expect.objectContaining({
        ...{ reason: 'rung', rung: 1, do: 'phone', targets: ['owner', 'vendor-liaison'], people: ['megan'] },
        ...{ due: s.instant('10:05'), clock: { anchor, position: 2 } },
      }),
    ]);
  });

  it('of our own asks for nothing in particular', () => {
    const [first] = pings(opened().until('09:10'), 'update');
    expect(first).toMatchObject({ reason: 'rung', rung: 0, targets: ['owner'] });
    expect(first && 'do' in first).toBe(false);
  });

  it('that comes late moves the anchor, and says so', () => {
    const s = withTicket().away('09:50');
    expect(pings(s, 'ticket:T1')).toEqual([
      expect.objectContaining({
        due: s.instant('09:20'),
        clock: { anchor: s.instant('09:05'), position: 1, moved: true },
      }),
    ]);
  });
});

describe('a climb at once', () => {
  it('says who caused it, fires the next rung and moves the anchor with it', () => {
    const s = withTicket().at('09:00');
    s.say('megan', escalate);
    expect(climbs(s)).toEqual([expect.objectContaining({ ticket: 'T1', rung: 0 })]);
    expect(pings(s, 'ticket:T1')).toEqual([
      expect.objectContaining({
        ...{ reason: 'climb', rung: 0, due: s.instant('09:00'), targets: ['owner'] },
        clock: { anchor: s.instant('08:15'), position: 1, moved: true },
      }),
    ]);
  });

  it('is of the ticket that it was asked for, and keeps the words', () => {
    const s = withTicket().at('08:50');
    s.say('megan', { type: 'ticket.open', vendor: 'microsoft', reference: '2', via: 'portal', words: 'calendars too' });
    s.at('09:00').say('megan', { type: 'ticket.escalate', ticket: 'T2', words: 'three hours lost' });
    expect(climbs(s)).toEqual([expect.objectContaining({ ticket: 'T2', rung: 0, words: 'three hours lost' })]);
    expect(pings(s, 'ticket:T1')).toEqual([]);
    expect(pings(s, 'ticket:T2')).toMatchObject([{ reason: 'climb', rung: 0 }]);
  });

  it('without words has none', () => {
    const s = withTicket().at('09:00');
    s.say('megan', escalate);
    expect(climbs(s).map((body) => 'words' in body)).toEqual([false]);
  });

  it('above the top is a digest now, and no rung', () => {
    const s = withTicket().until('21:00');
    s.say('megan', escalate);
    const [climbed] = climbs(s).slice(-1);
    expect(climbed && 'rung' in climbed).toBe(false);
    expect(pings(s, 'ticket:T1').at(-1)).toMatchObject({ reason: 'digest', due: s.instant('21:00') });
  });
});

describe('a digest', () => {
  it('asks of the top rung’s people what the top rung asked, and moves no ladder', () => {
    const s = withTicket().until('2023-08-01 00:10');
    const last = pings(s, 'ticket:T1').at(-1);
    expect(last).toMatchObject({
      reason: 'digest',
      do: 'executives',
      targets: ['management', 'channel'],
      channel: true,
    });
    expect(last && ('rung' in last || 'clock' in last)).toBe(false);
  });

  it('of our own asks for nothing in particular', () => {
    const last = pings(opened().until('11:10'), 'update').at(-1);
    expect(last).toMatchObject({ reason: 'digest', targets: ['management', 'channel'] });
    expect(last && 'do' in last).toBe(false);
  });

  it('of a ladder without rungs is for the owner', () => {
    const organisation = changed((o) => {
      o.ladders.own.sev1.rungs = [];
    });
    const [first] = pings(opened({ organisation }).until('10:10'), 'update');
    expect(first).toMatchObject({ reason: 'digest', targets: ['owner'], people: ['alex'], channel: false });
  });
});

describe('a reminder at the end of a hold', () => {
  it('is for those pinged last, names no target and moves no ladder', () => {
    const s = withTicket().until('09:20');
    s.say('megan', { type: 'ack', until: s.instant('09:40'), target: 'T1' });
    const last = pings(s.until('09:40'), 'ticket:T1').at(-1);
    expect(last).toMatchObject({
      reason: 'reminder',
      due: s.instant('09:40'),
      targets: [],
      people: ['megan'],
      channel: false,
    });
    expect(last && ('rung' in last || 'do' in last || 'clock' in last)).toBe(false);
  });

  it('is for the holder where those who were pinged are gone', () => {
    const s = withTicket().until('09:20');
    s.say('megan', { type: 'ack', until: s.instant('09:40'), target: 'T1' });
    s.people({ left: ['megan'] });
    const last = pings(s.until('09:40'), 'ticket:T1').at(-1);
    expect(last).toMatchObject({ reason: 'reminder', people: ['alex'] });
  });
});

describe('a deadline', () => {
  it('asks for a call, and moves no ladder', () => {
    const s = withTicket().until('14:35');
    const [first] = pings(s, 'deadline:microsoft');
    expect(first).toMatchObject({
      ...{ reason: 'deadline', due: s.instant('14:35'), do: 'call', channel: false },
      targets: ['account-manager', 'vendor-liaison', 'coordinator'],
    });
    expect(first && ('rung' in first || 'clock' in first)).toBe(false);
  });
});

it('a promise that is broken is no ping of its own: the ticket climbs', () => {
  const s = withTicket().at('08:40');
  s.say('megan', { type: 'ticket.promise', ...T1, by: s.instant('09:00') });
  s.until('09:00');
  expect(pings(s, 'promise:T1:1')).toEqual([]);
  expect(pings(s, 'ticket:T1').at(-1)).toMatchObject({ reason: 'climb', due: s.instant('09:00') });
});
