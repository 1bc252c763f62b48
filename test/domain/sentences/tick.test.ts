import { describe, expect, it } from 'vitest';
import { heard, opened, withTicket } from './support.ts';

describe('tick', () => {
  it('fires everything of the case that is due at or before its instant', () => {
    const s = withTicket();
    s.now = s.instant('09:20');
    s.command('baton', { type: 'tick' });
    expect(s.pings('ticket:T1')).toEqual(['09:20 rung megan']);
    expect(s.pings('update')).toEqual(['09:20 rung alex']);
  });

  it('fires nothing a millisecond before', () => {
    const s = withTicket().at('09:20');
    s.now = s.instant('2023-07-31T07:19:59.999Z');
    s.command('baton', { type: 'tick' });
    expect(s.pings('ticket:T1')).toEqual([]);
  });

  it('yields one message per person and one per channel', () => {
    const s = withTicket().away('14:40');
    const people = s.messages('ping').map((m) => m.person);
    expect(people.length).toBe(new Set(people).size);
    expect(people).toEqual(expect.arrayContaining(['alex', 'megan', 'lynne']));
    expect(s.messages('thread-ping')).toHaveLength(1);
    const megan = s.messages('ping').find((m) => m.person === 'megan');
    expect(megan?.items.map((i) => i.ping.key)).toEqual(['deadline:microsoft', 'ticket:T1']);
  });

  it('puts the most urgent first: the deadline, the vendor, then what is ours by its due time', () => {
    const s = withTicket().away('14:40');
    const keys = s.messages('thread-ping')[0]?.items.map((i) => i.ping.key) ?? [];
    expect(keys.slice(0, 2)).toEqual(['deadline:microsoft', 'ticket:T1']);
    const dues =
      s
        .messages('thread-ping')[0]
        ?.items.slice(2)
        .map((i) => i.about.due) ?? [];
    expect(dues).toEqual([...dues].sort());
  });

  it('a command at the same instant goes first', () => {
    const s = withTicket().at('09:20');
    s.say('megan', heard);
    s.until('09:30');
    expect(s.pings('ticket:T1')).toEqual([]);
  });

  it('doubled or stale does nothing', () => {
    const s = withTicket().until('12:00');
    const seen = s.events.length;
    for (const at of [s.now, s.instant('10:00'), s.instant('08:10')]) s.command('baton', { type: 'tick' }, { at });
    expect(s.events.length).toBe(seen);
  });

  it('after an absence says from when to when, and what fell due, merged with what fires', () => {
    const s = withTicket().until('09:30').away('10:30');
    const thread = s.messages('thread-ping');
    expect(thread).toHaveLength(1);
    expect([thread[0]?.away?.from, thread[0]?.away?.to].map((at) => at && s.clock(at))).toEqual(['09:30', '10:30']);
    expect(thread[0]?.away?.fellDue.map((f) => f.key)).toContain('ticket:T1');
    for (const ping of s.messages('ping')) expect(ping.away).toBeDefined();
  });

  it('says an absence of more than two minutes though nothing fell due, a shorter one not', () => {
    const s = opened();
    s.away('08:11');
    expect(s.messages('thread-ping')).toEqual([]);
    s.away('08:13:30');
    expect(s.messages('thread-ping').map((m) => [m.people, m.items.length, !!m.away])).toEqual([[[], 0, true]]);
  });

  it('of a closed case does nothing', () => {
    const s = opened();
    s.state = { ...s.case, status: 'closed' };
    expect(s.command('baton', { type: 'tick' }, { at: s.instant('2024-01-01 08:00') })).toEqual({ events: [] });
  });
});
